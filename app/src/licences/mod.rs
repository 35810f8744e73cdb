//! The licence, as a page that looks like the certificate, and how it stands.

pub mod api;
mod certificate;
mod history;
mod page;
mod standing;

pub use page::LicencePage;
pub use standing::{Held, ShortfallNotice, held, status_badge};
