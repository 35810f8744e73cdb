//! Filings: the wizard in which an enterprise fills in an application, and in which everybody reads it.

pub mod api;
mod check_panel;
mod conflict;
mod desk;
mod documents;
mod forms;
mod frame;
mod page;
mod reveal;
mod state;
mod tabs;

pub use conflict::Versions;
pub use documents::{DocumentPreview, Home, Place, Shelf, SlotView};
pub use page::FilingPage;
pub use state::kept::{drop_unsaved, forget_unsaved, keep_unsaved, kept_unsaved, unsaved_belongs_to};
pub use state::use_wizard;
