//! Self-inspection (企业自查): a campaign asks the holders of licences to look at themselves, and each answers with a report.
//! What exactly is asked for has no source for this licence (domain.md §9), so each campaign says it for itself.

mod asked;
mod check;
mod concern;
mod plan;
mod report;
mod stage;
mod storable;
mod views;

pub use asked::{AskedDocument, AskedItem, Item, Page};
pub use check::{check, mend_by, missing};
pub use concern::Concern;
pub use plan::{Campaign, Plan};
pub use report::{
    Accident, AccidentClass, Answer, Assets, Company, Equipment, EquipmentLine, Performance, PerformanceLine, Report,
    Safety, Section, SectionBody, Staff, Versioned, Violation, ViolationAnswer, Violations,
};
pub use stage::{Act, Stage, allowed, apply};
pub use storable::storable;
pub use views::{CampaignStatus, CampaignView, Event, Preview, Progress, ReportHeader, ReportLine, ReportView, Tally};

choices! {
    /// What is inspected. One kind today; its label is the one that the manual's to-do has.
    pub enum InspectionKind {
        Facilities = "facilities" "承装（修丶试）类自查",
    }
}

/// A to-do's text, as the manual has it: [承装（修丶试）类自查]承装修试2020年自查.
pub fn to_do(kind: InspectionKind, title: &str) -> String {
    format!("[{kind}]{title}")
}
