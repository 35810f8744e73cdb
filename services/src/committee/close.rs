//! Closing a meeting (结束会议): the chair declares what was found, within what the votes allow, and each filing moves on.

use super::load;
use super::vote::trimmed_or_empty;
use crate::context::trimmed;
use crate::db::Tx;
use crate::filings::{Taking, load_header};
use crate::{Actor, Error, Result, Services};
use domain::committee::{Declared, Item, Meeting, MeetingStatus, Outcome, check_closing};
use domain::values::date;
use domain::workflow::{Action, Status};

/// What an enterprise is told of a filing's way through the committee stays on its timeline; the votes do not.
fn step(outcome: Outcome) -> (Action, &'static str) {
    match outcome {
        Outcome::Grant | Outcome::Refuse => (Action::PassToSignOff, "审议，提交机构负责人签批"),
        Outcome::Return => (Action::ReturnToExamination, "审议，需进一步审查"),
    }
}

impl Services {
    /// Closes a meeting; the same key again closes it once.
    ///
    /// # Errors
    /// `NotFound` for a meeting of another office; `NotNow` for all but who leads it, before its day, and when it is over;
    /// `Invalid` on `minutes`, `outcome.FILING`, `reason.FILING`; `Conflict` with the meeting as stored.
    pub async fn close_meeting(
        &self,
        actor: &Actor,
        id: &str,
        (revision, key): (i64, &str),
        minutes: &str,
        declared: &[Declared],
    ) -> Result<Meeting> {
        let key = self.once(key);
        let mut tx = self.db.begin().await?;
        let record = load(&mut *tx, actor, id).await?;
        if record.chair_id != actor.account_id {
            return Err(Error::not_now("只有会议主持人能宣布结论并结束会议"));
        }
        if record.ended_key == key {
            return self.meeting_in(&mut tx, actor, id).await;
        }
        let day = record.day()?;
        if self.today() < day {
            return Err(Error::not_now(format!("会议定于{}召开，届时才能结束", date::long(day))));
        }
        // First of all, so that no vote comes in between counting and closing.
        if !record.advance(&mut tx, revision).await? {
            return Err(self.meeting_moved(tx, actor, id).await?);
        }
        let items = self.meeting_in(&mut tx, actor, id).await?.items;
        let (live, _ended): (Vec<Item>, Vec<Item>) =
            items.into_iter().partition(|item| item.filing.status == Status::Committee);
        let findings = check_closing(&live, declared, minutes);
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        for item in &live {
            let declared = declared.iter().find(|declared| declared.filing == item.filing.id);
            let declared = declared.ok_or_else(|| Error::fault("checked, and not there"))?;
            write_outcome(&mut tx, id, declared).await?;
            let (action, what) = step(declared.outcome);
            let note = format!("经{}行政许可委员会会议{what}", date::long(day));
            let head = load_header(&mut *tx, &declared.filing).await?;
            let taking = Taking { action, note: &note, key: &format!("meeting:{id}") };
            if !self.take(&mut tx, actor, &head, head.revision, &taking).await? {
                return Err(Error::not_now(format!("申请{}刚刚有了变动，请刷新后重试", head.number)));
            }
        }
        self.end(&mut tx, &record, MeetingStatus::Closed, &trimmed(minutes)?, &key).await?;
        self.audit(&mut tx, actor, "meeting.close", "meeting", id).await?;
        let meeting = self.meeting_in(&mut tx, actor, id).await?;
        tx.commit().await?;
        Ok(meeting)
    }
}

async fn write_outcome(tx: &mut Tx, meeting: &str, declared: &Declared) -> Result<()> {
    sqlx::query("update meeting_items set outcome = $1, reason = $2 where meeting_id = $3 and filing_id = $4")
        .bind(declared.outcome.code())
        .bind(trimmed_or_empty(&declared.reason)?)
        .bind(meeting)
        .bind(&declared.filing)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
