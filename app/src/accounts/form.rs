//! What the forms of accounts have in common: the answer that stands on top of them.

use super::labels::named;
use crate::api::ApiError;
use crate::components::ErrorSummary;
use domain::Finding;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// What a form's action failed with last. Without a script the page gets it from its address.
pub fn error_of<F>(action: ServerAction<F>) -> Signal<Option<ApiError>>
where
    F: ServerFn<Error = ApiError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    Signal::derive(move || action.value().get().and_then(Result::err))
}

/// The findings in an error.
pub fn findings_of(error: Signal<Option<ApiError>>) -> Signal<Vec<Finding>> {
    Signal::derive(move || {
        error.with(|error| error.as_ref().map(|error| error.findings().to_vec()).unwrap_or_default())
    })
}

/// An error on top of its form: a list of what must be changed, or a sentence.
#[component]
pub fn FormError(
    /// What the form was answered with.
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    let sentence = move || {
        let error = error.get().filter(|error| error.findings().is_empty())?;
        Some(view! { <div class="notice notice-bad" role="alert"><p>{error.to_string()}</p></div> })
    };
    let findings = findings_of(error);
    let findings = Signal::derive(move || findings.get().into_iter().map(named).collect::<Vec<_>>());
    view! {
        <ErrorSummary findings/>
        {sentence}
    }
    .into_any()
}

/// The button that sends a form.
#[component]
pub fn SubmitButton(
    /// Label.
    label: &'static str,
    /// Whether it is on its way.
    #[prop(into)]
    busy: Signal<bool>,
) -> impl IntoView {
    view! {
        // Enter presses it too. What is on its way is not sent twice.
        <button
            type="submit"
            class="button button-primary"
            aria-busy=move || busy.get().then_some("true")
            on:click=move |event| {
                if busy.get_untracked() {
                    event.prevent_default();
                }
            }
        >
            {label}
        </button>
    }
    .into_any()
}
