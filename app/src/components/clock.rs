//! 办理时限: until when the office must act, and how long that is.

use chrono::NaiveDate;
use domain::calendar::{Calendar, KnownYear, Year};
use domain::clock::{Clock, EXTENSION_DAYS};
use domain::filings::FilingSummary;
use domain::values::date;
use domain::workflow::Status;
use leptos::prelude::*;

/// How many working days before the end a line stands out.
const SOON: i64 = 3;

/// How a filing's clock stands, line by line: term and what it is.
pub fn clock_facts(clock: &Clock) -> Vec<(&'static str, AnyView)> {
    let stands = match (clock.rest, clock.due) {
        (Some(rest), _) => {
            let then = match clock.left {
                ..0 => String::new(),
                left => format!("；恢复计时后剩余 {left} 个工作日"),
            };
            ("计时", view! { <span class="status">"暂停计时"</span> " " {rest.label()} {then} }.into_any())
        }
        (None, Some(due)) => (
            "截止日期",
            view! { <time datetime=due.to_string()>{date::long(due)}</time> " " {badge(clock.left)} }.into_any(),
        ),
        (None, None) => ("截止日期", "—".into_any()),
    };
    let days = match clock.limit {
        0 => "当日".to_owned(),
        days => format!("{days} 个工作日"),
    };
    let extended = clock.extended.then(|| format!("（已延长 {EXTENSION_DAYS} 个工作日）"));
    let unsourced = clock.unsourced.then(|| view! { " " <span class="unsourced">"来源未核实"</span> });
    let limit = view! { {days} {extended} {unsourced} }.into_any();
    vec![("机构应当", clock.phase.label().into_any()), stands, ("时限", limit)]
}

/// Until when, in a list; with the calendar, how many working days are left.
pub fn due_cell(filing: &FilingSummary, today: NaiveDate, calendar: Option<&Calendar>) -> AnyView {
    let Some(due) = filing.due else {
        return match (filing.resting, filing.status) {
            (true, Status::Correction) => "待补正，暂停计时".into_any(),
            (true, _) => "暂停计时".into_any(),
            (false, _) => "—".into_any(),
        };
    };
    let said = match calendar {
        Some(calendar) => Some(badge(calendar.between(today, due))),
        None if today > due => Some(view! { <span class="status status-bad">"已超期"</span> }.into_any()),
        None if today == due => Some(badge(0)),
        None => None,
    };
    view! { <span><time class="code" datetime=due.to_string()>{due.to_string()}</time> " " {said}</span> }.into_any()
}

/// Working days left.
fn badge(left: i64) -> AnyView {
    let (class, said) = match left {
        ..0 => ("status status-bad", format!("已超期 {} 个工作日", -left)),
        0 => ("status status-wait", "今日到期".to_owned()),
        _ => (if left <= SOON { "status status-wait" } else { "status" }, format!("剩余 {left} 个工作日")),
    };
    view! { <span class=class>{said}</span> }.into_any()
}

/// The working days as these years say.
pub fn calendar_of(years: &[KnownYear]) -> Calendar {
    let mut calendar = Calendar::shipped();
    for year in years {
        if let Ok(days) = Year::parse(year.year, &year.text) {
            calendar.set(year.year, days);
        }
    }
    calendar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_that_were_added_count() {
        let text = "2027-01-01 至 2027-01-03 休".to_owned();
        let year = KnownYear { year: 2027, source: String::new(), text, added: None };
        let day = |text| date::parse(text).unwrap();
        let between = |years: &[KnownYear]| calendar_of(years).between(day("2026-12-31"), day("2027-01-04"));
        assert_eq!((between(&[]), between(&[year])), (2, 1));
    }
}
