//! 批量签批: the head's desk.

pub mod api;
mod decide;
mod page;

pub use page::SignOffPage;
