//! Corrections (补正): remarks beside what they are about, the notice, its answers, and versions beside each other.

pub mod api;
mod beside;
mod comment;
mod desk;
mod notice;
mod outcome;
mod remarks;
mod versions;

pub use beside::{beside, registered_remarks, remarks_at, remarks_below, tab_remarks};
pub use comment::{CommentDialog, joined};
pub use desk::DeskPage;
pub use notice::CorrectionNotice;
pub use outcome::Outcome;
pub use remarks::Remarks;
pub use versions::VersionsPage;
