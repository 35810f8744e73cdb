//! Changing a meeting that is open, and cancelling it.

use super::call::{checked, write_agenda, write_members};
use super::{Record, load, over, require_officers};
use crate::context::trimmed;
use crate::db::Tx;
use crate::{Actor, Error, Result, Services};
use domain::Refusal;
use domain::committee::{Meeting, MeetingStatus, Plan, REASON};
use domain::values::text;

impl Services {
    /// Changes day, place, members and agenda. Who is no longer a member has not voted, and what is no longer on the agenda
    /// waits for another meeting.
    ///
    /// # Errors
    /// `NotFound` for a meeting of another office; `NotNow` for those who did not call it and do not lead it, and when it is
    /// over; `Invalid` on the fields of the plan; `Conflict` with the meeting as stored.
    pub async fn change_meeting(&self, actor: &Actor, id: &str, revision: i64, plan: &Plan) -> Result<Meeting> {
        let mut tx = self.db.begin().await?;
        let record = load(&mut *tx, actor, id).await?;
        record.may_organise(actor)?;
        let day = checked(plan, record.quorum(), self.today(), Some(record.day()?))?;
        if !record.advance(&mut tx, revision).await? {
            return Err(self.meeting_moved(tx, actor, id).await?);
        }
        require_officers(&mut *tx, actor.office(), &plan.members).await?;
        sqlx::query("update meetings set day = $1, place = $2, chair_id = $3 where id = $4")
            .bind(day.to_string())
            .bind(trimmed(&plan.place)?)
            .bind(&plan.chair)
            .bind(id)
            .execute(&mut *tx)
            .await?;
        write_members(&mut tx, id, &plan.members).await?;
        write_agenda(&mut tx, actor, id, &plan.filings).await?;
        self.audit(&mut tx, actor, "meeting.change", "meeting", id).await?;
        let meeting = self.meeting_in(&mut tx, actor, id).await?;
        tx.commit().await?;
        Ok(meeting)
    }

    /// Calls it off: its filings wait for another meeting.
    ///
    /// # Errors
    /// As [`change_meeting`](Self::change_meeting); `Invalid` on `reason`.
    pub async fn cancel_meeting(&self, actor: &Actor, id: &str, revision: i64, reason: &str) -> Result<Meeting> {
        let mut tx = self.db.begin().await?;
        let record = load(&mut *tx, actor, id).await?;
        record.may_organise(actor)?;
        let reason = text::paragraph(reason, REASON).map_err(|error| Error::invalid("reason", error))?;
        if !record.advance(&mut tx, revision).await? {
            return Err(self.meeting_moved(tx, actor, id).await?);
        }
        self.end(&mut tx, &record, MeetingStatus::Cancelled, &reason, "").await?;
        self.audit(&mut tx, actor, "meeting.cancel", "meeting", id).await?;
        let meeting = self.meeting_in(&mut tx, actor, id).await?;
        tx.commit().await?;
        Ok(meeting)
    }

    /// Writes that it is over: its agenda holds no filing any more.
    pub(super) async fn end(
        &self,
        tx: &mut Tx,
        record: &Record,
        status: MeetingStatus,
        minutes: &str,
        key: &str,
    ) -> Result<()> {
        sqlx::query("update meetings set status = $1, minutes = $2, ended_at = $3, ended_key = $4 where id = $5")
            .bind(status.code())
            .bind(minutes)
            .bind(self.now())
            .bind(key)
            .bind(&record.id)
            .execute(&mut **tx)
            .await?;
        sqlx::query("update meeting_items set open = 0 where meeting_id = $1")
            .bind(&record.id)
            .execute(&mut **tx)
            .await?;
        Ok(())
    }

    /// Why a meeting could not be changed: it is over, or somebody changed it meanwhile.
    pub(super) async fn meeting_moved(&self, mut tx: Tx, actor: &Actor, id: &str) -> Result<Error> {
        let theirs = self.meeting_in(&mut tx, actor, id).await?;
        Ok(match theirs.status {
            MeetingStatus::Open => {
                let revision = theirs.revision;
                Refusal::Conflict { theirs: serde_json::to_string(&theirs)?, revision }.into()
            }
            _ => over(),
        })
    }
}
