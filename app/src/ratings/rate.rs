//! `/rate/:token`: where a scanned code leads. No account, one column, and it works without a script.

use super::api::{Rate, open};
use super::fields::RatingFields;
use crate::accounts::{SubmitButton, error_of};
use crate::api::{ApiError, page_key};
use crate::components::{ErrorSummary, named, provide_live_findings};
use crate::review::facts::facts;
use crate::shell::Failure;
use domain::ratings::{CodeState, Indicator, OpenCode, RatingForm, RatingKind, Satisfaction};
use domain::{Finding, Refusal};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::params::ParamsMap;

/// What a form that was posted without a script and refused gets back.
fn kept(query: &ParamsMap) -> RatingForm {
    let text = |name| query.get(name).unwrap_or_default();
    RatingForm {
        satisfaction: Satisfaction::from_code(&text("satisfaction")),
        reasons: text("reasons").split(',').filter_map(Indicator::from_code).collect(),
        comment: text("comment"),
        ..RatingForm::default()
    }
}

/// The page.
#[component]
pub fn RatePage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    let form = RwSignal::new(use_query_map().with_untracked(kept));
    let action = ServerAction::<Rate>::new();
    let key = page_key();
    let code = {
        let token = token.clone();
        Resource::new(move || token.clone(), open)
    };
    let token = StoredValue::new(token);
    view! {
        <Title text="好差评"/>
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match code.await {
                    Ok(code) => view! { <Code code token key form action/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Code(
    code: OpenCode,
    token: StoredValue<String>,
    key: StoredValue<String>,
    form: RwSignal<RatingForm>,
    action: ServerAction<Rate>,
) -> impl IntoView {
    let what = match code.kind {
        RatingKind::PerMatter => "办理事项",
        RatingKind::PerVisit => "服务地点和日期",
    };
    let about = facts([(what, code.about), ("办理机构", code.office)]);
    let below = match code.state {
        CodeState::Usable => view! { <Form kind=code.kind token key form action/> }.into_any(),
        state => view! { <p class="notice notice-warn">{state.told()}</p> }.into_any(),
    };
    view! {
        <section class="sheet">
            <h1>"好差评"</h1>
            <p>"请对本次服务作出评价，您的评价将帮助我们改进工作。"</p>
            {about}
            {below}
        </section>
    }
    .into_any()
}

#[component]
fn Form(
    kind: RatingKind,
    token: StoredValue<String>,
    key: StoredValue<String>,
    form: RwSignal<RatingForm>,
    action: ServerAction<Rate>,
) -> impl IntoView {
    let answered = error_of(action);
    // On top of the form: what the server said, or what the form itself found when it was to be sent.
    let refused = RwSignal::new(answered.get_untracked());
    let insist = RwSignal::new(refused.with_untracked(Option::is_some));
    Effect::new(move || {
        if let Some(error) = answered.get() {
            refused.set(Some(error));
            insist.set(true);
        }
    });
    // Beside the fields: what they lack now, and what only the server knows (a mobile that rated lately) until that is changed.
    let sent = RwSignal::new(answered.with_untracked(Option::is_some).then(|| form.get_untracked()));
    let findings = Memo::new(move |_| {
        let now = form.get();
        let unchanged = sent.with(|sent| sent.as_ref() == Some(&now));
        let mut findings = match (unchanged, answered.get()) {
            (true, Some(error)) => error.findings().to_vec(),
            _ => Vec::new(),
        };
        findings.extend(now.check(kind));
        findings
    });
    provide_live_findings(findings, insist);
    let check = move |event: leptos::ev::SubmitEvent| {
        let filled = form.get_untracked();
        let findings = filled.check(kind);
        match findings.is_empty() {
            true => {
                refused.set(None);
                sent.set(Some(filled));
            }
            false => {
                event.prevent_default();
                refused.set(Some(ApiError::Refused(Refusal::Invalid { findings })));
                insist.set(true);
            }
        }
    };
    view! {
        <Refused error=refused.into()/>
        <div class="rating-form">
            <ActionForm action prop:noValidate=true on:submit:capture=check>
                <input type="hidden" name="token" value=token.get_value()/>
                <input type="hidden" name="key" value=key.get_value()/>
                <RatingFields kind form/>
                <div class="button-row"><SubmitButton label="提交" busy=action.pending()/></div>
            </ActionForm>
        </div>
    }
    .into_any()
}

/// What stands against it, on top.
#[component]
fn Refused(error: Signal<Option<ApiError>>) -> impl IntoView {
    let findings = Signal::derive(move || {
        let findings = error.with(|error| error.as_ref().map(|error| error.findings().to_vec()).unwrap_or_default());
        findings.into_iter().map(labelled).collect::<Vec<_>>()
    });
    let sentence = move || {
        let error = error.get().filter(|error| error.findings().is_empty())?;
        Some(view! { <div class="notice notice-bad" role="alert"><p>{error.to_string()}</p></div> })
    };
    view! {
        <ErrorSummary findings/>
        {sentence}
    }
    .into_any()
}

fn labelled(finding: Finding) -> Finding {
    let label = match finding.path.as_str() {
        "mobile" => Some("手机"),
        "name" => Some("姓名"),
        "comment" => Some("意见建议"),
        _ => None,
    };
    named(finding, label)
}
