//! What the queue's pages get to show.

use super::{Cursor, Due, Stage};
use crate::accounts::Role;
use crate::filings::{FilingSummary, Kind, Track};
use serde::{Deserialize, Serialize};

/// Up to how many working days ahead a last day is near (三日内).
pub const SOON: u32 = 3;

/// Some of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuePage {
    /// What lies with the viewer and waits to be claimed: corrected and submitted again, or assigned by the head. On the first
    /// page only.
    pub returned: Vec<FilingSummary>,
    /// The rest, what is due first on top, then the oldest; of what has ended the latest on top.
    pub lines: Vec<FilingSummary>,
    /// Where the next page begins; `None` where there is none.
    pub next: Option<Cursor>,
    /// How many there are of what; on the first page only.
    pub counts: Option<Counts>,
}

/// How many there are of what. Each value is counted as if it were chosen beside what is chosen of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// As it is narrowed.
    pub total: i64,
    /// With the office, wherever they stand.
    pub with_office: i64,
    /// By where they stand, those that there are.
    pub stages: Vec<(Stage, i64)>,
    /// There are more that have ended than were counted.
    pub more_ended: bool,
    /// By what is filed for, those that there are.
    pub kinds: Vec<(Kind, i64)>,
    /// By track, those that there are.
    pub tracks: Vec<(Track, i64)>,
    /// By how near the last day is, those that there are; of what has ended nothing.
    pub due: Vec<(Due, i64)>,
    /// The viewer's own.
    pub mine: i64,
    /// Nobody's yet.
    pub nobodys: i64,
    /// Everybody else's, by name.
    pub others: Vec<Colleague>,
}

/// A member of the office's staff, and how many filings lie there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Account id.
    pub id: String,
    /// Name.
    pub name: String,
    /// How many.
    pub count: i64,
}

/// How much lies with one member of the office's staff (工作量).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workload {
    /// Account id; empty for what nobody has claimed.
    pub id: String,
    /// Name.
    pub name: String,
    /// Role; `None` for nobody's.
    pub role: Option<Role>,
    /// Whether the account may sign in: what lies with one that may not, must be reassigned.
    pub active: bool,
    /// Filings that have not ended.
    pub open: i64,
    /// Of these, past the last day.
    pub overdue: i64,
    /// Of these, due today or within [`SOON`] working days.
    pub soon: i64,
    /// Of these, with a clock that rests.
    pub resting: i64,
    /// Decided in the last thirty days.
    pub decided: i64,
}
