//! Presenting a filing to the meeting, and voting on it: each member for themselves, signed in.

use super::{Record, load};
use crate::context::trimmed;
use crate::db::Tx;
use crate::filings::{Head, load_header};
use crate::{Actor, Error, Result, Services};
use domain::Refusal;
use domain::committee::{Meeting, PRESENTATION, Vote, check_vote};
use domain::values::{date, text};
use domain::workflow::Status;

impl Services {
    /// Writes how the filing is presented.
    ///
    /// # Errors
    /// `NotFound` for a meeting of another office, or what is not on its agenda; `NotNow` for those who neither examined the
    /// filing nor organise the meeting, and when it is over; `Invalid` on `presentation`.
    pub async fn present(&self, actor: &Actor, id: &str, filing: &str, presentation: &str) -> Result<Meeting> {
        let mut tx = self.db.begin().await?;
        let record = load(&mut *tx, actor, id).await?;
        let head = on_agenda(&mut tx, &record, filing).await?;
        if !presents(&record, &head, actor) {
            return Err(Error::not_now("只有该申请的审查人和会议召集人、主持人能填写审查情况介绍"));
        }
        text::storable(presentation, PRESENTATION).map_err(|error| Error::invalid("presentation", error))?;
        record.hold_open(&mut tx).await?;
        sqlx::query("update meeting_items set presentation = $1 where meeting_id = $2 and filing_id = $3")
            .bind(trimmed_or_empty(presentation)?)
            .bind(id)
            .bind(filing)
            .execute(&mut *tx)
            .await?;
        self.audit(&mut tx, actor, "meeting.present", "filing", filing).await?;
        let meeting = self.meeting_in(&mut tx, actor, id).await?;
        tx.commit().await?;
        Ok(meeting)
    }

    /// Votes on a filing, or votes otherwise than before, while the meeting is open.
    ///
    /// # Errors
    /// `NotFound` for a meeting of another office, or what is not on its agenda; `NotNow` for those who are no members, for who
    /// examined the filing, before the day of the meeting, and when it is over; `Invalid` on `reason`.
    pub async fn vote(&self, actor: &Actor, id: &str, filing: &str, vote: Vote, reason: &str) -> Result<Meeting> {
        let mut tx = self.db.begin().await?;
        let record = load(&mut *tx, actor, id).await?;
        let head = on_agenda(&mut tx, &record, filing).await?;
        self.may_vote(&mut tx, actor, &record, &head).await?;
        check_vote(vote, reason).map_err(|wrong| Error::invalid("reason", wrong))?;
        record.hold_open(&mut tx).await?;
        sqlx::query(
            "insert into meeting_votes (meeting_id, filing_id, account_id, vote, reason, voted_at)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (meeting_id, filing_id, account_id) do update
             set vote = excluded.vote, reason = excluded.reason, voted_at = excluded.voted_at",
        )
        .bind(id)
        .bind(filing)
        .bind(&actor.account_id)
        .bind(vote.code())
        .bind(trimmed_or_empty(reason)?)
        .bind(self.now())
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "meeting.vote", "filing", filing).await?;
        let meeting = self.meeting_in(&mut tx, actor, id).await?;
        tx.commit().await?;
        Ok(meeting)
    }

    async fn may_vote(&self, tx: &mut Tx, actor: &Actor, record: &Record, head: &Head) -> Result<()> {
        let member: Option<i64> =
            sqlx::query_scalar("select position from meeting_members where meeting_id = $1 and account_id = $2")
                .bind(&record.id)
                .bind(&actor.account_id)
                .fetch_optional(&mut **tx)
                .await?;
        if member.is_none() {
            return Err(Error::not_now("您不是本次会议的委员，不能表决"));
        }
        // Four eyes: nobody judges their own examination.
        if head.examiner_id.as_deref() == Some(actor.account_id.as_str()) {
            return Err(Error::not_now("您是该申请的审查人，不参加对该申请的表决"));
        }
        if head.status != Status::Committee {
            return Err(Error::not_now("该申请已不在审议阶段，请刷新"));
        }
        let day = record.day()?;
        match self.today() < day {
            true => Err(Error::not_now(format!("会议定于{}召开，届时才能表决", date::long(day)))),
            false => Ok(()),
        }
    }
}

/// Whether the actor may write how this filing is presented.
pub(super) fn presents(record: &Record, head: &Head, actor: &Actor) -> bool {
    let me = Some(actor.account_id.as_str());
    head.examiner_id.as_deref() == me || head.assignee_id.as_deref() == me || record.organised_by(actor)
}

/// The filing, if it is on the agenda.
async fn on_agenda(tx: &mut Tx, record: &Record, filing: &str) -> Result<Head> {
    let head = load_header(&mut **tx, filing).await?;
    let item: Option<i64> =
        sqlx::query_scalar("select position from meeting_items where meeting_id = $1 and filing_id = $2")
            .bind(&record.id)
            .bind(&head.id)
            .fetch_optional(&mut **tx)
            .await?;
    item.map(|_| head).ok_or_else(|| Refusal::NotFound.into())
}

/// What may be left empty, as it is kept.
pub(super) fn trimmed_or_empty(checked: &str) -> Result<String> {
    if domain::values::not_blank(checked) { trimmed(checked) } else { Ok(String::new()) }
}
