//! The fonts: Chinese ones come from a package of the system (fonts-noto-cjk), or from a folder that is named.

use std::path::Path;
use typst_kit::fonts::{self, FontStore};

/// A character that papers are full of.
const SAMPLE: u32 = '许' as u32;

/// The fonts of this folder, or else of the system. Only those that have Chinese: every paper then looks as it did, whatever
/// else is installed.
pub(super) fn find(folder: Option<&Path>) -> FontStore {
    let mut store = FontStore::new();
    match folder {
        Some(folder) => store.extend(fonts::scan(folder).filter(|(_, info)| info.coverage.contains(SAMPLE))),
        None => store.extend(fonts::system().filter(|(_, info)| info.coverage.contains(SAMPLE))),
    }
    store
}

/// Whether there is one.
pub(super) fn chinese(store: &FontStore) -> bool {
    store.book().families().next().is_some()
}
