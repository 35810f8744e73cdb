//! The end of every filing: everything that was found, and the last step. 资料提交 is a tab of its own where there are several.

mod abandon;
mod departure;
mod question;
mod receipt;
mod submit;

use crate::filings::check_panel::{FindingLine, judged_by};
use crate::filings::documents::Slots;
use crate::filings::state::Wizard;
use domain::Finding;
use domain::conformity::Severity;
use domain::filings::{Receipt, Tab};
use domain::workflow::Status;
use leptos::prelude::*;
use receipt::{Moved, ReceiptView};
use submit::Submit;

/// 资料提交, with the documents that stand on it.
pub fn submission_tab(wizard: Wizard) -> AnyView {
    view! {
        <Slots tab=Tab::Submission />
        {submission(wizard)}
    }
    .into_any()
}

/// Receipt, findings, the button that submits, 申请废弃.
pub fn submission(wizard: Wizard) -> AnyView {
    let receipt = RwSignal::new(None::<Receipt>);
    let draft = Memo::new(move |_| wizard.header.with(|header| header.summary.status == Status::Draft));
    let title = if wizard.kind.judged() { "申请条件与材料核对" } else { "申请材料核对" };
    view! {
        {move || receipt.get().map(|receipt| view! { <ReceiptView receipt /> })}
        <section class="sheet">
            <h2>{title}</h2>
            {judged_by(wizard)}
            {move || report(wizard)}
        </section>
        {move || {
            if wizard.editable() {
                view! { <Submit receipt /> }.into_any()
            } else if draft.get() {
                view! { <p class="notice">"申请尚未提交。"</p> }.into_any()
            } else if receipt.with(Option::is_none) {
                view! { <Moved /> }.into_any()
            } else {
                ().into_any()
            }
        }}
    }
    .into_any()
}

/// Every finding, by tab, and the conditions that are met.
fn report(wizard: Wizard) -> AnyView {
    let Some(mut findings) = wizard.findings.get() else {
        return view! { <p class="loading" role="status">"正在核对…"</p> }.into_any();
    };
    // What only the server can know.
    for refused in wizard.refused.get() {
        if !findings.iter().any(|found| found.path == refused.path && found.message == refused.message) {
            findings.push(refused);
        }
    }
    let (met, wrong): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| finding.severity == Severity::Met);
    let group = |title: &'static str, findings: Vec<Finding>| {
        let lines = findings.into_iter().map(|finding| view! { <FindingLine finding /> }).collect_view();
        view! {
            <h3>{title}</h3>
            <ul class="check-list">{lines}</ul>
        }
        .into_any()
    };
    let places = Tab::ALL.iter().copied().map(Some).chain([None]);
    let groups = places
        .filter_map(|tab| {
            let here: Vec<_> = wrong.iter().filter(|found| Tab::of_path(&found.path) == tab).cloned().collect();
            (!here.is_empty()).then(|| group(tab.map_or("其他", |tab| wizard.kind.tab_label(tab)), here))
        })
        .collect_view();
    let blocking = wrong.iter().filter(|finding| finding.severity == Severity::Blocking).count();
    let summary = match blocking {
        0 => {
            let said = if wizard.editable() { "没有不符合项，可以提交。" } else { "没有不符合项。" };
            view! { <p class="notice notice-good">{said}</p> }.into_any()
        }
        count => {
            let then = if wizard.editable() { "，请逐项完善后提交" } else { "" };
            view! { <p class="notice notice-warn">{format!("有 {count} 项不符合{then}。")}</p> }.into_any()
        }
    };
    let met_count = met.len();
    view! {
        {summary}
        {groups}
        {(met_count > 0)
            .then(|| {
                view! {
                    <details class="check-group" open=blocking == 0>
                        <summary>{format!("已符合 {met_count} 项")}</summary>
                        <ul class="check-list">
                            {met.into_iter().map(|finding| view! { <FindingLine finding /> }).collect_view()}
                        </ul>
                    </details>
                }
            })}
    }
    .into_any()
}
