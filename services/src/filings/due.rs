//! The statutory clock of a filing, from its events; and its day beside the filing, for lists and for what time does.

use super::{Head, load_header, stored};
use crate::Result;
use crate::Services;
use crate::context::china_date;
use crate::db::Tx;
use domain::clock::{Clock, Moment, clock};
use domain::workflow::{Action, Status};
use sqlx::AnyConnection;

impl Services {
    /// How the clock stands today.
    pub(crate) async fn clock_of(&self, connection: &mut AnyConnection, head: &Head) -> Result<Option<Clock>> {
        if head.submitted_at.is_none() || head.status.ended() {
            return Ok(None);
        }
        self.clock_by_events(connection, head).await
    }

    async fn clock_by_events(&self, connection: &mut AnyConnection, head: &Head) -> Result<Option<Clock>> {
        let events: Vec<(i64, String, String)> =
            sqlx::query_as("select at, action, status from events where filing_id = $1 order by sequence")
                .bind(&head.id)
                .fetch_all(&mut *connection)
                .await?;
        let moment = |(at, action, status): (i64, String, String)| {
            Ok(Moment {
                day: china_date(at),
                action: stored(Action::from_code, &action)?,
                status: stored(Status::from_code, &status)?,
            })
        };
        let moments = events.into_iter().map(moment).collect::<Result<Vec<_>>>()?;
        let calendar = self.calendar_in(&mut *connection).await?;
        let settings = self.settings_in(&mut *connection).await?;
        Ok(clock(head.kind, head.track, &moments, (&calendar, &settings), self.today()))
    }

    /// Writes the day down after a step, in its transaction. The step has moved the filing and stands among its events.
    pub(super) async fn write_due(&self, tx: &mut Tx, head: &Head) -> Result<()> {
        let clock = self.clock_by_events(tx, head).await?;
        let due = clock.as_ref().and_then(|clock| clock.due).map(|day| day.to_string());
        let resting = clock.is_some_and(|clock| clock.rest.is_some());
        sqlx::query("update filings set due_day = $1, resting = $2 where id = $3")
            .bind(due.unwrap_or_default())
            .bind(i64::from(resting))
            .bind(&head.id)
            .execute(&mut **tx)
            .await?;
        Ok(())
    }

    /// Writes the days of all filings that wait for the office anew: other days are worked now. How many there are.
    pub(crate) async fn recompute_due(&self) -> Result<usize> {
        let ids = sqlx::query_scalar("select id from filings where live = 1 and status <> 'draft' order by id")
            .fetch_all(self.db.pool())
            .await?;
        self.recompute(ids).await
    }

    /// Writes the days of those filings that have none, because they were submitted before days were written down. Once they
    /// have, this does nothing. How many there were.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn fill_in_due_days(&self) -> Result<usize> {
        let ids = sqlx::query_scalar(
            "select id from filings where live = 1 and due_day = '' and resting = 0 and status <> 'draft' order by id",
        )
        .fetch_all(self.db.pool())
        .await?;
        self.recompute(ids).await
    }

    /// A short transaction for each, so that nobody waits for all of them.
    async fn recompute(&self, ids: Vec<String>) -> Result<usize> {
        for id in &ids {
            let mut tx = self.db.begin().await?;
            // Held before its events are read, so that no step is taken beside by the days of before.
            sqlx::query("update filings set revision = revision where id = $1").bind(id).execute(&mut *tx).await?;
            let head = load_header(&mut *tx, id).await?;
            self.write_due(&mut tx, &head).await?;
            tx.commit().await?;
        }
        Ok(ids.len())
    }
}
