//! Whom a step concerns, and what they are told: the one place where steps become notices. The first line says what to do.

use super::deferrals::{deferrals_of, name};
use super::events::Step;
use super::{Head, load_header};
use crate::context::stored_day;
use crate::db::Tx;
use crate::notices::{Notice, Recipient};
use crate::{Result, Services};
use domain::filings::{Deferral, Kind};
use domain::values::date;
use domain::workflow::{Action, Status};

/// What somebody is told of a step.
struct Told<'a> {
    to: Recipient<'a>,
    subject: &'static str,
    body: String,
    href: String,
}

/// A step, with the filing before it and after it.
struct Taken<'a> {
    before: &'a Head,
    after: &'a Head,
    step: &'a Step<'a>,
    /// Account id of who took it; empty for time.
    by: &'a str,
}

impl Services {
    /// Tells of a step, in the transaction that takes it and once everything that it does is done. `before` is the filing as
    /// it stood, `by` the account of who took it, empty for time.
    pub(super) async fn tell(&self, tx: &mut Tx, before: &Head, step: &Step<'_>, by: &str) -> Result<()> {
        let after = load_header(&mut **tx, &before.id).await?;
        let deferred = match step.action {
            Action::Accept | Action::AcceptBySilence => self.deferred_documents(tx, &after).await?,
            _ => None,
        };
        let taken = Taken { before, after: &after, step, by };
        for told in taken.told(deferred)? {
            let Told { to, subject, body, href } = told;
            let key = format!("step:{}:{}", before.id, step.key);
            self.notify(tx, to, &Notice { key, subject, body, href, filing_id: Some(&before.id) }).await?;
        }
        Ok(())
    }

    /// Tells who checks them that deferred documents were handed in.
    pub(super) async fn tell_of_handing_in(&self, tx: &mut Tx, head: &Head) -> Result<()> {
        let notice = Notice {
            // What was sent back is handed in once more.
            key: format!("handed_in:{}:{}", head.id, self.now()),
            subject: "容缺材料待核对",
            body: format!("请核对已提交的容缺材料：{}", named(head)),
            href: format!("/filings/{}", head.id),
            filing_id: Some(&head.id),
        };
        let to = Recipient::Officer { office: &head.office, assignee: head.assignee_id.as_deref(), but: "" };
        self.notify(tx, to, &notice).await
    }

    /// Tells the enterprise that a deferred document was sent back, and why.
    pub(super) async fn tell_of_return(
        &self,
        tx: &mut Tx,
        head: &Head,
        deferral: &Deferral,
        reason: &str,
    ) -> Result<()> {
        let (document, due) = (name(&deferral.slot), date::long(deferral.due));
        let notice = Notice {
            key: format!("returned:{}:{}:{}", head.id, deferral.slot, self.now()),
            subject: "容缺材料被退回",
            body: format!("请最迟于{due}重新提交“{document}”：{}\n\n退回理由：{reason}", owned(head)),
            href: format!("/filings/{}#deferrals", head.id),
            filing_id: Some(&head.id),
        };
        self.notify(tx, Recipient::Enterprise(&head.enterprise_id), &notice).await
    }

    /// What must follow after acceptance, in one sentence.
    async fn deferred_documents(&self, tx: &mut Tx, head: &Head) -> Result<Option<String>> {
        let deferrals = deferrals_of(tx, head).await?;
        let due = deferrals.iter().map(|deferral| deferral.due).min();
        let names: Vec<_> = deferrals.iter().map(|deferral| name(&deferral.slot)).collect();
        Ok(due.map(|due| format!("请最迟于{}提交容缺材料：{}", date::long(due), names.join("、"))))
    }
}

impl<'a> Taken<'a> {
    fn told(&self, deferred: Option<String>) -> Result<Vec<Told<'a>>> {
        use Action as A;
        let (own, all) = (owned(self.after), named(self.after));
        let by_then = match self.after.due_day.as_str() {
            "" => String::new(),
            day => format!("最迟于{}", date::long(stored_day(day)?)),
        };
        Ok(match self.step.action {
            A::Submit => vec![self.officer("申请待领取", format!("请领取并{by_then}答复是否受理：{all}"))],
            A::Resubmit => {
                vec![self.officer("补正后的申请待核对", format!("请核对补正后的材料并{by_then}答复是否受理：{all}"))]
            }
            A::Release => self.released(&all),
            A::RequestCorrection => {
                vec![self.enterprise("请补正申请材料", format!("请按补正通知修改后重新提交：{own}"))]
            }
            A::Accept => {
                let mut told = vec![self.accepted(&own, deferred)];
                if self.step.status == Status::SignOff {
                    told.push(self.heads("申请待签批", format!("请{by_then}签批：{all}")));
                }
                told
            }
            A::AcceptBySilence => {
                let begin = format!("请开始审查并{by_then}作出决定：{all}逾期未答复，已视为受理");
                vec![self.accepted(&own, deferred), self.officer("申请已视为受理", begin)]
            }
            A::Decline => vec![self.enterprise("申请不予受理", format!("请查看不予受理的理由，可以重新申请：{own}"))],
            A::ScheduleVisit => vec![self.enterprise("现场核查安排", format!("请准备好接受现场核查：{own}"))],
            A::RescheduleVisit => {
                vec![self.enterprise("现场核查安排有变", format!("请查看新的现场核查安排：{own}"))]
            }
            A::CancelVisit => vec![self.enterprise("现场核查已取消", format!("无需再准备现场核查：{own}"))],
            A::ConcludeVisit => vec![self.enterprise("现场核查已完成", format!("请等待审查结果，无需操作：{own}"))],
            A::PassToCommittee => {
                vec![self.heads("申请待审议", format!("请安排行政许可委员会审议（{by_then}作出决定）：{all}"))]
            }
            A::ReturnToExamination => {
                vec![self.officer("委员会退回审查", format!("请按行政许可委员会的意见继续审查：{all}"))]
            }
            A::PassToSignOff => vec![self.heads("申请待签批", format!("请{by_then}签批：{all}"))],
            A::Grant => vec![self.granted(&own)],
            A::Refuse => {
                let status = Status::Refused.label_in(self.after.kind);
                vec![self.enterprise("申请未获准予", format!("请查看{status}的理由，可以重新申请：{own}"))]
            }
            A::Extend => vec![self.enterprise("审查期限延长", format!("请等待审查，无需操作：{own}的审查期限已延长"))],
            A::Terminate => {
                self.stopped("企业已终止申请", format!("无需再办理，企业已终止申请：{all}")).into_iter().collect()
            }
            A::Lapse => {
                let why = format!("请查看终止的原因，可以重新申请：{own}因逾期未提交容缺材料已终止");
                let mut told = vec![self.enterprise("申请已终止", why)];
                told.extend(self.stopped("申请已终止", format!("无需再办理，逾期未提交容缺材料：{all}")));
                told
            }
            A::HandOver | A::Reassign => {
                let mut told = vec![self.officer("申请已转交您办理", format!("请{by_then}继续办理：{all}"))];
                told.extend(self.stopped("申请已改派", format!("无需再办理，该申请已改派：{all}")));
                told
            }
            A::Abandon | A::Claim | A::Examine => Vec::new(),
        })
    }

    fn accepted(&self, own: &str, deferred: Option<String>) -> Told<'a> {
        match deferred {
            Some(deferred) => self.enterprise("申请已受理，请提交容缺材料", format!("{deferred}（{own}已受理）")),
            None => self.enterprise("申请已受理", format!("请等待审查，无需操作：{own}已受理")),
        }
    }

    fn granted(&self, own: &str) -> Told<'a> {
        let kind = self.after.kind;
        let what = match kind {
            Kind::NewLicence => "请查看并打印许可证",
            Kind::RegistrationChange | Kind::ScopeChange | Kind::Renewal | Kind::Reissue => "请查看并打印换发的许可证",
            Kind::Cancellation | Kind::Joining | Kind::Leaving => "请查看办理结果",
        };
        let told = self.enterprise("申请已办结", format!("{what}：{own}，{}", Status::Issued.label_in(kind)));
        match (&self.after.licence_id, kind.personnel() || kind == Kind::Cancellation) {
            (Some(licence), false) => Told { href: format!("/licences/{licence}"), ..told },
            _ => told,
        }
    }

    /// Back in the queue: whoever else may claim it, and who had claimed it, where somebody else gave it back.
    fn released(&self, all: &str) -> Vec<Told<'a>> {
        let mut told = vec![self.officer("申请待领取", format!("请领取：{all}已退回队列"))];
        told.extend(self.stopped("申请已退回队列", format!("无需再办理，负责人已将该申请退回队列：{all}")));
        told
    }

    /// For who had claimed it, unless it was that person's own doing.
    fn stopped(&self, subject: &'static str, body: String) -> Option<Told<'a>> {
        let claimed = self.before.assignee_id.as_deref().filter(|account| *account != self.by)?;
        Some(self.told_to(Recipient::Account(claimed), subject, body))
    }

    fn enterprise(&self, subject: &'static str, body: String) -> Told<'a> {
        self.told_to(Recipient::Enterprise(&self.after.enterprise_id), subject, body)
    }

    /// Whose turn it is at the office. What is submitted again goes to who knew it, although the queue offers it to all.
    fn officer(&self, subject: &'static str, body: String) -> Told<'a> {
        let assignee = match self.step.action {
            Action::Resubmit => self.after.assignee_id.as_deref().or(self.before.assignee_id.as_deref()),
            _ => self.after.assignee_id.as_deref(),
        };
        // Who gave it back has seen it, and who had it is told apart.
        let but = match (self.step.action, self.before.assignee_id.as_deref()) {
            (Action::Release, Some(before)) => before,
            _ => self.by,
        };
        self.told_to(Recipient::Officer { office: &self.after.office, assignee, but }, subject, body)
    }

    /// Four eyes: who has examined it is not asked to sign it off.
    fn heads(&self, subject: &'static str, body: String) -> Told<'a> {
        let but = self.after.examiner_id.as_deref().unwrap_or_default();
        self.told_to(Recipient::Heads { office: &self.after.office, but }, subject, body)
    }

    fn told_to(&self, to: Recipient<'a>, subject: &'static str, mut body: String) -> Told<'a> {
        if !self.step.note.is_empty() {
            body.push_str("\n\n");
            body.push_str(self.step.note);
        }
        Told { to, subject, body, href: self.href() }
    }

    fn href(&self) -> String {
        match self.step.status {
            Status::Correction => format!("/filings/{}/{}", self.after.id, self.after.kind.first_tab().code()),
            _ => format!("/filings/{}", self.after.id),
        }
    }
}

/// As the enterprise reads it.
fn owned(head: &Head) -> String {
    format!("{}（{}）", head.kind, head.number)
}

/// As the office reads it.
fn named(head: &Head) -> String {
    format!("{}（{}，{}）", head.kind, head.number, head.enterprise)
}
