//! Moments as people read them. All times are Beijing time (UTC+8, no summer time since 1991).

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Timelike};

fn beijing(milliseconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default().naive_utc() + Duration::hours(8)
}

/// `2026-11-24 10:32`.
pub fn moment(milliseconds: i64) -> String {
    let at = beijing(milliseconds);
    format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
}

/// `10:32:05`.
pub fn clock(milliseconds: i64) -> String {
    let at = beijing(milliseconds);
    format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
}

/// `2026-11-24`.
pub fn day(milliseconds: i64) -> String {
    date(milliseconds).to_string()
}

/// `2026年11月24日`.
pub fn long_day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// The day that this moment falls on.
pub fn date(milliseconds: i64) -> NaiveDate {
    beijing(milliseconds).date()
}

/// For the `datetime` attribute.
pub fn machine(milliseconds: i64) -> String {
    format!("{}T{}+08:00", day(milliseconds), clock(milliseconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_beijing_time() {
        // 2026-11-24T02:32:05Z
        let moment_there = 1_795_487_525_000;
        assert_eq!(moment(moment_there), "2026-11-24 10:32");
        assert_eq!(clock(moment_there), "10:32:05");
        assert_eq!(machine(moment_there), "2026-11-24T10:32:05+08:00");
        assert_eq!(day(1_795_536_000_000), "2026-11-25", "after 16:00 UTC it is tomorrow in Beijing");
        assert_eq!(long_day(date(moment_there)), "2026年11月24日");
    }
}
