//! 办理时限: until when the office must act, and how long that is.

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
            view! { <time datetime=due.to_string()>{date::long(due)}</time> " " {working_days_left(clock.left)} }
                .into_any(),
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

/// Until when, in a list, and how many working days are left.
pub fn due_cell(filing: &FilingSummary) -> AnyView {
    let Some(due) = filing.due else {
        return match (filing.resting, filing.status) {
            (true, Status::Correction) => "待补正，暂停计时".into_any(),
            (true, _) => "暂停计时".into_any(),
            (false, _) => "—".into_any(),
        };
    };
    let left = filing.left.map(working_days_left);
    view! { <span><time class="code" datetime=due.to_string()>{due.to_string()}</time> " " {left}</span> }.into_any()
}

/// How many working days are left; negative when overdue.
pub fn working_days_left(left: i64) -> AnyView {
    let (class, said) = match left {
        ..0 => ("status status-bad", format!("已超期 {} 个工作日", -left)),
        0 => ("status status-wait", "今日到期".to_owned()),
        _ => (if left <= SOON { "status status-wait" } else { "status" }, format!("剩余 {left} 个工作日")),
    };
    view! { <span class=class>{said}</span> }.into_any()
}
