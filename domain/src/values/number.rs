//! Numbers as typed: sums of money, lengths, areas, percentages and counts.

use super::{ValueError, text};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

const DECIMALS: usize = 4;
const UNIT: i64 = 10_000;
const MAX_WHOLE: i64 = 999_999_999_999;

/// An exact quantity that is not negative, in ten-thousandths: up to 12 digits before the point and 4 after it, so that 万元 keep
/// every 元 and no rounding ever decides over a licence. Shown without trailing zeros, carried in JSON as that text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount(i64);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The same as [`decimal`].
    ///
    /// # Errors
    /// See there.
    pub fn parse(raw: &str) -> Result<Self, ValueError> {
        decimal(raw)
    }

    /// The quantity times 10 000: what comparisons of products need (use `i128` to multiply two of them).
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// Adds, stopping at the greatest representable sum rather than wrapping.
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl From<u32> for Amount {
    fn from(whole: u32) -> Self {
        Self(i64::from(whole) * UNIT)
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::plus)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / UNIT, self.0 % UNIT);
        let decimals = format!("{rest:04}");
        match decimals.trim_end_matches('0') {
            "" => f.pad(&whole.to_string()),
            decimals => f.pad(&format!("{whole}.{decimals}")),
        }
    }
}

impl FromStr for Amount {
    type Err = ValueError;
    fn from_str(raw: &str) -> Result<Self, ValueError> {
        decimal(raw)
    }
}

impl TryFrom<String> for Amount {
    type Error = ValueError;
    fn try_from(raw: String) -> Result<Self, ValueError> {
        decimal(&raw)
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> String {
        amount.to_string()
    }
}

/// A quantity in plain digits, such as `1200` or `1200.5`: no sign, no exponent, no thousands separator.
///
/// # Errors
/// `Empty`, `NumberShape`, `NumberNegative`, `NumberDecimals` (more than 4), `NumberTooLarge` (more than 12 digits before the point).
pub fn decimal(raw: &str) -> Result<Amount, ValueError> {
    let number = unsigned(raw)?;
    let (whole, rest) = number.split_once('.').unwrap_or((&number, "0"));
    if !digits(whole) || !digits(rest) {
        return Err(ValueError::NumberShape);
    }
    if rest.len() > DECIMALS {
        return Err(ValueError::NumberDecimals);
    }
    let whole = whole.parse::<i64>().ok().filter(|whole| *whole <= MAX_WHOLE).ok_or(ValueError::NumberTooLarge)?;
    let rest = format!("{rest:0<DECIMALS$}").parse::<i64>().map_err(|_| ValueError::NumberShape)?;
    Ok(Amount(whole * UNIT + rest))
}

/// A count in plain digits.
///
/// # Errors
/// `Empty`, `NumberShape`, `NumberNegative`, `NumberFraction`, `NumberTooLarge` (above 4 294 967 295).
pub fn whole(raw: &str) -> Result<u32, ValueError> {
    let number = unsigned(raw)?;
    match number.split_once('.') {
        Some((whole, rest)) if digits(whole) && digits(rest) => Err(ValueError::NumberFraction),
        None if digits(&number) => number.parse().map_err(|_| ValueError::NumberTooLarge),
        _ => Err(ValueError::NumberShape),
    }
}

fn unsigned(raw: &str) -> Result<String, ValueError> {
    let number = text::filled(raw)?;
    match number.strip_prefix(['-', '\u{2212}']) {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => Err(ValueError::NumberNegative),
        _ => Ok(number),
    }
}

fn digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
