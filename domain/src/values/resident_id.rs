//! 公民身份号码, the number of a resident identity card.

use super::{ValueError, text};
use chrono::NaiveDate;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

text_value! { masked,
    /// A resident identity number (公民身份号码): 6 digits of region, 8 of birth date, 3 of sequence (odd for men), and a check
    /// character 0–9 or X. Lower-case `x` is taken as `X`. `Debug` shows it masked.
    ///
    /// Rule: GB 11643-1999 (the check is ISO 7064 MOD 11-2), <https://download.csdn.net/download/kudy21/2033732>.
    ResidentId
}

impl ResidentId {
    /// Checks shape, birth date (a real day, not before 1900) and check character. Whether the birth date lies in the future
    /// needs a clock: see [`ResidentId::check_born_by`].
    ///
    /// # Errors
    /// `Empty`, `ResidentIdShape`, `ResidentIdBirth`, `ResidentIdCheck`, in this order.
    pub fn parse(raw: &str) -> Result<Self, ValueError> {
        let id = text::filled(raw)?.to_ascii_uppercase();
        let shaped = id.len() == 18
            && id.bytes().take(17).all(|b| b.is_ascii_digit())
            && id.ends_with(|c: char| c.is_ascii_digit() || c == 'X');
        if !shaped {
            return Err(ValueError::ResidentIdShape);
        }
        if birth_in(&id).is_none() {
            return Err(ValueError::ResidentIdBirth);
        }
        if Self::check_character(&id[..17]) != id.chars().last() {
            return Err(ValueError::ResidentIdCheck);
        }
        Ok(Self(id))
    }

    /// The check character of the first 17 digits, `None` when they are not 17 digits.
    pub fn check_character(body: &str) -> Option<char> {
        let digits = body.as_bytes();
        if digits.len() != WEIGHTS.len() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        CHECKS.get((sum % 11) as usize).copied()
    }

    /// The date of birth.
    pub fn birth(&self) -> NaiveDate {
        birth_in(&self.0).expect("the birth date was checked when the number was parsed")
    }

    /// Refuses a date of birth after `today`.
    ///
    /// # Errors
    /// `ResidentIdFuture`.
    pub fn check_born_by(&self, today: NaiveDate) -> Result<(), ValueError> {
        if self.birth() > today { Err(ValueError::ResidentIdFuture) } else { Ok(()) }
    }

    /// Whether the sequence is odd, which the standard gives to men.
    pub fn is_male(&self) -> bool {
        self.0.as_bytes()[16] % 2 == 1
    }

    /// The first six and the last four characters, e.g. `110105********002X`.
    pub fn masked(&self) -> String {
        format!("{}********{}", &self.0[..6], &self.0[14..])
    }
}

/// The birth date in 18 characters whose first 17 are ASCII digits.
fn birth_in(id: &str) -> Option<NaiveDate> {
    let part = |range| id.get(range).and_then(|digits: &str| digits.parse::<u32>().ok());
    let year = i32::try_from(part(6..10)?).ok().filter(|year| *year >= 1900)?;
    NaiveDate::from_ymd_opt(year, part(10..12)?, part(12..14)?)
}

#[cfg(test)]
#[path = "resident_id_tests.rs"]
pub(super) mod tests;
