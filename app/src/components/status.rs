//! Where a filing stands, as a badge.

use domain::workflow::Status;
use leptos::prelude::*;

/// The status in words and colour.
#[component]
pub fn StatusBadge(
    /// Where it stands.
    status: Status,
) -> impl IntoView {
    let class = match status {
        Status::Issued => "status status-good",
        Status::Refused | Status::Declined => "status status-bad",
        Status::Abandoned | Status::Terminated => "status",
        Status::Correction => "status status-wait",
        _ => "status status-open",
    };
    view! { <span class=class>{status.label()}</span> }
}
