//! A year that deadlines will soon reach into and whose holidays are not known.

use crate::{Result, Services};
use chrono::{Datelike, NaiveDate};

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
        let (year, next) = (today.year(), today.year() + 1);
        Ok(if !calendar.knows(year) {
            Some(format!("{year}年节假日安排尚未录入，办理时限暂按无节假日计算，请立即录入"))
        } else if calendar.knows(next) {
            None
        } else if today.month() >= PUBLISHED {
            Some(format!("{next}年节假日安排尚未录入，请按国务院办公厅的通知录入，否则跨年的办理时限不准确"))
        } else {
            Some(format!("{next}年节假日安排尚未录入，国务院办公厅公布后请及时录入"))
        })
    }
}
