//! What administrators set, the latest beginning first, also what is yet to begin.

use chrono::NaiveDate;
use domain::settings::{Change, Settings};
use domain::values::date;
use leptos::prelude::*;

/// The record of changes.
#[component]
pub fn History(
    /// Everything that was set.
    settings: Settings,
    /// By which it is told what is planned.
    today: NaiveDate,
) -> impl IntoView {
    let mut changes = settings.changes.clone();
    changes.reverse();
    changes.sort_by_key(|change| std::cmp::Reverse(change.from));
    let lines = changes.into_iter().map(|change| line(change, &settings, today)).collect::<Vec<_>>();
    let list = match lines.is_empty() {
        true => view! { <p class="empty">"没有修改过，各参数为随系统提供的值"</p> }.into_any(),
        false => view! {
            <div class="table-wrap" role="region" aria-label="修改记录列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"起始日期"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"内容"</th>
                        <th scope="col">"原因"</th>
                        <th scope="col">"操作人"</th>
                    </tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="sheet" aria-labelledby="history-title">
            <h2 id="history-title">"修改记录"</h2>
            {list}
        </section>
    }
    .into_any()
}

fn line(change: Change, settings: &Settings, today: NaiveDate) -> AnyView {
    // Set again for the same day.
    let overtaken = settings.change(change.setting, change.from) != Some(&change);
    let (class, standing) = match (overtaken, change.from > today) {
        (true, _) => ("status", "已改设"),
        (false, true) => ("status status-wait", "计划中"),
        (false, false) => ("status", "已开始"),
    };
    let what = format!("{}：{}", change.setting, change.value.told(change.setting));
    view! {
        <tr>
            <td data-label="起始日期"><time datetime=change.from.to_string()>{date::long(change.from)}</time></td>
            <td data-label="状态"><span class=class>{standing}</span></td>
            <td data-label="内容" class="rules-text">{what}</td>
            <td data-label="原因" class="rules-text">{change.reason}</td>
            <td data-label="操作人">{change.by}</td>
        </tr>
    }
    .into_any()
}
