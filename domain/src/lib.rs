//! What a filing is, when it is right, and what may happen next.
//!
//! Pure: no I/O, no clock, no database, no HTTP. The same code runs in the browser and on the server.

#[macro_use]
mod choices;

pub mod accounts;
pub mod attachments;
pub mod calendar;
pub mod clock;
pub mod conformity;
pub mod credit;
pub mod enterprises;
pub mod filings;
pub mod licences;
pub mod notices;
pub mod offices;
pub mod refusal;
pub mod staff;
pub mod tracks;
pub mod values;
pub mod workflow;

pub use conformity::Finding;
pub use refusal::Refusal;
