//! 批量签批: what waits for the head's decision, with what matters for it, and what came of deciding on several at once.

use crate::committee::Deliberation;
use crate::filings::FilingSummary;
use crate::visits::Conclusion;
use crate::workflow::Action;
use serde::{Deserialize, Serialize};

/// Most filings that are decided on at once.
pub const MOST: usize = 50;

/// A filing that waits to be signed off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The filing.
    pub filing: FilingSummary,
    /// Revision that deciding must name.
    pub revision: i64,
    /// The categories and grades that are wanted; empty where it is about none.
    pub wanted: String,
    /// How many conditions are not met as of today.
    pub unmet: usize,
    /// What the last site visit found, if there was one.
    pub visit: Option<Conclusion>,
    /// What the committee found; `None` where the matter goes without it.
    pub deliberation: Option<Deliberation>,
    /// What the head may do with it now.
    pub allowed: Vec<Action>,
    /// Why the head may not grant it.
    pub hindrance: Option<String>,
}

/// One filing of those that are decided on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Id.
    pub id: String,
    /// The revision that the head saw.
    pub revision: i64,
    /// Under which it is decided once.
    pub key: String,
}

/// What came of one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Id.
    pub id: String,
    /// Why it was not done; `None` where it was.
    pub refused: Option<String>,
}
