//! How a report moves: a table, as for filings.

use crate::accounts::Role;

choices! {
    /// Where a report stands.
    pub enum Stage {
        NotStarted = "not_started" "未开始",
        FillingIn = "filling_in" "填报中",
        Submitted = "submitted" "已提交",
        Returned = "returned" "已退回",
        Mending = "mending" "限期整改",
        MendingReported = "mending_reported" "整改已报告",
        Conforming = "conforming" "符合",
        Mended = "mended" "整改完成",
    }
}

choices! {
    /// A step that somebody takes.
    pub enum Act {
        Start = "start" "开始填报",
        Submit = "submit" "提交",
        Return = "return" "退回修改",
        Conform = "conform" "结论：符合",
        OrderMending = "order_mending" "结论：限期整改",
        ReportMending = "report_mending" "报告整改情况",
        RejectMending = "reject_mending" "整改未完成，继续整改",
        ConfirmMending = "confirm_mending" "确认整改完成",
    }
}

impl Stage {
    /// Whether the enterprise can fill in the report.
    pub fn open(self) -> bool {
        matches!(self, Self::NotStarted | Self::FillingIn | Self::Returned)
    }

    /// Whether nothing more comes.
    pub fn ended(self) -> bool {
        matches!(self, Self::Conforming | Self::Mended)
    }
}

impl Act {
    /// Whether it needs a reason or a report in words.
    pub fn needs_note(self) -> bool {
        matches!(self, Self::Return | Self::OrderMending | Self::ReportMending | Self::RejectMending)
    }

    /// Whether it sets the day by which things must be mended.
    pub fn needs_day(self) -> bool {
        matches!(self, Self::OrderMending | Self::RejectMending)
    }

    fn taken_by(self, role: Role) -> bool {
        match self {
            Self::Start | Self::Submit | Self::ReportMending => role == Role::Enterprise,
            _ => matches!(role, Role::Reviewer | Role::Head),
        }
    }
}

/// Where an act leads, or `None` where it cannot be taken.
pub fn apply(stage: Stage, act: Act) -> Option<Stage> {
    Some(match (stage, act) {
        (Stage::NotStarted, Act::Start) => Stage::FillingIn,
        (Stage::FillingIn | Stage::Returned, Act::Submit) => Stage::Submitted,
        (Stage::Submitted, Act::Return) => Stage::Returned,
        (Stage::Submitted, Act::Conform) => Stage::Conforming,
        (Stage::Submitted, Act::OrderMending) => Stage::Mending,
        (Stage::Mending, Act::ReportMending) => Stage::MendingReported,
        (Stage::MendingReported, Act::RejectMending) => Stage::Mending,
        (Stage::MendingReported, Act::ConfirmMending) => Stage::Mended,
        _ => return None,
    })
}

/// What a role may do with a report that stands there.
pub fn allowed(stage: Stage, role: Role) -> Vec<Act> {
    Act::ALL.iter().copied().filter(|&act| act.taken_by(role) && apply(stage, act).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_stage_is_reached_and_only_ends_end() {
        let mut seen = HashSet::from([Stage::NotStarted]);
        let mut open = vec![Stage::NotStarted];
        while let Some(stage) = open.pop() {
            let next: Vec<_> = Act::ALL.iter().filter_map(|&act| apply(stage, act)).collect();
            assert_eq!(next.is_empty(), stage.ended(), "{stage}");
            open.extend(next.into_iter().filter(|&stage| seen.insert(stage)));
        }
        assert_eq!(seen.len(), Stage::ALL.len());
    }

    #[test]
    fn somebody_can_act_at_every_stage_that_is_no_end_and_administrators_never() {
        for &stage in Stage::ALL {
            let someone = Role::ALL.iter().any(|&role| !allowed(stage, role).is_empty());
            assert_eq!(someone, !stage.ended(), "{stage}");
            assert!(allowed(stage, Role::Administrator).is_empty());
        }
    }
}
