//! Saving one page of a report.

use crate::{Actor, Error, Result, Services};
use domain::Refusal;
use domain::filings::Saved;
use domain::inspections::{SectionBody, storable};

impl Services {
    /// Keeps what was typed, complete or not.
    ///
    /// # Errors
    /// `Invalid` for what a draft cannot keep, `Conflict` with what is stored when the revision is stale, `NotNow` before it
    /// is begun and after it is submitted.
    pub async fn save_inspection(&self, actor: &Actor, id: &str, revision: i64, body: &SectionBody) -> Result<Saved> {
        let mut tx = self.db.begin().await?;
        self.inspection_to_fill_in(&mut tx, actor, id).await?;
        storable(body).map_err(Error::findings)?;
        let kept: Option<(i64, String)> =
            sqlx::query_as("select revision, body from inspection_sections where inspection_id = $1 and section = $2")
                .bind(id)
                .bind(body.section().code())
                .fetch_optional(&mut *tx)
                .await?;
        let json = serde_json::to_string(body)?;
        let (stored, theirs) = kept.unwrap_or_default();
        // The same content again, such as a save whose answer was lost, is no conflict.
        if stored != revision && theirs != json {
            return Err(Refusal::Conflict { theirs, revision: stored }.into());
        }
        let saved = Saved { revision: stored + 1, saved_at: self.now() };
        // The report is held, so nobody writes between the two.
        sqlx::query(
            "insert into inspection_sections (inspection_id, section, revision, saved_at, body)
             values ($1, $2, $3, $4, $5)
             on conflict (inspection_id, section) do update
             set revision = excluded.revision, saved_at = excluded.saved_at, body = excluded.body",
        )
        .bind(id)
        .bind(body.section().code())
        .bind(saved.revision)
        .bind(saved.saved_at)
        .bind(&json)
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "inspection.save", "inspection", id).await?;
        tx.commit().await?;
        Ok(saved)
    }
}
