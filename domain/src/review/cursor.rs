//! Where a page of the queue ends. The next one begins behind it, whatever has been moved, added or taken away meanwhile.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

/// The place of the last line of a page, in the order of the queue: nobody needs to read it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cursor {
    /// The last day; `None` while there is none, which stands after all days.
    pub day: Option<NaiveDate>,
    /// When it was submitted, or ended; Unix milliseconds.
    pub at: i64,
    /// The filing's number, which no other has.
    pub number: String,
}

/// What no page of ours has ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCursor;

impl Display for UnknownCursor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("unknown cursor")
    }
}

impl std::error::Error for UnknownCursor {}

impl Display for Cursor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.day {
            write!(f, "{day}")?;
        }
        write!(f, ".{}.{}", self.at, self.number)
    }
}

impl FromStr for Cursor {
    type Err = UnknownCursor;

    fn from_str(text: &str) -> Result<Cursor, UnknownCursor> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(UnknownCursor);
        let day = match part()? {
            "" => None,
            day => Some(crate::values::date::parse(day).map_err(|_| UnknownCursor)?),
        };
        let at = part()?.parse().map_err(|_| UnknownCursor)?;
        let number = part()?;
        let shaped = (1..=32).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if shaped { Ok(Cursor { day, at, number: number.to_owned() }) } else { Err(UnknownCursor) }
    }
}

impl TryFrom<String> for Cursor {
    type Error = UnknownCursor;
    fn try_from(text: String) -> Result<Cursor, UnknownCursor> {
        text.parse()
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> String {
        cursor.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::option::of;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(day in of(0i64..4000), at in any::<i64>(), number in "[0-9]{1,16}") {
            let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
            let cursor = Cursor { day: day.map(|days| first + chrono::TimeDelta::days(days)), at, number };
            prop_assert_eq!(cursor.to_string().parse::<Cursor>(), Ok(cursor));
        }

        #[test]
        fn anything_else_is_refused_and_never_panics(text in ".{0,60}") {
            if let Ok(cursor) = text.parse::<Cursor>() {
                prop_assert!(cursor.number.bytes().all(|byte| byte.is_ascii_alphanumeric()));
            }
        }
    }
}
