//! Review (审核): the office's queue, and the overview of one filing, where its next step is taken.

mod actions;
pub mod api;
mod consequence;
mod deferrals;
mod facts;
mod matter;
mod overview;
mod queue;

pub use overview::OverviewPage;
pub use queue::QueuePage;
