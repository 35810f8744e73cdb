//! A filing (申请): its kind, its tabs, what is typed on them, and how it is shown in lists.

mod case;
mod gate;
mod kind;
mod lists;
mod matters;
mod sections;
mod shown;
mod storable;
mod tab;
mod totals;
mod views;

pub use case::Case;
pub use gate::{LATEST_RENEWAL, RENEWAL_OPENS, hindrance};
pub use kind::Kind;
pub use lists::{
    CertificateType, Electrician, ElectricianKind, List, PerformanceRecord, Person, Row, RowBody, Rows, Technician,
    VoltageClass, WorkKind,
};
pub use matters::{
    Cancellation, CancellationReason, Change, Joining, Leaver, Leaving, RegisteredItem, Reissue, ReissueReason,
};
pub use sections::{
    Application, Basics, Downgrade, Lead, Origin, ProfessionalTitle, Section, SectionBody, Sections, Shareholder,
    Submitter, TrainingExperience, Versioned, WorkExperience,
};
pub use shown::{
    Shown, ShownList, field_label, line_field_label, lines_label, profile_label, row_field_label, shown_profile,
    shown_row, shown_section,
};
pub use storable::{LONGEST, LONGEST_EXPLANATION, MOST_LINES, storable};
pub use tab::Tab;
pub use totals::{Count, Totals};
pub use views::{
    Deferral, Entry, Event, FilingHeader, FilingSummary, FilingView, Receipt, RowPage, Saved, SavedRow, SavedSection,
};

use crate::attachments::SlotChanges;
use crate::enterprises::Profile;
use crate::licences::Licence;
use crate::settings::{Setting, Value};
use serde::{Deserialize, Serialize};

choices! {
    /// Under which terms a filing runs.
    pub enum Track {
        General = "general" "一般性申请",
        DeferredDocuments = "deferred_documents" "容缺受理",
        FreeTradeZone = "free_trade_zone" "自贸区",
    }
}

/// The whole content of a filing: what the check reads, what a submission freezes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Filing {
    /// What is filed for.
    pub kind: Kind,
    /// Under which terms.
    pub track: Track,
    /// The enterprise as registered.
    pub enterprise: Profile,
    /// The licence that it is about.
    #[serde(default)]
    pub licence: Option<Licence>,
    /// The tabs that are forms.
    pub sections: Sections,
    /// The tabs that are lists.
    pub rows: Rows,
    /// The uploaded documents.
    pub attachments: Vec<crate::attachments::Attachment>,
    /// Keys of the documents that may follow later with 容缺受理, by the day that counts; what shipped, in versions from before
    /// that could be set.
    #[serde(default = "shipped_to_follow")]
    pub follow: Vec<String>,
    /// How documents are asked for where administrators have changed it.
    #[serde(default)]
    pub slots: SlotChanges,
}

fn shipped_to_follow() -> Vec<String> {
    match Setting::DeferralDocuments.shipped() {
        Value::Documents(keys) => keys,
        Value::Figure(_) => Vec::new(),
    }
}

impl Filing {
    /// What its tabs, documents and rules depend on.
    pub fn case(&self) -> Case<'_> {
        Case {
            kind: self.kind,
            track: self.track,
            sections: &self.sections,
            profile: &self.enterprise,
            licence: self.licence.as_ref(),
        }
    }
}
