//! "My filings" on the home page.

use super::{Summary, summaries};
use crate::{Actor, Permission, Result, Services};
use domain::filings::FilingSummary;

impl Services {
    /// The enterprise's filings, newest first.
    ///
    /// # Errors
    /// `Forbidden` for staff.
    pub async fn my_filings(&self, actor: &Actor) -> Result<Vec<FilingSummary>> {
        actor.may_own(Permission::StartFiling)?;
        let lines: Vec<Summary> = sqlx::query_as(summaries!(
            "where f.enterprise_id = $1
             order by f.created_at desc, f.number desc
             limit 500"
        ))
        .bind(actor.enterprise())
        .fetch_all(self.db.pool())
        .await?;
        lines.into_iter().map(|line| line.shown_to(actor)).collect()
    }
}
