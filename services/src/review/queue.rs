//! The queue of an office.

use crate::filings::{Summary, summaries};
use crate::{Actor, Permission, Result, Services};
use domain::filings::FilingSummary;

impl Services {
    /// The filings that are with the actor's office: what has the earliest last day first, what has none last; then the oldest
    /// submission.
    ///
    /// # Errors
    /// `Forbidden` for those who have no queue.
    pub async fn queue(&self, actor: &Actor) -> Result<Vec<FilingSummary>> {
        actor.may_own(Permission::ReadQueue)?;
        // A live filing that is neither a draft nor being corrected is with the office.
        let lines: Vec<Summary> = sqlx::query_as(summaries!(
            "where f.office = $1
               and f.live = 1
               and f.status not in ('draft', 'correction')
             order by case when f.due_day = '' then 1 else 0 end, f.due_day, f.submitted_at, f.number
             limit 500"
        ))
        .bind(actor.office())
        .fetch_all(self.db.pool())
        .await?;
        lines.into_iter().map(|line| line.shown_to(actor)).collect()
    }
}
