//! Dates as typed.

use super::{ValueError, text};
use chrono::{Datelike, NaiveDate};

/// A day written `YYYY-MM-DD` (ISO 8601, and what `<input type="date">` gives), of the years 1900 to 2199.
///
/// # Errors
/// `Empty`, `DateShape`, `DateMissing` (such as 2026-02-30), `DateRange`.
pub fn parse(raw: &str) -> Result<NaiveDate, ValueError> {
    let date = text::filled(raw)?;
    let shaped = date.len() == 10
        && date.bytes().enumerate().all(
            |(at, byte)| {
                if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() }
            },
        );
    if !shaped {
        return Err(ValueError::DateShape);
    }
    let part = |range| date.get(range).and_then(|digits: &str| digits.parse::<u32>().ok()).unwrap_or_default();
    let year = i32::try_from(part(0..4)).unwrap_or_default();
    let day = NaiveDate::from_ymd_opt(year, part(5..7), part(8..10)).ok_or(ValueError::DateMissing)?;
    if (1900..=2199).contains(&day.year()) { Ok(day) } else { Err(ValueError::DateRange) }
}

/// A day as people read it: 2026年11月24日.
pub fn long(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_dates() {
        assert_eq!(parse(" ２０２６－０１－３１ "), Ok(NaiveDate::from_ymd_opt(2026, 1, 31).unwrap()));
        assert!(parse("2024-02-29").is_ok());
        assert_eq!(parse(""), Err(ValueError::Empty));
        for wrong in ["2026-1-31", "2026/01/31", "26-01-31", "+026-01-31", "2026-01-31T00:00", "2026年1月31", "-"] {
            assert_eq!(parse(wrong), Err(ValueError::DateShape), "{wrong}");
        }
        for missing in ["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31"] {
            assert_eq!(parse(missing), Err(ValueError::DateMissing), "{missing}");
        }
        for outside in ["1899-12-31", "2200-01-01", "0000-01-01", "9999-12-31"] {
            assert_eq!(parse(outside), Err(ValueError::DateRange), "{outside}");
        }
    }

    proptest! {
        #[test]
        fn days_round_trip(days in 0i64..109_572) {
            let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
            let day = first + chrono::Duration::days(days);
            prop_assert_eq!(parse(&day.to_string()), Ok(day));
        }
    }
}
