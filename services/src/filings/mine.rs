//! "My filings" on the home page.

use super::position::position;
use super::{Summary, shown, summaries};
use crate::{Actor, Permission, Result, Services};
use domain::filings::FilingSummary;
use domain::workflow::Status;

impl Services {
    /// The enterprise's filings, newest first.
    ///
    /// # Errors
    /// `Forbidden` for staff.
    pub async fn my_filings(&self, actor: &Actor) -> Result<Vec<FilingSummary>> {
        actor.may_own(Permission::StartFiling)?;
        let mut connection = self.db.pool().acquire().await?;
        let lines: Vec<Summary> = sqlx::query_as(summaries!(
            "where f.enterprise_id = $1
             order by f.created_at desc, f.number desc
             limit 500"
        ))
        .bind(actor.enterprise())
        .fetch_all(&mut *connection)
        .await?;
        let days = self.days(&mut connection).await?;
        let mut lines = shown(lines, actor, &days)?;
        // One of a kind waits at most, so these are few.
        for line in lines.iter_mut().filter(|line| line.status == Status::Submitted) {
            line.position = position(&mut connection, &line.id).await?;
        }
        Ok(lines)
    }
}
