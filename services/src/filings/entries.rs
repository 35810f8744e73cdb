//! What an enterprise may file for now, and why not the rest: the tiles of its home page.

use super::position::position;
use super::{Summary, summaries};
use crate::{Actor, Permission, Result, Services};
use domain::filings::{Entry, FilingSummary, Kind, hindrance};

impl Services {
    /// One entry for each kind, in the order of kinds.
    ///
    /// # Errors
    /// `Forbidden` for staff.
    pub async fn entries(&self, actor: &Actor) -> Result<Vec<Entry>> {
        actor.may_own(Permission::StartFiling)?;
        let mut connection = self.db.pool().acquire().await?;
        let lines: Vec<Summary> = sqlx::query_as(summaries!("where f.enterprise_id = $1 and f.live = 1"))
            .bind(actor.enterprise())
            .fetch_all(&mut *connection)
            .await?;
        let mut live: Vec<FilingSummary> = lines.into_iter().map(|line| line.shown_to(actor)).collect::<Result<_>>()?;
        for filing in &mut live {
            filing.position = position(&mut connection, &filing.id).await?;
        }
        let licence = self.held_licence(&mut *connection, actor.enterprise()).await?;
        let kinds: Vec<Kind> = live.iter().map(|filing| filing.kind).collect();
        let entry = |&kind: &Kind| match live.iter().find(|filing| filing.kind == kind) {
            Some(filing) => Entry { kind, live: Some(filing.clone()), hindrance: None },
            None => Entry { kind, live: None, hindrance: hindrance(kind, licence.as_ref(), &kinds, self.today()) },
        };
        Ok(Kind::ALL.iter().map(entry).collect())
    }
}
