//! What was typed and is not saved yet, kept in the browser.

use crate::components::dom::local_storage;
use domain::filings::{List, Section, SectionBody};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Unsaved content with what it was based on.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept<T> {
    /// For a section the revision that was seen; for a row its id and revision, or `None` for a new one.
    pub base: Base,
    /// What was typed.
    pub body: T,
}

/// What unsaved content was based on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Base {
    /// A section of this revision.
    Section(i64),
    /// A row of this id and revision.
    Row(String, i64),
    /// A row that is not there yet, with the key under which it is added once.
    New(String),
}

/// Keeps a section.
pub fn keep_section(filing: &str, revision: i64, body: &SectionBody) {
    write(&section_key(filing, body.section()), &Kept { base: Base::Section(revision), body });
}

/// The section as kept, with the revision that it was based on.
pub fn kept_section(filing: &str, section: Section) -> Option<(i64, SectionBody)> {
    let kept: Kept<SectionBody> = read(&section_key(filing, section))?;
    match kept.base {
        Base::Section(revision) if kept.body.section() == section => Some((revision, kept.body)),
        _ => None,
    }
}

/// The section is saved, or given up.
pub fn drop_section(filing: &str, section: Section) {
    remove(&section_key(filing, section));
}

/// Keeps the row that a dialog shows.
pub fn keep_row<T: Serialize>(filing: &str, list: List, base: &Base, body: &T) {
    write(&row_key(filing, list), &Kept { base: base.clone(), body });
}

/// The row that a dialog showed when the page was left.
pub fn kept_row<T: DeserializeOwned>(filing: &str, list: List) -> Option<(Base, T)> {
    let kept: Kept<T> = read(&row_key(filing, list))?;
    Some((kept.base, kept.body))
}

/// The row is saved, or given up.
pub fn drop_row(filing: &str, list: List) {
    remove(&row_key(filing, list));
}

fn section_key(filing: &str, section: Section) -> String {
    format!("unsaved:{filing}:{}", section.code())
}

fn row_key(filing: &str, list: List) -> String {
    format!("unsaved:{filing}:{}", list.code())
}

// A full or forbidden store costs the safety net, not the work: saving goes on without it.

fn write<T: Serialize>(key: &str, value: &T) {
    if let (Some(store), Ok(json)) = (local_storage(), serde_json::to_string(value)) {
        let _ = store.set_item(key, &json);
    }
}

fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    let json = local_storage()?.get_item(key).ok().flatten()?;
    serde_json::from_str(&json).ok()
}

fn remove(key: &str) {
    if let Some(store) = local_storage() {
        let _ = store.remove_item(key);
    }
}
