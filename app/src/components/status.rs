//! Where a filing stands, as a badge.

use domain::filings::{Kind, Track};
use domain::licences::LicenceStatus;
use domain::workflow::Status;
use leptos::prelude::*;

/// The status in words and colour.
#[component]
pub fn StatusBadge(
    /// Where it stands.
    status: Status,
    /// What is filed for: a change is not a licence granted.
    #[prop(optional)]
    kind: Option<Kind>,
) -> impl IntoView {
    let class = match status {
        Status::Issued => "status status-good",
        Status::Refused | Status::Declined => "status status-bad",
        Status::Abandoned | Status::Terminated => "status",
        Status::Correction => "status status-wait",
        _ => "status status-open",
    };
    let label = kind.map_or(status.label(), |kind| status.label_in(kind));
    view! { <span class=class>{label}</span> }
}

/// Where a licence stands, in words and colour.
pub fn licence_badge(status: LicenceStatus) -> AnyView {
    let class = match status {
        LicenceStatus::InForce => "status status-good",
        LicenceStatus::Cancelled => "status",
        LicenceStatus::Expired => "status status-bad",
    };
    view! { <span class=class>{status.label()}</span> }.into_any()
}

/// What is filed for, in a list: with the track, where it is a special one.
pub fn matter(kind: Kind, track: Track) -> AnyView {
    view! { <span>{kind.label()} " " {track_badge(track)}</span> }.into_any()
}

/// The track, where it is a special one.
pub fn track_badge(track: Track) -> Option<AnyView> {
    (track != Track::General).then(|| view! { <span class="track">{track.label()}</span> }.into_any())
}
