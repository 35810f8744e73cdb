//! What the system tells people: mail, the to-do list, and public notices.

mod deadlines;
mod deferrals;
mod mail;
mod mailer;
mod of_licences;
mod public;
mod to_dos;

pub use mailer::Mailer;
pub(crate) use to_dos::NEWS;
