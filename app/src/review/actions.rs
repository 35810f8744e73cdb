//! 办理: the steps that the viewer may take with a filing now.

use super::consequence::consequence;
use crate::api::{ApiError, new_key, page_key};
use crate::components::{Confirm, SignInAgain, TextArea, provide_findings};
use crate::corrections::joined;
use crate::filings::api::act;
use crate::notices::something_done;
use crate::reasons::ReasonPicker;
use crate::shell::use_viewer;
use domain::accounts::Role;
use domain::filings::{FilingHeader, Kind};
use domain::reasons::{Reason, Topic};
use domain::values::not_blank;
use domain::workflow::Action as Step;
use domain::{Finding, Refusal};
use leptos::prelude::*;

/// A step with the reason or remark that was typed, and the canned reasons that were picked for it.
type Taken = (Step, String, Vec<String>);

/// The panel with a button for each step; nothing where there is none.
#[component]
pub fn Actions(
    /// The filing as the viewer saw it.
    header: FilingHeader,
    /// What granting it does.
    granting: String,
    /// Called when the filing has moved, or is to be looked at again.
    reload: Callback<()>,
) -> impl IntoView {
    // Some steps are taken where more is filled in: submitting has its own page, a site visit its own sheet.
    let mut steps: Vec<Step> = header.allowed.iter().copied().filter(|step| !step.has_own_form()).collect();
    // Onwards first, backwards next, endings last.
    steps.sort_by_key(|step| match class_of(*step) {
        ONWARDS => 0,
        ENDING => 2,
        _ => 1,
    });
    if steps.is_empty() {
        return ().into_any();
    }
    let viewer = use_viewer();
    let account = viewer.as_ref().map(|viewer| viewer.account.clone()).unwrap_or_default();
    let (id, revision, kind) = (header.summary.id, header.revision, header.summary.kind);
    let means = StoredValue::new(move |step: Step| consequence(kind, step, &granting));
    let means = move |step: Step| means.with_value(|means| means(step));
    let key = page_key();
    let note = RwSignal::new(String::new());
    let picked = RwSignal::new(Vec::<(Topic, String)>::new());
    let findings = RwSignal::new(Vec::<Finding>::new());
    provide_findings(findings);

    let corrects = format!("/filings/{id}/correction");
    let taking = Action::new(move |(step, note, cited): &Taken| {
        act(id.clone(), revision, key.get_value(), *step, note.clone(), cited.clone())
    });
    let failed = RwSignal::new(None::<ApiError>);
    let asked = RwSignal::new(None::<Step>);
    let asking = RwSignal::new(false);
    let signed_out = RwSignal::new(false);
    Effect::new(move || match taking.value().get() {
        Some(Ok(_)) => {
            asking.set(false);
            // The next step is another matter, and needs a key of its own.
            key.set_value(new_key());
            something_done();
            reload.run(());
        }
        Some(Err(error)) if error.is_signed_out() => signed_out.set(true),
        Some(Err(error)) => {
            asking.set(false);
            findings.set(error.findings().to_vec());
            failed.set(Some(error));
        }
        None => {}
    });
    let take = move |step: Step| {
        failed.set(None);
        let own = |(of, id): &(Topic, String)| (Topic::of(step) == Some(*of)).then(|| id.clone());
        let cited = picked.with_untracked(|picked| picked.iter().filter_map(own).collect());
        taking.dispatch((step, note.get_untracked(), cited));
    };
    let choose = move |step: Step| {
        let lacking = step.needs_reason() && !not_blank(&note.get_untracked());
        let missing = || Finding::field("note", format!("请填写{}的理由", step.label_in(kind)));
        findings.set(lacking.then(missing).into_iter().collect());
        if lacking {
            crate::components::dom::focus("note");
        } else if means(step).is_some() {
            asked.set(Some(step));
            asking.set(true);
        } else {
            take(step);
        }
    };
    let question = move || {
        let step = asked.get()?;
        Some(view! {
            <Confirm open=asking title=format!("确认{}？", step.label_in(kind)) action=step.label_in(kind) danger=ends(kind, step)
                busy=taking.pending() on_confirm=Callback::new(move |()| take(step))>
                <p>{means(step)}</p>
                {move || note.with(|note| not_blank(note).then(|| view! { <p>"理由或备注："{note.clone()}</p> }))}
            </Confirm>
        })
    };
    let buttons = steps
        .iter()
        .map(|&step| {
            if step == Step::RequestCorrection {
                // Its items are looked through first.
                return view! { <a class=class_of(step) href=corrects.clone()>{step.label_in(kind)}</a> }.into_any();
            }
            view! {
                <button type="button" class=class_of(step) disabled=move || taking.pending().get() on:click=move |_| choose(step)>
                    {step.label_in(kind)}
                </button>
            }
            .into_any()
        })
        .collect_view();
    let pickers = steps
        .iter()
        .filter_map(|&step| Topic::of(step))
        .map(|topic| {
            let on_pick = Callback::new(move |reason: Reason| {
                note.update(|note| *note = joined(note, &reason.text));
                picked.update(|picked| {
                    if !picked.contains(&(topic, reason.id.clone())) {
                        picked.push((topic, reason.id));
                    }
                });
            });
            view! { <ReasonPicker topic on_pick/> }
        })
        .collect_view();
    // An enterprise only writes something where it must: nobody reads it otherwise.
    let writes =
        viewer.is_some_and(|viewer| viewer.role != Role::Enterprise) || steps.iter().any(|step| step.needs_reason());
    let needing: Vec<_> = steps.iter().filter(|step| step.needs_reason()).map(|step| step.label_in(kind)).collect();
    let hint = match needing.is_empty() {
        true => "可不填写".to_owned(),
        false => format!("{}必须填写理由，申请单位可以看到", needing.join("、")),
    };
    view! {
        <section class="sheet" aria-labelledby="actions-title">
            <h2 id="actions-title">"办理"</h2>
            {move || failed.get().map(|error| view! { <Failed error reload/> })}
            {pickers}
            {writes.then(|| view! {
                <TextArea path="note" label="理由或备注" hint value=note on_input=Callback::new(move |text| note.set(text))/>
            })}
            <noscript><p class="notice notice-warn">"办理申请需要在浏览器中启用 JavaScript。"</p></noscript>
            <div class="button-row">{buttons}</div>
            {question}
            <SignInAgain open=signed_out account on_signed_in=Callback::new(move |()| {
                if let Some(taken) = taking.input().get_untracked() {
                    taking.dispatch(taken);
                }
            })/>
        </section>
    }
    .into_any()
}

#[component]
fn Failed(error: ApiError, reload: Callback<()>) -> impl IntoView {
    match &error {
        ApiError::Refused(Refusal::Conflict { .. } | Refusal::NotNow { .. }) => {
            let told = match &error {
                ApiError::Refused(Refusal::Conflict { .. }) => "该申请已由他人处理".to_owned(),
                _ => error.to_string(),
            };
            view! {
                <div class="conflict" role="alert">
                    <h2>{told}</h2>
                    <p>"您看到的可能不是最新情况，请刷新后再决定。"</p>
                    <div class="button-row">
                        <button type="button" class="button" on:click=move |_| reload.run(())>"刷新"</button>
                    </div>
                </div>
            }
            .into_any()
        }
        _ => view! { <div class="notice notice-bad" role="alert"><p>{error.to_string()}</p></div> }.into_any(),
    }
    .into_any()
}

/// Whether confirming destroys something: granting a cancellation does.
fn ends(kind: Kind, step: Step) -> bool {
    match step {
        Step::Grant => kind == Kind::Cancellation,
        Step::Extend => false,
        _ => true,
    }
}

const ONWARDS: &str = "button button-primary";
const ENDING: &str = "button button-danger";

fn class_of(step: Step) -> &'static str {
    match step {
        Step::Refuse | Step::Decline | Step::Terminate | Step::Abandon => ENDING,
        Step::Release | Step::RequestCorrection | Step::Extend => "button",
        _ => ONWARDS,
    }
}
