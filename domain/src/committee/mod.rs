//! The office's 行政许可委员会: its meetings, what is on the agenda, how the members voted, and what follows from the votes.
//!
//! What the committee finds is a recommendation: the head decides at the sign-off, with the votes before their eyes.

mod plan;
mod tally;

pub use plan::Plan;
pub use tally::Tally;

use crate::conformity::Finding;
use crate::filings::FilingSummary;
use crate::offices::Officer;
use crate::values::{not_blank, text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Longest presentation of a filing, in characters.
pub const PRESENTATION: u32 = 2000;
/// Longest reason of a vote or of what the meeting found, in characters.
pub const REASON: u32 = 500;
/// Longest minutes, in characters.
pub const MINUTES: u32 = 10_000;

choices! {
    /// How a member votes on granting what was filed for.
    pub enum Vote {
        Agree = "agree" "同意",
        Against = "against" "不同意",
        Abstain = "abstain" "弃权",
    }
}

choices! {
    /// What the meeting found about a filing.
    pub enum Outcome {
        Grant = "grant" "建议准予",
        Refuse = "refuse" "建议不予",
        Return = "return" "退回审查",
    }
}

choices! {
    /// Where a meeting stands.
    pub enum MeetingStatus {
        Open = "open" "进行中",
        Closed = "closed" "已结束",
        Cancelled = "cancelled" "已取消",
    }
}

/// Where one member stands with one filing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// Id of the member's account.
    pub member: String,
    /// Name.
    pub name: String,
    /// Examined this filing, and does not vote on it.
    pub examined: bool,
    /// How the member voted; `None` until then.
    pub vote: Option<Vote>,
    /// Why, where the member said so.
    pub reason: String,
}

/// A filing on the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The filing.
    pub filing: FilingSummary,
    /// How whoever examined it presents it.
    pub presentation: String,
    /// Whether the viewer may write the presentation.
    pub presents: bool,
    /// A ballot for each member.
    pub ballots: Vec<Ballot>,
    /// What the meeting found, once it is closed. `None` also where the filing had ended by then.
    pub outcome: Option<Outcome>,
    /// Why, where there is something to say.
    pub reason: String,
}

impl Item {
    /// The votes, counted.
    pub fn tally(&self) -> Tally {
        Tally::count(&self.ballots)
    }

    /// The viewer's ballot, where the viewer has one.
    pub fn ballot_of(&self, account: &str) -> Option<&Ballot> {
        self.ballots.iter().find(|ballot| ballot.member == account && !ballot.examined)
    }
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Id.
    pub id: String,
    /// Which each change must name.
    pub revision: i64,
    /// On which day.
    pub day: NaiveDate,
    /// Where.
    pub place: String,
    /// Where it stands.
    pub status: MeetingStatus,
    /// Who leads it: one of the members.
    pub chair: String,
    /// Name of who called it.
    pub organiser: String,
    /// The members.
    pub members: Vec<Officer>,
    /// The agenda.
    pub items: Vec<Item>,
    /// The minutes, once it is closed; why it was cancelled, once it is.
    pub minutes: String,
    /// When it was closed or cancelled.
    pub ended_at: Option<i64>,
    /// How many members a meeting must have.
    pub quorum: usize,
    /// Id of the viewer's account.
    pub viewer: String,
    /// Whether the viewer may change and cancel it.
    pub organises: bool,
    /// Whether the viewer leads it, and closes it.
    pub leads: bool,
}

/// A meeting in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingLine {
    /// Id.
    pub id: String,
    /// On which day.
    pub day: NaiveDate,
    /// Where.
    pub place: String,
    /// Where it stands.
    pub status: MeetingStatus,
    /// Name of who leads it.
    pub chair: String,
    /// How many filings are on the agenda.
    pub items: i64,
    /// How many of them wait for the viewer's vote.
    pub awaits_vote: i64,
}

/// The page of the committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committee {
    /// The office's meetings, the latest first.
    pub meetings: Vec<MeetingLine>,
    /// What waits for a meeting, what is due first on top.
    pub waiting: Vec<FilingSummary>,
    /// From whom the members are chosen.
    pub officers: Vec<Officer>,
    /// How many members a meeting must have.
    pub quorum: usize,
}

/// What a meeting found about a filing, on that filing's page and for the head who decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliberation {
    /// Id of the meeting.
    pub meeting: String,
    /// On which day.
    pub day: NaiveDate,
    /// Where the meeting stands.
    pub status: MeetingStatus,
    /// What it found; `None` until it is closed.
    pub outcome: Option<Outcome>,
    /// Why, where there was something to say.
    pub reason: String,
    /// How the members voted.
    pub ballots: Vec<Ballot>,
}

/// What the chair declares about one filing when the meeting is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// Id of the filing.
    pub filing: String,
    /// What the meeting found.
    pub outcome: Outcome,
    /// Why: to be said when a filing goes back.
    pub reason: String,
}

/// What stands against voting like this: whoever is against it says why.
///
/// # Errors
/// A sentence about the reason.
pub fn check_vote(vote: Vote, reason: &str) -> Result<(), String> {
    match vote {
        Vote::Against if !not_blank(reason) => Err("不同意的，请填写理由".to_owned()),
        _ => text::storable(reason, REASON).map_err(|error| error.to_string()),
    }
}

/// What stands against closing a meeting like this: `minutes`, `outcome.FILING`, `reason.FILING`. Filings that have ended
/// meanwhile are not among the items.
pub fn check_closing(items: &[Item], declared: &[Declared], minutes: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for item in items {
        let id = &item.filing.id;
        let tally = item.tally();
        let Some(declared) = declared.iter().find(|declared| declared.filing == *id) else {
            findings.push(Finding::field(format!("outcome.{id}"), "请选择审议结论"));
            continue;
        };
        if let Some(wrong) = tally.against(declared.outcome) {
            findings.push(Finding::field(format!("outcome.{id}"), wrong));
        }
        if declared.outcome == Outcome::Return && !not_blank(&declared.reason) {
            findings.push(Finding::field(format!("reason.{id}"), "请填写退回审查的理由"));
        } else if let Err(error) = text::storable(&declared.reason, REASON) {
            findings.push(Finding::field(format!("reason.{id}"), error));
        }
    }
    if let Err(error) = text::paragraph(minutes, MINUTES) {
        findings.push(Finding::field("minutes", error));
    }
    findings
}
