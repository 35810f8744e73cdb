//! Attachments (附件): which documents are asked for, and which files are taken.

mod changes;
mod slots;

pub use changes::{Offered, RecordedSlotChange, SlotBook, SlotChange, SlotChanges, Template, every_slot, stands};
use slots::SLOTS;
pub use slots::{Slot, deferrable, deferred, row_slots, slot, slots};

use serde::{Deserialize, Serialize};

/// Largest file, in bytes (20 MiB).
pub const LARGEST: u64 = 20 * 1024 * 1024;
/// Most files in one slot (of one row).
pub const MOST_IN_SLOT: usize = 20;

choices! {
    /// The kinds of file that are taken, told by content.
    pub enum FileType {
        Pdf = "application/pdf" "PDF",
        Jpeg = "image/jpeg" "JPEG",
        Png = "image/png" "PNG",
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document" "DOCX",
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" "XLSX",
    }
}

impl FileType {
    /// Whether a browser shows it in the page.
    pub fn previewable(self) -> bool {
        matches!(self, Self::Pdf | Self::Jpeg | Self::Png)
    }
}

/// What `<input type=file accept>` offers.
pub const ACCEPT: &str = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx";

/// An uploaded document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Id; the file is at `/attachments/{id}`.
    pub id: String,
    /// Key of its slot.
    pub slot: String,
    /// The row that it belongs to, for a row's slot.
    pub row: Option<String>,
    /// File name as uploaded, cleaned.
    pub name: String,
    /// Told from content.
    pub file_type: FileType,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Unix milliseconds.
    pub uploaded_at: i64,
}
