//! Working days: weekdays that are no holidays, and weekends that are worked instead. Holidays are data, a year at a time, in
//! the words of the State Council's yearly notice.

use crate::conformity::Finding;
use crate::values;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The years shipped with the program, in the form that [`Year::parse`] reads, with their sources.
const SHIPPED: &[(i32, &str)] = &[
    (2024, include_str!("../calendar/2024.txt")),
    (2025, include_str!("../calendar/2025.txt")),
    (2026, include_str!("../calendar/2026.txt")),
];

/// The days of one year that are not what their weekday says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// Each such day, and whether it is worked.
    pub days: BTreeMap<NaiveDate, bool>,
}

impl Year {
    /// Reads a year as published: a line a day or span, `2026-02-15 至 2026-02-23 休` or `2026-02-14 班`; what follows `#` is
    /// a remark.
    ///
    /// # Errors
    /// A sentence for each line that is not understood, or a day of another year, or a day said twice.
    pub fn parse(year: i32, text: &str) -> Result<Year, Vec<String>> {
        let mut days = BTreeMap::new();
        let mut wrong = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            if let Err(why) = read_line(year, line, &mut days) {
                wrong.push(format!("第{}行“{line}”：{why}", number + 1));
            }
        }
        if wrong.is_empty() && !days.values().any(|worked| !worked) {
            wrong.push("没有任何放假日期".to_owned());
        }
        if wrong.is_empty() { Ok(Year { days }) } else { Err(wrong) }
    }

    /// How many days are free, and how many weekend days are worked instead.
    pub fn totals(&self) -> (usize, usize) {
        let worked = self.days.values().filter(|worked| **worked).count();
        (self.days.len() - worked, worked)
    }
}

/// A year whose holidays are known, as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownYear {
    /// The year.
    pub year: i32,
    /// Where the days were read.
    pub source: String,
    /// The days, in the form that [`Year::parse`] reads.
    pub text: String,
    /// Who added it, and when in Unix milliseconds; `None` for one shipped with the program.
    pub added: Option<(String, i64)>,
}

/// This year or the next, where its holidays are not known: what deadlines are counted by.
pub fn missing(this_year: i32, knows: impl Fn(i32) -> bool) -> Option<i32> {
    [this_year, this_year + 1].into_iter().find(|&year| !knows(year))
}

impl KnownYear {
    /// The years shipped with the program. Their files begin with the notice's name and address, as remarks.
    pub fn shipped() -> Vec<KnownYear> {
        let known = |&(year, text): &(i32, &str)| {
            let remarks = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim);
            let source = remarks.collect::<Vec<_>>().join(" ");
            KnownYear { year, source, text: text.to_owned(), added: None }
        };
        SHIPPED.iter().map(known).collect()
    }

    /// What stands against adding a year: fields `year`, `source` and, one for each line that is not understood, `text`.
    pub fn check(this_year: i32, year: i32, text: &str, source: &str) -> Vec<Finding> {
        let mut findings = Vec::new();
        let years = this_year - BACK..=this_year + 1;
        if !years.contains(&year) {
            findings.push(Finding::field("year", format!("年份应在{}至{}之间", years.start(), years.end())));
        }
        if let Err(error) = values::text::line(source, SOURCE) {
            findings.push(Finding::field("source", error));
        }
        match values::text::paragraph(text, TEXT) {
            Err(error) => findings.push(Finding::field("text", error)),
            // Where the year itself is wrong, no day is of it.
            Ok(_) if !years.contains(&year) => {}
            Ok(text) => {
                let wrong = Year::parse(year, &text).err().unwrap_or_default();
                findings.extend(wrong.into_iter().map(|line| Finding::field("text", line)));
            }
        }
        findings
    }
}

/// Longest text that is read, in characters; a whole year needs a few hundred.
const TEXT: u32 = 5000;
/// Longest source, in characters.
const SOURCE: u32 = 300;
/// How many years back a correction reaches.
const BACK: i32 = 10;

/// Longest span on one line, in days; longer ones are slips of the pen.
const LONGEST_SPAN: i64 = 31;

fn read_line(year: i32, line: &str, days: &mut BTreeMap<NaiveDate, bool>) -> Result<(), &'static str> {
    let (span, worked) = match (line.strip_suffix('休'), line.strip_suffix('班')) {
        (Some(span), _) => (span, false),
        (_, Some(span)) => (span, true),
        _ => return Err("请以“休”或“班”结尾"),
    };
    let (from, until) = span.split_once('至').unwrap_or((span, span));
    let day = |raw: &str| values::date::parse(raw).map_err(|_| "日期格式应为2026-01-01");
    let (from, until) = (day(from)?, day(until)?);
    if from.year() != year || until.year() != year {
        return Err("日期不在该年份内");
    }
    if !(0..LONGEST_SPAN).contains(&(until - from).num_days()) {
        return Err("起止日期有误");
    }
    for day in from.iter_days().take_while(|day| *day <= until) {
        if days.insert(day, worked).is_some() {
            return Err("日期重复");
        }
    }
    Ok(())
}

/// Which days are worked. Of a year that is not known, weekdays are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    years: BTreeMap<i32, Year>,
}

impl Calendar {
    /// The years shipped with the program.
    ///
    /// # Panics
    /// Never in a build whose tests passed: the files are part of the build and read by a test.
    pub fn shipped() -> Calendar {
        let read = |&(year, text): &(i32, &str)| {
            (year, Year::parse(year, text).unwrap_or_else(|wrong| panic!("calendar/{year}.txt: {wrong:?}")))
        };
        Calendar { years: SHIPPED.iter().map(read).collect() }
    }

    /// Adds a year, or writes over one.
    pub fn set(&mut self, year: i32, days: Year) {
        self.years.insert(year, days);
    }

    /// Whether the year's holidays are known.
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains_key(&year)
    }

    /// Whether people work on this day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        match self.years.get(&day.year()).and_then(|year| year.days.get(&day)) {
            Some(worked) => *worked,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// The nth working day after this one; for none, the day itself or the next that is worked.
    pub fn after(&self, day: NaiveDate, working_days: u32) -> NaiveDate {
        self.counted(day, working_days, |_| true)
    }

    /// As [`after`](Self::after), over the days for which the clock runs.
    pub(crate) fn counted(&self, day: NaiveDate, working_days: u32, runs: impl Fn(NaiveDate) -> bool) -> NaiveDate {
        let counts = |day: &NaiveDate| self.is_working(*day) && runs(*day);
        let next = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
        match working_days {
            0 => day.iter_days().find(|day| self.is_working(*day)),
            days => next.iter_days().filter(counts).nth(days as usize - 1),
        }
        .unwrap_or(NaiveDate::MAX)
    }

    /// How many working days lie after `from` up to and including `until`; negative when `until` comes first.
    pub fn between(&self, from: NaiveDate, until: NaiveDate) -> i64 {
        if until < from {
            return -self.between(until, from);
        }
        from.iter_days().skip(1).take_while(|day| *day <= until).filter(|day| self.is_working(*day)).count() as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        crate::values::date::parse(text).unwrap()
    }

    #[test]
    fn the_shipped_years_are_as_published() {
        let calendar = Calendar::shipped();
        for (date, worked) in [
            ("2026-02-14", true),
            ("2026-02-15", false),
            ("2026-02-23", false),
            ("2026-02-24", true),
            ("2026-10-10", true),
            ("2025-10-08", false),
            ("2024-02-09", true),
            ("2024-10-12", true),
            ("2026-11-28", false),
        ] {
            assert_eq!(calendar.is_working(day(date)), worked, "{date}");
        }
        assert!(calendar.knows(2026) && !calendar.knows(2027));
        let last = KnownYear::shipped().pop().unwrap();
        assert_eq!(Year::parse(2026, &last.text).unwrap().totals(), (33, 6));
        assert!(last.source.starts_with("国务院办公厅") && last.source.contains("https://www.gov.cn/"));
    }

    #[test]
    fn a_year_is_missed_a_year_ahead() {
        let missing = |known: &[i32]| missing(2026, |year| known.contains(&year));
        assert_eq!(missing(&[2024, 2025, 2026]), Some(2027));
        assert_eq!(missing(&[2024, 2025, 2027]), Some(2026));
        assert_eq!(missing(&[2026, 2027]), None);
    }

    #[test]
    fn working_days_are_counted_over_holidays() {
        let calendar = Calendar::shipped();
        // 30 September 2026 is a Wednesday; 1 to 7 October are free, Saturday the 10th is worked.
        assert_eq!(calendar.after(day("2026-09-30"), 1), day("2026-10-08"));
        assert_eq!(calendar.after(day("2026-09-30"), 5), day("2026-10-13"));
        assert_eq!(calendar.after(day("2026-10-01"), 0), day("2026-10-08"));
        assert_eq!(calendar.between(day("2026-09-30"), day("2026-10-13")), 5);
        assert_eq!(calendar.between(day("2026-10-13"), day("2026-09-30")), -5);
    }

    #[test]
    fn what_is_pasted_is_understood_or_told() {
        let year = Year::parse(2027, "# 通知\n2027-01-01 至 2027-01-03 休\n\n2027-01-09 班 # 周六\n").unwrap();
        assert_eq!(year.days.len(), 4);
        let wrong = Year::parse(
            2027,
            "2027-01-01 休\n2027-01-01 班\n2026-05-01 休\n2027-02-30 休\n元旦\n2027-03-02 至 2027-03-01 休",
        );
        assert_eq!(wrong.unwrap_err().len(), 5);
        assert!(Year::parse(2027, "# 空").is_err());
        let wrong = |year, text, source| {
            let wrong = KnownYear::check(2026, year, text, source).into_iter();
            wrong.map(|finding| finding.path).collect::<Vec<_>>()
        };
        assert!(wrong(2027, "2027-01-01 休", "通知").is_empty());
        assert_eq!(wrong(2027, "元旦\n春节", " "), ["source", "text", "text"]);
        assert_eq!(wrong(2028, "元旦", "通知"), ["year"]);
        assert_eq!(wrong(2015, "", "通知"), ["year", "text"]);
    }

    proptest! {
        #[test]
        fn after_and_between_agree(start in 0i64..1000, days in 1u32..60) {
            let calendar = Calendar::shipped();
            let from = day("2024-01-01") + chrono::TimeDelta::days(start);
            let until = calendar.after(from, days);
            prop_assert!(calendar.is_working(until));
            prop_assert_eq!(calendar.between(from, until), i64::from(days));
        }

        #[test]
        fn no_text_panics(text in ".{0,200}") {
            let _ = Year::parse(2027, &text);
        }
    }
}
