//! What pages get to show of a filing. Times are Unix milliseconds.

use super::{Kind, Row, Sections, Totals, Track};
use crate::accounts::Role;
use crate::attachments::{Attachment, SlotChanges};
use crate::clock::Clock;
use crate::committee::Deliberation;
use crate::corrections::{Comment, Correction};
use crate::enterprises::Profile;
use crate::licences::Licence;
use crate::tracks::Follow;
use crate::visits::Visit;
use crate::workflow::{Action, Status};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A line in "my filings" or in a queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilingSummary {
    /// Id.
    pub id: String,
    /// Number that people quote.
    pub number: String,
    /// What is filed for.
    pub kind: Kind,
    /// Under which terms.
    pub track: Track,
    /// Where it stands.
    pub status: Status,
    /// 单位名称.
    pub enterprise: String,
    /// When it was submitted, if it was.
    pub submitted_at: Option<i64>,
    /// Until when the office must take the next step; `None` while the clock rests and where there is none.
    pub due: Option<NaiveDate>,
    /// Working days that are left until then, that day included; negative once it has passed.
    pub left: Option<i64>,
    /// Whether the clock rests.
    pub resting: bool,
    /// Place among those that wait for the office to take them up, from 1; for the enterprise's own.
    pub position: Option<i64>,
    /// When it last moved or was saved.
    pub updated_at: i64,
    /// Name of the reviewer who has claimed it.
    pub assignee: Option<String>,
    /// Whether the viewer is that reviewer.
    pub mine: bool,
}

impl FilingSummary {
    /// Where its owner goes on: the form while it can be filled in, else the overview.
    pub fn href(&self) -> String {
        match self.status {
            Status::Draft | Status::Correction => format!("/filings/{}/{}", self.id, self.kind.first_tab().code()),
            _ => format!("/filings/{}", self.id),
        }
    }
}

/// The head of every page about one filing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilingHeader {
    /// The line as in lists.
    #[serde(flatten)]
    pub summary: FilingSummary,
    /// Revision of the filing's status, which each action must name.
    pub revision: i64,
    /// Name of the competent office.
    pub office: String,
    /// How the statutory clock stands; `None` for drafts and for what has ended.
    pub clock: Option<Clock>,
    /// Title of the rule set by which it is judged; empty where no conditions are.
    pub rules: String,
    /// 容缺材料 that were to follow, once it was accepted.
    pub deferrals: Vec<Deferral>,
    /// What may follow later, and by when; `None` but for 容缺受理.
    pub follow: Option<Follow>,
    /// How documents are asked for where administrators have changed it.
    pub slots: SlotChanges,
    /// What the viewer may do with it now.
    pub allowed: Vec<Action>,
    /// The licence that granting it made, or that it is about.
    pub licence_id: Option<String>,
    /// The licence that it is about, as it was when this was submitted.
    pub licence: Option<Licence>,
    /// 单位 as registered (frozen at submission), ID numbers masked for those who need not see them.
    pub profile: Profile,
}

/// A tile of the home page: what can be filed, what is under way, or why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What is filed for.
    pub kind: Kind,
    /// The live filing, which takes the place of starting another.
    pub live: Option<FilingSummary>,
    /// Why it cannot be started now.
    pub hindrance: Option<String>,
}

/// A document that follows later (容缺材料), and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deferral {
    /// Key of its slot.
    pub slot: String,
    /// Last day to hand it in.
    pub due: NaiveDate,
    /// When it was handed in, Unix milliseconds.
    pub handed_in_at: Option<i64>,
    /// When its reviewer found it right.
    pub checked_at: Option<i64>,
    /// When its reviewer last sent it back.
    pub returned_at: Option<i64>,
    /// Why; empty where it never was.
    pub returned_reason: String,
}

/// One step on the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: i64,
    /// What was done.
    pub action: Action,
    /// Where it stood afterwards.
    pub status: Status,
    /// Who did it, by name; enterprises see the office's name instead of the reviewer's.
    pub actor: String,
    /// In which role.
    pub role: Role,
    /// The reason or remark given.
    pub note: String,
}

/// A filing as its pages get it: everything but the long lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FilingView {
    /// Head.
    pub header: FilingHeader,
    /// Form tabs.
    pub sections: Sections,
    /// Documents.
    pub attachments: Vec<Attachment>,
    /// Timeline, oldest first.
    pub events: Vec<Event>,
    /// The rounds of correction, the first one first.
    pub corrections: Vec<Correction>,
    /// What was opened in the round that is due, beside its items.
    pub opened: Vec<String>,
    /// Comments that are no items yet; for the office.
    pub comments: Vec<Comment>,
    /// The site visits, the latest last.
    pub visits: Vec<Visit>,
    /// What the committee made of it, the latest meeting last; for the office.
    pub deliberations: Vec<Deliberation>,
}

/// The first rows of a list, or more of them, with the totals of the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPage<T> {
    /// These rows, in the order of adding.
    pub rows: Vec<Row<T>>,
    /// Totals of the whole list.
    pub totals: Totals,
}

/// A save that was committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The revision that the next save must name.
    pub revision: i64,
    /// When it was committed.
    pub saved_at: i64,
}

/// A section save that was committed, with what stands against its person being engaged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSection {
    /// Revision and time.
    #[serde(flatten)]
    pub saved: Saved,
    /// The lead's ID number is engaged elsewhere: kept as typed, but not engaged, and submitting will be refused.
    pub findings: Vec<crate::Finding>,
}

/// A row save that was committed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedRow {
    /// The row's id, new or as named.
    pub id: String,
    /// Revision and time.
    #[serde(flatten)]
    pub saved: Saved,
}

/// What a submission is answered with (回执).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Number that people quote.
    pub number: String,
    /// When it was received.
    pub submitted_at: i64,
    /// The office that will answer.
    pub office: String,
    /// How many filings the office got before this one and has not taken up yet, and this one: 1 is the next.
    pub position: Option<i64>,
}
