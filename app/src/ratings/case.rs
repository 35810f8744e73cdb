//! `/ratings/cases/:id`: one bad rating, what was done about it, and what the viewer can do now.

use super::api::{act, case, mobile};
use super::faces::badge;
use super::steps::{Steps, case_badge};
use crate::api::{new_key, page_key};
use crate::components::{Confirm, Sending, SendingSignIn, SendingTold, TextArea, Told, dom, time, working_days_left};
use crate::notices::something_done;
use crate::review::facts::{list as fact_list, typed};
use crate::shell::Failure;
use domain::Finding;
use domain::ratings::{CaseAction, CaseView};
use domain::values::{date, not_blank};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// Where the focus goes once a step was taken.
const TOLD: &str = "case-told";

/// The page.
#[component]
pub fn RatingCasePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let changed = RwSignal::new(0u32);
    let loaded = Resource::new(move || (id.get(), changed.get()), |(id, _)| case(id));
    let told = RwSignal::new(None::<String>);
    let done = Callback::new(move |what: String| {
        told.set(Some(what));
        changed.update(|changed| *changed += 1);
        something_done();
        dom::focus_soon(TOLD.to_owned());
    });
    view! {
        <Title text="差评处理"/>
        <Told id=TOLD said=told/>
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => view! { <Case view done/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Case(view: CaseView, done: Callback<String>) -> impl IntoView {
    let status = view.case.status;
    let due = {
        let left = view.case.left.map(|left| view! { " " {working_days_left(left)} });
        view! { <span>{date::long(view.case.due)} {left}</span> }.into_any()
    };
    let about = match &view.filing_id {
        Some(filing) => view! { <a href=format!("/filings/{filing}")>{view.about.clone()}</a> }.into_any(),
        None => view.about.clone().into_any(),
    };
    let facts = fact_list(vec![
        ("评价对象", about),
        ("评价方式", view.kind.label().into_any()),
        ("满意程度", badge(view.satisfaction)),
        ("评价原因", typed(&view.reasons.join("；")).into_any()),
        ("意见建议", view! { <span class="rules-text">{typed(&view.comment)}</span> }.into_any()),
        ("评价人", typed(&view.name).into_any()),
        (
            "手机",
            view! { <RaterMobile id=view.id.clone() masked=view.mobile.clone() open=!status.ended()/> }.into_any(),
        ),
        ("评价时间", view! { <time datetime=time::machine(view.at)>{time::moment(view.at)}</time> }.into_any()),
        ("答复期限", due),
    ]);
    let steps = view.case.clone();
    view! {
        <nav class="breadcrumb" aria-label="当前位置">
            <ol>
                <li><a href="/">"首页"</a></li>
                <li><a href="/ratings/cases">"好差评：差评处理"</a></li>
                <li aria-current="page">{view.about.clone()}</li>
            </ol>
        </nav>
        <div class="page-head"><h1>"差评处理"</h1> " " {case_badge(status)}</div>
        <div class="columns">
            <div>
                <section class="sheet" aria-labelledby="rating-title">
                    <h2 id="rating-title">"评价内容"</h2>
                    {facts}
                </section>
                <NextStep view done/>
            </div>
            <section class="sheet" aria-labelledby="steps-title">
                <h2 id="steps-title">"处理过程"</h2>
                <Steps case=steps/>
            </section>
        </div>
    }
    .into_any()
}

/// Masked until somebody who has to call asks for it, which the audit log remembers.
#[component]
fn RaterMobile(id: String, masked: String, open: bool) -> impl IntoView {
    let shown = RwSignal::new(None::<String>);
    let sending = Sending::default();
    let id = StoredValue::new(id);
    let show = Callback::new(move |()| sending.send(mobile(id.get_value()), move |whole| shown.set(Some(whole))));
    let masked = StoredValue::new(masked);
    view! {
        <span class="code">{move || shown.get().unwrap_or_else(|| masked.get_value())}</span>
        {move || (open && shown.with(Option::is_none)).then(|| view! {
            <button type="button" class="button button-link" on:click=move |_| show.run(())>"显示完整号码"</button>
        })}
        <SendingTold sending/>
        <SendingSignIn sending again=show/>
    }
    .into_any()
}

/// What can be done now; what sets the rating aside asks once more.
#[component]
fn NextStep(view: CaseView, done: Callback<String>) -> impl IntoView {
    let Some(&first) = view.allowed.first() else { return ().into_any() };
    let aside = view.allowed.contains(&CaseAction::SetAside);
    let onward = StoredValue::new(first);
    let (id, revision) = (StoredValue::new(view.id), view.revision);
    let key = page_key();
    let note = RwSignal::new(String::new());
    let (sending, asking) = (Sending::default(), RwSignal::new(false));
    let last = StoredValue::new(first);
    // Setting aside, where it is offered, demands a note as the step beside it does.
    let lacking = Memo::new(move |_| -> Vec<Finding> {
        let lacks = first.needs_note() && note.with(|note| !not_blank(note));
        lacks.then(|| Finding::field("note", "请填写")).into_iter().collect()
    });
    sending.provide(lacking.into());
    let take = Callback::new(move |action: CaseAction| {
        last.set_value(action);
        let request = act(id.get_value(), revision, key.get_value(), action, note.get_untracked());
        sending.send(request, move |_| {
            asking.set(false);
            key.set_value(new_key());
            done.run(format!("{}。", action.done()));
        });
    });
    let choose = move |action: CaseAction| {
        if !sending.right(&lacking.get_untracked()) {
            return;
        }
        if action == CaseAction::SetAside {
            asking.set(true);
        } else {
            take.run(action);
        }
    };
    let hint =
        if aside { "认定为误评或恶意评价的，请填写认定理由，评价人可以看到" } else { "" };
    view! {
        <section class="sheet" aria-labelledby="next-title">
            <h2 id="next-title">{format!("下一步：{first}")}</h2>
            <noscript><p class="notice notice-warn">"处理差评需要在浏览器中启用 JavaScript。"</p></noscript>
            <form method="post" prop:noValidate=true on:submit=move |event| {
                event.prevent_default();
                choose(onward.get_value());
            }>
                <TextArea path="note" label=first.asks_for() required=first.needs_note() hint value=note
                    on_input=Callback::new(move |text| note.set(text))/>
                <SendingTold sending/>
                <div class="button-row">
                    <button type="submit" class="button button-primary" aria-busy=move || sending.busy.get().then_some("true")>
                        {first.label()}
                    </button>
                    {aside.then(|| view! {
                        <button type="button" class="button button-danger" aria-haspopup="dialog"
                            on:click=move |_| choose(CaseAction::SetAside)>
                            {CaseAction::SetAside.label()}
                        </button>
                    })}
                </div>
            </form>
            <Confirm open=asking title="认定为误评或恶意评价？" action="认定" danger=true busy=sending.busy
                on_confirm=Callback::new(move |()| take.run(CaseAction::SetAside))>
                <p>"认定后该评价不计入统计，评价人可以看到认定理由，且不能撤销。"</p>
                {move || note.with(|note| view! { <p>"认定理由："{note.clone()}</p> })}
            </Confirm>
            <SendingSignIn sending again=Callback::new(move |()| take.run(last.get_value()))/>
        </section>
    }
    .into_any()
}
