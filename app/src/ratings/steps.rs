//! What happened to a bad rating, step by step.

use crate::components::time;
use domain::ratings::{CaseEvent, CaseStatus, RatingCase};
use leptos::prelude::*;

/// The steps, oldest first, and what comes next.
#[component]
pub fn Steps(
    /// The case.
    case: RatingCase,
) -> impl IntoView {
    let step = |event: CaseEvent| {
        view! {
            <li>
                <strong>{event.action.done()}</strong>
                " "
                <time datetime=time::machine(event.at)>{time::moment(event.at)}</time>
                " "
                <span class="timeline-actor">{event.actor}</span>
                {(!event.note.is_empty()).then(|| view! { <p class="timeline-note">{event.note}</p> })}
            </li>
        }
    };
    let next =
        (!case.status.ended()).then(|| view! { <li class="timeline-next"><strong>{case.status.label()}</strong></li> });
    view! { <ol class="timeline">{case.events.into_iter().map(step).collect_view()} {next}</ol> }.into_any()
}

/// Where a case stands, in words and colour.
pub fn case_badge(status: CaseStatus) -> AnyView {
    let class = match status {
        CaseStatus::Opened | CaseStatus::Contacted | CaseStatus::Verified | CaseStatus::PutRight => {
            "status status-wait"
        }
        CaseStatus::Replied => "status status-open",
        CaseStatus::Closed => "status status-good",
        CaseStatus::SetAside => "status",
    };
    view! { <span class=class>{status.label()}</span> }.into_any()
}
