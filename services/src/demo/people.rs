//! Names and numbers of people and enterprises: valid, always the same, and nobody's.

use super::cast::Company;
use chrono::{Days, NaiveDate};
use domain::values::{CreditCode, OperationCertificate, ResidentId};

const FAMILY: &str = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余";
const GIVEN: &str = "伟强磊军洋勇杰涛明超平刚辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林欢佳阳建亮成志新峰文";

/// How often an enterprise's people use the dates of birth up.
const PEOPLE: usize = 2;
/// How many enterprises may share a division: the sequence has three digits.
pub(super) const MOST_SERIES: usize = 400;

/// One person.
pub(super) struct Person {
    pub name: String,
    pub id: ResidentId,
    pub mobile: String,
}

impl Person {
    /// The nth person of an enterprise.
    pub(super) fn of(company: &Company<'_>, n: usize) -> Person {
        let (family, given): (Vec<char>, Vec<char>) = (FAMILY.chars().collect(), GIVEN.chars().collect());
        let name = [family[n * 7 % family.len()], given[n * 3 % given.len()], given[(n / 3 + 5) % given.len()]];
        // Born between 1968 and 1995; the sequence goes up each time the dates are used up.
        let (days, sequence) = (n * 97 % 10_000, n / 10_000 + 101 + PEOPLE * company.series);
        let first = NaiveDate::from_ymd_opt(1968, 1, 1).unwrap_or_default();
        let born = first.checked_add_days(Days::new(days as u64)).unwrap_or(first);
        let body = format!("{}{}{sequence:03}", company.region, born.format("%Y%m%d"));
        let check = ResidentId::check_character(&body).expect("seventeen digits");
        Person {
            name: name.iter().collect(),
            id: ResidentId::parse(&format!("{body}{check}")).expect("a date and its check character"),
            mobile: format!("138{:08}", n * 7919 % 100_000_000),
        }
    }

    /// The number of this person's certificate as an electrician.
    pub(super) fn certificate(&self) -> String {
        OperationCertificate::of(&self.id).to_string()
    }
}

/// The enterprise's credit code.
pub(super) fn credit_code(company: &Company<'_>) -> String {
    let own = match company.series {
        0 => company.postal_code[2..].to_owned(),
        series => format!("{series:04}"),
    };
    let body = format!("91{}MADEM{own}", company.region);
    let check = CreditCode::check_character(&body).expect("seventeen characters of the set");
    format!("{body}{check}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::cast::{ENTERPRISES, LARGE};
    use crate::demo::licensed::Licensed;
    use std::collections::HashSet;

    #[test]
    fn numbers_are_valid_and_each_ones_own() {
        let mut ids = HashSet::new();
        let mut codes = HashSet::new();
        let licensed = [1, 2, MOST_SERIES].map(Licensed::number);
        let licensed = licensed.each_ref().map(Licensed::company);
        for company in ENTERPRISES.iter().chain([&LARGE]).chain(&licensed) {
            assert!(codes.insert(CreditCode::parse(&credit_code(company)).unwrap()), "{}", company.name);
            for n in 0..12_000 {
                assert!(ids.insert(Person::of(company, n).id), "person {n} of {}", company.name);
            }
        }
    }
}
