//! The licence (许可证) and its scope.

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

    /// As on the certificate: "承装类四级 承修类四级".
    pub fn label(&self) -> String {
        self.entries().map(|(category, grade)| format!("{category}类{grade}")).collect::<Vec<_>>().join(" ")
    }
}

choices! {
    /// Where a licence stands.
    pub enum LicenceStatus {
        InForce = "in_force" "有效",
        Cancelled = "cancelled" "已注销",
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
    fn a_scope_reads_as_on_the_certificate() {
        let scope = Scope { install: Some(Grade::Four), repair: Some(Grade::Four), test: None };
        assert_eq!(scope.label(), "承装类四级 承修类四级");
    }
}
