//! What everybody may learn without signing in: whether a certificate holds, who holds a licence, what was decided.

use crate::filings::Kind;
use crate::licences::{Category, Grade, LicenceStatus, Scope};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

choices! {
    /// How a printed certificate stands.
    pub enum Verdict {
        InForce = "in_force" "有效",
        Expired = "expired" "已过期",
        Cancelled = "cancelled" "已注销",
        Replaced = "replaced" "已换发",
    }
}

impl Verdict {
    /// Of a copy that is void or not, of a licence that stands so and has this last day. Where the licence itself has ended, it
    /// does not matter that the copy had been replaced before.
    pub fn of(status: LicenceStatus, valid_until: NaiveDate, void: bool, today: NaiveDate) -> Verdict {
        match status {
            LicenceStatus::Cancelled => Verdict::Cancelled,
            LicenceStatus::Expired => Verdict::Expired,
            LicenceStatus::InForce if valid_until < today => Verdict::Expired,
            LicenceStatus::InForce if void => Verdict::Replaced,
            LicenceStatus::InForce => Verdict::InForce,
        }
    }

    /// What it means for whoever holds the paper in hand.
    pub fn meaning(self) -> &'static str {
        match self {
            Verdict::InForce => "该证书有效。请核对纸面内容与下列登记信息是否一致。",
            Verdict::Expired => "该许可证有效期已届满，证书不再有效。",
            Verdict::Cancelled => "该许可证已注销，证书不再有效。",
            Verdict::Replaced => "许可证仍然有效，但该份证书已由新证书替换，不再有效。请要求持证单位出示新证书。",
        }
    }
}

/// What a look at a certificate shows, and nothing more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// How it stands.
    pub verdict: Verdict,
    /// 许可证编号.
    pub number: String,
    /// 单位名称, as printed on it.
    pub holder: String,
    /// 许可类别和等级, as printed on it.
    pub scope: Scope,
    /// 发证日期, as printed on it.
    pub issued_on: NaiveDate,
    /// First day in force.
    pub valid_from: NaiveDate,
    /// Last day in force: of one that holds as it is now, else as printed on it.
    pub valid_until: NaiveDate,
    /// 视为准予延续: the last day is later than printed.
    pub extended_by_silence: bool,
    /// Since which day it is void.
    pub void_since: Option<NaiveDate>,
    /// When it was looked at, Unix milliseconds.
    pub seen_at: i64,
}

/// Longest text that the register is searched for, in characters.
const LONGEST_SEARCH: usize = 100;

/// What the register is searched by. From an address that people may have written themselves: what is not understood is not
/// asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterQuery {
    /// Part of a name or a number.
    #[serde(default)]
    pub search: String,
    /// Code of an office; empty for all.
    #[serde(default)]
    pub office: String,
    /// In which category.
    #[serde(default)]
    pub category: Option<Category>,
    /// Of which grade: in that category, or in any.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// How it stands.
    #[serde(default)]
    pub status: Option<LicenceStatus>,
    /// The last number of the page before; empty for the first page.
    #[serde(default)]
    pub after: String,
}

impl RegisterQuery {
    /// The names in an address, in the order of the form.
    pub const NAMES: [&'static str; 6] = ["search", "office", "category", "grade", "status", "after"];

    /// From what stands under each name in an address.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> RegisterQuery {
        let text = |name: &str| value(name).unwrap_or_default().trim().chars().take(LONGEST_SEARCH).collect::<String>();
        RegisterQuery {
            search: text("search"),
            office: text("office"),
            category: Category::from_code(&text("category")),
            grade: Grade::from_code(&text("grade")),
            status: LicenceStatus::from_code(&text("status")),
            after: text("after"),
        }
    }

    /// As it stands in an address.
    pub fn pairs(&self) -> [(&'static str, &str); 6] {
        let [search, office, category, grade, status, after] = Self::NAMES;
        [
            (search, &self.search),
            (office, &self.office),
            (category, self.category.map_or("", Category::code)),
            (grade, self.grade.map_or("", Grade::code)),
            (status, self.status.map_or("", LicenceStatus::code)),
            (after, &self.after),
        ]
    }

    /// Whether it asks for anything but the first page of everything.
    pub fn is_narrowed(&self) -> bool {
        let all = RegisterQuery { after: self.after.clone(), ..RegisterQuery::default() };
        *self != all
    }
}

/// A licence in the public register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterEntry {
    /// 许可证编号.
    pub number: String,
    /// 单位名称.
    pub holder: String,
    /// 许可类别和等级.
    pub scope: Scope,
    /// Name of the issuing office.
    pub office: String,
    /// First day in force.
    pub valid_from: NaiveDate,
    /// Last day in force.
    pub valid_until: NaiveDate,
    /// Where it stands today.
    pub status: LicenceStatus,
}

/// A page of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterPage {
    /// By number.
    pub entries: Vec<RegisterEntry>,
    /// How many there are on all pages.
    pub total: i64,
    /// Where the next page begins; `None` on the last.
    pub next: Option<String>,
    /// The offices to choose from: code and name.
    pub offices: Vec<(String, String)>,
}

/// What the published decisions are looked through by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionQuery {
    /// Code of an office; empty for all.
    #[serde(default)]
    pub office: String,
    /// Where the page before ended; empty for the first page.
    #[serde(default)]
    pub after: String,
}

/// A decision that is published (行政许可法 Art. 40): no reason, because reasons may name people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Number of the filing.
    pub number: String,
    /// 单位名称 when it was decided.
    pub enterprise: String,
    /// What was filed for.
    pub kind: Kind,
    /// Whether it was granted.
    pub granted: bool,
    /// Number of the licence; none where a new one was refused.
    pub licence_number: Option<String>,
    /// Name of the deciding office.
    pub office: String,
    /// When, Unix milliseconds.
    pub decided_at: i64,
}

/// A page of decisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionPage {
    /// The latest first.
    pub decisions: Vec<Decision>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<String>,
    /// The offices to choose from: code and name.
    pub offices: Vec<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        crate::values::date::parse(text).unwrap()
    }

    #[test]
    fn a_certificate_holds_until_its_last_day() {
        use LicenceStatus::{Cancelled, Expired, InForce};
        let last = day("2026-11-24");
        let verdict = |status, void, today| Verdict::of(status, last, void, day(today));
        assert_eq!(verdict(InForce, false, "2026-11-24"), Verdict::InForce);
        assert_eq!(verdict(InForce, false, "2026-11-25"), Verdict::Expired, "before the nightly work has seen it");
        assert_eq!(verdict(InForce, true, "2026-11-24"), Verdict::Replaced);
        assert_eq!(verdict(InForce, true, "2026-11-25"), Verdict::Expired, "its replacement holds no longer either");
        assert_eq!(verdict(Cancelled, true, "2026-11-24"), Verdict::Cancelled);
        assert_eq!(verdict(Expired, false, "2026-11-25"), Verdict::Expired);
    }

    proptest! {
        #[test]
        fn only_the_last_copy_of_a_licence_in_force_holds(status in 0..LicenceStatus::ALL.len(), void: bool, left in -5i64..5) {
            let (status, today) = (LicenceStatus::ALL[status], day("2026-11-24"));
            let verdict = Verdict::of(status, today + chrono::TimeDelta::days(left), void, today);
            prop_assert_eq!(verdict == Verdict::InForce, status == LicenceStatus::InForce && !void && left >= 0);
        }

        #[test]
        fn an_address_is_read_as_it_was_written(search in "[a-z0-9甲乙]{0,10}", category in 0usize..4, grade in 0usize..6) {
            let query = RegisterQuery {
                search,
                category: Category::ALL.get(category).copied(),
                grade: Grade::ALL.get(grade).copied(),
                ..RegisterQuery::default()
            };
            let pairs = query.pairs();
            let value = |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            prop_assert_eq!(RegisterQuery::read(value), query);
        }
    }

    #[test]
    fn what_is_not_understood_is_not_asked_for() {
        let query =
            RegisterQuery::read(|name| Some(if name == "search" { "字".repeat(500) } else { "\u{0}x".into() }));
        assert_eq!((query.category, query.grade, query.status), (None, None, None));
        assert_eq!(query.search.chars().count(), LONGEST_SEARCH);
        assert!(!RegisterQuery { after: "4-1".into(), ..RegisterQuery::default() }.is_narrowed());
    }
}
