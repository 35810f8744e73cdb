//! Review (审核): the office's queue, and the overview of one filing, where its next step is taken.

mod actions;
pub mod api;
mod consequence;
mod deferrals;
mod dossier;
pub mod facts;
mod matter;
mod overview;
mod pass_on;
mod queue;
mod return_deferred;
mod workload;

pub use dossier::EngagedElsewhere;
pub use overview::OverviewPage;
pub use queue::QueuePage;
pub use workload::WorkloadPage;
