//! 行政许可委员会: the office's meetings, one meeting with its votes, and what it found on the page of a filing.

pub mod api;
mod close;
mod item;
mod meeting;
mod page;
mod panel;
mod plan;
mod votes;

pub use meeting::MeetingPage;
pub use page::CommitteePage;
pub use panel::Deliberations;
pub use votes::outcome_badge;
