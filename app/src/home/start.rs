//! Starting a filing, by a form that works without a script: then it is a general one.

use super::entering::Entering;
use crate::api::page_key;
use domain::filings::{FilingSummary, Kind, Track};
use domain::tracks::tracks;
use domain::workflow::Status;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// The form around what is pressed to start a filing of this kind.
#[component]
pub fn StartForm(
    /// What is filed for.
    kind: Kind,
    /// Does it, after asking on which track where the kind has several.
    entering: Entering,
    /// The class of the button.
    class: &'static str,
    /// What the button says.
    children: Children,
) -> impl IntoView {
    let key = page_key();
    let asks = !tracks(kind).is_empty();
    let press = move |event: leptos::ev::MouseEvent| {
        if asks {
            event.prevent_default();
            entering.ask(kind, key.get_value());
        }
    };
    view! {
        <ActionForm action=entering.starting>
            <input type="hidden" name="kind" value=kind.code()/>
            <input type="hidden" name="track" value=Track::General.code()/>
            <input type="hidden" name="key" value=key.get_value()/>
            <button type="submit" class=class aria-haspopup=asks.then_some("dialog")
                aria-busy=move || entering.busy(kind).then_some("true") on:click=press>
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
    entering: Entering,
) -> impl IntoView {
    let told = move || {
        let told = entering.failed()?;
        Some(view! { <div class="notice notice-bad" role="alert"><p>{told}</p></div> })
    };
    view! {
        {told}
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
    match filing.track {
        Track::General => format!("{what} · {}", filing.number),
        track => format!("{what} · {} · {track}", filing.number),
    }
}
