//! 工作量: who of the office works on how much, for its head.

use super::api::workload;
use crate::api::with_query;
use crate::shell::Failure;
use domain::accounts::Role;
use domain::review::{Assignee, Due, QueueFilter, Workload};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page.
#[component]
pub fn WorkloadPage() -> impl IntoView {
    let lines = Resource::new(|| (), |_| workload());
    view! {
        <Title text="工作量"/>
        <nav class="breadcrumb" aria-label="当前位置">
            <ol>
                <li><a href="/">"首页"</a></li>
                <li><a href="/queue">"审核队列"</a></li>
                <li aria-current="page">"工作量"</li>
            </ol>
        </nav>
        <div class="page-head"><h1>"工作量"</h1></div>
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match lines.await {
                    Ok(lines) => table(lines),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn table(lines: Vec<Workload>) -> AnyView {
    view! {
        <section class="sheet" aria-label="各人的工作量">
            <p>"点击数字查看对应的申请，并可在列表中改派。近三十日办结按作出决定时的办理人计算。"</p>
            <div class="table-wrap" role="region" aria-label="工作量表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"办理人"</th>
                        <th scope="col" class="number">"在办（含待补正）"</th>
                        <th scope="col" class="number">"已超期"</th>
                        <th scope="col" class="number">"三日内到期（含今日）"</th>
                        <th scope="col" class="number">"暂停计时"</th>
                        <th scope="col" class="number">"近三十日办结"</th>
                    </tr></thead>
                    <tbody>{lines.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn line(line: Workload) -> AnyView {
    let assignee = match line.role {
        Some(_) => Assignee::from_code(&line.id),
        None => Some(Assignee::Nobody),
    };
    let href = move |due: Option<Due>| {
        let filter = QueueFilter { assignee: assignee.clone(), due, ..QueueFilter::default() };
        with_query("/queue", &filter.pairs())
    };
    let about = line.name.clone();
    let count = |count: i64, what: &str, due: Option<Due>| match count {
        0 => "0".into_any(),
        count => view! { <a href=href(due) aria-label=format!("{about}：{what} {count} 件")>{count}</a> }.into_any(),
    };
    let head = (line.role == Some(Role::Head)).then(|| view! { " " <span class="track">"负责人"</span> });
    let closed = (!line.active).then(|| view! { " " <span class="status status-bad">"已停用，请改派"</span> });
    view! {
        <tr>
            <td data-label="办理人">{line.name.clone()} {head} {closed}</td>
            <td data-label="在办（含待补正）" class="number">{count(line.open, "在办", None)}</td>
            <td data-label="已超期" class="number">{count(line.overdue, "已超期", Some(Due::Overdue))}</td>
            <td data-label="三日内到期（含今日）" class="number">{line.soon}</td>
            <td data-label="暂停计时" class="number">{line.resting}</td>
            <td data-label="近三十日办结" class="number">{if line.role.is_some() { line.decided.to_string() } else { "—".to_owned() }}</td>
        </tr>
    }
    .into_any()
}
