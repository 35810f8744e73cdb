//! The office's 行政许可委员会: calling a meeting, voting, closing it. Closing moves the filings on, and nothing else does.

mod call;
mod change;
mod close;
mod officers;
mod read;
mod to_do;
mod vote;

pub(crate) use officers::{officers_of, require_officers};
pub(crate) use read::deliberations_of;

use crate::context::stored_day;
use crate::db::Tx;
use crate::filings::{known_shape, stored};
use crate::{Actor, Error, Owner, Permission, Result};
use chrono::NaiveDate;
use domain::Refusal;
use domain::committee::MeetingStatus;
use sqlx::{Any, Executor};

/// A meeting as stored, without members and agenda.
#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    office: String,
    revision: i64,
    day: String,
    place: String,
    status: String,
    chair_id: String,
    quorum: i64,
    called_by: String,
    organiser: String,
    minutes: String,
    ended_at: Option<i64>,
    ended_key: String,
}

/// Reads the meeting with this id, for those of its office.
async fn load<'e>(executor: impl Executor<'e, Database = Any>, actor: &Actor, id: &str) -> Result<Record> {
    let record: Option<Record> = sqlx::query_as(
        "select m.id, m.office, m.revision, m.day, m.place, m.status, m.chair_id, m.quorum, m.called_by,
                a.display_name as organiser, m.minutes, m.ended_at, m.ended_key
         from meetings m
              join accounts a on a.id = m.called_by
         where m.id = $1",
    )
    .bind(known_shape(id)?)
    .fetch_optional(executor)
    .await?;
    // Before it says that there is none: whoever has no committee learns nothing of its meetings.
    actor.may_own(Permission::HoldCommittee)?;
    let record = record.ok_or(Refusal::NotFound)?;
    actor.may(Permission::HoldCommittee, Owner { enterprise: "", office: &record.office })?;
    Ok(record)
}

impl Record {
    fn status(&self) -> Result<MeetingStatus> {
        stored(MeetingStatus::from_code, &self.status)
    }

    fn day(&self) -> Result<NaiveDate> {
        stored_day(&self.day)
    }

    fn quorum(&self) -> usize {
        usize::try_from(self.quorum).unwrap_or_default()
    }

    /// Whether the actor may change and cancel it: who called it, and who leads it.
    fn organised_by(&self, actor: &Actor) -> bool {
        [&self.called_by, &self.chair_id].contains(&&actor.account_id)
    }

    /// Asks whether the actor may change it.
    fn may_organise(&self, actor: &Actor) -> Result<()> {
        match self.organised_by(actor) {
            true => Ok(()),
            false => Err(Error::not_now("只有会议召集人和主持人能修改会议")),
        }
    }

    /// Holds the meeting until the end of the transaction, if it is still open: nobody closes it beside.
    async fn hold_open(&self, tx: &mut Tx) -> Result<()> {
        let held = sqlx::query("update meetings set revision = revision where id = $1 and status = 'open'")
            .bind(&self.id)
            .execute(&mut **tx)
            .await?;
        match held.rows_affected() {
            0 => Err(over()),
            _ => Ok(()),
        }
    }
}

fn over() -> Error {
    Error::not_now("会议已结束或已取消，请刷新")
}
