//! What happened to a filing, step by step.

use super::time;
use domain::filings::{Event, Kind};
use domain::workflow::Status;
use leptos::prelude::*;

/// The steps, oldest first, and what comes next.
#[component]
pub fn Timeline(
    /// The steps.
    events: Vec<Event>,
    /// Where the filing stands, to say whose turn it is.
    #[prop(optional)]
    status: Option<Status>,
    /// What is filed for, in whose words the steps are told.
    #[prop(optional)]
    kind: Option<Kind>,
) -> impl IntoView {
    let next = status.filter(|status| !status.ended());
    let steps = events
        .into_iter()
        .map(|event| {
            view! {
                <li>
                    <strong>{kind.map_or(event.action.label(), |kind| event.action.label_in(kind))}</strong>
                    " "
                    <time datetime=time::machine(event.at)>{time::moment(event.at)}</time>
                    " "
                    <span class="timeline-actor">{event.actor}</span>
                    {(!event.note.is_empty()).then(|| view! { <p class="timeline-note">{event.note}</p> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="timeline">
            {steps}
            {next
                .map(|status| {
                    view! {
                        <li class="timeline-next">
                            <strong>{status.label()}</strong>
                            <p>{status.next_step()}</p>
                        </li>
                    }
                })}
        </ol>
    }
    .into_any()
}
