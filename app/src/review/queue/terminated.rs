//! What enterprises took back while it was with the office.

use crate::components::{StatusBadge, matter, time};
use domain::filings::FilingSummary;
use leptos::prelude::*;

/// What enterprises took back while it was with the office; nothing where there is none.
#[component]
pub fn Terminated(filings: Vec<FilingSummary>) -> impl IntoView {
    if filings.is_empty() {
        return ().into_any();
    }
    let line = |filing: FilingSummary| {
        view! {
            <tr>
                <td data-label="申请编号" class="code"><a href=format!("/filings/{}", filing.id)>{filing.number}</a></td>
                <td data-label="申请单位">{filing.enterprise}</td>
                <td data-label="申请事项">{matter(filing.kind, filing.track)}</td>
                <td data-label="状态"><StatusBadge status=filing.status kind=filing.kind/></td>
                <td data-label="终止时间">
                    <time datetime=time::machine(filing.updated_at)>{time::moment(filing.updated_at)}</time>
                </td>
                <td data-label="办理人">{filing.assignee.unwrap_or_else(|| "—".to_owned())}</td>
            </tr>
        }
    };
    view! {
        <section class="sheet" aria-labelledby="terminated-title">
            <h2 id="terminated-title">"企业已终止的申请"</h2>
            <p>"最近三十日内由企业终止，流程已结束，无须办理。"</p>
            <div class="table-wrap" role="region" aria-label="终止列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"申请编号"</th>
                        <th scope="col">"申请单位"</th>
                        <th scope="col">"申请事项"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"终止时间"</th>
                        <th scope="col">"办理人"</th>
                    </tr></thead>
                    <tbody>{filings.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
