//! For which days figures are wanted.

use crate::Finding;
use crate::values::date;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Longest period, in days: ten years.
const LONGEST: i64 = 3660;

choices! {
    /// The periods that are offered.
    pub enum Span {
        ThisYear = "year" "本年",
        LastYear = "last_year" "上年",
        ThisQuarter = "quarter" "本季度",
        LastQuarter = "last_quarter" "上季度",
        ThisMonth = "month" "本月",
        LastMonth = "last_month" "上月",
        Custom = "custom" "自定义",
    }
}

/// From a day to a day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
}

impl Period {
    /// Whether a day lies in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }

    /// As people read it.
    pub fn label(&self) -> String {
        format!("{} 至 {}", self.from, self.until)
    }

    /// The whole span of so many months that holds this day: months are counted from January.
    fn months(day: NaiveDate, months: u32) -> Period {
        let first = day.month0() / months * months + 1;
        let from = NaiveDate::from_ymd_opt(day.year(), first, 1).unwrap_or(day);
        let until = from.checked_add_months(Months::new(months)).and_then(|next| next.pred_opt()).unwrap_or(day);
        Period { from, until }
    }

    /// The one of the same length before.
    fn before(self, months: u32) -> Period {
        Period::months(self.from - Days::new(1), months)
    }
}

/// Which figures are wanted, as it stands in an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiguresQuery {
    /// Code of the office; empty for one's own, or for all where one has none.
    #[serde(default)]
    pub office: String,
    /// Code of the span; empty for this year.
    #[serde(default)]
    pub span: String,
    /// First day, as typed, of a span of one's own.
    #[serde(default)]
    pub from: String,
    /// Last day, as typed.
    #[serde(default)]
    pub until: String,
}

impl FiguresQuery {
    /// From what stands under each name in an address.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> FiguresQuery {
        let text = |name: &str| value(name).unwrap_or_default();
        FiguresQuery { office: text("office"), span: text("span"), from: text("from"), until: text("until") }
    }

    /// As it stands in an address.
    pub fn pairs(&self) -> [(&'static str, &str); 4] {
        [("office", &self.office), ("span", &self.span), ("from", &self.from), ("until", &self.until)]
    }

    /// The span; what is not understood is this year.
    pub fn span(&self) -> Span {
        Span::from_code(&self.span).unwrap_or(Span::ThisYear)
    }

    /// The days.
    ///
    /// # Errors
    /// What is wrong with the days of a span of one's own: fields `from` and `until`.
    pub fn period(&self, today: NaiveDate) -> Result<Period, Vec<Finding>> {
        Ok(match self.span() {
            Span::ThisYear => Period::months(today, 12),
            Span::LastYear => Period::months(today, 12).before(12),
            Span::ThisQuarter => Period::months(today, 3),
            Span::LastQuarter => Period::months(today, 3).before(3),
            Span::ThisMonth => Period::months(today, 1),
            Span::LastMonth => Period::months(today, 1).before(1),
            Span::Custom => return self.typed(),
        })
    }

    fn typed(&self) -> Result<Period, Vec<Finding>> {
        let (from, until) = match (date::parse(&self.from), date::parse(&self.until)) {
            (Ok(from), Ok(until)) => (from, until),
            (from, until) => {
                let wrong = [("from", from.err()), ("until", until.err())];
                let finding = |(path, error): (&str, Option<_>)| error.map(|error| Finding::field(path, error));
                return Err(wrong.into_iter().filter_map(finding).collect());
            }
        };
        match (until - from).num_days() {
            days if days < 0 => Err(vec![Finding::field("until", "结束日期不能早于开始日期")]),
            days if days > LONGEST => Err(vec![Finding::field("until", "统计时段不能超过十年")]),
            _ => Ok(Period { from, until }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn period(span: &str, today: &str) -> String {
        let query = FiguresQuery { span: span.into(), ..FiguresQuery::default() };
        query.period(day(today)).unwrap().label()
    }

    #[test]
    fn spans_are_whole_months() {
        assert_eq!(period("", "2026-11-24"), "2026-01-01 至 2026-12-31");
        assert_eq!(period("last_year", "2026-11-24"), "2025-01-01 至 2025-12-31");
        assert_eq!(period("quarter", "2026-11-24"), "2026-10-01 至 2026-12-31");
        assert_eq!(period("last_quarter", "2026-01-05"), "2025-10-01 至 2025-12-31");
        assert_eq!(period("month", "2028-02-10"), "2028-02-01 至 2028-02-29");
        assert_eq!(period("last_month", "2026-01-31"), "2025-12-01 至 2025-12-31");
        assert_eq!(period("nonsense", "2026-11-24"), "2026-01-01 至 2026-12-31");
    }

    #[test]
    fn what_is_typed_wrong_is_told_beside_its_field() {
        let typed = |from: &str, until: &str| {
            let query = FiguresQuery {
                span: "custom".into(),
                from: from.into(),
                until: until.into(),
                ..FiguresQuery::default()
            };
            query
                .period(day("2026-11-24"))
                .map_err(|findings| findings.into_iter().map(|each| each.path).collect::<Vec<_>>())
        };
        assert_eq!(typed("2026-01-01", "2026-03-31").unwrap().label(), "2026-01-01 至 2026-03-31");
        assert_eq!(typed("", "x"), Err(vec!["from".to_owned(), "until".to_owned()]));
        assert_eq!(typed("2026-04-01", "2026-03-31"), Err(vec!["until".to_owned()]));
        assert_eq!(typed("2000-01-01", "2026-03-31"), Err(vec!["until".to_owned()]));
    }

    proptest! {
        #[test]
        fn every_span_holds_the_day_or_ends_before_it(days in 0u64..20_000, span in 0..Span::ALL.len() - 1) {
            let today = day("1990-01-01") + Days::new(days);
            let span = Span::ALL[span];
            let query = FiguresQuery { span: span.code().into(), ..FiguresQuery::default() };
            let period = query.period(today).unwrap();
            prop_assert!(period.from <= period.until && period.from.day() == 1);
            let this = matches!(span, Span::ThisYear | Span::ThisQuarter | Span::ThisMonth);
            prop_assert_eq!(period.contains(today), this);
            prop_assert!(this || period.until < today);
        }
    }
}
