//! Attachments (附件): received, told by content, kept by hash, given out, removed.

mod add;
mod copy;
mod delete;
mod document;
mod file_name;
mod file_type;
mod former;
mod read;
mod receive;
mod storage;

pub(crate) use document::Document;
pub(crate) use former::{documents_of_row, keep_former};
pub(crate) use read::attachments_of;
pub use storage::Storage;
