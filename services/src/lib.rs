//! The use cases: authorise, call the domain, write in one transaction. The only crate with SQL in it.

pub mod access;
pub mod accounts;
mod administration;
pub mod attachments;
mod audit;
pub mod calendar;
pub mod clock;
pub mod committee;
pub mod context;
pub mod corrections;
pub mod credit;
pub mod db;
pub mod demo;
pub mod enterprises;
mod error;
mod figures;
pub mod filings;
pub mod inspections;
pub mod licences;
pub mod notices;
pub mod papers;
mod public;
pub mod ratings;
mod reasons;
pub mod review;
pub mod rules;
pub mod settings;
pub mod sign_off;
mod staff;
pub mod visits;
pub mod xlsx;

pub use access::{Actor, Owner, Permission};
pub use context::{Clock, Random, Services};
pub use error::{Error, Result};
