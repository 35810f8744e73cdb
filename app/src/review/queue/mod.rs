//! 审核队列.

mod filters;
mod lines;
mod terminated;

use super::api::{queue, terminated};
use super::pass_on::{PassOn, Passed};
use crate::api::{ApiError, new_key, with_query};
use crate::components::{Shortcut, Shortcuts, Told, press_in_focused, step_focus};
use crate::filings::api::{act, load};
use crate::notices::something_done;
use crate::shell::{Failure, use_viewer};
use domain::accounts::Role;
use domain::filings::{FilingHeader, FilingSummary};
use domain::review::{Counts, Cursor, QueueFilter};
use domain::workflow::Action as Step;
use filters::Filters;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use lines::Lines;
use serde::{Deserialize, Serialize};
use terminated::Terminated;

/// Where the focus goes once something was done: it stays while the list is loaded anew.
const TOLD: &str = "queue-told";

/// As much of the queue as is in sight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Loaded {
    returned: Vec<FilingSummary>,
    lines: Vec<FilingSummary>,
    next: Option<Cursor>,
    counts: Option<Counts>,
    /// What enterprises took back; only where nothing is narrowed.
    terminated: Vec<FilingSummary>,
}

/// Loads as many pages as were asked for, one behind the other.
async fn load_pages(filter: QueueFilter, after: Option<Cursor>, pages: usize) -> Result<Loaded, ApiError> {
    let first = queue(filter.clone(), after.clone()).await?;
    let narrowed = !filter.is_empty() || after.is_some();
    let terminated = if narrowed { Vec::new() } else { terminated().await? };
    let mut loaded =
        Loaded { returned: first.returned, lines: first.lines, next: first.next, counts: first.counts, terminated };
    for _ in 1..pages {
        let Some(next) = loaded.next.take() else { break };
        let page = queue(filter.clone(), Some(next)).await?;
        loaded.lines.extend(page.lines);
        loaded.next = page.next;
    }
    Ok(loaded)
}

/// The address of the queue narrowed so.
fn address(filter: &QueueFilter) -> String {
    with_query("/queue", &filter.pairs())
}

/// The page of everything that waits for the viewer's office, what is due first on top.
#[component]
pub fn QueuePage() -> impl IntoView {
    let query = use_query_map();
    let filter = Memo::new(move |_| query.with(|query| QueueFilter::read(|name| query.get(name))));
    let after =
        Memo::new(move |_| query.with(|query| query.get("after").and_then(|after| after.parse::<Cursor>().ok())));
    let pages = RwSignal::new(1usize);
    let moves = Action::new(|(id, step): &(String, Step)| take(id.clone(), *step));
    let passed = RwSignal::new(0u32);
    let source = move || (filter.get(), after.get(), pages.get(), moves.version().get(), passed.get());
    let loaded = Resource::new(source, |(filter, after, pages, ..)| load_pages(filter, after, pages));
    let told = RwSignal::new(None::<String>);
    Effect::new(move |before: Option<QueueFilter>| {
        let now = filter.get();
        if before.is_some_and(|before| before != now) {
            pages.set(1);
            told.set(None);
        }
        now
    });
    Effect::new(move || {
        if moves.version().get() > 0 {
            something_done();
        }
    });
    let viewer = use_viewer();
    let leads = viewer.as_ref().is_some_and(|viewer| viewer.role == Role::Head);
    let office = viewer.and_then(|viewer| viewer.office).unwrap_or_default();
    let passing = RwSignal::new(None::<FilingSummary>);
    let done = Callback::new(move |Passed { number, to }: Passed| {
        told.set(Some(format!("{number} 已交由{to}办理。")));
        passed.update(|passed| *passed += 1);
        something_done();
        crate::components::dom::focus_soon(TOLD.to_owned());
    });
    let failed = move || moves.value().get().and_then(Result::err);
    view! {
        <Title text="审核队列"/>
        <div class="page-head">
            <h1>"审核队列"</h1> <span>{office}</span>
            {leads.then(|| view! { <a class="button" href="/queue/workload">"工作量"</a> })}
            <Shortcuts shortcuts=shortcuts()/>
        </div>
        <Told id=TOLD said=told/>
        {move || failed().map(refused)}
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(Loaded { returned, lines, next, counts, terminated }) => {
                        let filter = filter.get_untracked();
                        view! {
                            <Filters filter=filter.clone() counts/>
                            <Lines filter returned lines next moves passing pages/>
                            <Terminated filings=terminated/>
                        }
                        .into_any()
                    }
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
        <PassOn target=passing leads done/>
    }
    .into_any()
}

/// Claims or releases from the list, under the revision that the filing has now: between two reviewers who press at the same
/// moment the workflow decides, and the second is told.
async fn take(id: String, step: Step) -> Result<FilingHeader, ApiError> {
    let key = new_key();
    let revision = load(id.clone()).await?.header.revision;
    act(id, revision, key, step, String::new(), Vec::new()).await
}

fn refused(error: ApiError) -> impl IntoView {
    view! { <div class="notice notice-warn" role="alert"><p>{error.to_string()}</p><p>"列表已刷新，请核对后再操作。"</p></div> }
}

/// The steps that the list offers.
type Moves = Action<(String, Step), Result<FilingHeader, ApiError>>;

fn shortcuts() -> Vec<Shortcut> {
    const LINE: &str = "tr[data-line]";
    const OPEN: &str = "a[data-open]";
    let navigate = use_navigate();
    let own = move || navigate("/queue?assignee=me", NavigateOptions::default());
    let navigate = use_navigate();
    let all = move || navigate("/queue", NavigateOptions::default());
    vec![
        Shortcut::new("j", "下一条申请", || step_focus(LINE, OPEN, true)),
        Shortcut::new("k", "上一条申请", || step_focus(LINE, OPEN, false)),
        Shortcut::new("o", "打开所在的申请", || press_in_focused(LINE, OPEN)),
        Shortcut::new("c", "领取所在的申请", || press_in_focused(LINE, "button[data-step=claim]")),
        Shortcut::new("/", "查找", || {
            crate::components::dom::focus("queue-search");
        }),
        Shortcut::new("g m", "只看我办理的申请", own),
        Shortcut::new("g q", "看全部申请", all),
    ]
}
