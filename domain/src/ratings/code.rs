//! The QR codes (二维码) by which people rate without signing in: for a matter, or for a service point and a day.

use super::RatingKind;
use crate::filings::Kind;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

choices! {
    /// Whether a code opens the rating page.
    pub enum CodeState {
        Usable = "usable" "有效",
        Early = "early" "未到服务日期",
        Expired = "expired" "已过期",
        Withdrawn = "withdrawn" "已撤回",
        Used = "used" "已评价",
    }
}

/// How far ahead codes for service points are made, in days: a week's cards are printed at once, a year's are not.
const AHEAD: u64 = 31;

/// The last day for which the code of a service point can be made.
pub fn latest_visit(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(AHEAD)).unwrap_or(NaiveDate::MAX)
}

impl CodeState {
    /// Of a code that holds from a day through another: what was withdrawn stays so, and a matter is rated once.
    pub fn on(today: NaiveDate, from: NaiveDate, until: NaiveDate, withdrawn: bool, used: bool) -> CodeState {
        match () {
            () if used => CodeState::Used,
            () if withdrawn => CodeState::Withdrawn,
            () if today > until => CodeState::Expired,
            () if today < from => CodeState::Early,
            () => CodeState::Usable,
        }
    }

    /// What somebody is told who scanned it in vain.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Usable => "",
            Self::Early => "该二维码在服务当日才能使用，请届时再扫描。",
            Self::Expired => "该二维码已过有效期，请向工作人员索取新的二维码。",
            Self::Withdrawn => "该二维码已被撤回，请向工作人员索取新的二维码。",
            Self::Used => "该事项已经评价过，每个事项只能评价一次。",
        }
    }
}

/// A code as the office lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingCode {
    /// Id.
    pub id: String,
    /// Matter or visit.
    pub kind: RatingKind,
    /// What is rated by it, in words.
    pub about: String,
    /// First and last day on which it can be used.
    pub from: NaiveDate,
    /// The last.
    pub until: NaiveDate,
    /// Whether it opens the rating page now.
    pub state: CodeState,
    /// Who made it.
    pub made_by: String,
    /// When, Unix milliseconds.
    pub made_at: i64,
    /// How many rated by it.
    pub ratings: i64,
}

/// A code to be shown and printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeView {
    /// The code.
    pub code: RatingCode,
    /// Name of the office.
    pub office: String,
    /// Where it leads.
    pub link: String,
    /// How many modules the symbol has on a side, without its margin.
    pub size: usize,
    /// The dark modules, as the path of an SVG whose unit is one module.
    pub path: String,
}

/// A decided matter, for whose rating a code can be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterLine {
    /// Id of the filing.
    pub filing_id: String,
    /// Its number.
    pub number: String,
    /// What was filed for.
    pub kind: Kind,
    /// 单位名称.
    pub enterprise: String,
    /// How it ended, in words.
    pub ended: String,
    /// When it was decided, Unix milliseconds.
    pub decided_at: i64,
    /// How it was rated.
    pub rated: Option<super::Satisfaction>,
    /// The code that was made for it and not withdrawn.
    pub code: Option<MatterCode>,
}

/// The code of a matter, in its line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterCode {
    /// Id.
    pub id: String,
    /// The last day on which it can be used.
    pub until: NaiveDate,
    /// Whether it opens the rating page now.
    pub state: CodeState,
}

/// What somebody sees who scanned a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCode {
    /// Matter or visit.
    pub kind: RatingKind,
    /// What is rated, in words.
    pub about: String,
    /// Name of the office.
    pub office: String,
    /// Whether it can be rated now.
    pub state: CodeState,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_opens_on_its_days_only(today in 0i32..60, from in 0i32..60, long in 0i32..20, withdrawn: bool, used: bool) {
            let day = |n: i32| NaiveDate::from_num_days_from_ce_opt(739_000 + n).unwrap_or_default();
            let state = CodeState::on(day(today), day(from), day(from + long), withdrawn, used);
            let usable = !withdrawn && !used && (from..=from + long).contains(&today);
            prop_assert_eq!(state == CodeState::Usable, usable);
            prop_assert_eq!(state.told().is_empty(), usable);
        }
    }
}
