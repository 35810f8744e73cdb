//! `/committee`: what waits for a meeting, and the office's meetings.

use super::api::load;
use super::plan::{PlanDialog, Planning};
use super::votes::meeting_badge;
use crate::components::{PageTop, Told, dom, due_cell, matter};
use crate::notices::something_done;
use crate::shell::{Failure, use_today, use_viewer};
use domain::accounts::Role;
use domain::committee::{Committee, MeetingLine};
use domain::filings::FilingSummary;
use domain::values::date;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes once something was done.
const TOLD: &str = "committee-told";

/// The committee of the viewer's office.
#[component]
pub fn CommitteePage() -> impl IntoView {
    let today = use_today();
    let staff = use_viewer().is_some_and(|viewer| matches!(viewer.role, Role::Reviewer | Role::Head));
    let changed = RwSignal::new(0u32);
    let committee = Resource::new(move || changed.get(), |_| load());
    let planning = Planning::new(today);
    let told = RwSignal::new(None::<String>);
    let done = Callback::new(move |_| {
        told.set(Some("会议已召集，委员会在待办中看到。".to_owned()));
        something_done();
        changed.update(|changed| *changed += 1);
        dom::focus_soon(TOLD.to_owned());
    });
    let loaded = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match committee.await {
                    Ok(committee) => sheets(committee, planning),
                    Err(error) if staff => view! { <p class="notice notice-bad" role="alert">{error.to_string()}</p> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any();
    if !staff {
        return loaded;
    }
    view! {
        <Title text="行政许可委员会"/>
        <PageTop title="行政许可委员会"/>
        <Told id=TOLD said=told/>
        <noscript><p class="notice notice-warn">"召集会议和表决需要在浏览器中启用 JavaScript。"</p></noscript>
        {loaded}
        <PlanDialog planning today title="召集会议" action="召集" done/>
    }
    .into_any()
}

fn sheets(committee: Committee, planning: Planning) -> AnyView {
    let Committee { meetings, waiting, officers, quorum } = committee;
    planning.offer(officers, waiting.clone(), quorum);
    let button = (!waiting.is_empty()).then(|| {
        view! {
            <button type="button" class="button button-primary" aria-haspopup="dialog" on:click=move |_| planning.ask()>
                "召集会议"
            </button>
        }
    });
    view! {
        <section class="sheet" aria-labelledby="waiting-title">
            <div class="sheet-head"><h2 id="waiting-title">"等待审议的申请"</h2> {button}</div>
            {match waiting.is_empty() {
                true => view! { <p class="empty">"没有等待列入议程的申请"</p> }.into_any(),
                false => waiting_table(waiting),
            }}
        </section>
        <section class="sheet" aria-labelledby="meetings-title">
            <h2 id="meetings-title">"会议"</h2>
            {match meetings.is_empty() {
                true => view! { <p class="empty">"还没有召集过会议"</p> }.into_any(),
                false => meetings_table(meetings),
            }}
        </section>
    }
    .into_any()
}

fn waiting_table(filings: Vec<FilingSummary>) -> AnyView {
    let line = |filing: FilingSummary| {
        let due = due_cell(&filing);
        view! {
            <tr>
                <td data-label="申请编号" class="code"><a href=format!("/filings/{}", filing.id)>{filing.number}</a></td>
                <td data-label="申请单位">{filing.enterprise}</td>
                <td data-label="申请事项">{matter(filing.kind, filing.track)}</td>
                <td data-label="办理时限">{due}</td>
                <td data-label="审查人">{filing.assignee.unwrap_or_else(|| "—".to_owned())}</td>
            </tr>
        }
    };
    view! {
        <div class="table-wrap" role="region" aria-label="等待审议列表" tabindex="0">
            <table class="table table-cards">
                <thead><tr>
                    <th scope="col">"申请编号"</th>
                    <th scope="col">"申请单位"</th>
                    <th scope="col">"申请事项"</th>
                    <th scope="col">"办理时限"</th>
                    <th scope="col">"审查人"</th>
                </tr></thead>
                <tbody>{filings.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn meetings_table(meetings: Vec<MeetingLine>) -> AnyView {
    let line = |meeting: MeetingLine| {
        let awaits = (meeting.awaits_vote > 0)
            .then(|| view! { <span class="status status-wait">{format!("{}件待您表决", meeting.awaits_vote)}</span> });
        view! {
            <tr>
                <td data-label="会议日期">
                    <a href=format!("/committee/{}", meeting.id)>
                        <time datetime=meeting.day.to_string()>{date::long(meeting.day)}</time>
                    </a>
                </td>
                <td data-label="地点">{meeting.place}</td>
                <td data-label="主持人">{meeting.chair}</td>
                <td data-label="审议件数">{meeting.items}</td>
                <td data-label="状态"><span>{meeting_badge(meeting.status)} " " {awaits}</span></td>
            </tr>
        }
    };
    view! {
        <div class="table-wrap" role="region" aria-label="会议列表" tabindex="0">
            <table class="table table-cards">
                <thead><tr>
                    <th scope="col">"会议日期"</th>
                    <th scope="col">"地点"</th>
                    <th scope="col">"主持人"</th>
                    <th scope="col">"审议件数"</th>
                    <th scope="col">"状态"</th>
                </tr></thead>
                <tbody>{meetings.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
