//! Pages, components, and the server functions between browser and services.

pub mod accounts;
pub mod api;
pub mod calendar;
pub mod components;
pub mod credit;
pub mod enterprises;
pub mod filings;
pub mod home;
pub mod licences;
pub mod notices;
pub mod review;
pub mod rules;
pub mod shell;
pub mod staff;
pub mod termination;

pub use shell::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
