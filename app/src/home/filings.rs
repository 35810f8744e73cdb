//! 我的申请.

use crate::components::{StatusBadge, due_cell, matter, time};
use domain::filings::FilingSummary;
use domain::workflow::Status;
use leptos::prelude::*;

/// The enterprise's filings, the newest first.
#[component]
pub fn MyFilings(
    /// As the server lists them.
    filings: Vec<FilingSummary>,
) -> impl IntoView {
    let list = match filings.is_empty() {
        true => view! { <p class="empty">"还没有申请"</p> }.into_any(),
        false => view! {
            <div class="table-wrap">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"申请编号"</th>
                        <th scope="col">"申请事项"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"下一步"</th>
                        <th scope="col">"办理时限"</th>
                        <th scope="col">"更新时间"</th>
                    </tr></thead>
                    <tbody>{filings.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="sheet" aria-labelledby="filings-title">
            <h2 id="filings-title">"我的申请"</h2>
            {list}
        </section>
    }
    .into_any()
}

fn line(filing: FilingSummary) -> AnyView {
    let due = due_cell(&filing);
    let next = match (filing.status, filing.position) {
        (Status::Draft | Status::Correction, _) => {
            view! { <a href=filing.href()>{filing.status.next_step()}</a> }.into_any()
        }
        (status, Some(place)) => format!("排在第 {place} 位，{}", status.next_step()).into_any(),
        (status, None) => status.next_step().into_any(),
    };
    view! {
        <tr>
            <td data-label="申请编号"><a href=format!("/filings/{}", filing.id)>{filing.number}</a></td>
            <td data-label="申请事项">{matter(filing.kind, filing.track)}</td>
            <td data-label="状态"><StatusBadge status=filing.status kind=filing.kind/></td>
            <td data-label="下一步">{next}</td>
            <td data-label="办理时限">{due}</td>
            <td data-label="更新时间">
                <time datetime=time::machine(filing.updated_at)>{time::moment(filing.updated_at)}</time>
            </td>
        </tr>
    }
    .into_any()
}
