//! Files that were chosen, and what the browser can say about them before they are sent.

use super::Shelf;
use domain::attachments::{ACCEPT, LARGEST, MOST_IN_SLOT};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use web_sys::{File, FileList, XmlHttpRequest};

/// How far a chosen file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Waits for 上传.
    Waiting,
    /// Waits for the file before it: one at a time, so that documents stand in the order in which they were chosen.
    Queued,
    /// On its way: percent.
    Sending(u8),
    /// It did not work, and why; `true` when trying again may help.
    Failed(String, bool),
}

/// A chosen file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Tells it from others on this page.
    pub key: u64,
    /// Where it goes.
    pub slot: String,
    /// The row that it belongs to.
    pub row: Option<String>,
    /// Id of the document that it takes the place of.
    pub replaces: Option<String>,
    /// File name.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// How far it is.
    pub progress: Progress,
}

/// The browser's side of an upload. Not in a signal: these cannot leave the browser's thread.
pub(super) struct Transfer {
    pub file: File,
    pub request: Option<XmlHttpRequest>,
}

thread_local! {
    static TRANSFERS: RefCell<HashMap<u64, Transfer>> = RefCell::new(HashMap::new());
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// Looks at a transfer.
pub(super) fn transfer<R>(key: u64, look: impl FnOnce(&mut Transfer) -> R) -> Option<R> {
    TRANSFERS.with_borrow_mut(|all| all.get_mut(&key).map(look))
}

/// Forgets a transfer.
pub(super) fn forget(key: u64) -> Option<Transfer> {
    TRANSFERS.with_borrow_mut(|all| all.remove(&key))
}

impl Shelf {
    /// Takes files into a slot: those that the server would refuse are refused here.
    pub fn choose(self, slot: &str, row: Option<&str>, replaces: Option<&str>, files: &FileList) {
        for file in (0..files.length()).filter_map(|n| files.get(n)) {
            let key = NEXT.replace(NEXT.get() + 1);
            let size = file.size() as u64;
            let full = replaces.is_none() && self.in_slot(slot, row) >= MOST_IN_SLOT;
            let progress = match objection(&file.name(), size, full) {
                Some(objection) => Progress::Failed(objection, false),
                None => Progress::Waiting,
            };
            let sendable = progress == Progress::Waiting;
            let upload = Upload {
                key,
                slot: slot.to_owned(),
                row: row.map(str::to_owned),
                replaces: replaces.map(str::to_owned),
                name: file.name(),
                size,
                progress,
            };
            if sendable {
                TRANSFERS.with_borrow_mut(|all| all.insert(key, Transfer { file, request: None }));
            }
            self.uploads.update(|uploads| uploads.push(upload));
            if sendable && replaces.is_some() {
                self.send(key);
            }
        }
    }

    /// How many files a slot has, those on their way included.
    fn in_slot(self, slot: &str, row: Option<&str>) -> usize {
        let kept = self
            .attachments
            .with_untracked(|all| all.iter().filter(|file| file.slot == slot && file.row.as_deref() == row).count());
        let coming = self.uploads.with_untracked(|all| {
            let coming = |upload: &&Upload| !matches!(upload.progress, Progress::Failed(_, false));
            all.iter().filter(|file| file.slot == slot && file.row.as_deref() == row).filter(coming).count()
        });
        kept + coming
    }
}

/// Why the server would not take a file, as far as that can be told here: it looks into the content besides.
fn objection(name: &str, size: u64, full: bool) -> Option<String> {
    let extension = name.rsplit_once('.').map(|(_, extension)| format!(".{}", extension.to_lowercase()));
    if !extension.is_some_and(|extension| ACCEPT.split(',').any(|taken| taken == extension)) {
        return Some("只能上传 PDF、JPG、PNG、DOCX、XLSX 文件".to_owned());
    }
    if size > LARGEST {
        return Some(format!("文件不能超过 {} MB", LARGEST / 1024 / 1024));
    }
    if size == 0 {
        return Some("文件是空的".to_owned());
    }
    full.then(|| format!("每项最多上传 {MOST_IN_SLOT} 个文件"))
}

#[cfg(test)]
mod tests {
    use super::objection;

    #[test]
    fn what_the_server_would_refuse_is_refused_here() {
        assert_eq!(objection("合同.PDF", 12, false), None);
        assert!(objection("合同.exe", 12, false).is_some());
        assert!(objection("合同", 12, false).is_some());
        assert!(objection("合同.pdf", 20 * 1024 * 1024 + 1, false).is_some());
        assert!(objection("合同.pdf", 0, false).is_some());
        assert!(objection("合同.pdf", 12, true).is_some());
    }
}
