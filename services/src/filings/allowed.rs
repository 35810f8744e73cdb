//! What this person may do with this filing now: the workflow table, and besides it one's own claim, four eyes, documents that
//! are still to follow, and what silence has decided.

use super::Head;
use crate::licences::extended_meanwhile;
use crate::{Actor, Error, Result};
use domain::Refusal;
use domain::accounts::Role;
use domain::filings::Kind;
use domain::workflow::{self, Action, Status};

/// What the actor may do now.
pub(crate) fn allowed(head: &Head, actor: &Actor) -> Vec<Action> {
    let mut actions = workflow::allowed(head.kind, head.track, head.status, actor.role);
    actions.retain(|&action| hindrance(head, actor, action).is_none());
    actions
}

/// Whether the actor may take this step now.
pub(crate) fn require(head: &Head, actor: &Actor, action: Action) -> Result<()> {
    let taken = |status| workflow::allowed(head.kind, head.track, status, actor.role).contains(&action);
    if workflow::by_committee(head.status, action) && actor.role != Role::Enterprise {
        return Err(Error::not_now("请由行政许可委员会会议审议，会议结束后自动提交签批或退回审查"));
    }
    if !taken(head.status) {
        return Err(match Status::ALL.iter().any(|&status| taken(status)) {
            true => Error::not_now("该申请已由他人处理，请刷新"),
            false => Refusal::Forbidden.into(),
        });
    }
    hindrance(head, actor, action).map_or(Ok(()), |reason| Err(Error::not_now(reason)))
}

/// What stands against this person taking a step that the table gives to the role.
pub(crate) fn hindrance(head: &Head, actor: &Actor, action: Action) -> Option<String> {
    use Action as A;
    let mine = head.assignee_id.as_deref() == Some(actor.account_id.as_str());
    match action {
        A::Release if mine || actor.role == Role::Head => None,
        // Accepted by silence before anybody had claimed it: whoever begins takes it on.
        A::Examine if head.assignee_id.is_none() => None,
        // What comes back from a correction goes on with who knows it. A head may take it over, or reassign it.
        A::Claim if !mine && head.assignee_active && actor.role != Role::Head => head
            .assignee
            .as_ref()
            .map(|name| format!("该申请补正前由{name}办理，补正后仍由其办理；需要改由他人办理的，请由机构负责人改派")),
        // The law has everything asked for at once; asking once more is for the head to answer for.
        A::RequestCorrection if head.rounds > 0 && actor.role != Role::Head => {
            Some("已要求补正过，再次要求补正须由机构负责人提出并说明理由".to_owned())
        }
        A::RequestCorrection if head.rounds > 0 => None,
        A::Release | A::HandOver | A::Accept | A::Decline | A::RequestCorrection | A::Examine | A::PassToCommittee
            if !mine =>
        {
            Some(anothers(head))
        }
        visit if visit.of_visit() && !mine => Some(anothers(head)),
        A::ScheduleVisit if head.visit_pending => Some("已安排现场核查，尚未完成".to_owned()),
        A::RescheduleVisit | A::ConcludeVisit | A::CancelVisit if !head.visit_pending => {
            Some("没有待完成的现场核查".to_owned())
        }
        A::PassToCommittee | A::PassToSignOff if head.visit_pending => Some("现场核查尚未完成".to_owned()),
        // Where there is no committee, this ends the examination.
        A::PassToSignOff if head.status == Status::Examination && !mine => Some(anothers(head)),
        A::PassToCommittee | A::PassToSignOff | A::Grant if head.awaits_documents => {
            Some("容缺材料尚未全部交齐并核对".to_owned())
        }
        A::Extend if head.extended => Some("审查期限已延长过一次，不能再次延长".to_owned()),
        A::Grant | A::Refuse if head.examiner_id.as_deref() == Some(actor.account_id.as_str()) => {
            Some("签批人不能是本申请的审查人".to_owned())
        }
        A::Refuse if head.kind == Kind::Renewal && extended_by_silence(head) => {
            Some("许可证已视为准予延续，不能再作出不予延续的决定".to_owned())
        }
        _ => None,
    }
}

/// Why somebody who has not claimed it cannot go on with it.
pub(super) fn anothers(head: &Head) -> String {
    match &head.assignee {
        Some(name) => format!("该申请由{name}办理"),
        None => "请先领取该申请".to_owned(),
    }
}

/// Whether the licence's term ran out before this renewal was decided (行政许可法 Art. 50).
fn extended_by_silence(head: &Head) -> bool {
    head.held.as_ref().is_some_and(|licence| extended_meanwhile(licence, head.submitted_at))
}
