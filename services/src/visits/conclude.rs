//! Concluding a visit: what was found, and what that comes to. The clock goes on.

use crate::context::{stored_day, trimmed};
use crate::filings::Taking;
use crate::{Actor, Error, Result, Services};
use domain::visits::Findings;
use domain::workflow::Action;

impl Services {
    /// Concludes the pending visit. The same key again concludes it once.
    ///
    /// # Errors
    /// `NotNow` for those who have not claimed the filing, and where no visit is pending; `Invalid` on `findings`,
    /// `conclusion`; `Conflict` when the filing has moved.
    pub async fn conclude_visit(
        &self,
        actor: &Actor,
        filing: &str,
        (revision, key): (i64, &str),
        found: &Findings,
    ) -> Result<()> {
        let action = Action::ConcludeVisit;
        let mut tx = self.db.begin().await?;
        let Some((head, key)) = self.about_to_visit(&mut tx, actor, filing, key, action).await? else { return Ok(()) };
        let (id, day): (String, String) =
            sqlx::query_as("select id, day from visits where filing_id = $1 and status = 'pending'")
                .bind(filing)
                .fetch_one(&mut *tx)
                .await?;
        let findings = found.check(stored_day(&day)?, self.today());
        let conclusion = match found.conclusion {
            Some(conclusion) if findings.is_empty() => conclusion,
            _ => return Err(Error::findings(findings)),
        };
        let note = format!("核查结论：{conclusion}。恢复计时");
        self.take_visit(&mut tx, actor, &head, revision, &Taking { action, note: &note, key: &key }).await?;
        sqlx::query(
            "update visits set status = 'concluded', findings = $1, conclusion = $2, ended_at = $3 where id = $4",
        )
        .bind(trimmed(&found.findings)?)
        .bind(conclusion.code())
        .bind(self.now())
        .bind(&id)
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }
}
