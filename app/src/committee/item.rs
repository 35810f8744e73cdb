//! One filing of a meeting: how it is presented, how the members voted, and the viewer's own vote.

use super::api::{cast_vote, present};
use super::meeting::Held;
use super::votes::{ballots, outcome_badge};
use crate::components::{RadioGroup, Sending, SendingSignIn, SendingTold, StatusBadge, TextArea, track_badge};
use chrono::NaiveDate;
use domain::Finding;
use domain::committee::{Item, MeetingStatus, Vote, check_vote};
use domain::values::{ValueError, date};
use domain::workflow::Status;
use leptos::prelude::*;

/// The sheet.
#[component]
pub fn ItemSheet(
    /// The meeting.
    held: Held,
    /// Id of the filing.
    filing: String,
    /// Today in Beijing.
    today: NaiveDate,
) -> impl IntoView {
    let id = StoredValue::new(filing);
    let item = Memo::new(move |_| {
        held.meeting.with(|meeting| meeting.items.iter().find(|item| item.filing.id == id.get_value()).cloned())
    });
    let votes = Memo::new(move |_| {
        let open = held.meeting.with(|meeting| meeting.status == MeetingStatus::Open && meeting.day <= today);
        let viewer = held.meeting.with(|meeting| meeting.viewer.clone());
        let live = |item: &Item| item.filing.status == Status::Committee && item.ballot_of(&viewer).is_some();
        open && item.with(|item| item.as_ref().is_some_and(live))
    });
    let presents = Memo::new(move |_| item.with(|item| item.as_ref().is_some_and(|item| item.presents)));
    let heading = format!("item-{}", id.get_value());
    let title = untrack(|| item.get()).map(|item| format!("{} {}", item.filing.number, item.filing.enterprise));
    view! {
        <section class="sheet" aria-labelledby=heading>
            <h2 id=heading.clone()>{title}</h2>
            {move || item.get().map(|item| standing(&item))}
            <Show when=move || presents.get() fallback=move || item.get().map(|item| presented(&item))>
                <Presentation held filing=id.get_value() first=item.get_untracked().map(|item| item.presentation).unwrap_or_default()/>
            </Show>
            {move || item.get().map(|item| ballots(&item.ballots))}
            <Show when=move || votes.get()><VoteForm held item id=id.get_value()/></Show>
            {move || early(held, today)}
        </section>
    }
    .into_any()
}

fn standing(item: &Item) -> AnyView {
    let reason = (!item.reason.is_empty()).then(|| view! { <p class="rules-text">{item.reason.clone()}</p> });
    view! {
        <p class="item-facts">
            {item.filing.kind.label()} " " {track_badge(item.filing.track)} " "
            <StatusBadge status=item.filing.status kind=item.filing.kind/> " "
            {item.outcome.map(outcome_badge)} " "
            <a href=format!("/filings/{}", item.filing.id)>"查看申请"</a>
        </p>
        {reason}
    }
    .into_any()
}

fn presented(item: &Item) -> AnyView {
    match item.presentation.is_empty() {
        true => view! { <p class="empty">"审查人尚未填写审查情况介绍"</p> }.into_any(),
        false => view! { <p class="rules-text">{item.presentation.clone()}</p> }.into_any(),
    }
}

/// Why nobody votes yet.
fn early(held: Held, today: NaiveDate) -> Option<AnyView> {
    let day = held
        .meeting
        .with(|meeting| (meeting.status == MeetingStatus::Open && meeting.day > today).then_some(meeting.day))?;
    Some(view! { <p class="field-hint">{format!("会议当日（{}）起可以表决。", date::long(day))}</p> }.into_any())
}

#[component]
fn Presentation(held: Held, filing: String, first: String) -> impl IntoView {
    let path = format!("presentation.{filing}");
    let filing = StoredValue::new(filing);
    let text = RwSignal::new(first);
    let sending = Sending::default();
    sending.provide(Signal::derive(Vec::new));
    let save = Callback::new(move |()| {
        let id = held.meeting.with_untracked(|meeting| meeting.id.clone());
        sending.send(present(id, filing.get_value(), text.get_untracked()), move |meeting| {
            held.done(meeting, "审查情况介绍已保存。");
        });
    });
    view! {
        <div>
            <TextArea path label="审查情况介绍" hint="供委员审议，申请单位看不到" value=text
                on_input=Callback::new(move |typed| text.set(typed))/>
            <SendingTold sending/>
            <div class="button-row">
                <button type="button" class="button" aria-busy=move || sending.busy.get().then_some("true") on:click=move |_| save.run(())>
                    "保存介绍"
                </button>
            </div>
            <SendingSignIn sending again=save/>
        </div>
    }
    .into_any()
}

#[component]
fn VoteForm(held: Held, item: Memo<Option<Item>>, id: String) -> impl IntoView {
    let viewer = held.meeting.with_untracked(|meeting| meeting.viewer.clone());
    let before = untrack(|| item.get()).and_then(|item| item.ballot_of(&viewer).cloned());
    let first = before.as_ref().and_then(|ballot| ballot.vote).map_or_else(String::new, |vote| vote.code().to_owned());
    let (choice, reason) =
        (RwSignal::new(first), RwSignal::new(before.map(|ballot| ballot.reason).unwrap_or_default()));
    let sending = Sending::default();
    let paths = StoredValue::new((format!("vote.{id}"), format!("reason.{id}")));
    let filing = StoredValue::new(id);
    let wrong = move || {
        let (at_vote, at_reason) = paths.get_value();
        match choice.with(|code| Vote::from_code(code)) {
            None => Some(Finding::field(at_vote, ValueError::NotChosen)),
            Some(vote) => {
                reason.with(|reason| check_vote(vote, reason)).err().map(|wrong| Finding::field(at_reason, wrong))
            }
        }
        .into_iter()
        .collect::<Vec<_>>()
    };
    sending.provide(Signal::derive(wrong));
    let send = Callback::new(move |()| {
        let Some(cast) = choice.with_untracked(|code| Vote::from_code(code)).filter(|_| untrack(wrong).is_empty())
        else {
            sending.right(&untrack(wrong));
            return;
        };
        let meeting = held.meeting.with_untracked(|meeting| meeting.id.clone());
        sending.send(cast_vote(meeting, filing.get_value(), cast, reason.get_untracked()), move |meeting| {
            held.done(meeting, format!("已表决：{cast}。"));
        });
    });
    let votes = Vote::ALL.iter().map(|one| (one.code().to_owned(), one.label().to_owned())).collect();
    let (at_vote, at_reason) = paths.get_value();
    view! {
        <form class="vote" method="post" on:submit=move |event| {
            event.prevent_default();
            send.run(());
        }>
            <RadioGroup path=at_vote legend="我的表决（是否同意准予）" required=true options=votes value=choice
                on_change=Callback::new(move |code| choice.set(code))/>
            <TextArea path=at_reason label="意见" hint="不同意的，请填写理由" value=reason
                on_input=Callback::new(move |text| reason.set(text))/>
            <SendingTold sending/>
            <div class="button-row">
                <button type="submit" class="button button-primary" aria-busy=move || sending.busy.get().then_some("true")>"表决"</button>
            </div>
        </form>
        <SendingSignIn sending again=send/>
    }
    .into_any()
}
