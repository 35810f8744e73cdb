//! Arranging a visit, arranging it anew, and calling it off. The enterprise reads each on its timeline.

use crate::committee::require_officers;
use crate::context::trimmed;
use crate::db::Tx;
use crate::filings::{Head, Taking, load_header, require, taken};
use crate::{Actor, Error, Permission, Result, Services};
use domain::offices::Officer;
use domain::values::{date, text};
use domain::visits::Arrangement;
use domain::workflow::Action;

/// Longest reason for arranging anew or calling off, in characters.
const REASON: u32 = 500;

impl Services {
    /// Whom the actor's office has, to choose from who goes.
    ///
    /// # Errors
    /// `Forbidden` for those who arrange no visits.
    pub async fn officers(&self, actor: &Actor) -> Result<Vec<Officer>> {
        actor.may_own(Permission::ManageVisits)?;
        crate::committee::officers_of(self.db.pool(), actor.office()).await
    }

    /// Arranges a visit: the clock rests from today on. The same key again arranges it once.
    ///
    /// # Errors
    /// `NotNow` for those who have not claimed the filing, and where no visit can be arranged; `Invalid` on the fields of the
    /// arrangement; `Conflict` when the filing has moved.
    pub async fn arrange_visit(
        &self,
        actor: &Actor,
        filing: &str,
        (revision, key): (i64, &str),
        arrangement: &Arrangement,
    ) -> Result<()> {
        let action = Action::ScheduleVisit;
        let mut tx = self.db.begin().await?;
        let Some((head, key)) = self.about_to_visit(&mut tx, actor, filing, key, action).await? else { return Ok(()) };
        let officers = self.arranged(&mut tx, actor, arrangement).await?;
        let note =
            format!("{}。自安排之日起至核查完成，期间不计入办理时限", told(arrangement, &officers).unwrap_or_default());
        self.take_visit(&mut tx, actor, &head, revision, &Taking { action, note: &note, key: &key }).await?;
        let id = self.id();
        sqlx::query(
            "insert into visits (id, filing_id, day, place, notes, status, arranged_by, arranged_at)
             values ($1, $2, $3, $4, $5, 'pending', $6, $7)",
        )
        .bind(&id)
        .bind(filing)
        .bind(arrangement.day().map(|day| day.to_string()).unwrap_or_default())
        .bind(trimmed(&arrangement.place)?)
        .bind(arrangement.notes.trim())
        .bind(&actor.account_id)
        .bind(self.now())
        .execute(&mut *tx)
        .await?;
        write_members(&mut tx, &id, arrangement).await?;
        tx.commit().await
    }

    /// Arranges the pending visit anew, and says why.
    ///
    /// # Errors
    /// As [`arrange_visit`](Self::arrange_visit); `Invalid` on `reason`.
    pub async fn rearrange_visit(
        &self,
        actor: &Actor,
        filing: &str,
        (revision, key): (i64, &str),
        arrangement: &Arrangement,
        reason: &str,
    ) -> Result<()> {
        let action = Action::RescheduleVisit;
        let mut tx = self.db.begin().await?;
        let Some((head, key)) = self.about_to_visit(&mut tx, actor, filing, key, action).await? else { return Ok(()) };
        let reason = checked(reason)?;
        let officers = self.arranged(&mut tx, actor, arrangement).await?;
        let note = format!("{}。变更原因：{reason}", told(arrangement, &officers).unwrap_or_default());
        self.take_visit(&mut tx, actor, &head, revision, &Taking { action, note: &note, key: &key }).await?;
        let id: String = sqlx::query_scalar(
            "update visits set day = $1, place = $2, notes = $3 where filing_id = $4 and status = 'pending' returning id",
        )
        .bind(arrangement.day().map(|day| day.to_string()).unwrap_or_default())
        .bind(trimmed(&arrangement.place)?)
        .bind(arrangement.notes.trim())
        .bind(filing)
        .fetch_one(&mut *tx)
        .await?;
        sqlx::query("delete from visit_members where visit_id = $1").bind(&id).execute(&mut *tx).await?;
        write_members(&mut tx, &id, arrangement).await?;
        tx.commit().await
    }

    /// Calls the pending visit off, and says why: the clock goes on tomorrow.
    ///
    /// # Errors
    /// As [`arrange_visit`](Self::arrange_visit); `Invalid` on `reason`.
    pub async fn cancel_visit(
        &self,
        actor: &Actor,
        filing: &str,
        (revision, key): (i64, &str),
        reason: &str,
    ) -> Result<()> {
        let action = Action::CancelVisit;
        let mut tx = self.db.begin().await?;
        let Some((head, key)) = self.about_to_visit(&mut tx, actor, filing, key, action).await? else { return Ok(()) };
        let reason = checked(reason)?;
        let note = format!("{reason}。恢复计时");
        self.take_visit(&mut tx, actor, &head, revision, &Taking { action, note: &note, key: &key }).await?;
        sqlx::query(
            "update visits set status = 'cancelled', reason = $1, ended_at = $2 where filing_id = $3 and status = 'pending'",
        )
        .bind(&reason)
        .bind(self.now())
        .bind(filing)
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    /// The filing and the key, when the actor may take this step now; `None` when it was taken under this key before.
    pub(super) async fn about_to_visit(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        filing: &str,
        key: &str,
        action: Action,
    ) -> Result<Option<(Head, String)>> {
        let key = self.once(key);
        let head = load_header(&mut **tx, filing).await?;
        head.may(actor, Permission::ManageVisits)?;
        if taken(tx, filing, &key, &[action]).await? {
            return Ok(None);
        }
        require(&head, actor, action)?;
        Ok(Some((head, key)))
    }

    /// Takes the step, or says how the filing has moved.
    pub(super) async fn take_visit(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        head: &Head,
        revision: i64,
        taking: &Taking<'_>,
    ) -> Result<()> {
        match self.take(tx, actor, head, revision, taking).await? {
            true => Ok(()),
            false => {
                let head = load_header(&mut **tx, &head.id).await?;
                Err(self.moved(tx, &head, actor).await?)
            }
        }
    }

    /// Who goes, when nothing stands against the arrangement.
    async fn arranged(&self, tx: &mut Tx, actor: &Actor, arrangement: &Arrangement) -> Result<Vec<Officer>> {
        let findings = arrangement.check(self.today());
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        require_officers(&mut **tx, actor.office(), &arrangement.members).await?;
        let mut officers = crate::committee::officers_of(&mut **tx, actor.office()).await?;
        officers.retain(|officer| arrangement.members.contains(&officer.id));
        Ok(officers)
    }
}

fn checked(reason: &str) -> Result<String> {
    text::paragraph(reason, REASON).map_err(|error| Error::invalid("reason", error))
}

/// What the enterprise is told of it.
fn told(arrangement: &Arrangement, officers: &[Officer]) -> Option<String> {
    let day = date::long(arrangement.day()?);
    let names: Vec<_> = officers.iter().map(|officer| officer.name.as_str()).collect();
    Some(format!("定于{day}现场核查，地点：{}，核查人员：{}", arrangement.place.trim(), names.join("、")))
}

async fn write_members(tx: &mut Tx, visit: &str, arrangement: &Arrangement) -> Result<()> {
    for (position, member) in (1i64..).zip(&arrangement.members) {
        sqlx::query("insert into visit_members (visit_id, account_id, position) values ($1, $2, $3)")
            .bind(visit)
            .bind(member)
            .bind(position)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}
