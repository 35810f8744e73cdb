//! Credit (信用): how an enterprise stands with the credit registry, and whether that could be learned.

use crate::conformity::Finding;
use crate::values::text;
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

choices! {
    /// 信用等级 as the regulator uses it (lpla.cn/m/dlssxkz/739.html).
    pub enum Standing {
        Good = "good" "信用良好",
        Trustworthy = "trustworthy" "守信",
        Broken = "broken" "失信",
        Grave = "grave" "严重失信",
    }
}

/// What the registry answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// The standing; `None` when it could not be learned.
    pub standing: Option<Standing>,
    /// Why: the record's reason, or what went wrong.
    pub reason: String,
    /// The day on which it was asked for.
    pub on: NaiveDate,
}

/// A standing that the regulator's staff recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditRecord {
    /// Id.
    pub id: String,
    /// The enterprise's id.
    pub enterprise_id: String,
    /// 单位名称.
    pub enterprise: String,
    /// 统一社会信用代码.
    pub credit_code: String,
    /// The standing.
    pub standing: Standing,
    /// Why.
    pub reason: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None` until it is ended.
    pub until: Option<NaiveDate>,
    /// Who recorded it.
    pub recorded_by: String,
}

/// Longest reason, in characters.
const REASON: u32 = 500;
/// Records begin in this year at the earliest: what is older bars nobody any more.
const EARLIEST: i32 = 2000;
/// How far ahead a record may begin or end, in months.
const AHEAD: u32 = 20 * 12;

impl CreditRecord {
    /// Whether its last day has passed.
    pub fn ended(&self, today: NaiveDate) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    /// What stands against recording a standing: fields `reason`, `from`, `until`.
    pub fn check(reason: &str, from: NaiveDate, until: Option<NaiveDate>, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Vec::new();
        let sane = |day: NaiveDate| day.year() >= EARLIEST && day <= today + Months::new(AHEAD);
        if let Err(error) = text::paragraph(reason, REASON) {
            findings.push(Finding::field("reason", error));
        }
        if !sane(from) {
            findings.push(Finding::field("from", "日期有误，请核对年份"));
        }
        match until {
            Some(until) if until < from => findings.push(Finding::field("until", "不能早于起始日期")),
            Some(until) if !sane(until) => findings.push(Finding::field("until", "日期有误，请核对年份")),
            _ => {}
        }
        findings
    }
}

/// 企业信用 as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditRegister {
    /// Whether standings are asked of a registry elsewhere, so that the records below do not count.
    pub remote: bool,
    /// What staff recorded, as far as it matches the search, the latest first.
    pub records: Vec<CreditRecord>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_has_a_reason_and_a_period() {
        let day = |text: &str| crate::values::date::parse(text).unwrap();
        let wrong = |reason, from, until: &str| {
            let until = (!until.is_empty()).then(|| day(until));
            let wrong = CreditRecord::check(reason, day(from), until, day("2026-11-24")).into_iter();
            wrong.map(|finding| finding.path).collect::<Vec<_>>()
        };
        assert!(wrong("行政处罚", "2026-11-24", "").is_empty());
        assert!(wrong("行政处罚", "2026-11-24", "2026-11-24").is_empty());
        assert_eq!(wrong(" ", "2026-11-24", "2026-11-23"), ["reason", "until"]);
        assert_eq!(wrong("行政处罚", "1999-12-31", "2099-01-01"), ["from", "until"]);
    }
}
