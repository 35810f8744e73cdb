//! What time does by itself: a tick a minute, done by one server at a time. Each piece can be repeated without harm.

mod ahead;
mod due;
mod lapse;
mod lease;
mod letters;
mod overdue;
mod recipients;
mod remind;
mod silence;

pub(crate) use letters::{left, owed};

use crate::{Error, Result, Services};

/// What a tick did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticked {
    /// Offices and provinces that changed.
    pub offices: usize,
    /// Filings that count as accepted because nobody answered in time.
    pub accepted: usize,
    /// Filings that ended because deferred documents did not come.
    pub lapsed: usize,
    /// Licences that expired or count as extended.
    pub licences: usize,
    /// Reminders of a last day that comes near.
    pub reminded: usize,
    /// Alerts of a last day that has passed.
    pub alerted: usize,
    /// What could not be done; the log says why, and the next tick tries again.
    pub failed: usize,
}

/// What came of one piece, a row at a time.
#[derive(Default)]
struct Tally {
    done: usize,
    failed: usize,
}

impl Tally {
    /// Counts what came of one row. A fault in it is logged, and the others go on.
    fn note(&mut self, what: &'static str, id: &str, outcome: Result<bool>) {
        match outcome {
            Ok(true) => self.done += 1,
            Ok(false) => {}
            // Somebody is moving it at this moment; else there is a next time.
            Err(Error::Refused(refusal)) => tracing::debug!(what, id, %refusal, "not now"),
            Err(error) => {
                self.failed += 1;
                tracing::error!(what, id, %error, "could not be done in time's name");
            }
        }
    }
}

impl Services {
    /// Does what is due by now: accepts what nobody answered, ends what missed its deferred documents, lets licences expire
    /// or run on, reminds before last days and alerts after them. `None` when another server is doing so.
    ///
    /// # Errors
    /// Faults of the database that stop all of it. Other faults are counted.
    pub async fn tick(&self) -> Result<Option<Ticked>> {
        let Some(lease) = self.take_lease("tick").await? else { return Ok(None) };
        let mut ticked = Ticked::default();
        ticked.offices = ticked.of("offices", self.change_offices().await);
        // Those submitted by a version that wrote no days down.
        ticked.of("days", self.fill_in_due_days().await.map(|_| Tally::default()));
        // What silence and misses move, nobody is reminded of any more.
        ticked.accepted = ticked.of("silence", self.accept_unanswered().await);
        self.renew_lease(&lease).await?;
        ticked.lapsed = ticked.of("lapse", self.end_missed_deferrals().await);
        self.renew_lease(&lease).await?;
        ticked.licences = ticked.of("licences", self.end_licences().await);
        self.renew_lease(&lease).await?;
        ticked.reminded = ticked.of("remind", self.remind().await);
        ticked.reminded += ticked.of("renewals", self.remind_of_renewals().await);
        ticked.of("holidays", self.ask_for_holidays().await);
        self.renew_lease(&lease).await?;
        ticked.alerted = ticked.of("overdue", self.alert_overdue().await);
        self.give_lease_back(&lease).await?;
        Ok(Some(ticked))
    }

    async fn change_offices(&self) -> Result<Tally> {
        Ok(Tally { done: self.settle_offices().await?, failed: 0 })
    }

    async fn end_licences(&self) -> Result<Tally> {
        Ok(Tally { done: self.licences_due().await?, failed: 0 })
    }
}

impl Ticked {
    /// How many rows of a piece are done. A piece that fails as a whole does not stop the others.
    fn of(&mut self, piece: &'static str, outcome: Result<Tally>) -> usize {
        let tally = outcome.unwrap_or_else(|error| {
            tracing::error!(piece, %error, "a piece of the tick failed");
            Tally { done: 0, failed: 1 }
        });
        self.failed += tally.failed;
        tally.done
    }
}
