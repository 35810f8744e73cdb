//! The licence, as a page that looks like the certificate.

pub mod api;
mod page;

pub use page::LicencePage;
