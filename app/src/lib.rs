//! Pages, components, and the server functions between browser and services.

pub mod accounts;
pub mod administration;
pub mod api;
pub mod audit;
pub mod calendar;
pub mod committee;
pub mod components;
pub mod corrections;
pub mod credit;
pub mod enterprises;
pub mod figures;
pub mod filings;
pub mod home;
pub mod inspections;
pub mod licences;
pub mod notices;
pub mod papers;
pub mod public;
pub mod ratings;
pub mod reasons;
pub mod review;
pub mod rules;
pub mod settings;
pub mod shell;
pub mod sign_off;
pub mod staff;
pub mod termination;
pub mod visits;

pub use shell::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
