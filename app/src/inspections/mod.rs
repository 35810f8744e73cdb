//! Self-inspection (企业自查): campaigns for administrators, reports for enterprises, and who is how far for offices.

mod acts;
pub mod api;
mod campaigns;
mod facts;
mod filling;
mod forms;
mod lens;
mod lines;
mod office;
mod own;
mod plan;
mod planned;
mod preview;
mod read;
mod report;
mod submission;

pub use campaigns::CampaignsPage;
pub use office::OfficePage;
pub use own::InspectionsPage;
pub use plan::PlanPage;
pub use report::{ReportPage, ReportTabPage};
