//! Review (审核): what the regulator's staff work on.

mod queue;
mod terminated;
