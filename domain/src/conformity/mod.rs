//! The conformity check: what a filing lacks, in the words of the rule that asks for it.

mod check;
mod conditions;
mod fields;
#[cfg(test)]
mod matter_tests;
mod matters;
#[cfg(test)]
mod order_36_tests;
mod performance;
mod rule_book;
mod rule_change;
mod rule_set;
#[cfg(test)]
mod tests;

pub use check::{blocking, check, check_staff};
pub(crate) use fields::Fields;
pub use fields::{check_row, check_section};
pub use performance::{Alternative, PerformanceRule};
pub use rule_book::{Adjustment, Choice, DEFAULT_SET, Impact, RuleBook, in_force};
pub(crate) use rule_change::{check_reason, check_terms};
pub use rule_set::{Condition, Figures, Measure, RuleSet};

use serde::{Deserialize, Serialize};

choices! {
    /// What a finding means for submitting.
    pub enum Severity {
        Blocking = "blocking" "不符合",
        Advice = "advice" "提示",
        Met = "met" "符合",
    }
}

/// One line of the check: something missing or wrong, or a condition that is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable name of the rule, for tests and statistics.
    pub id: String,
    /// Whether it stands in the way of submitting.
    pub severity: Severity,
    /// Where: `technical_lead.work[2].referee_mobile`, `electricians[ROW].certificate`, `attachments.contract[ROW]`.
    pub path: String,
    /// For people.
    pub message: String,
    /// Legal basis; empty where the rule is only one of form.
    #[serde(default)]
    pub basis: String,
    /// For a threshold: what is required and what is there.
    #[serde(default)]
    pub measured: Option<Measured>,
    /// The figure has no source that was seen; wherever it is shown, it says so.
    #[serde(default)]
    pub unsourced: bool,
}

/// A threshold and how far the filing gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// What the rule asks for, with its unit.
    pub required: String,
    /// What the filing has, with its unit.
    pub actual: String,
}

impl Finding {
    /// A blocking finding on one field, from a newtype's error or a sentence.
    pub fn field(path: impl Into<String>, message: impl std::fmt::Display) -> Finding {
        Finding {
            id: "field".to_owned(),
            severity: Severity::Blocking,
            path: path.into(),
            message: message.to_string(),
            basis: String::new(),
            measured: None,
            unsourced: false,
        }
    }
}
