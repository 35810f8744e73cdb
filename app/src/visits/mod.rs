//! 现场核查: on the page of a filing.

pub mod api;
mod arrange;
mod conclude;
mod panel;
mod photographs;

pub use panel::Visits;
