//! Attachments (附件): received, told by content, kept by hash, given out, removed.

mod add;
mod copy;
mod delete;
mod file_name;
mod file_type;
mod read;
mod receive;
mod storage;

pub(crate) use read::attachments_of;
pub use storage::Storage;
