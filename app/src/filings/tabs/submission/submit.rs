//! The button that submits, the question before it, and what came of it.

use super::abandon::Abandon;
use super::departure::Departure;
use super::question::{said, verb};
use crate::api::{ApiError, new_key};
use crate::components::Confirm;
use crate::filings::api;
use crate::filings::state::{Wizard, use_wizard};
use domain::Refusal;
use domain::filings::{Kind, Receipt};
use domain::workflow::{Action, Status};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Submits what can be submitted, and says why the rest cannot.
#[component]
pub fn Submit(receipt: RwSignal<Option<Receipt>>) -> impl IntoView {
    let wizard = use_wizard();
    // One key for this page: pressing twice, or sending again after a lost answer, submits once.
    let key = StoredValue::new(String::new());
    Effect::new(move |_| key.set_value(new_key()));
    let summary = NodeRef::<Div>::new();
    let told = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    let pending = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let departure = (wizard.kind == Kind::Leaving).then(|| Departure::new(wizard));
    let press = move |_| {
        told.set(None);
        wizard.flush();
        wizard.remarks.flush();
        if let Some(asked) = wizard.remarks.unanswered().filter(|_| wizard.remarks.due) {
            let label = asked.item.with_value(|item| item.label.clone());
            told.set(Some(format!("请先填写“{label}”的补正说明，每一项都须说明。")));
            request_animation_frame(move || {
                if let Some(element) = summary.get_untracked() {
                    let _ = element.focus();
                }
            });
            return;
        }
        let blocking = wizard.blocking().len();
        if wizard.findings.with_untracked(Option::is_none) {
            return;
        }
        if blocking == 0 {
            asking.set(true);
            if let Some(departure) = departure {
                departure.ask();
            }
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
        if pending.get() && wizard.settled() && wizard.remarks.settled() {
            pending.set(false);
            send();
        }
    });
    let confirm = Callback::new(move |()| {
        // Nobody confirms what they have not been shown.
        match departure.filter(|departure| !departure.shown()) {
            Some(departure) => departure.ask(),
            None => {
                wizard.flush();
                pending.set(true);
            }
        }
    });
    let waiting = move || departure.is_some_and(Departure::waiting);
    let can_abandon = Memo::new(move |_| wizard.header.with(|header| header.allowed.contains(&Action::Abandon)));
    view! {
        <section class="sheet">
            <h2>{if wizard.remarks.due { "重新提交" } else { "提交" }}</h2>
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
                    {wizard.kind.submit_label()}
                </button>
                {move || can_abandon.get().then(|| view! { <Abandon /> })}
            </div>
            <Confirm
                open=asking
                title=verb(wizard.kind)
                action=verb(wizard.kind)
                danger=wizard.kind == Kind::Cancellation
                on_confirm=confirm
                busy=Signal::derive(move || busy.get() || pending.get() || waiting())
            >
                {said(wizard)}
                {departure.map(Departure::view)}
            </Confirm>
        </section>
    }
    .into_any()
}

fn submitted(wizard: Wizard, receipt: RwSignal<Option<Receipt>>, done: Receipt) {
    wizard.header.update(|header| {
        header.summary.status = Status::Submitted;
        header.summary.submitted_at = Some(done.submitted_at);
        header.summary.position = done.position;
        header.allowed.clear();
    });
    wizard.remarks.over.set(true);
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
