//! Alerts to an office's heads of what it has not done in time, once for each last day that has passed.

use super::Tally;
use super::due::Due;
use crate::{Result, Services};

/// As what it is noted.
const WHAT: &str = "overdue";

impl Services {
    /// Alerts the heads of what is overdue.
    pub(super) async fn alert_overdue(&self) -> Result<Tally> {
        let overdue: Vec<(String, String)> = sqlx::query_as(
            "select f.id, f.due_day
             from filings f
             where f.live = 1 and f.due_day <> '' and f.due_day < $1
               and not exists (select 1
                               from reminders r
                               where r.filing_id = f.id and r.what = $2 and r.day = f.due_day)
             order by f.due_day, f.id",
        )
        .bind(self.today().to_string())
        .bind(WHAT)
        .fetch_all(self.db.pool())
        .await?;
        let mut tally = Tally::default();
        for (id, day) in overdue {
            tally.note("alert the heads", &id, self.alert_heads(&id, &day).await);
        }
        Ok(tally)
    }

    async fn alert_heads(&self, id: &str, day: &str) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let Some(due) = Due::load(&mut tx, id, day).await? else { return Ok(false) };
        if !self.note_reminder(&mut tx, id, WHAT, day).await? {
            return Ok(false);
        }
        self.notify(&mut tx, due.heads(), &due.overdue(WHAT)).await?;
        tx.commit().await?;
        Ok(true)
    }
}
