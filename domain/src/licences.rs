//! The licence (许可证) and its scope.

use crate::filings::Kind;
use crate::staff::Shortfall;
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

choices! {
    /// 类别: what kind of work the licence covers (第36号令 Art. 4).
    pub enum Category {
        Install = "install" "承装",
        Repair = "repair" "承修",
        Test = "test" "承试",
    }
}

choices! {
    /// 等级: up to which voltage. Grade One is the highest.
    pub enum Grade {
        One = "1" "一级",
        Two = "2" "二级",
        Three = "3" "三级",
        Four = "4" "四级",
        Five = "5" "五级",
    }
}

impl Grade {
    /// Position from the highest: One is 0.
    pub fn index(self) -> usize {
        self as usize
    }
}

/// The grade wanted or held in each category; `None` where the category is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// 承装.
    pub install: Option<Grade>,
    /// 承修.
    pub repair: Option<Grade>,
    /// 承试.
    pub test: Option<Grade>,
}

impl Scope {
    /// The grade in one category.
    pub fn grade(&self, category: Category) -> Option<Grade> {
        match category {
            Category::Install => self.install,
            Category::Repair => self.repair,
            Category::Test => self.test,
        }
    }

    /// Sets or drops one category.
    pub fn set(&mut self, category: Category, grade: Option<Grade>) {
        match category {
            Category::Install => self.install = grade,
            Category::Repair => self.repair = grade,
            Category::Test => self.test = grade,
        }
    }

    /// Category and grade, for those that there are.
    pub fn entries(&self) -> impl Iterator<Item = (Category, Grade)> + '_ {
        Category::ALL.iter().filter_map(|&category| Some((category, self.grade(category)?)))
    }

    /// How each category moves from this scope to another; categories in neither are left out.
    pub fn moves(&self, to: &Scope) -> impl Iterator<Item = (Category, Move)> + use<> {
        let (from, to) = (*self, *to);
        Category::ALL.iter().filter_map(move |&category| {
            let step = match (from.grade(category), to.grade(category)) {
                (None, None) => return None,
                (None, Some(_)) => Move::Added,
                (Some(_), None) => Move::Dropped,
                // Grade One is the highest.
                (Some(old), Some(new)) if new < old => Move::Raised,
                (Some(old), Some(new)) if new > old => Move::Lowered,
                _ => Move::Kept,
            };
            Some((category, step))
        })
    }

    /// As on the certificate: "承装类四级 承修类四级".
    pub fn label(&self) -> String {
        self.entries().map(|(category, grade)| format!("{category}类{grade}")).collect::<Vec<_>>().join(" ")
    }
}

choices! {
    /// What a change of scope does with a category.
    pub enum Move {
        Kept = "kept" "不变",
        Added = "added" "增加类别",
        Raised = "raised" "提高等级",
        Lowered = "lowered" "降低等级",
        Dropped = "dropped" "取消类别",
    }
}

choices! {
    /// Where a licence stands.
    pub enum LicenceStatus {
        InForce = "in_force" "有效",
        Cancelled = "cancelled" "已注销",
        Expired = "expired" "已过期",
    }
}

/// How long a licence runs, in years (第36号令 ch. 4; jiangongdata.com/toutiao/472050).
pub const VALIDITY_YEARS: i32 = 6;

/// Last day of a licence that starts on `from`: six years later, less a day.
///
/// A start on 29 February ends on 28 February where the sixth year has no 29th.
pub fn expiry(from: NaiveDate) -> NaiveDate {
    let year = from.year() + VALIDITY_YEARS;
    match from.with_year(year) {
        Some(anniversary) => anniversary - Days::new(1),
        // 29 February: the anniversary would be 1 March, so the day before is the 28th.
        None => NaiveDate::from_ymd_opt(year, 2, 28).unwrap_or(from),
    }
}

/// A licence as shown and printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Id.
    pub id: String,
    /// 许可证编号.
    pub number: String,
    /// The holder's id.
    pub enterprise_id: String,
    /// 单位名称 when issued.
    pub holder: String,
    /// 住所 when issued.
    pub registered_address: String,
    /// 法定代表人 when issued.
    pub representative: String,
    /// 统一社会信用代码.
    pub credit_code: String,
    /// 许可类别和等级.
    pub scope: Scope,
    /// Name of the issuing office.
    pub office: String,
    /// 发证日期.
    pub issued_on: NaiveDate,
    /// First day in force.
    pub valid_from: NaiveDate,
    /// Last day in force.
    pub valid_until: NaiveDate,
    /// Where it stands.
    pub status: LicenceStatus,
    /// 视为准予延续: no decision on the renewal came before the expiry (行政许可法 Art. 50).
    #[serde(default)]
    pub extended_by_silence: bool,
}

/// Last day after six more years from the old expiry.
pub fn renewed(valid_until: NaiveDate) -> NaiveDate {
    expiry(valid_until + Days::new(1))
}

/// One printing of the certificate. Every change prints it anew; the copies before it are void.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copy {
    /// 1 for the first.
    pub sequence: i64,
    /// The filing that had it printed.
    pub kind: Kind,
    /// Number of that filing.
    pub filing: String,
    /// When it was printed, Unix milliseconds.
    pub printed_at: i64,
    /// Since when it is void, if it is.
    pub voided_at: Option<i64>,
    /// Under which everybody can look it up: `/verify/…`, as its QR code says.
    pub public_id: String,
}

/// A licence with its history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicenceView {
    /// As the copy in sight says; where the licence stands is as of now.
    pub licence: Licence,
    /// The copy in sight.
    pub copy: Copy,
    /// Every copy, the newest first.
    pub copies: Vec<Copy>,
    /// Whether its staff has fallen below the conditions.
    pub shortfall: Option<Shortfall>,
}

/// Any licence, for tests.
#[cfg(test)]
pub(crate) fn example(scope: Scope, issued_on: NaiveDate) -> Licence {
    Licence {
        id: "l".into(),
        number: "4-1-00001-2026".into(),
        enterprise_id: "e".into(),
        holder: "上海甲电力有限公司".into(),
        registered_address: "上海市黄浦区1号".into(),
        representative: "王建国".into(),
        credit_code: "91350100M000100Y43".into(),
        scope,
        office: "华东监管局".into(),
        issued_on,
        valid_from: issued_on,
        valid_until: expiry(issued_on),
        status: LicenceStatus::InForce,
        extended_by_silence: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_years_end_on_the_day_before() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(expiry(day(2026, 11, 24)), day(2032, 11, 23));
        assert_eq!(expiry(day(2026, 1, 1)), day(2031, 12, 31));
        assert_eq!(expiry(day(2024, 2, 29)), day(2030, 2, 28));
    }

    #[test]
    fn renewing_adds_six_years_to_the_old_expiry() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(renewed(day(2026, 12, 31)), day(2032, 12, 31));
        assert_eq!(renewed(day(2027, 1, 22)), day(2033, 1, 22));
        assert_eq!(renewed(day(2024, 2, 28)), day(2030, 2, 28));
    }

    #[test]
    fn a_lower_number_is_a_higher_grade() {
        let held = Scope { install: Some(Grade::Four), repair: Some(Grade::Four), test: None };
        let wanted = Scope { install: Some(Grade::Three), repair: None, test: Some(Grade::Five) };
        let moves: Vec<_> = held.moves(&wanted).map(|(_, step)| step).collect();
        assert_eq!(moves, [Move::Raised, Move::Dropped, Move::Added]);
        assert!(held.moves(&held).all(|(_, step)| step == Move::Kept));
    }

    #[test]
    fn a_scope_reads_as_on_the_certificate() {
        let scope = Scope { install: Some(Grade::Four), repair: Some(Grade::Four), test: None };
        assert_eq!(scope.label(), "承装类四级 承修类四级");
    }
}
