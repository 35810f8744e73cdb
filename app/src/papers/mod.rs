//! Papers (文书): what there is to download for a filing or a licence.

pub mod api;
mod list;

pub use list::{FilingPapers, LicencePapers};
