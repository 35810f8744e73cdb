//! The audit log (审计日志): who did what to which row, when and from where; each line chained to the one before by its hash.

mod acts;

pub use acts::{GROUPS, entity_label, label};

use crate::values::date;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A line of the log. Times are Unix milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Place in the chain, from 1.
    pub sequence: i64,
    /// Id.
    pub id: String,
    /// When.
    pub at: i64,
    /// Id of the account; empty for time and for whoever was not signed in.
    pub account_id: String,
    /// Name of the account.
    pub account: String,
    /// From where.
    pub address: String,
    /// What was done, such as `filing.submit`.
    pub act: String,
    /// To which kind of row.
    pub entity: String,
    /// To which row.
    pub entity_id: String,
    /// What it was about besides.
    pub detail: String,
}

/// What is looked for; empty means any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Search {
    /// Part of the account's name.
    pub account: String,
    /// An act, or the part of it before the point: `filing`.
    pub act: String,
    /// The row's id, or the number of a filing.
    pub entity_id: String,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
}

impl Search {
    /// From what was typed; what is no day counts as none.
    pub fn typed(account: String, act: String, entity_id: String, from: &str, until: &str) -> Search {
        let day = |raw: &str| date::parse(raw).ok();
        Search { account, act, entity_id, from: day(from), until: day(until) }
    }
}

/// Some of the lines that were looked for, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The lines.
    pub lines: Vec<Line>,
    /// The next page begins before this place in the chain; `None` on the last.
    pub next: Option<i64>,
}

/// What walking the chain found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    /// Every line is as it was written.
    Whole {
        /// How many lines there are.
        lines: i64,
        /// Hash of the last: noted elsewhere, it shows later that none was taken out at the end.
        hash: String,
    },
    /// Up to the line before this one all is as it was written.
    Broken {
        /// Place in the chain.
        sequence: i64,
        /// What is wrong there.
        what: Fault,
    },
}

choices! {
    /// What is wrong with a line of the chain.
    pub enum Fault {
        Missing = "missing" "该条记录缺失",
        Changed = "changed" "该条记录的内容与其校验值不符",
        Unlinked = "unlinked" "该条记录与上一条不相连",
        Unchained = "unchained" "有未入链的记录",
        Noted = "noted" "该条记录的校验值与留存的不符",
    }
}
