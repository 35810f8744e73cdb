//! The use cases: authorise, call the domain, write in one transaction. The only crate with SQL in it.

pub mod access;
pub mod accounts;
pub mod attachments;
mod audit;
pub mod calendar;
pub mod clock;
pub mod context;
pub mod credit;
pub mod db;
pub mod demo;
pub mod enterprises;
mod error;
pub mod filings;
pub mod licences;
pub mod notices;
pub mod review;
pub mod rules;
mod staff;

pub use access::{Actor, Owner, Permission};
pub use context::{Clock, Random, Services};
pub use error::{Error, Result};
