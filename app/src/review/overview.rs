//! The overview of one filing, for both sides: where it stands, what happened, and what the viewer can do next.

use super::actions::Actions;
use crate::components::{StatusBadge, Timeline, time};
use crate::filings::api::load;
use crate::shell::{Failure, use_viewer};
use domain::accounts::Role;
use domain::filings::{Event, FilingHeader, FilingView, Tab};
use domain::workflow::{Action as Step, Status};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The page of one filing.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let moved = RwSignal::new(0u32);
    let filing = Resource::new(move || (id.get(), moved.get()), |(id, _)| load(id));
    view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match filing.await {
                    Ok(view) => view! { <Overview view reload=Callback::new(move |()| moved.update(|moved| *moved += 1))/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Overview(view: FilingView, reload: Callback<()>) -> impl IntoView {
    let FilingView { header, events, .. } = view;
    let staff = use_viewer().is_some_and(|viewer| viewer.role != Role::Enterprise);
    let summary = header.summary.clone();
    let title = format!("{} · {}", summary.kind, summary.number);
    // Only the enterprise submits, and only from where it can be filled in.
    let going_on = header.allowed.iter().any(|step| matches!(step, Step::Submit | Step::Resubmit));
    let first = format!("/filings/{}/{}", summary.id, Tab::Application.code());
    let (back, back_label) = if staff { ("/queue", "审核队列") } else { ("/", "首页") };
    view! {
        <Title text=title.clone()/>
        <nav class="breadcrumb" aria-label="当前位置">
            <ol><li><a href=back>{back_label}</a></li><li aria-current="page">{title.clone()}</li></ol>
        </nav>
        <div class="page-head">
            <h1>{title}</h1>
            " "
            <StatusBadge status=summary.status/>
            {going_on.then(|| view! { <a class="button button-primary" href=first>"继续填报"</a> })}
        </div>
        <Outcome header=header.clone() events=events.clone()/>
        // What staff come for stands on top; what an enterprise rarely wants, at the end.
        {staff.then(|| view! { <Actions header=header.clone() reload/> })}
        <div class="columns">
            <div>
                <Facts header=header.clone()/>
                <Content id=summary.id/>
            </div>
            <section class="sheet" aria-labelledby="timeline-title">
                <h2 id="timeline-title">"办理过程"</h2>
                <Timeline events status=summary.status/>
            </section>
        </div>
        {(!staff).then(|| view! { <Actions header reload/> })}
    }
    .into_any()
}

/// How it ended, or what was received.
#[component]
fn Outcome(header: FilingHeader, events: Vec<Event>) -> impl IntoView {
    let status = header.summary.status;
    let reason = || {
        let decisive = |event: &&Event| matches!(event.action, Step::Refuse | Step::Decline | Step::Terminate);
        events.iter().rev().find(decisive).map(|event| event.note.clone()).filter(|note| !note.is_empty())
    };
    match status {
        Status::Issued => view! {
            <div class="notice notice-good" role="status">
                <h2>"准予许可"</h2>
                {header.licence_id.map(|id| view! {
                    <div class="button-row"><a class="button button-primary" href=format!("/licences/{id}")>"查看许可证"</a></div>
                })}
            </div>
        }
        .into_any(),
        Status::Refused | Status::Declined | Status::Terminated => view! {
            <div class="notice notice-bad">
                <h2>{status.label()}</h2>
                {reason().map(|reason| view! { <p>"理由："{reason}</p> })}
                <p>{status.next_step()}</p>
            </div>
        }
        .into_any(),
        _ => header.summary.submitted_at.map(|at| view! {
            <div class="notice">
                <h2>"回执"</h2>
                <p>{format!("申请编号 {}，{} 已由{}收到。", header.summary.number, time::moment(at), header.office)}</p>
            </div>
        })
        .into_any(),
    }
}

#[component]
fn Facts(header: FilingHeader) -> impl IntoView {
    let (summary, profile) = (header.summary, header.profile);
    let facts = [
        ("申请事项", summary.kind.label().to_owned()),
        ("办理方式", summary.track.label().to_owned()),
        ("单位名称", summary.enterprise),
        ("统一社会信用代码", profile.credit_code),
        ("法定代表人", profile.representative),
        ("住所", profile.registered_address),
        ("联系人", profile.contact),
        ("手机", profile.mobile),
        ("受理机构", header.office),
        ("办理人", summary.assignee.unwrap_or_else(|| "—".to_owned())),
        ("提交时间", summary.submitted_at.map(time::moment).unwrap_or_else(|| "尚未提交".to_owned())),
    ];
    view! {
        <section class="sheet" aria-labelledby="facts-title">
            <h2 id="facts-title">"基本信息"</h2>
            <dl class="facts">
                {facts.into_iter().map(|(term, value)| view! { <div><dt>{term}</dt><dd>{value}</dd></div> }).collect_view()}
            </dl>
        </section>
    }
    .into_any()
}

/// The way to what was filed, tab by tab.
#[component]
fn Content(id: String) -> impl IntoView {
    let links = Tab::ALL
        .iter()
        .map(|tab| view! { <li><a href=format!("/filings/{id}/{}", tab.code())>{tab.label()}</a></li> })
        .collect_view();
    view! {
        <section class="sheet" aria-labelledby="content-title">
            <h2 id="content-title">"申请内容"</h2>
            <ol>{links}</ol>
        </section>
    }
    .into_any()
}
