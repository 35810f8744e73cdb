//! Canned reasons (常用理由): what administrators keep for reviewers to pick, by what it is a reason for.

use crate::workflow::Action;
use serde::{Deserialize, Serialize};

choices! {
    /// What a reason is for.
    pub enum Topic {
        Correction = "correction" "补正",
        Decline = "decline" "不予受理",
        Refuse = "refuse" "不予许可",
        Extend = "extend" "延长审查期限",
        ReturnDeferred = "return_deferred" "退回容缺材料",
    }
}

impl Topic {
    /// What the reason of this step is about; `None` where none are kept.
    pub fn of(action: Action) -> Option<Topic> {
        match action {
            Action::Decline => Some(Topic::Decline),
            Action::Refuse => Some(Topic::Refuse),
            Action::Extend => Some(Topic::Extend),
            _ => None,
        }
    }
}

/// Longest text, in characters.
pub const LONGEST: u32 = 500;

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Id.
    pub id: String,
    /// Revision, which a change must name.
    pub revision: i64,
    /// What it is for.
    pub topic: Topic,
    /// What is inserted.
    pub text: String,
    /// How often it was used.
    pub uses: i64,
    /// Whether it is offered no more.
    pub retired: bool,
}
