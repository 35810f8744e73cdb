//! 资料提交: everything that was found, and the last step.

use super::abandon::Abandon;
use super::receipt::{Moved, ReceiptView};
use crate::api::{ApiError, new_key};
use crate::components::Confirm;
use crate::filings::api;
use crate::filings::check_panel::FindingLine;
use crate::filings::state::{Wizard, use_wizard};
use domain::conformity::Severity;
use domain::filings::{Receipt, Tab};
use domain::workflow::Status;
use domain::{Finding, Refusal};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Findings, 提交, 申请废弃.
#[component]
pub fn SubmissionTab() -> impl IntoView {
    let wizard = use_wizard();
    let receipt = RwSignal::new(None::<Receipt>);
    let draft = Memo::new(move |_| wizard.header.with(|header| header.summary.status == Status::Draft));
    view! {
        {move || receipt.get().map(|receipt| view! { <ReceiptView receipt /> })}
        <section class="sheet">
            <h2>"申请条件与材料核对"</h2>
            {move || report(wizard)}
        </section>
        {move || {
            if wizard.editable() {
                view! { <Submit receipt /> }.into_any()
            } else if draft.get() {
                view! { <p class="notice">"申请尚未提交。"</p> }.into_any()
            } else {
                view! { <Moved /> }.into_any()
            }
        }}
    }
    .into_any()
}

/// Every finding, by tab, and the conditions that are met.
fn report(wizard: Wizard) -> AnyView {
    let Some(findings) = wizard.findings.get() else {
        return view! { <p class="loading" role="status">"正在核对…"</p> }.into_any();
    };
    let (met, wrong): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| finding.severity == Severity::Met);
    let group = |title: &'static str, findings: Vec<Finding>| {
        let lines = findings.into_iter().map(|finding| view! { <FindingLine finding /> }).collect_view();
        view! {
            <h3>{title}</h3>
            <ul class="check-list">{lines}</ul>
        }
        .into_any()
    };
    let groups = Tab::ALL
        .iter()
        .filter_map(|&tab| {
            let here: Vec<_> = wrong.iter().filter(|found| Tab::of_path(&found.path) == Some(tab)).cloned().collect();
            (!here.is_empty()).then(|| group(tab.label(), here))
        })
        .collect_view();
    let blocking = wrong.iter().filter(|finding| finding.severity == Severity::Blocking).count();
    let summary = match blocking {
        0 => view! { <p class="notice notice-good">"没有不符合项，可以提交。"</p> }.into_any(),
        count => {
            view! { <p class="notice notice-warn">{format!("有 {count} 项不符合，请逐项完善后提交。")}</p> }.into_any()
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

#[component]
fn Submit(receipt: RwSignal<Option<Receipt>>) -> impl IntoView {
    let wizard = use_wizard();
    // One key for this page: pressing twice, or sending again after a lost answer, submits once.
    let key = StoredValue::new(String::new());
    Effect::new(move |_| key.set_value(new_key()));
    let summary = NodeRef::<Div>::new();
    let told = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    let pending = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let press = move |_| {
        told.set(None);
        wizard.flush();
        let blocking = wizard.blocking().len();
        if wizard.findings.with_untracked(Option::is_none) {
            return;
        }
        if blocking == 0 {
            asking.set(true);
            return;
        }
        wizard.insist.set(true);
        told.set(Some(format!("还有 {blocking} 项不符合，暂不能提交。请按上方所列逐项完善。")));
        request_animation_frame(move || {
            if let Some(element) = summary.get_untracked() {
                let _ = element.focus();
            }
        });
    };
    let send = move || {
        busy.set(true);
        let (id, revision) = (wizard.id.get_value(), wizard.header.with_untracked(|header| header.revision));
        spawn_local(async move {
            let answer = api::submit(id, revision, key.get_value()).await;
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            asking.set(false);
            match answer {
                Ok(done) => submitted(wizard, receipt, done),
                Err(error) => told.set(Some(refused(wizard, error))),
            }
        });
    };
    // What was typed last may still be on its way: it goes first.
    Effect::new(move |_| {
        if pending.get() && wizard.settled() {
            pending.set(false);
            send();
        }
    });
    let confirm = Callback::new(move |()| {
        wizard.flush();
        pending.set(true);
    });
    let number = move || wizard.header.with(|header| header.summary.number.clone());
    let office = move || wizard.header.with(|header| header.office.clone());
    view! {
        <section class="sheet">
            <h2>"提交"</h2>
            {move || {
                told.get()
                    .map(|told| {
                        view! {
                            <div class="error-summary" role="alert" tabindex="-1" node_ref=summary>
                                <p>{told}</p>
                            </div>
                        }
                    })
            }}
            <p>"提交后内容不能修改，申请将由派出能源监管机构形式审查。"</p>
            <div class="button-row">
                <button
                    type="button"
                    class="button button-primary"
                    disabled=move || wizard.findings.with(Option::is_none)
                    on:click=press
                >
                    "提交"
                </button>
                <Abandon />
            </div>
            <Confirm
                open=asking
                title="确认提交"
                action="确认提交"
                on_confirm=confirm
                busy=Signal::derive(move || busy.get() || pending.get())
            >
                <p>{move || format!("将向{}提交许可证新申请（编号 {}）。提交后不能再修改。", office(), number())}</p>
            </Confirm>
        </section>
    }
    .into_any()
}

fn submitted(wizard: Wizard, receipt: RwSignal<Option<Receipt>>, done: Receipt) {
    wizard.header.update(|header| {
        header.summary.status = Status::Submitted;
        header.summary.submitted_at = Some(done.submitted_at);
        header.allowed.clear();
    });
    wizard.refused.set(Vec::new());
    receipt.set(Some(done));
}

fn refused(wizard: Wizard, error: ApiError) -> String {
    match error {
        ApiError::Refused(Refusal::Invalid { findings }) => {
            let first = findings.first().map(|finding| finding.message.clone()).unwrap_or_default();
            let told = format!("提交前核对发现 {} 项不符合：{first}", findings.len());
            wizard.refused.set(findings);
            wizard.insist.set(true);
            told
        }
        ApiError::Refused(Refusal::Conflict { .. }) => "申请状态已变化，请刷新页面".to_owned(),
        error => {
            if error.is_signed_out() {
                wizard.signed_out.set(true);
            }
            error.to_string()
        }
    }
}
