//! Starting a filing, by a form that works without a script.

use crate::api::{ApiError, page_key};
use crate::filings::api::Start;
use domain::filings::{FilingSummary, Kind};
use domain::workflow::Status;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// The form around what is pressed to start a filing of this kind.
#[component]
pub fn StartForm(
    /// What is filed for.
    kind: Kind,
    /// Does it.
    starting: ServerAction<Start>,
    /// The class of the button.
    class: &'static str,
    /// What the button says.
    children: Children,
) -> impl IntoView {
    let key = page_key().get_value();
    view! {
        <ActionForm action=starting>
            <input type="hidden" name="kind" value=kind.code()/>
            <input type="hidden" name="key" value=key/>
            <button type="submit" class=class aria-busy=move || starting.pending().get().then_some("true")>
                {children()}
            </button>
        </ActionForm>
    }
    .into_any()
}

/// What starting failed with last.
#[component]
pub fn StartFailed(
    /// Does it.
    starting: ServerAction<Start>,
) -> impl IntoView {
    let error = move || starting.value().get().and_then(Result::err);
    let told = |error: ApiError| {
        view! { <div class="notice notice-bad" role="alert"><p>{error.to_string()}</p></div> }.into_any()
    };
    view! {
        {move || error().map(told)}
        <noscript><p class="notice notice-warn">"填报申请需要在浏览器中启用 JavaScript。"</p></noscript>
    }
    .into_any()
}

/// What the link to a live filing says: it takes the place of starting another one.
pub fn going_on(filing: &FilingSummary) -> String {
    let what = match filing.status {
        Status::Draft => "继续填报",
        status => status.label_in(filing.kind),
    };
    format!("{what} · {}", filing.number)
}
