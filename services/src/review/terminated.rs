//! What has left the office's queue because the enterprise terminated it.

use crate::filings::{Summary, summaries};
use crate::notices::NEWS;
use crate::{Actor, Permission, Result, Services};
use domain::filings::FilingSummary;

impl Services {
    /// The office's filings that enterprises terminated in the last thirty days, the latest first.
    ///
    /// # Errors
    /// `Forbidden` for those who have no queue.
    pub async fn terminated(&self, actor: &Actor) -> Result<Vec<FilingSummary>> {
        actor.may_own(Permission::ReadQueue)?;
        let lines: Vec<Summary> = sqlx::query_as(summaries!(
            "where f.office = $1
               and f.status = 'terminated'
               and f.updated_at > $2
             order by f.updated_at desc, f.number
             limit 500"
        ))
        .bind(actor.office())
        .bind(self.now() - NEWS)
        .fetch_all(self.db.pool())
        .await?;
        lines.into_iter().map(|line| line.shown_to(actor)).collect()
    }
}
