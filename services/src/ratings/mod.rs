//! Ratings (好差评): codes to rate by, rating, and what the office does about bad ratings.

mod act;
mod cases;
mod codes;
mod figures;
mod make_code;
mod matter;
mod open;
pub(crate) mod qr;
mod rate;
mod receipt;
mod tell;
mod to_dos;

use crate::Result;
use crate::filings::stored;
use domain::filings::Kind;
use domain::ratings::{Indicator, Satisfaction};

/// A matter in words.
fn about_matter(kind: Kind, number: &str) -> String {
    format!("{kind}（{number}）")
}

/// Reasons as stored, in the words of the grade.
fn reasons_in_words(stored_codes: &str, grade: Satisfaction) -> Result<Vec<String>> {
    let codes = stored_codes.split(',').filter(|code| !code.is_empty());
    codes.map(|code| Ok(stored(Indicator::from_code, code)?.reason(Some(grade)).to_owned())).collect()
}
