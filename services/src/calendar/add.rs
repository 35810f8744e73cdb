//! Adding a year's holidays, as the State Council's notice publishes them.

use crate::context::trimmed;
use crate::{Actor, Error, Permission, Result, Services};
use chrono::Datelike;
use domain::calendar::KnownYear;

impl Services {
    /// Adds a year, or writes over one, from a line a day or span as pasted. Clocks count by it at once.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators; `Invalid` with a finding on `text` for each line that is not understood.
    pub async fn add_year(&self, actor: &Actor, year: i32, text: &str, source: &str) -> Result<()> {
        actor.may_own(Permission::ManageRules)?;
        let findings = KnownYear::check(self.today().year(), year, text, source);
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let mut tx = self.db.begin().await?;
        sqlx::query(
            "insert into holiday_years (year, body, source, added_by, at)
             values ($1, $2, $3, $4, $5)
             on conflict (year) do update
             set body = excluded.body, source = excluded.source, added_by = excluded.added_by, at = excluded.at",
        )
        .bind(i64::from(year))
        .bind(trimmed(text)?)
        .bind(trimmed(source)?)
        .bind(&actor.account_id)
        .bind(self.now())
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "calendar.add", "holiday_year", &year.to_string()).await?;
        tx.commit().await?;
        self.recompute_due().await?;
        Ok(())
    }
}
