//! Calling a meeting (召集会议).

use super::{Record, require_officers};
use crate::context::trimmed;
use crate::db::Tx;
use crate::filings::load_header;
use crate::{Actor, Error, Permission, Result, Services};
use chrono::NaiveDate;
use domain::Refusal;
use domain::committee::Plan;
use domain::settings::Setting;
use domain::workflow::Status;

impl Services {
    /// Calls a meeting of the actor's office; its id. The same key again calls it once.
    ///
    /// # Errors
    /// `Forbidden` for those who have no committee, `Invalid` on the fields of the plan, `NotNow` when a filing has moved.
    pub async fn call_meeting(&self, actor: &Actor, key: &str, plan: &Plan) -> Result<String> {
        actor.may_own(Permission::HoldCommittee)?;
        let key = self.once(key);
        let mut tx = self.db.begin().await?;
        let called: Option<String> = sqlx::query_scalar("select id from meetings where called_by = $1 and key = $2")
            .bind(&actor.account_id)
            .bind(&key)
            .fetch_optional(&mut *tx)
            .await?;
        if let Some(id) = called {
            return Ok(id);
        }
        let quorum = self.settings_in(&mut *tx).await?.figure(Setting::CommitteeQuorum, self.today());
        let quorum = usize::try_from(quorum).map_err(Error::fault)?;
        let day = checked(plan, quorum, self.today(), None)?;
        require_officers(&mut *tx, actor.office(), &plan.members).await?;
        let id = self.id();
        sqlx::query(
            "insert into meetings (id, office, revision, day, place, status, chair_id, quorum, called_by, called_at, key)
             values ($1, $2, 1, $3, $4, 'open', $5, $6, $7, $8, $9)",
        )
        .bind(&id)
        .bind(actor.office())
        .bind(day.to_string())
        .bind(trimmed(&plan.place)?)
        .bind(&plan.chair)
        .bind(i64::try_from(quorum).map_err(Error::fault)?)
        .bind(&actor.account_id)
        .bind(self.now())
        .bind(&key)
        .execute(&mut *tx)
        .await?;
        write_members(&mut tx, &id, &plan.members).await?;
        write_agenda(&mut tx, actor, &id, &plan.filings).await?;
        self.audit(&mut tx, actor, "meeting.call", "meeting", &id).await?;
        tx.commit().await?;
        Ok(id)
    }
}

/// The day, when nothing stands against the plan.
pub(super) fn checked(plan: &Plan, quorum: usize, today: NaiveDate, kept: Option<NaiveDate>) -> Result<NaiveDate> {
    let findings = plan.check(quorum, today, kept);
    match (findings.is_empty(), plan.day()) {
        (true, Some(day)) => Ok(day),
        _ => Err(Error::findings(findings)),
    }
}

/// Writes the members who are not there yet, and takes those away who are no longer, with their votes.
pub(super) async fn write_members(tx: &mut Tx, meeting: &str, members: &[String]) -> Result<()> {
    let there: Vec<String> = sqlx::query_scalar("select account_id from meeting_members where meeting_id = $1")
        .bind(meeting)
        .fetch_all(&mut **tx)
        .await?;
    for gone in there.iter().filter(|member| !members.contains(member)) {
        for table in [
            "delete from meeting_votes where meeting_id = $1 and account_id = $2",
            "delete from meeting_members where meeting_id = $1 and account_id = $2",
        ] {
            sqlx::query(table).bind(meeting).bind(gone).execute(&mut **tx).await?;
        }
    }
    for (position, member) in (1i64..).zip(members) {
        sqlx::query(
            "insert into meeting_members (meeting_id, account_id, position)
             values ($1, $2, $3)
             on conflict (meeting_id, account_id) do update set position = excluded.position",
        )
        .bind(meeting)
        .bind(member)
        .bind(position)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Writes the agenda; what is no longer on it goes, with its votes.
pub(super) async fn write_agenda(tx: &mut Tx, actor: &Actor, meeting: &str, filings: &[String]) -> Result<()> {
    let there: Vec<String> = sqlx::query_scalar("select filing_id from meeting_items where meeting_id = $1")
        .bind(meeting)
        .fetch_all(&mut **tx)
        .await?;
    for gone in there.iter().filter(|filing| !filings.contains(filing)) {
        for table in [
            "delete from meeting_votes where meeting_id = $1 and filing_id = $2",
            "delete from meeting_items where meeting_id = $1 and filing_id = $2",
        ] {
            sqlx::query(table).bind(meeting).bind(gone).execute(&mut **tx).await?;
        }
    }
    for (position, filing) in (1i64..).zip(filings) {
        if !there.contains(filing) {
            require_waiting(tx, actor, filing).await?;
        }
        let written = sqlx::query(
            "insert into meeting_items (meeting_id, filing_id, position, open)
             values ($1, $2, $3, 1)
             on conflict (meeting_id, filing_id) do update set position = excluded.position",
        )
        .bind(meeting)
        .bind(filing)
        .bind(position)
        .execute(&mut **tx)
        .await
        .map_err(Error::from);
        match written {
            Err(error) if error.is_duplicate() => return Err(elsewhere()),
            written => written?,
        };
    }
    Ok(())
}

/// Asks whether the filing waits for the committee of the actor's office, and for no other meeting.
async fn require_waiting(tx: &mut Tx, actor: &Actor, filing: &str) -> Result<()> {
    let head = load_header(&mut **tx, filing).await?;
    if head.office != actor.office() {
        return Err(Refusal::NotFound.into());
    }
    if head.status != Status::Committee {
        return Err(Error::invalid("filings", format!("申请{}不在审议阶段，请刷新后重新选择", head.number)));
    }
    let other: Option<String> =
        sqlx::query_scalar("select meeting_id from meeting_items where filing_id = $1 and open = 1")
            .bind(filing)
            .fetch_optional(&mut **tx)
            .await?;
    if other.is_some() { Err(elsewhere()) } else { Ok(()) }
}

fn elsewhere() -> Error {
    Error::invalid("filings", "所选申请已列入其他会议的议程，请刷新后重新选择")
}

impl Record {
    /// Writes a new revision, if it is still the one that was seen and the meeting is open.
    pub(super) async fn advance(&self, tx: &mut Tx, revision: i64) -> Result<bool> {
        let advanced = sqlx::query(
            "update meetings set revision = revision + 1 where id = $1 and revision = $2 and status = 'open'",
        )
        .bind(&self.id)
        .bind(revision)
        .execute(&mut **tx)
        .await?;
        Ok(advanced.rows_affected() == 1)
    }
}
