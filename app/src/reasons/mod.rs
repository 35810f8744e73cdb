//! Canned reasons (常用理由): picked where a reason is written, kept by administrators.

pub mod api;
mod page;
mod picker;

pub use page::ReasonsPage;
pub use picker::ReasonPicker;
