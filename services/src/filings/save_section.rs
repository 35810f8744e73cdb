//! Saving one form tab.

use super::Head;
use super::content::{section_from, section_json};
use super::joining::require_tab;
use crate::db::Tx;
use crate::{Actor, Error, Result, Services};
use domain::corrections::changed;
use domain::filings::{Saved, SavedSection, SectionBody, storable};
use domain::values::ResidentId;
use domain::{Finding, Refusal};

#[derive(Default, sqlx::FromRow)]
struct Kept {
    revision: i64,
    resident_id: String,
    body: String,
}

impl Kept {
    fn json(&self) -> Option<&str> {
        (!self.body.is_empty()).then_some(self.body.as_str())
    }
}

impl Services {
    /// Keeps what was typed, complete or not. A lead whose ID number is engaged elsewhere is kept as typed, but not
    /// engaged; the finding says so.
    ///
    /// # Errors
    /// `NotFound` for a tab that the filing does not have, `Invalid` for what a draft cannot keep, `Conflict` with what is stored when the revision is stale, `NotNow`
    /// after submission.
    pub async fn save_section(
        &self,
        actor: &Actor,
        id: &str,
        revision: i64,
        body: &SectionBody,
    ) -> Result<SavedSection> {
        let mut tx = self.db.begin().await?;
        let head = self.open_to_write(&mut tx, actor, id).await?;
        require_tab(&mut tx, &head, body.section().tab()).await?;
        storable(body).map_err(Error::findings)?;
        if let SectionBody::Leaving(leaving) = body {
            self.refuse_not_engaged(&mut tx, &head, leaving).await?;
        }
        let kept = kept(&mut tx, id, body).await?;
        let before = section_from(body.section(), kept.json().unwrap_or("{}"))?;
        self.require_open(&mut tx, &head, &changed(&before, body)).await?;
        let json = section_json(body)?;
        // The same content again, such as a save whose answer was lost, is no conflict.
        let seen = if kept.body == json { kept.revision } else { revision };
        let (resident_id, findings) = self.engage_lead(&mut tx, &head, body).await?;
        let saved_at = self.now();
        let write = match seen {
            0 => sqlx::query_scalar(
                "insert into filing_sections (filing_id, section, revision, saved_at, resident_id, body)
                 values ($1, $2, 1, $3, $4, $5)
                 on conflict (filing_id, section) do nothing
                 returning revision",
            ),
            _ => sqlx::query_scalar(
                "update filing_sections
                 set revision = revision + 1, saved_at = $3, resident_id = $4, body = $5
                 where filing_id = $1 and section = $2 and revision = $6
                 returning revision",
            ),
        }
        .bind(id)
        .bind(body.section().code())
        .bind(saved_at)
        .bind(&resident_id)
        .bind(&json);
        let write = if seen == 0 { write } else { write.bind(seen) };
        let saved: Option<i64> = write.fetch_optional(&mut *tx).await?;
        let Some(revision) = saved else { return Err(conflict(&kept, body)?) };
        let dropped = self.drop_former_post(&mut tx, &head, kept.json(), body).await?;
        if kept.resident_id != resident_id {
            self.release_if_unused(&mut tx, id, &kept.resident_id).await?;
        }
        self.audit(&mut tx, actor, "filing.save_section", "filing", id).await?;
        tx.commit().await?;
        self.remove_unnamed(&dropped).await;
        Ok(SavedSection { saved: Saved { revision, saved_at }, findings })
    }

    /// Engages the section's lead, if the ID number is one: what to store as engaged, and what stands against it.
    async fn engage_lead(&self, tx: &mut Tx, head: &Head, body: &SectionBody) -> Result<(String, Vec<Finding>)> {
        let Some(lead) = body.lead() else { return Ok(Default::default()) };
        let Ok(person) = ResidentId::parse(&lead.resident_id) else { return Ok(Default::default()) };
        Ok(match self.engage(tx, head, &person, &lead.name).await? {
            None => (person.to_string(), Vec::new()),
            Some(reason) => (String::new(), vec![engaged_elsewhere(body.section().code(), reason)]),
        })
    }
}

/// The finding on a lead who is engaged elsewhere.
pub(super) fn engaged_elsewhere(section: &str, reason: String) -> Finding {
    Finding { id: "person_engaged".to_owned(), ..Finding::field(format!("{section}.resident_id"), reason) }
}

async fn kept(tx: &mut Tx, filing: &str, body: &SectionBody) -> Result<Kept> {
    let kept: Option<Kept> =
        sqlx::query_as("select revision, resident_id, body from filing_sections where filing_id = $1 and section = $2")
            .bind(filing)
            .bind(body.section().code())
            .fetch_optional(&mut **tx)
            .await?;
    Ok(kept.unwrap_or_default())
}

fn conflict(kept: &Kept, sent: &SectionBody) -> Result<Error> {
    let theirs = section_from(sent.section(), kept.json().unwrap_or("{}"))?;
    Ok(Refusal::Conflict { theirs: serde_json::to_string(&theirs)?, revision: kept.revision }.into())
}
