//! The process: configuration, router and middleware, uploads and downloads, background work, command line.

mod background;
pub mod cli;
pub mod config;
mod connections;
pub mod endpoints;
mod exports;
mod health;
pub mod logging;
mod metrics;
mod middleware;
mod papers;
mod refusal;
pub mod router;
mod serve;
mod setting;
mod site;
pub mod startup;
mod uploads;
