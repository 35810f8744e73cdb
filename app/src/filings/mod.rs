//! Filings: the wizard in which an enterprise fills in an application, and in which everybody reads it.

pub mod api;
mod check_panel;
mod conflict;
mod documents;
mod forms;
mod frame;
mod page;
mod state;
mod tabs;

pub use documents::{Shelf, SlotView};
pub use page::FilingPage;
pub use state::kept::{forget_unsaved, unsaved_belongs_to};
