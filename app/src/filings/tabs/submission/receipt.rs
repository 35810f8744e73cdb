//! What is shown of a filing that was submitted.

use crate::components::time;
use crate::filings::state::{Wizard, use_wizard};
use domain::filings::Receipt;
use domain::workflow::Status;
use leptos::prelude::*;

/// 回执.
#[component]
pub fn ReceiptView(receipt: Receipt) -> impl IntoView {
    let wizard = use_wizard();
    let heading = NodeRef::<leptos::html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    view! {
        <section class="sheet notice-good" role="status">
            <h2 tabindex="-1" node_ref=heading>"回执：申请已提交"</h2>
            <dl class="facts">
                <div><dt>"申请编号"</dt><dd>{receipt.number}</dd></div>
                <div>
                    <dt>"提交时间"</dt>
                    <dd><time datetime=time::machine(receipt.submitted_at)>{time::moment(receipt.submitted_at)}</time></dd>
                </div>
                <div><dt>"受理机构"</dt><dd>{receipt.office}</dd></div>
                {receipt.position.map(|position| view! { <div><dt>"排队"</dt><dd>{queued(position)}</dd></div> })}
            </dl>
            <p>"自提交之日起五个工作日内答复。"</p>
            <p><a class="button" href=overview(wizard)>"查看申请进度"</a></p>
        </section>
    }
    .into_any()
}

/// What is said of a filing that is no draft any more.
#[component]
pub fn Moved() -> impl IntoView {
    let wizard = use_wizard();
    let status = move || wizard.header.with(|header| header.summary.status);
    let position =
        move || wizard.header.with(|header| header.summary.position.filter(|_| status() == Status::Submitted));
    view! {
        <section class="sheet">
            <h2>{move || status().label_in(wizard.kind)}</h2>
            <p>{move || status().next_step()}</p>
            {move || position().map(|position| view! { <p>{queued(position)}</p> })}
            <p><a class="button" href=overview(wizard)>"查看申请进度"</a></p>
        </section>
    }
    .into_any()
}

fn queued(position: i64) -> String {
    format!("目前排在第 {position} 位")
}

fn overview(wizard: Wizard) -> String {
    wizard.id.with_value(|id| format!("/filings/{id}"))
}
