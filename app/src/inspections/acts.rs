//! The steps that somebody takes with a report.

use super::api::take;
use crate::api::page_key;
use crate::components::{SendDialog, Sending, SendingSignIn, SendingTold, TextArea, TextField};
use domain::inspections::{Act, Page, ReportHeader};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// 开始填报: leads on to the first page.
#[component]
pub fn StartButton(header: ReportHeader) -> impl IntoView {
    let sending = Sending::default();
    let key = page_key();
    let (id, revision) = (StoredValue::new(header.line.id), header.revision);
    let navigate = StoredValue::new(use_navigate());
    let start = Callback::new(move |()| {
        let request = take(id.get_value(), revision, key.get_value(), Act::Start, String::new(), String::new());
        sending.send(request, move |_| {
            let first = format!("/inspections/{}/{}", id.get_value(), Page::Company.code());
            navigate.with_value(|navigate| navigate(&first, NavigateOptions::default()));
        });
    });
    view! {
        <p>"系统已知的内容（联系人、资产、业绩等）会自动带出，请核对后补充。"</p>
        <SendingTold sending/>
        <div class="button-row">
            <button type="button" class="button button-primary" aria-busy=move || sending.busy.get().then_some("true")
                on:click=move |_| start.run(())>
                "开始填报"
            </button>
        </div>
        <noscript><p class="notice notice-warn">"填报需要启用 JavaScript。"</p></noscript>
        <SendingSignIn sending again=start/>
    }
    .into_any()
}

/// 报告整改情况.
#[component]
pub fn MendingForm(header: ReportHeader, reload: Callback<()>) -> impl IntoView {
    let sending = Sending::default();
    let key = page_key();
    let note = RwSignal::new(String::new());
    let (id, revision) = (StoredValue::new(header.line.id), header.revision);
    let send = Callback::new(move |()| {
        let request =
            take(id.get_value(), revision, key.get_value(), Act::ReportMending, note.get_untracked(), String::new());
        sending.send(request, move |_| reload.run(()));
    });
    sending.provide(Signal::stored(Vec::new()));
    view! {
        <form method="post" prop:noValidate=true on:submit=move |event| {
            event.prevent_default();
            send.run(());
        }>
            <TextArea path="note" label="整改情况" required=true hint="请说明采取的措施和结果" value=note
                on_input=Callback::new(move |text| note.set(text))/>
            <SendingTold sending/>
            <div class="button-row">
                <button type="submit" class="button button-primary" aria-busy=move || sending.busy.get().then_some("true")>
                    "提交整改情况"
                </button>
            </div>
        </form>
        <SendingSignIn sending again=send/>
    }
    .into_any()
}

/// What the office may do now: a button a step, and a dialog for what goes with it.
#[component]
pub fn OfficeActs(header: ReportHeader, reload: Callback<()>) -> impl IntoView {
    if header.allowed.is_empty() {
        return ().into_any();
    }
    let sending = Sending::default();
    let key = page_key();
    let open = RwSignal::new(false);
    let asked = RwSignal::new(Act::Return);
    let (note, mend_by) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (id, revision) = (StoredValue::new(header.line.id.clone()), header.revision);
    let send = Callback::new(move |()| {
        let step = asked.get_untracked();
        let day = if step.needs_day() { mend_by.get_untracked() } else { String::new() };
        let request = take(id.get_value(), revision, key.get_value(), step, note.get_untracked(), day);
        sending.send(request, move |_| {
            open.set(false);
            reload.run(());
        });
    });
    let button = |step: Act| {
        let class =
            if step == Act::Conform || step == Act::ConfirmMending { "button button-primary" } else { "button" };
        view! {
            <button type="button" class=class aria-haspopup="dialog" on:click=move |_| {
                sending.clear();
                asked.set(step);
                open.set(true);
            }>
                {step.label()}
            </button>
        }
    };
    view! {
        <section class="sheet" aria-labelledby="acts-title">
            <h2 id="acts-title">"审阅"</h2>
            <div class="button-row">{header.allowed.iter().map(|&step| button(step)).collect_view()}</div>
        </section>
        <SendDialog open title="审阅自查" action="确定" sending submit=send>
            <Fields sending asked note mend_by/>
        </SendDialog>
    }
    .into_any()
}

#[component]
fn Fields(sending: Sending, asked: RwSignal<Act>, note: RwSignal<String>, mend_by: RwSignal<String>) -> impl IntoView {
    sending.provide(Signal::stored(Vec::new()));
    let step = asked.get_untracked();
    let label = match step {
        Act::Return => "需要修改的内容",
        Act::OrderMending | Act::RejectMending => "整改要求",
        _ => "意见",
    };
    let day = step.needs_day().then(|| {
        view! {
            <TextField path="mend_by" label="整改期限" kind="date" required=true value=mend_by
                on_input=Callback::new(move |text| mend_by.set(text))/>
        }
    });
    view! {
        <div class="dialog-body">
            <p><strong>{step.label()}</strong></p>
            <TextArea path="note" label=label required=step.needs_note() value=note
                on_input=Callback::new(move |text| note.set(text))/>
            {day}
            <SendingTold sending/>
        </div>
    }
    .into_any()
}
