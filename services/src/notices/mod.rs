//! What the system tells people: mail, the to-do list, and public notices.

mod deadlines;
mod deferrals;
mod list;
mod mail;
mod mailer;
mod notify;
mod of_licences;
mod public;
mod to_dos;

pub(crate) use mail::wait;
pub use mailer::Mailer;
pub(crate) use notify::{Notice, Recipient};
pub(crate) use to_dos::NEWS;
