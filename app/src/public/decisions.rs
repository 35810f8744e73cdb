//! `/public/decisions`: what the offices decided.

use super::api::decisions;
use super::frame::{PublicTop, choice, pager};
use crate::api::with_query;
use crate::components::{StatusBadge, time};
use crate::shell::Failure;
use domain::public::{Decision, DecisionPage, DecisionQuery};
use domain::workflow::Status;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

const PATH: &str = "/public/decisions";

/// The decisions, the latest first.
#[component]
pub fn DecisionsPage() -> impl IntoView {
    let address = use_query_map();
    let query = Memo::new(move |_| {
        let text = |name: &str| address.with(|address| address.get(name)).unwrap_or_default();
        DecisionQuery { office: text("office"), after: text("after") }
    });
    let found = Resource::new(move || query.get(), decisions);
    view! {
        <Title text="许可决定公开"/>
        <PublicTop title="许可决定公开"/>
        <section class="sheet">
            <p>"行政许可决定自作出之日起在此公开（法定期限为七日内），任何人均可查阅。"</p>
            <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(found) => {
                            let query = query.get_untracked();
                            let form = form(&query, found.offices.clone());
                            view! { {form} {list(&query, found)} }.into_any()
                        }
                        Err(error) => view! { <Failure error/> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
    .into_any()
}

fn form(query: &DecisionQuery, offices: Vec<(String, String)>) -> AnyView {
    view! {
        <form class="search" role="search" aria-label="查询许可决定" method="get" action=PATH>
            {choice("office", "决定机关", "全部", &query.office, offices)}
            <div class="button-row"><button type="submit" class="button button-primary">"查询"</button></div>
        </form>
    }
    .into_any()
}

fn list(query: &DecisionQuery, found: DecisionPage) -> AnyView {
    let at = |after: &str| with_query(PATH, &[("office", &query.office), ("after", after)]);
    let first = (!query.after.is_empty()).then(|| at(""));
    let next = found.next.map(|after| at(&after));
    if found.decisions.is_empty() {
        return view! { <p class="empty" role="status">"没有许可决定"</p> {pager(first, next)} }.into_any();
    }
    view! {
        <div class="table-wrap" role="region" aria-label="许可决定" tabindex="0">
            <table class="table table-cards">
                <thead><tr>
                    <th scope="col">"决定日期"</th>
                    <th scope="col">"单位名称"</th>
                    <th scope="col">"许可事项"</th>
                    <th scope="col">"决定"</th>
                    <th scope="col">"申请编号"</th>
                    <th scope="col">"许可证编号"</th>
                    <th scope="col">"决定机关"</th>
                </tr></thead>
                <tbody>{found.decisions.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
        {pager(first, next)}
    }
    .into_any()
}

fn line(decision: Decision) -> impl IntoView {
    let status = if decision.granted { Status::Issued } else { Status::Refused };
    let at = decision.decided_at;
    view! {
        <tr>
            <td data-label="决定日期" class="code"><time datetime=time::machine(at)>{time::day(at)}</time></td>
            <td data-label="单位名称">{decision.enterprise}</td>
            <td data-label="许可事项">{decision.kind.label()}</td>
            <td data-label="决定"><StatusBadge status kind=decision.kind/></td>
            <td data-label="申请编号" class="code">{decision.number}</td>
            <td data-label="许可证编号" class="code">{decision.licence_number.unwrap_or_else(|| "—".to_owned())}</td>
            <td data-label="决定机关">{decision.office}</td>
        </tr>
    }
}
