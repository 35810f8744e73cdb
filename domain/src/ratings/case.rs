//! What happens to a bad rating (差评): a small workflow, as a table. Nothing else moves a case.

use super::{RatingKind, Satisfaction};
use crate::accounts::Role;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

choices! {
    /// Where a case stands.
    pub enum CaseStatus {
        Opened = "opened" "待联系",
        Contacted = "contacted" "待核实",
        Verified = "verified" "待整改",
        PutRight = "put_right" "待答复",
        Replied = "replied" "已答复",
        Closed = "closed" "已办结",
        SetAside = "set_aside" "不予采纳",
    }
}

choices! {
    /// A step that the office takes.
    pub enum CaseAction {
        Contact = "contact" "联系评价人",
        Verify = "verify" "核实情况",
        PutRight = "put_right" "落实整改",
        Reply = "reply" "答复评价人",
        Close = "close" "办结",
        SetAside = "set_aside" "认定为误评或恶意评价",
    }
}

impl CaseStatus {
    /// Whether nothing can happen to it any more.
    pub const fn ended(self) -> bool {
        matches!(self, Self::Closed | Self::SetAside)
    }

    /// Whether the rater still waits for an answer, so that the limit runs.
    pub const fn unanswered(self) -> bool {
        matches!(self, Self::Opened | Self::Contacted | Self::Verified | Self::PutRight)
    }

    /// Whether the rater has been answered.
    pub const fn answered(self) -> bool {
        matches!(self, Self::Replied | Self::Closed)
    }
}

impl CaseAction {
    /// Whether what is written with it is for the rater to read; else it stays in the office.
    pub const fn told_to_rater(self) -> bool {
        matches!(self, Self::Reply | Self::SetAside)
    }

    /// What is asked to be written.
    pub const fn asks_for(self) -> &'static str {
        match self {
            Self::Contact => "联系情况（何时、以何种方式联系，评价人怎么说）",
            Self::Verify => "核实结果",
            Self::PutRight => "整改措施和结果",
            Self::Reply => "答复内容（评价人可以看到）",
            Self::Close => "备注",
            Self::SetAside => "认定理由（评价人可以看到）",
        }
    }

    /// Whether something must be written.
    pub const fn needs_note(self) -> bool {
        !matches!(self, Self::Close)
    }

    /// As the timeline says that it was done.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Contact => "已联系评价人",
            Self::Verify => "已核实",
            Self::PutRight => "已整改",
            Self::Reply => "已答复",
            Self::Close => "已办结",
            Self::SetAside => "认定为误评或恶意评价，不予采纳",
        }
    }
}

/// Where a step leads from a state, or `None` where it cannot be taken.
pub fn apply(status: CaseStatus, action: CaseAction) -> Option<CaseStatus> {
    use CaseAction as A;
    use CaseStatus as S;
    Some(match (status, action) {
        (S::Opened, A::Contact) => S::Contacted,
        (S::Contacted, A::Verify) => S::Verified,
        (S::Verified, A::PutRight) => S::PutRight,
        (S::PutRight, A::Reply) => S::Replied,
        (S::Replied, A::Close) => S::Closed,
        // Whether it is false, only verifying can show; what was answered was taken for true.
        (S::Verified | S::PutRight, A::SetAside) => S::SetAside,
        _ => return None,
    })
}

/// What a role may do with a case in this state.
pub fn allowed(status: CaseStatus, role: Role) -> Vec<CaseAction> {
    let taken_by = |action: CaseAction| match action {
        CaseAction::SetAside => role == Role::Head,
        _ => matches!(role, Role::Reviewer | Role::Head),
    };
    CaseAction::ALL.iter().copied().filter(|&action| taken_by(action) && apply(status, action).is_some()).collect()
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseEvent {
    /// When, Unix milliseconds.
    pub at: i64,
    /// What.
    pub action: CaseAction,
    /// Who; to the rater the office.
    pub actor: String,
    /// What was written; to the rater only what is meant for reading.
    pub note: String,
}

/// A case as its timeline tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingCase {
    /// Where it stands.
    pub status: CaseStatus,
    /// Until when the rater is to be answered.
    pub due: NaiveDate,
    /// Working days left until then; negative when overdue, `None` once answered or ended.
    pub left: Option<i64>,
    /// The steps, oldest first.
    pub events: Vec<CaseEvent>,
}

/// A line in the office's list of cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSummary {
    /// The rating's id.
    pub id: String,
    /// What was rated, in words.
    pub about: String,
    /// The grade.
    pub satisfaction: Satisfaction,
    /// The rater's name, and the masked mobile.
    pub rater: String,
    /// When it was handed in, Unix milliseconds.
    pub at: i64,
    /// Where it stands.
    pub status: CaseStatus,
    /// Until when the rater is to be answered.
    pub due: NaiveDate,
    /// Working days left until then; `None` once answered or ended.
    pub left: Option<i64>,
}

/// A case with its rating, for the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseView {
    /// The rating's id.
    pub id: String,
    /// The revision that the next step must name.
    pub revision: i64,
    /// Matter or visit.
    pub kind: RatingKind,
    /// What was rated, in words.
    pub about: String,
    /// The filing, where a matter was rated.
    pub filing_id: Option<String>,
    /// The grade.
    pub satisfaction: Satisfaction,
    /// The reasons, in words.
    pub reasons: Vec<String>,
    /// The comment.
    pub comment: String,
    /// What the rater is called; may be empty.
    pub name: String,
    /// The mobile, masked.
    pub mobile: String,
    /// When it was handed in, Unix milliseconds.
    pub at: i64,
    /// How it stands.
    pub case: RatingCase,
    /// What this person may do now.
    pub allowed: Vec<CaseAction>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn any<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
        (0..all.len()).prop_map(move |index| all[index])
    }

    #[test]
    fn every_state_is_reached_and_from_every_open_one_there_is_a_way_on() {
        let (mut seen, mut open) = (HashSet::from([CaseStatus::Opened]), vec![CaseStatus::Opened]);
        while let Some(status) = open.pop() {
            let next: Vec<_> = CaseAction::ALL.iter().filter_map(|&action| apply(status, action)).collect();
            assert_eq!(next.is_empty(), status.ended(), "{status}");
            open.extend(next.into_iter().filter(|&status| seen.insert(status)));
        }
        assert_eq!(seen.len(), CaseStatus::ALL.len());
    }

    #[test]
    fn the_rater_is_answered_before_a_case_is_closed_or_set_aside() {
        for &status in CaseStatus::ALL {
            for &action in CaseAction::ALL {
                if let Some(ended) = apply(status, action).filter(|status| status.ended()) {
                    assert!(status == CaseStatus::Replied || action.told_to_rater() && action.needs_note(), "{ended}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_steps_that_are_taken_end_within_six(steps in prop::collection::vec(any(CaseAction::ALL), 0..40)) {
            let (mut status, mut taken) = (CaseStatus::Opened, 0);
            for action in steps {
                if let Some(next) = apply(status, action) {
                    prop_assert!(next != status && !status.ended());
                    (status, taken) = (next, taken + 1);
                }
            }
            prop_assert!(taken <= 5);
            prop_assert_eq!(status.unanswered(), !(status.answered() || status == CaseStatus::SetAside));
        }

        #[test]
        fn only_heads_set_aside_and_only_staff_act(status in any(CaseStatus::ALL), role in any(Role::ALL)) {
            let allowed = allowed(status, role);
            prop_assert!(allowed.iter().all(|&action| apply(status, action).is_some()));
            prop_assert!(role == Role::Head || !allowed.contains(&CaseAction::SetAside));
            prop_assert!(matches!(role, Role::Reviewer | Role::Head) || allowed.is_empty());
        }
    }
}
