//! Corrections (补正): what a reviewer asks to be put right, all at once, each item pinned to a field, a row or a document.

mod compare;
mod opening;
mod pin;

pub use compare::{Difference, compare};
pub use opening::{Opening, changed, covers};
pub use pin::{Pin, REGISTERED};

use serde::{Deserialize, Serialize};

/// Longest reason of an item or comment, in characters.
pub const LONGEST_REASON: u32 = 1000;
/// Longest answer to an item, in characters.
pub const LONGEST_ANSWER: u32 = 500;

/// One thing to be put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Id.
    pub id: String,
    /// What it is pinned to, as in a [`crate::Finding`]: `technical_lead.work[2].referee_mobile`, `electricians[ROW]`,
    /// `attachments.contract[ROW]`, or a whole tab such as `performance`.
    pub path: String,
    /// What people read for the path.
    pub label: String,
    /// What is wrong with it, and what is asked for.
    pub reason: String,
    /// What the enterprise answered; empty until it has.
    pub answer: String,
}

/// One round: a notice with all its items, and how it was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// From 1.
    pub round: i64,
    /// When it was asked for, Unix milliseconds.
    pub requested_at: i64,
    /// Why the head asks once more; empty in the first round.
    pub head_reason: String,
    /// In the order of the tabs.
    pub items: Vec<Item>,
    /// When it was submitted again.
    pub resubmitted_at: Option<i64>,
}

impl Correction {
    /// What may be edited, with what was found since to stand in the way of submitting.
    pub fn opening(&self, found: impl IntoIterator<Item = impl AsRef<str>>) -> Opening {
        let mut opening = Opening::new(self.items.iter().map(|item| &item.path));
        for path in found {
            opening.add(path.as_ref());
        }
        opening
    }
}

/// A reviewer's remark on a place, until it is an item of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Id.
    pub id: String,
    /// Revision, which a change must name.
    pub revision: i64,
    /// What it is pinned to.
    pub path: String,
    /// What people read for the path.
    pub label: String,
    /// What is wrong.
    pub reason: String,
    /// Who wrote it.
    pub author: String,
    /// Whether the viewer did.
    pub mine: bool,
    /// When it was last changed, Unix milliseconds.
    pub at: i64,
}

/// One of the versions of a filing that were submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// From 1.
    pub number: i64,
    /// When it was submitted, Unix milliseconds.
    pub submitted_at: i64,
}

/// The versions of a filing, and two of them beside each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Head of the page.
    pub header: crate::filings::FilingHeader,
    /// All, oldest first.
    pub all: Vec<Version>,
    /// Number of the earlier one compared.
    pub before: i64,
    /// Number of the later one.
    pub after: i64,
    /// What differs.
    pub differences: Vec<Difference>,
    /// The rounds of correction.
    pub corrections: Vec<Correction>,
}

/// What a reviewer sees before asking for a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// Head of the page.
    pub header: crate::filings::FilingHeader,
    /// What is not an item yet.
    pub comments: Vec<Comment>,
    /// The rounds there were.
    pub corrections: Vec<Correction>,
}
