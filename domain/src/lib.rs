//! What a filing is, when it is right, and what may happen next.
//!
//! Pure: no I/O, no clock, no database, no HTTP. The same code runs in the browser and on the server.

#[macro_use]
mod choices;

pub mod accounts;
pub mod administration;
pub mod attachments;
pub mod audit;
pub mod calendar;
pub mod clock;
pub mod committee;
pub mod conformity;
pub mod corrections;
pub mod credit;
pub mod enterprises;
pub mod figures;
pub mod filings;
pub mod inspections;
pub mod licences;
pub mod masking;
pub mod notices;
pub mod offices;
pub mod papers;
pub mod public;
pub mod ratings;
pub mod reasons;
pub mod refusal;
pub mod review;
pub mod settings;
pub mod sign_off;
pub mod staff;
pub mod tables;
pub mod tracks;
pub mod values;
pub mod visits;
pub mod workflow;

pub use conformity::Finding;
pub use refusal::Refusal;
