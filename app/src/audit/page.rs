//! `/administration/audit`: 审计日志. What is looked for stands in the address, so that it can be kept and works without a script.

use super::api::find;
use super::verify::Verify;
use crate::api::with_query;
use crate::components::{PageTop, SelectField, TextField, time};
use crate::shell::{Failure, use_viewer};
use domain::accounts::Role;
use domain::audit::{GROUPS, Line, Page, Search, entity_label, label};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

const HERE: &str = "/administration/audit";

/// Search, lines, export, and whether the chain is whole.
#[component]
pub fn AuditPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(read));
    let found = Resource::new(move || asked.get(), |(search, before)| find(search, before));
    let administrator = use_viewer().is_some_and(|viewer| viewer.role == Role::Administrator);
    let loaded = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(page) => lines(page, &asked.get_untracked()),
                    Err(error) if administrator => view! { <p class="notice notice-bad" role="alert">{error.to_string()}</p> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any();
    if !administrator {
        return loaded;
    }
    view! {
        <Title text="审计日志"/>
        <PageTop title="审计日志"/>
        <Verify/>
        <section class="sheet" aria-labelledby="lines-title">
            <h2 id="lines-title">"记录"</h2>
            {move || asked.with(|(search, _)| form(search))}
            {loaded}
        </section>
    }
    .into_any()
}

/// What the address asks for. What is no day counts as none, as with a form that was not filled in.
fn read(query: &ParamsMap) -> (Search, Option<i64>) {
    let part = |name: &str| query.get(name).unwrap_or_default();
    let search = Search::typed(part("account"), part("act"), part("row"), &part("from"), &part("until"));
    (search, part("before").parse().ok())
}

/// The address of what is looked for.
fn address(path: &str, search: &Search, before: Option<i64>) -> String {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let before = before.map(|before| before.to_string()).unwrap_or_default();
    with_query(
        path,
        &[
            ("account", &search.account),
            ("act", &search.act),
            ("row", &search.entity_id),
            ("from", &day(search.from)),
            ("until", &day(search.until)),
            ("before", &before),
        ],
    )
}

fn form(search: &Search) -> AnyView {
    let day = |day: Option<chrono::NaiveDate>| Signal::stored(day.map(|day| day.to_string()).unwrap_or_default());
    let acts = GROUPS.iter().map(|(group, label)| ((*group).to_owned(), (*label).to_owned())).collect();
    let text = |text: &str| Signal::stored(text.to_owned());
    view! {
        <form class="audit-search" role="search" aria-label="查询审计日志" method="get" action=HERE>
            <div class="field-row">
                <TextField path="account" name="account" label="账号" value=text(&search.account)/>
                <SelectField path="act" name="act" label="操作" placeholder="全部" options=acts value=text(&search.act)/>
                <TextField path="row" name="row" label="申请编号或对象编号" value=text(&search.entity_id)/>
                <TextField path="from" name="from" label="起始日期" kind="date" value=day(search.from)/>
                <TextField path="until" name="until" label="截止日期" kind="date" value=day(search.until)/>
            </div>
            <div class="button-row">
                <button type="submit" class="button button-primary">"查询"</button>
                <a class="button" href=HERE>"显示全部"</a>
                <a class="button" href=address("/administration/audit/export", search, None) rel="external" download>
                    "导出（XLSX）"
                </a>
            </div>
        </form>
    }
    .into_any()
}

fn lines(page: Page, (search, before): &(Search, Option<i64>)) -> AnyView {
    if page.lines.is_empty() {
        return view! { <p class="empty" role="status">"没有符合条件的记录"</p> }.into_any();
    }
    let newest = before.is_some().then(|| view! { <a class="button" href=address(HERE, search, None)>"最新"</a> });
    let older =
        page.next.map(|next| view! { <a class="button" href=address(HERE, search, Some(next))>"更早的记录"</a> });
    view! {
        <div class="table-wrap" role="region" aria-label="审计日志列表" tabindex="0">
            <table class="table table-cards">
                <thead><tr>
                    <th scope="col" class="number">"序号"</th>
                    <th scope="col">"时间"</th>
                    <th scope="col">"账号"</th>
                    <th scope="col">"来源地址"</th>
                    <th scope="col">"操作"</th>
                    <th scope="col">"对象"</th>
                    <th scope="col">"说明"</th>
                </tr></thead>
                <tbody>{page.lines.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
        <nav class="button-row" aria-label="翻页">{newest} {older}</nav>
    }
    .into_any()
}

fn line(line: Line) -> AnyView {
    let account = if line.account.is_empty() { "—".to_owned() } else { line.account };
    let row = view! { <span class="audit-row">{entity_label(&line.entity).to_owned()} " " <span class="code">{line.entity_id.clone()}</span></span> };
    let row = match line.entity.as_str() {
        // Administrators read no filing, but they find everything that was done to it.
        "filing" => {
            let search = Search { entity_id: line.entity_id, ..Search::default() };
            view! { <a href=address(HERE, &search, None)>{row}</a> }.into_any()
        }
        _ => row.into_any(),
    };
    view! {
        <tr>
            <td data-label="序号" class="number">{line.sequence}</td>
            <td data-label="时间"><time class="code" datetime=time::machine(line.at)>{time::moment(line.at)}</time></td>
            <td data-label="账号">{account}</td>
            <td data-label="来源地址" class="code">{line.address}</td>
            <td data-label="操作">{label(&line.act).to_owned()}</td>
            <td data-label="对象">{row}</td>
            <td data-label="说明" class="rules-text">{line.detail}</td>
        </tr>
    }
    .into_any()
}
