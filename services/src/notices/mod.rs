//! What the system tells people: mail, and the to-do list.

mod mail;
mod mailer;
mod of_licences;
mod to_dos;

pub use mailer::Mailer;
