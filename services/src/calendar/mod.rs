//! Working days: the years shipped with the program, and those that administrators added.

mod add;
mod warning;
mod years;

use crate::{Error, Result, Services};
use domain::calendar::{Calendar, Year};
use sqlx::{Any, Executor};
use std::sync::LazyLock;

/// Read from its text once.
static SHIPPED: LazyLock<Calendar> = LazyLock::new(Calendar::shipped);

impl Services {
    /// Which days are worked; a year that was added stands before the one shipped.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn calendar(&self) -> Result<Calendar> {
        self.calendar_in(self.db.pool()).await
    }

    /// As [`calendar`](Self::calendar), as a transaction sees it.
    pub(crate) async fn calendar_in<'e>(&self, executor: impl Executor<'e, Database = Any>) -> Result<Calendar> {
        let added: Vec<(i64, String)> =
            sqlx::query_as("select year, body from holiday_years").fetch_all(executor).await?;
        let mut calendar = SHIPPED.clone();
        for (year, body) in added {
            let year = i32::try_from(year).map_err(Error::fault)?;
            // It was understood when it was added.
            let days = Year::parse(year, &body).map_err(|wrong| Error::fault(wrong.join("; ")))?;
            calendar.set(year, days);
        }
        Ok(calendar)
    }
}
