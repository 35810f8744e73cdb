//! The enterprise's registration: its fields, its parent organisation, and changing it.

pub mod api;
mod conflict;
mod fields;
mod page;
mod parent;

pub use fields::{ContactFields, Part, ProfileField};
pub use page::EnterprisePage;
pub use parent::{ParentField, ParentPicker};

pub(crate) use fields::part;
