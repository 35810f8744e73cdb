//! `/ratings/cases`: 差评处理, the office's bad ratings.

use super::api::cases;
use super::faces::badge;
use super::steps::case_badge;
use super::tabs::RatingTabs;
use crate::components::{time, working_days_left};
use crate::shell::Failure;
use domain::ratings::CaseSummary;
use leptos::prelude::*;
use leptos_meta::Title;

/// The page.
#[component]
pub fn RatingCasesPage() -> impl IntoView {
    let loaded = Resource::new(|| (), |_| cases());
    view! {
        <Title text="差评处理"/>
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(cases) => view! {
                        <RatingTabs/>
                        <section class="sheet" aria-labelledby="cases-title">
                            <h2 id="cases-title">"差评处理"</h2>
                            <p>"评价为“不满意”或“非常不满意”的，应当联系评价人、核实、整改并在期限内答复；误评、恶意评价由机构负责人认定。"</p>
                            {list(cases)}
                        </section>
                    }
                    .into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn list(cases: Vec<CaseSummary>) -> AnyView {
    if cases.is_empty() {
        return view! { <p class="empty">"没有差评"</p> }.into_any();
    }
    view! {
        <div class="table-wrap" role="region" aria-label="差评列表" tabindex="0">
            <table class="table table-cards">
                <thead><tr>
                    <th scope="col">"评价对象"</th>
                    <th scope="col">"满意程度"</th>
                    <th scope="col">"评价人"</th>
                    <th scope="col">"评价时间"</th>
                    <th scope="col">"状态"</th>
                    <th scope="col">"答复期限"</th>
                    <th scope="col" class="row-actions">"操作"</th>
                </tr></thead>
                <tbody>{cases.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(case: CaseSummary) -> AnyView {
    let left = case.left.map(|left| view! { " " {working_days_left(left)} });
    view! {
        <tr>
            <td data-label="评价对象">{case.about.clone()}</td>
            <td data-label="满意程度">{badge(case.satisfaction)}</td>
            <td data-label="评价人">{case.rater}</td>
            <td data-label="评价时间"><time datetime=time::machine(case.at)>{time::moment(case.at)}</time></td>
            <td data-label="状态">{case_badge(case.status)}</td>
            <td data-label="答复期限"><span><time class="code" datetime=case.due.to_string()>{case.due.to_string()}</time> {left}</span></td>
            <td class="row-actions">
                <a href=format!("/ratings/cases/{}", case.id)>
                    {if case.status.ended() { "查看" } else { "处理" }}
                    <span class="visually-hidden">{format!("：{}", case.about)}</span>
                </a>
            </td>
        </tr>
    }
    .into_any()
}
