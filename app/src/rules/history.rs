//! What administrators chose and adjusted, the latest beginning first, also what is yet to begin.

use super::labels;
use chrono::NaiveDate;
use domain::conformity::{Adjustment, Choice, RuleBook};
use domain::values::date;
use leptos::prelude::*;

/// One choice or adjustment.
struct Entry {
    from: NaiveDate,
    what: String,
    reason: String,
    by: String,
}

/// The record of changes.
#[component]
pub fn History(
    /// Everything.
    book: RuleBook,
    /// By which it is told what is planned.
    today: NaiveDate,
) -> impl IntoView {
    let title = |id: &str| book.sets.iter().find(|set| set.id == id).map_or(id, |set| set.title.as_str()).to_owned();
    let choice = |choice: &Choice| Entry {
        from: choice.from,
        what: format!("选用《{}》", title(&choice.set)),
        reason: choice.reason.clone(),
        by: choice.by.clone(),
    };
    let adjustment = |adjustment: &Adjustment| Entry {
        from: adjustment.from,
        what: format!("《{}》{}", title(&adjustment.set), told(adjustment)),
        reason: adjustment.reason.clone(),
        by: adjustment.by.clone(),
    };
    let mut entries: Vec<_> = book.choices.iter().map(choice).chain(book.adjustments.iter().map(adjustment)).collect();
    entries.reverse();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.from));
    let list = match entries.is_empty() {
        true => view! { <p class="empty">"没有选用或调整过，各申请按随系统提供的规则核对"</p> }.into_any(),
        false => table(entries, today),
    };
    view! {
        <section class="sheet" aria-labelledby="history-title">
            <h2 id="history-title">"选用与调整记录"</h2>
            {list}
        </section>
    }
    .into_any()
}

/// What an adjustment says, without its set.
pub fn told(adjustment: &Adjustment) -> String {
    let Adjustment { measure, category, grade, figure, .. } = *adjustment;
    match figure {
        0 => format!("{category}{grade}：{measure}不作要求"),
        _ => format!("{category}{grade}：{measure}调整为{}", labels::figure(measure, figure)),
    }
}

fn table(entries: Vec<Entry>, today: NaiveDate) -> AnyView {
    let line = |entry: Entry| {
        let standing = match entry.from > today {
            true => view! { <span class="status status-wait">"计划中"</span> }.into_any(),
            false => view! { <span class="status">"已开始"</span> }.into_any(),
        };
        view! {
            <tr>
                <td data-label="起始日期"><time datetime=entry.from.to_string()>{date::long(entry.from)}</time></td>
                <td data-label="状态">{standing}</td>
                <td data-label="内容" class="rules-text">{entry.what}</td>
                <td data-label="原因" class="rules-text">{entry.reason}</td>
                <td data-label="操作人">{entry.by}</td>
            </tr>
        }
        .into_any()
    };
    view! {
        <div class="table-wrap" role="region" aria-label="选用与调整记录列表" tabindex="0">
            <table class="table table-cards">
                <thead><tr>
                    <th scope="col">"起始日期"</th>
                    <th scope="col">"状态"</th>
                    <th scope="col">"内容"</th>
                    <th scope="col">"原因"</th>
                    <th scope="col">"操作人"</th>
                </tr></thead>
                <tbody>{entries.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
