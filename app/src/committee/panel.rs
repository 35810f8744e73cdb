//! The sheet of a filing with what the committee found; and, while it waits, that it does.

use super::votes::{ballots, meeting_badge, outcome_badge};
use domain::committee::{Deliberation, MeetingStatus};
use domain::filings::FilingView;
use domain::values::date;
use domain::workflow::Status;
use leptos::prelude::*;

/// The sheet, for the office; nothing where there is nothing to say.
#[component]
pub fn Deliberations(
    /// The filing.
    view: FilingView,
) -> impl IntoView {
    let waits = view.header.summary.status == Status::Committee;
    let found = view.deliberations;
    if found.is_empty() && !waits {
        return ().into_any();
    }
    let listed = found.iter().any(|one| one.status == MeetingStatus::Open);
    let waiting = (waits && !listed).then(|| {
        view! { <p>"尚未列入会议议程。" " " <a href="/committee">"前往行政许可委员会"</a></p> }
    });
    view! {
        <section class="sheet" id="deliberations" aria-labelledby="deliberations-title">
            <h2 id="deliberations-title">"行政许可委员会"</h2>
            {waiting}
            {found.into_iter().rev().map(one).collect_view()}
        </section>
    }
    .into_any()
}

fn one(found: Deliberation) -> AnyView {
    let standing = match found.outcome {
        Some(outcome) => outcome_badge(outcome),
        None => meeting_badge(found.status),
    };
    let reason = (!found.reason.is_empty()).then(|| view! { <p class="rules-text">{found.reason.clone()}</p> });
    view! {
        <div class="deliberation">
            <h3>
                <a href=format!("/committee/{}", found.meeting)>{format!("{}会议", date::long(found.day))}</a>
                " "
                {standing}
            </h3>
            {reason}
            {ballots(&found.ballots)}
        </div>
    }
    .into_any()
}
