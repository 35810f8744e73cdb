//! A year that deadlines will soon reach into and whose holidays are not known.

use crate::{Result, Services};
use chrono::{Datelike, NaiveDate};
use domain::calendar::missing;

/// From this month on the notice for the next year has usually been published (2024 to 2026: October to November).
const PUBLISHED: u32 = 11;

impl Services {
    /// What an administrator is told when the holidays of this year or the next are missing. Deadlines of a missing year are
    /// counted as if it had no holidays, so that they would end too early.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn calendar_warning(&self, today: NaiveDate) -> Result<Option<String>> {
        let calendar = self.calendar().await?;
        Ok(missing(today.year(), |year| calendar.knows(year)).map(|year| match year {
            year if year == today.year() => {
                format!("{year}年节假日安排尚未录入，办理时限暂按无节假日计算，请立即录入")
            }
            year if today.month() >= PUBLISHED => {
                format!("{year}年节假日安排尚未录入，请按国务院办公厅的通知录入，否则跨年的办理时限不准确")
            }
            year => format!("{year}年节假日安排尚未录入，国务院办公厅公布后请及时录入"),
        }))
    }
}
