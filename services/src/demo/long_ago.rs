//! Acting as of an earlier day, so that everything that is made is dated as it would have been.

use crate::{Clock, Services};
use chrono::{Datelike, Days, NaiveDate};
use domain::licences::VALIDITY_YEARS;
use std::sync::Arc;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A clock that is behind another.
struct Behind {
    clock: Arc<dyn Clock>,
    by: i64,
}

impl Clock for Behind {
    fn now(&self) -> i64 {
        self.clock.now() - self.by
    }
}

impl Services {
    /// The same application on the day on which a licence was issued that runs out in so many days.
    pub(super) fn long_ago(&self, days: u64) -> Services {
        let behind = (self.today() - issued_on(self.today() + Days::new(days))).num_days();
        let clock = Behind { clock: self.clock.clone(), by: behind * DAY };
        Services { clock: Arc::new(clock), ..self.clone() }
    }
}

/// The day on which a licence was issued whose last day is this one. No licence ends on the 28th of February of a leap year:
/// then the one that ends a day later.
fn issued_on(valid_until: NaiveDate) -> NaiveDate {
    let after = valid_until + Days::new(1);
    let year = after.year() - VALIDITY_YEARS;
    after.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)).unwrap_or(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::licences::expiry;

    #[test]
    fn what_was_issued_then_runs_out_on_that_day() {
        for day in NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().iter_days().take(2000) {
            let late = (expiry(issued_on(day)) - day).num_days();
            let expected = i64::from((day.month(), day.day(), day.leap_year()) == (2, 28, true));
            assert_eq!(late, expected, "{day}");
        }
    }
}
