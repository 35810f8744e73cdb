//! 承装（修、试）电力设施许可业务: what can be filed, and for what cannot, why not.

use super::entering::{Entering, TrackDialog};
use super::start::{StartFailed, StartForm, going_on};
use domain::filings::{Entry, Kind};
use domain::workflow::Status;
use leptos::prelude::*;

/// The tiles of the enterprise's home page.
#[component]
pub fn Entries(
    /// One for each kind, in the order of kinds.
    entries: Vec<Entry>,
) -> impl IntoView {
    let entering = Entering::default();
    let running = entries.iter().filter(|entry| entry.live.as_ref().is_some_and(|live| live.status != Status::Draft));
    let running = running.count();
    let (personnel, matters): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(|entry| entry.kind.personnel());
    view! {
        <section class="sheet" aria-labelledby="entries-title">
            <div class="sheet-head">
                <h2 id="entries-title">"承装（修、试）电力设施许可业务"</h2>
                <span class="field-hint" role="status">{move || entering.asking().then_some("正在查询企业信用…")}</span>
            </div>
            <StartFailed entering/>
            <ul class="entries">
                {matters.into_iter().map(|entry| matter(entry, entering)).collect_view()}
                {people(personnel)}
                {termination(running)}
            </ul>
            <TrackDialog entering/>
        </section>
    }
    .into_any()
}

/// The tile of one kind. Its id is where other pages lead to.
fn matter(entry: Entry, entering: Entering) -> AnyView {
    let kind = entry.kind;
    let content = match (entry.live, entry.hindrance) {
        (Some(live), _) => way(live.href(), kind.label(), going_on(&live)),
        (None, Some(reason)) => closed(kind.label(), reason),
        (None, None) => view! {
            <StartForm kind entering class="">
                <strong>{kind.label()}</strong>
                <span>{kind.purpose()}</span>
            </StartForm>
        }
        .into_any(),
    };
    view! { <li id=entry_id(kind)>{content}</li> }.into_any()
}

/// The id of a kind's tile.
pub fn entry_id(kind: Kind) -> String {
    format!("entry-{}", kind.code())
}

/// 人员变更申请: two kinds behind one tile, open while there is anything to do with either.
fn people(entries: Vec<Entry>) -> AnyView {
    const TITLE: &str = "人员变更申请";
    let short = |kind| if kind == Kind::Joining { "入职" } else { "离职" };
    let live = entries.iter().filter_map(|entry| entry.live.as_ref());
    let live: Vec<String> = live.map(|filing| format!("{}：{}", short(filing.kind), going_on(filing))).collect();
    let open = entries.iter().any(|entry| entry.live.is_some() || entry.hindrance.is_none());
    let content = match (open, live.is_empty()) {
        (true, true) => way("/personnel".to_owned(), TITLE, "人员入职、离职，查询在册人员".to_owned()),
        (true, false) => way("/personnel".to_owned(), TITLE, live.join("；")),
        (false, _) => {
            let reason = entries.into_iter().find_map(|entry| entry.hindrance).unwrap_or_default();
            closed(TITLE, reason)
        }
    };
    view! { <li id="entry-personnel">{content}</li> }.into_any()
}

fn termination(running: usize) -> AnyView {
    let line = match running {
        0 => "终止已提交、尚未办结的申请".to_owned(),
        count => format!("{count} 项申请正在办理"),
    };
    view! { <li id="entry-termination">{way("/termination".to_owned(), "业务办理终止申请", line)}</li> }.into_any()
}

fn way(href: String, title: &'static str, line: String) -> AnyView {
    view! { <a href=href><strong>{title}</strong><span>{line}</span></a> }.into_any()
}

/// What cannot be started stays within reach of the keyboard, so that everybody gets to know why.
fn closed(title: &'static str, reason: String) -> AnyView {
    view! {
        <span role="link" aria-disabled="true" tabindex="0"><strong>{title}</strong><span>{reason}</span></span>
    }
    .into_any()
}
