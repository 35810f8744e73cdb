//! A filing (申请): its kind, its tabs, what is typed on them, and how it is shown in lists.

mod lists;
mod sections;
mod totals;
mod views;

pub use lists::{
    CertificateType, Electrician, ElectricianKind, List, PerformanceRecord, Person, Row, RowBody, Rows, Technician,
    VoltageClass, WorkKind,
};
pub use sections::{
    Application, Basics, LONGEST, Lead, MOST_LINES, Origin, ProfessionalTitle, Section, SectionBody, Sections,
    Shareholder, Submitter, TrainingExperience, Versioned, WorkExperience, storable,
};
pub use totals::{Count, Totals};
pub use views::{Event, FilingHeader, FilingSummary, FilingView, Receipt, RowPage, Saved, SavedRow, SavedSection};

use crate::enterprises::Profile;
use serde::{Deserialize, Serialize};

choices! {
    /// What is filed for. Later issues add the other kinds; the workflow table has them all.
    pub enum Kind {
        NewLicence = "new_licence" "许可证新申请",
        RegistrationChange = "registration_change" "登记事项变更",
        ScopeChange = "scope_change" "许可事项变更",
        Renewal = "renewal" "许可证延续",
        Reissue = "reissue" "许可证补（换）证",
        Cancellation = "cancellation" "许可证注销",
        PersonnelChange = "personnel_change" "人员变更",
    }
}

choices! {
    /// Under which terms a filing runs.
    pub enum Track {
        General = "general" "一般性申请",
        DeferredDocuments = "deferred_documents" "容缺受理",
        FreeTradeZone = "free_trade_zone" "自贸区",
    }
}

choices! {
    /// The tabs of the new licence, in their order.
    pub enum Tab {
        Application = "application" "申请类别",
        Basics = "basics" "基本情况",
        TechnicalLead = "technical_lead" "技术负责人",
        SafetyLead = "safety_lead" "安全负责人",
        Technicians = "technicians" "电力相关技术人员",
        Electricians = "electricians" "电力相关专业技能人员",
        Performance = "performance" "规定年限内主要业绩",
        Submission = "submission" "资料提交",
    }
}

impl Tab {
    /// The tab on which a finding's field stands: the path's first word names it, for attachments the slot's tab.
    pub fn of_path(path: &str) -> Option<Tab> {
        let first = path.split(['.', '[']).next()?;
        match first {
            "attachments" => {
                let slot = path.strip_prefix("attachments.")?;
                crate::attachments::slot(slot).map(|slot| slot.tab)
            }
            code => Tab::from_code(code),
        }
    }

    /// The tab before this one.
    pub fn previous(self) -> Option<Tab> {
        (self as usize).checked_sub(1).map(|index| Tab::ALL[index])
    }

    /// The tab after this one.
    pub fn next(self) -> Option<Tab> {
        Tab::ALL.get(self as usize + 1).copied()
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
    /// The tabs that are forms.
    pub sections: Sections,
    /// The tabs that are lists.
    pub rows: Rows,
    /// The uploaded documents.
    pub attachments: Vec<crate::attachments::Attachment>,
}
