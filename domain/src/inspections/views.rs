//! What pages get to show of campaigns and reports. Times are Unix milliseconds.

use super::{Act, Campaign, Plan, Report, Stage};
use crate::Finding;
use crate::accounts::Role;
use crate::attachments::Attachment;
use crate::licences::{Licence, Scope};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

choices! {
    /// Where a campaign stands.
    pub enum CampaignStatus {
        Draft = "draft" "未发起",
        Launching = "launching" "正在发起",
        Running = "running" "进行中",
    }
}

/// A campaign as its pages get it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignView {
    /// Id.
    pub id: String,
    /// Revision that a save must name.
    pub revision: i64,
    /// Where it stands.
    pub status: CampaignStatus,
    /// As planned.
    pub plan: Plan,
    /// As launched, with how far that has come.
    pub progress: Option<Progress>,
    /// When it was last changed.
    pub updated_at: i64,
}

/// How far a launch has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Licences in force that have been looked at.
    pub seen: i64,
    /// Licences in force when it was launched.
    pub of: i64,
    /// Reports asked for.
    pub created: i64,
}

/// Whom a campaign would concern, before it is launched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// How many licences.
    pub concerned: i64,
    /// How many in force are not concerned.
    pub left_out: i64,
    /// By office: name and how many, in the order of offices.
    pub offices: Vec<(String, i64)>,
    /// The first of them: number, holder, scope.
    pub first: Vec<(String, String, Scope)>,
}

/// A line in the office's list, and the head of a report's pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLine {
    /// Id.
    pub id: String,
    /// 单位名称.
    pub enterprise: String,
    /// 许可证编号.
    pub licence_number: String,
    /// 许可类别和等级.
    pub scope: Scope,
    /// Where it stands.
    pub stage: Stage,
    /// Last day for whoever has to act; `None` where nobody has.
    pub due: Option<NaiveDate>,
    /// Whether that day has passed.
    pub overdue: bool,
    /// When it was submitted.
    pub submitted_at: Option<i64>,
}

/// What every page of a report needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportHeader {
    /// The line as in lists.
    #[serde(flatten)]
    pub line: ReportLine,
    /// Revision of the stage, which each act must name.
    pub revision: i64,
    /// What was asked.
    pub campaign: Campaign,
    /// Name of the competent office.
    pub office: String,
    /// What the viewer may do now.
    pub allowed: Vec<Act>,
}

/// One step of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: i64,
    /// What was done.
    pub act: Act,
    /// Where it stood afterwards.
    pub stage: Stage,
    /// Who did it, by name; enterprises see the office's name instead of the reviewer's.
    pub actor: String,
    /// In which role.
    pub role: Role,
    /// What was said.
    pub note: String,
}

/// A report as its pages get it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportView {
    /// Head.
    pub header: ReportHeader,
    /// The licence that it is about, as now.
    pub licence: Licence,
    /// The forms.
    pub report: Report,
    /// The documents; the slot of each is the key of what was asked for.
    pub documents: Vec<Attachment>,
    /// What the licence's conditions say of its staff today, met and not.
    pub staff: Vec<Finding>,
    /// What was done, oldest first.
    pub events: Vec<Event>,
}

/// How many reports stand where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// By stage, in their order.
    pub stages: Vec<(Stage, i64)>,
    /// Of those, past their last day.
    pub overdue: i64,
}

impl Tally {
    /// All of them.
    pub fn all(&self) -> i64 {
        self.stages.iter().map(|(_, count)| count).sum()
    }
}
