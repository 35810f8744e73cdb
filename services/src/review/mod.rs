//! Review (审核): what the regulator's staff work on.

mod counts;
mod dossier;
mod narrowed;
mod query;
mod queue;
mod sought;
mod terminated;
mod workload;
