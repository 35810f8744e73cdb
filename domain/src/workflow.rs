//! The workflow is a table: who may do what in which state, and where that leads. Nothing else moves a filing.

use crate::accounts::Role;
use crate::filings::{Kind, Track};

choices! {
    /// Where a filing stands.
    pub enum Status {
        Draft = "draft" "填报中",
        Submitted = "submitted" "已提交，待形审",
        FormalReview = "formal_review" "形审中",
        Correction = "correction" "待补正",
        Accepted = "accepted" "已受理",
        Examination = "examination" "审查中",
        Committee = "committee" "行政许可委员会审议",
        SignOff = "sign_off" "待签批",
        Issued = "issued" "准予许可",
        Refused = "refused" "不予许可",
        Declined = "declined" "不予受理",
        Abandoned = "abandoned" "已废弃",
        Terminated = "terminated" "已终止",
    }
}

choices! {
    /// A step that somebody takes.
    pub enum Action {
        Submit = "submit" "提交",
        Resubmit = "resubmit" "补正后提交",
        Abandon = "abandon" "申请废弃",
        Terminate = "terminate" "终止申请",
        Claim = "claim" "领取",
        Release = "release" "退回队列",
        HandOver = "hand_over" "转交",
        Reassign = "reassign" "改派",
        RequestCorrection = "request_correction" "要求补正",
        Accept = "accept" "受理",
        Decline = "decline" "不予受理",
        Examine = "examine" "开始审查",
        ScheduleVisit = "schedule_visit" "安排现场核查",
        RescheduleVisit = "reschedule_visit" "变更现场核查安排",
        ConcludeVisit = "conclude_visit" "完成现场核查",
        CancelVisit = "cancel_visit" "取消现场核查",
        PassToCommittee = "pass_to_committee" "提交行政许可委员会审议",
        ReturnToExamination = "return_to_examination" "退回审查",
        PassToSignOff = "pass_to_sign_off" "提交签批",
        Grant = "grant" "准予许可",
        Refuse = "refuse" "不予许可",
        Extend = "extend" "延长审查期限",
        AcceptBySilence = "accept_by_silence" "逾期未答复，视为受理",
        Lapse = "lapse" "逾期未交容缺材料",
    }
}

impl Action {
    /// As people read it of a filing of this kind.
    pub fn label_in(self, kind: Kind) -> &'static str {
        match self {
            Self::Grant => Status::Issued.label_in(kind),
            Self::Refuse => Status::Refused.label_in(kind),
            _ => self.label(),
        }
    }

    /// Whether the person must give a reason, and what for. A correction has one for each of its items.
    pub fn needs_reason(self) -> bool {
        matches!(
            self,
            Self::Decline | Self::Refuse | Self::Terminate | Self::Extend | Self::RescheduleVisit | Self::CancelVisit
        )
    }

    /// Whether it is about a site visit (现场核查).
    pub fn of_visit(self) -> bool {
        matches!(self, Self::ScheduleVisit | Self::RescheduleVisit | Self::ConcludeVisit | Self::CancelVisit)
    }

    /// Whether it needs more than a reason, and is taken where that is filled in: never by its name alone.
    pub fn has_own_form(self) -> bool {
        matches!(self, Self::Submit | Self::Resubmit) || self.within_office() || self.of_visit()
    }

    /// Whether it only says who in the office works on the filing: the enterprise, which the office answers for its staff, is not
    /// told.
    pub fn within_office(self) -> bool {
        matches!(self, Self::HandOver | Self::Reassign)
    }

    /// Whether the filing stays where it stands.
    pub fn stays(self) -> bool {
        self == Self::Extend || self.within_office() || self.of_visit()
    }
}

impl Status {
    /// Whether the filing has come to its end: nothing moves it again.
    pub fn ended(self) -> bool {
        matches!(self, Self::Issued | Self::Refused | Self::Declined | Self::Abandoned | Self::Terminated)
    }

    /// Whether it waits for the regulator.
    pub fn with_office(self) -> bool {
        !self.ended() && !matches!(self, Self::Draft | Self::Correction)
    }

    /// Whether its end leaves the people that it names engaged (by the licence). All other ends release them.
    pub fn keeps_people(self) -> bool {
        matches!(self, Self::Issued)
    }

    /// As people read it of a filing of this kind: a change is not a licence granted.
    pub fn label_in(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::Issued, Kind::RegistrationChange | Kind::ScopeChange) => "准予变更",
            (Self::Issued, Kind::Renewal) => "准予延续",
            (Self::Issued, Kind::Reissue) => "准予补（换）证",
            (Self::Issued, Kind::Cancellation) => "准予注销",
            (Self::Issued, Kind::Joining | Kind::Leaving) => "准予变更人员",
            (Self::Refused, Kind::RegistrationChange | Kind::ScopeChange) => "不予变更",
            (Self::Refused, Kind::Renewal) => "不予延续",
            (Self::Refused, Kind::Reissue) => "不予补（换）证",
            (Self::Refused, Kind::Cancellation) => "不予注销",
            (Self::Refused, Kind::Joining | Kind::Leaving) => "不予变更人员",
            _ => self.label(),
        }
    }

    /// What happens next and whose turn it is, for the enterprise.
    pub fn next_step(self) -> &'static str {
        match self {
            Self::Draft => "请继续填报并提交",
            Self::Submitted => "等待审核人员领取，五个工作日内答复",
            Self::FormalReview => "审核人员正在核对申请材料",
            Self::Correction => "请按补正通知修改后重新提交",
            Self::Accepted => "等待审查",
            Self::Examination => "审核人员正在审查",
            Self::Committee => "等待行政许可委员会审议",
            Self::SignOff => "等待机构负责人签批",
            Self::Issued => "已办结，可查看结果",
            Self::Refused | Self::Declined => "可查看理由，并可重新申请",
            Self::Abandoned | Self::Terminated => "流程已结束，可重新申请",
        }
    }
}

/// Whether this matter is signed off directly, without the committee: the zone's registration change and reissue
/// (manual, 自贸区 改革措施 3).
fn direct_sign_off(kind: Kind, track: Track) -> bool {
    track == Track::FreeTradeZone && matches!(kind, Kind::RegistrationChange | Kind::Reissue)
}

/// Whether the filing gets the short approval: who accepts it has examined it, and it goes to the sign-off at once.
fn short_approval(kind: Kind) -> bool {
    kind.personnel()
}

/// Whether taking this step is examining the filing: whoever took it cannot sign it off (four eyes).
pub fn examines(kind: Kind, action: Action) -> bool {
    match short_approval(kind) {
        true => action == Action::Accept,
        false => action == Action::Examine,
    }
}

/// Where an action leads from a state, or `None` where it cannot be taken.
pub fn apply(kind: Kind, track: Track, status: Status, action: Action) -> Option<Status> {
    use Action as A;
    use Status as S;
    Some(match (status, action) {
        (S::Draft, A::Submit) => S::Submitted,
        (S::Draft, A::Abandon) => S::Abandoned,
        (S::Correction, A::Resubmit) => S::Submitted,
        (S::Submitted, A::Claim) => S::FormalReview,
        (S::FormalReview, A::Release) => S::Submitted,
        (S::FormalReview, A::RequestCorrection) => S::Correction,
        (S::FormalReview, A::Accept) if short_approval(kind) => S::SignOff,
        (S::FormalReview, A::Accept) => S::Accepted,
        (S::FormalReview, A::Decline) => S::Declined,
        (S::Accepted, A::Examine) => S::Examination,
        (S::Examination, A::PassToCommittee) if !direct_sign_off(kind, track) => S::Committee,
        (S::Examination, A::PassToSignOff) if direct_sign_off(kind, track) => S::SignOff,
        // Neither moves it: the clock rests while a visit is pending.
        (S::Examination, visit) if visit.of_visit() && !short_approval(kind) => status,
        (S::Committee, A::PassToSignOff) => S::SignOff,
        (S::Committee, A::ReturnToExamination) => S::Examination,
        (S::SignOff, A::Grant) => S::Issued,
        (S::SignOff, A::Refuse) => S::Refused,
        // The limit becomes longer; where the filing stands stays.
        (S::Accepted | S::Examination | S::Committee | S::SignOff, A::Extend) if !short_approval(kind) => status,
        // Somebody else works on it; also on one that is being corrected, and comes back to whoever works on it.
        (open, within) if within.within_office() && !open.ended() && open != S::Draft => status,
        (S::Submitted | S::FormalReview, A::AcceptBySilence) if !short_approval(kind) => S::Accepted,
        (S::Accepted | S::Examination | S::Committee | S::SignOff, A::Lapse) if track == Track::DeferredDocuments => {
            S::Terminated
        }
        (open, A::Terminate) if !open.ended() && open != S::Draft => S::Terminated,
        _ => return None,
    })
}

/// Whether the committee takes this step, by closing the meeting in which the filing was discussed: nobody does by themselves.
pub fn by_committee(status: Status, action: Action) -> bool {
    status == Status::Committee && matches!(action, Action::PassToSignOff | Action::ReturnToExamination)
}

/// Whether a role takes this action at all.
fn taken_by(role: Role, action: Action) -> bool {
    use Action as A;
    match action {
        A::Submit | A::Resubmit | A::Abandon | A::Terminate => role == Role::Enterprise,
        A::Grant | A::Refuse | A::Extend | A::Reassign => role == Role::Head,
        // Time takes these steps; nobody else.
        A::AcceptBySilence | A::Lapse => false,
        _ => matches!(role, Role::Reviewer | Role::Head),
    }
}

/// What a role may do with a filing in this state. Whether this person may is for the server to say besides
/// (own office, own claim, four eyes).
pub fn allowed(kind: Kind, track: Track, status: Status, role: Role) -> Vec<Action> {
    Action::ALL
        .iter()
        .copied()
        .filter(|&action| taken_by(role, action) && !by_committee(status, action))
        .filter(|&action| apply(kind, track, status, action).is_some())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn any<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
        (0..all.len()).prop_map(move |index| all[index])
    }

    fn reachable(kind: Kind, track: Track) -> HashSet<Status> {
        let mut seen = HashSet::from([Status::Draft]);
        let mut open = vec![Status::Draft];
        while let Some(status) = open.pop() {
            for next in Action::ALL.iter().filter_map(|&action| apply(kind, track, status, action)) {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        seen
    }

    #[test]
    fn every_state_is_reachable_but_those_that_are_skipped() {
        for &kind in Kind::ALL {
            for &track in Track::ALL {
                let reached = reachable(kind, track);
                let missing: Vec<_> = Status::ALL.iter().copied().filter(|status| !reached.contains(status)).collect();
                let skipped: &[Status] = match (short_approval(kind), direct_sign_off(kind, track)) {
                    (true, _) => &[Status::Accepted, Status::Examination, Status::Committee],
                    (false, true) => &[Status::Committee],
                    (false, false) => &[],
                };
                assert_eq!(missing, skipped, "{kind} {track}");
            }
        }
    }

    #[test]
    fn nothing_is_signed_off_that_nobody_has_examined() {
        for &kind in Kind::ALL {
            for &track in Track::ALL {
                let examined = |&action: &Action| !examines(kind, action);
                let mut seen = HashSet::from([Status::Draft]);
                let mut open = vec![Status::Draft];
                while let Some(status) = open.pop() {
                    let steps = Action::ALL.iter().filter(|action| examined(action));
                    for next in steps.filter_map(|&action| apply(kind, track, status, action)) {
                        if seen.insert(next) {
                            open.push(next);
                        }
                    }
                }
                assert!(!seen.contains(&Status::SignOff), "{kind} {track}");
            }
        }
    }

    #[test]
    fn from_every_open_state_an_end_can_be_reached_and_someone_can_act() {
        for &kind in Kind::ALL {
            for &track in Track::ALL {
                // At the committee it is the meeting's move.
                for &status in Status::ALL.iter().filter(|status| !status.ended() && **status != Status::Committee) {
                    let someone = Role::ALL.iter().any(|&role| !allowed(kind, track, status, role).is_empty());
                    assert!(someone || !reachable(kind, track).contains(&status), "{status} waits for nobody");
                }
            }
        }
    }

    #[test]
    fn from_the_committee_only_a_meeting_moves_a_filing_on() {
        for &kind in Kind::ALL {
            for &track in Track::ALL {
                for &role in Role::ALL {
                    let allowed = allowed(kind, track, Status::Committee, role);
                    let stays = |action: &Action| action.stays() || *action == Action::Terminate;
                    assert!(allowed.iter().all(stays), "{role}: {allowed:?}");
                }
            }
        }
        assert!(by_committee(Status::Committee, Action::PassToSignOff));
        assert!(!by_committee(Status::Examination, Action::PassToSignOff), "the zone goes without it");
    }

    proptest! {
        #[test]
        fn ends_are_ends(kind in any(Kind::ALL), track in any(Track::ALL), status in any(Status::ALL), action in any(Action::ALL)) {
            if status.ended() {
                prop_assert_eq!(apply(kind, track, status, action), None);
            }
        }

        #[test]
        fn allowed_and_apply_agree(kind in any(Kind::ALL), track in any(Track::ALL), status in any(Status::ALL), role in any(Role::ALL)) {
            for action in allowed(kind, track, status, role) {
                let next = apply(kind, track, status, action);
                prop_assert!(next.is_some() && (next != Some(status)) != action.stays(), "{:?} moves {:?} nowhere", action, status);
            }
        }

        #[test]
        fn administrators_move_nothing_and_enterprises_decide_nothing(kind in any(Kind::ALL), track in any(Track::ALL), status in any(Status::ALL)) {
            prop_assert!(allowed(kind, track, status, Role::Administrator).is_empty());
            let enterprise = allowed(kind, track, status, Role::Enterprise);
            prop_assert!(!enterprise.iter().any(|action| matches!(action, Action::Grant | Action::Accept | Action::Claim)));
        }
    }
}
