//! By what the queue is narrowed: links for where it stands and how near the last day is, a form for the rest. All of it is an
//! address, so it works without a script, and going back leads to what was seen.

use super::address;
use crate::components::{SelectField, TextField};
use domain::filings::{Kind, Track};
use domain::review::{Assignee, Counts, Due, QueueFilter, Stage};
use leptos::prelude::*;
use leptos_router::components::Form;

/// The sheet above the list.
#[component]
pub fn Filters(
    /// As it is narrowed.
    filter: QueueFilter,
    /// How many there are; without on a page that somebody opened in the middle.
    counts: Option<Counts>,
) -> impl IntoView {
    let counted = counts.is_some();
    let counts = counts.unwrap_or_default();
    let clear = (!filter.is_empty()).then(|| view! { <a class="button" href="/queue">"清除条件"</a> });
    view! {
        <section class="sheet queue-filters" aria-label="筛选">
            {stages(&filter, &counts, counted)}
            {(filter.stage != Some(Stage::Ended)).then(|| dues(&filter, &counts, counted))}
            <Form method="GET" action="/queue">
                <div class="queue-form">
                    <TextField path="queue-search" name="q" label="查找" kind="search" value=Signal::stored(filter.search.clone())
                        hint="单位名称、统一社会信用代码、申请编号或许可证编号"/>
                    {selects(&filter, &counts, counted)}
                    {kept("status", filter.stage.map_or("", Stage::code))}
                    {kept("due", filter.due.map_or("", Due::code))}
                    <div class="button-row">
                        <button type="submit" class="button button-primary">"查询"</button>
                        {clear}
                    </div>
                </div>
            </Form>
        </section>
    }
    .into_any()
}

/// What the links have chosen stays chosen when the form is sent.
fn kept(name: &'static str, value: &'static str) -> Option<AnyView> {
    (!value.is_empty()).then(|| view! { <input type="hidden" name=name value=value/> }.into_any())
}

/// Where it stands.
fn stages(filter: &QueueFilter, counts: &Counts, counted: bool) -> AnyView {
    let to = |stage: Option<Stage>| {
        // What has ended is due no more.
        let due = filter.due.filter(|_| stage != Some(Stage::Ended));
        address(&QueueFilter { stage, due, ..filter.clone() })
    };
    let all = chip("在办", to(None), filter.stage.is_none(), counted.then(|| counts.with_office.to_string()));
    let one = |&stage: &Stage| {
        let count = count_of(&counts.stages, stage);
        let more = if stage == Stage::Ended && counts.more_ended { "+" } else { "" };
        let chosen = filter.stage == Some(stage);
        let shown = count > 0 || chosen || stage == Stage::Ended || !counted;
        shown.then(|| chip(stage.label(), to(Some(stage)), chosen, counted.then(|| format!("{count}{more}"))))
    };
    let others = Stage::ALL.iter().map(one).collect_view();
    view! { <nav aria-label="按办理状态筛选"><ul class="chips">{all} {others}</ul></nav> }.into_any()
}

/// How near the last day is.
fn dues(filter: &QueueFilter, counts: &Counts, counted: bool) -> AnyView {
    let to = |due: Option<Due>| address(&QueueFilter { due, ..filter.clone() });
    let sum: i64 = counts.due.iter().map(|(_, count)| count).sum();
    let all = chip("全部时限", to(None), filter.due.is_none(), counted.then(|| sum.to_string()));
    let one = |&due: &Due| {
        let count = count_of(&counts.due, due);
        let chosen = filter.due == Some(due);
        (count > 0 || chosen || !counted)
            .then(|| chip(due.label(), to(Some(due)), chosen, counted.then(|| count.to_string())))
    };
    let others = Due::ALL.iter().map(one).collect_view();
    view! { <nav aria-label="按办理时限筛选"><ul class="chips">{all} {others}</ul></nav> }.into_any()
}

fn chip(label: &'static str, href: String, chosen: bool, count: Option<String>) -> AnyView {
    let count = count.map(|count| view! { " " <span class="chip-count">{count}</span> });
    view! { <li><a class="chip" href=href aria-current=chosen.then_some("true")>{label} {count}</a></li> }.into_any()
}

/// What is filed for, on which track, by whom.
fn selects(filter: &QueueFilter, counts: &Counts, counted: bool) -> AnyView {
    let labelled = |label: &str, count: i64| if counted { format!("{label}（{count}）") } else { label.to_owned() };
    let kinds =
        Kind::ALL.iter().map(|&kind| (kind.code().to_owned(), labelled(kind.label(), count_of(&counts.kinds, kind))));
    let tracks = Track::ALL
        .iter()
        .map(|&track| (track.code().to_owned(), labelled(track.label(), count_of(&counts.tracks, track))));
    let mut people = vec![
        (Assignee::Me.code().to_owned(), labelled("我", counts.mine)),
        (Assignee::Nobody.code().to_owned(), labelled("无人领取", counts.nobodys)),
    ];
    people.extend(counts.others.iter().map(|one| (one.id.clone(), labelled(&one.name, one.count))));
    let chosen = filter.assignee.as_ref().map_or("", Assignee::code).to_owned();
    if !chosen.is_empty() && !people.iter().any(|(code, _)| *code == chosen) {
        people.push((chosen.clone(), "所选人员".to_owned()));
    }
    let kind = filter.kind.map_or("", Kind::code).to_owned();
    let track = filter.track.map_or("", Track::code).to_owned();
    view! {
        <SelectField path="queue-kind" name="kind" label="申请事项" placeholder="全部" options=kinds.collect()
            value=Signal::stored(kind)/>
        <SelectField path="queue-track" name="track" label="办理方式" placeholder="全部" options=tracks.collect()
            value=Signal::stored(track)/>
        <SelectField path="queue-assignee" name="assignee" label="办理人" placeholder="全部" options=people
            value=Signal::stored(chosen)/>
    }
    .into_any()
}

fn count_of<T: PartialEq>(counts: &[(T, i64)], wanted: T) -> i64 {
    counts.iter().find(|(value, _)| *value == wanted).map_or(0, |(_, count)| *count)
}
