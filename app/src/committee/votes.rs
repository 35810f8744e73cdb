//! Votes and what they came to.

use domain::committee::{Ballot, MeetingStatus, Outcome, Tally, Vote};
use leptos::prelude::*;

/// What a meeting found, in words and colour.
pub fn outcome_badge(outcome: Outcome) -> AnyView {
    let class = match outcome {
        Outcome::Grant => "status status-good",
        Outcome::Refuse => "status status-bad",
        Outcome::Return => "status status-wait",
    };
    view! { <span class=class>{outcome.label()}</span> }.into_any()
}

/// Where a meeting stands, in words and colour.
pub fn meeting_badge(status: MeetingStatus) -> AnyView {
    let class = if status == MeetingStatus::Open { "status status-open" } else { "status" };
    view! { <span class=class>{status.label()}</span> }.into_any()
}

/// Each member's vote, and the count.
pub fn ballots(ballots: &[Ballot]) -> AnyView {
    let tally = Tally::count(ballots);
    let line = |ballot: &Ballot| {
        let (class, said) = match (ballot.examined, ballot.vote) {
            (true, _) => ("status", "审查人，不表决"),
            (false, None) => ("status", "未表决"),
            (false, Some(vote)) => (class_of(vote), vote.label()),
        };
        let reason =
            (!ballot.reason.is_empty()).then(|| view! { <span class="rules-text">{ballot.reason.clone()}</span> });
        view! {
            <li><span class="ballot-name">{ballot.name.clone()}</span> " " <span class=class>{said}</span> " " {reason}</li>
        }
    };
    view! {
        <div class="ballots">
            <p class="ballots-tally">{tally.to_string()}</p>
            <ul>{ballots.iter().map(line).collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn class_of(vote: Vote) -> &'static str {
    match vote {
        Vote::Agree => "status status-good",
        Vote::Against => "status status-bad",
        Vote::Abstain => "status status-wait",
    }
}
