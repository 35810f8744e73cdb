//! The overview of one filing, for both sides: where it stands, what happened, and what the viewer can do next.

use super::actions::Actions;
use super::consequence::granting;
use super::deferrals::{Deferrals, TOLD};
use super::dossier::DossierSheet;
use super::facts::{self, facts};
use super::matter::{Beside, Matter};
use super::pass_on::PassOnButton;
use crate::api::ApiError;
use crate::committee::Deliberations;
use crate::components::{Shortcut, Shortcuts, StatusBadge, Timeline, Told, clock_facts, time, track_badge};
use crate::corrections::Outcome as Corrected;
use crate::filings::api::load;
use crate::papers::FilingPapers;
use crate::ratings::MatterRating;
use crate::shell::{Failure, use_today, use_viewer};
use crate::visits::Visits;
use chrono::NaiveDate;
use domain::accounts::Role;
use domain::clock::Clock;
use domain::filings::{Event, FilingHeader, FilingView, Kind};
use domain::ratings::can_be_rated;
use domain::staff::Post;
use domain::tracks::DEFERRAL_BAR_YEARS;
use domain::workflow::{Action as Step, Status};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use serde::{Deserialize, Serialize};

/// A filing with what matters besides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Loaded {
    view: FilingView,
    beside: Beside,
}

async fn load_with_matter(id: String) -> Result<Loaded, ApiError> {
    let view = load(id).await?;
    let beside = Beside::load(&view).await?;
    Ok(Loaded { view, beside })
}

/// The page of one filing.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let moved = RwSignal::new(0u32);
    let filing = Resource::new(move || (id.get(), moved.get()), |(id, _)| load_with_matter(id));
    let today = use_today();
    let told = RwSignal::new(None::<String>);
    let reload = Callback::new(move |()| moved.update(|moved| *moved += 1));
    Effect::new(move |before: Option<String>| {
        let now = id.get();
        if before.is_some_and(|before| before != now) {
            told.set(None);
        }
        now
    });
    let handed = Handed { today, told, reload };
    view! {
        <Told id=TOLD said=told/>
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match filing.await {
                    Ok(loaded) => view! { <Overview loaded handed/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// What stays when the filing is loaded anew.
#[derive(Clone, Copy)]
struct Handed {
    today: NaiveDate,
    told: RwSignal<Option<String>>,
    reload: Callback<()>,
}

#[component]
fn Overview(loaded: Loaded, handed: Handed) -> impl IntoView {
    let Loaded { view, beside } = loaded;
    let Handed { today, told, reload } = handed;
    let granting = granting(&view, &beside);
    let FilingView { header, events, .. } = view.clone();
    let staff = use_viewer().is_some_and(|viewer| viewer.role != Role::Enterprise);
    let (summary, kind) = (header.summary.clone(), header.summary.kind);
    let title = format!("{kind} · {}", summary.number);
    // Only the enterprise submits, and only from where it can be filled in.
    let going_on = header.allowed.iter().any(|step| matches!(step, Step::Submit | Step::Resubmit));
    let (back, back_label) = if staff { ("/queue", "审核队列") } else { ("/", "首页") };
    let post = view.sections.joining.body.post;
    let rateable = (!staff && can_be_rated(summary.status)).then(|| summary.id.clone());
    view! {
        <Title text=title.clone()/>
        <nav class="breadcrumb" aria-label="当前位置">
            <ol><li><a href=back>{back_label}</a></li><li aria-current="page">{title.clone()}</li></ol>
        </nav>
        <div class="page-head">
            <h1>{title}</h1>
            " "
            {track_badge(summary.track)}
            " "
            <StatusBadge status=summary.status kind/>
            {going_on.then(|| view! { <a class="button button-primary" href=summary.href()>"继续填报"</a> })}
            {staff.then(|| view! {
                <PassOnButton header=header.clone() told reload/>
                <OverviewShortcuts content=format!("/filings/{}/{}", summary.id, kind.first_tab().code())/>
            })}
        </div>
        <Outcome header=header.clone() events=events.clone()/>
        <Corrected view=view.clone() staff/>
        <Deferrals view=view.clone() staff today told reload/>
        <Visits view=view.clone() staff today told told_id=TOLD reload/>
        <Deliberations view=view.clone()/>
        <Matter view beside/>
        // What staff come for stands on top; what an enterprise rarely wants, at the end.
        {staff.then(|| view! { <Actions header=header.clone() granting=granting.clone() reload/> })}
        <div class="columns">
            <div>
                {header.clock.as_ref().map(deadline)}
                <Facts header=header.clone() staff/>
                <FilingPapers id=summary.id.clone()/>
                <Content id=summary.id kind post/>
                {rateable.map(|id| view! { <MatterRating id/> })}
            </div>
            <section class="sheet" aria-labelledby="timeline-title">
                <h2 id="timeline-title">"办理过程"</h2>
                <Timeline events kind status=summary.status/>
            </section>
        </div>
        {staff.then(|| view! { <DossierSheet id=header.summary.id.clone()/> })}
        {(!staff).then(|| view! { <Actions header granting reload/> })}
    }
    .into_any()
}

/// The keys of the page: into the content, back.
#[component]
fn OverviewShortcuts(content: String) -> impl IntoView {
    let navigate = use_navigate();
    let go = StoredValue::new(move |to: &str| navigate(to, NavigateOptions::default()));
    let shortcuts = vec![
        Shortcut::new("n", "查看申请内容", move || go.with_value(|go| go(&content))),
        Shortcut::new("g q", "回到审核队列", move || go.with_value(|go| go("/queue"))),
    ];
    view! { <Shortcuts shortcuts/> }
}

/// 办理时限.
fn deadline(clock: &Clock) -> AnyView {
    view! {
        <section class="sheet" aria-labelledby="clock-title">
            <h2 id="clock-title">"办理时限"</h2>
            {facts::list(clock_facts(clock))}
        </section>
    }
    .into_any()
}

/// How it ended, or what was received.
#[component]
fn Outcome(header: FilingHeader, events: Vec<Event>) -> impl IntoView {
    let (status, kind) = (header.summary.status, header.summary.kind);
    let reason = || {
        let decisive =
            |event: &&Event| matches!(event.action, Step::Refuse | Step::Decline | Step::Terminate | Step::Lapse);
        events.iter().rev().find(decisive).map(|event| event.note.clone()).filter(|note| !note.is_empty())
    };
    let lapsed = events.last().is_some_and(|event| event.action == Step::Lapse);
    match status {
        Status::Issued => view! {
            <div class="notice notice-good" role="status">
                <h2>{status.label_in(kind)}</h2>
                {header.licence_id.map(|id| view! {
                    <div class="button-row"><a class="button button-primary" href=format!("/licences/{id}")>"查看许可证"</a></div>
                })}
            </div>
        }
        .into_any(),
        Status::Refused | Status::Declined | Status::Terminated => view! {
            <div class="notice notice-bad">
                <h2>{status.label_in(kind)}</h2>
                {reason().map(|reason| view! { <p>"理由："{reason}</p> })}
                {lapsed.then(|| format!("未在期限内交齐容缺材料，流程终止；{DEFERRAL_BAR_YEARS}年内不能再选择容缺受理。"))
                    .map(|told| view! { <p>{told}</p> })}
                <p>{status.next_step()}</p>
            </div>
        }
        .into_any(),
        _ => header.summary.submitted_at.map(|at| view! {
            <div class="notice">
                <h2>"回执"</h2>
                <p>{format!("申请编号 {}，{} 已由{}收到。", header.summary.number, time::moment(at), header.office)}</p>
                {header.summary.position.map(|place| view! { <p>{format!("目前排在第 {place} 位，等待领取。")}</p> })}
            </div>
        })
        .into_any(),
    }
}

#[component]
fn Facts(header: FilingHeader, staff: bool) -> impl IntoView {
    let (summary, profile) = (header.summary, header.profile);
    let mut lines = vec![
        ("申请事项", summary.kind.label().to_owned()),
        ("办理方式", summary.track.label().to_owned()),
        ("单位名称", summary.enterprise),
        ("统一社会信用代码", profile.credit_code),
        ("法定代表人", profile.representative),
        ("住所", profile.registered_address),
        ("联系人", profile.contact),
        ("手机", profile.mobile),
        ("受理机构", header.office),
    ];
    // To enterprises the office answers for its staff.
    if staff {
        lines.push(("办理人", summary.assignee.unwrap_or_else(|| "—".to_owned())));
    }
    if !header.rules.is_empty() {
        lines.push(("核对依据", format!("《{}》", header.rules)));
    }
    lines.push(("提交时间", summary.submitted_at.map(time::moment).unwrap_or_else(|| "尚未提交".to_owned())));
    view! {
        <section class="sheet" aria-labelledby="facts-title">
            <h2 id="facts-title">"基本信息"</h2>
            {facts(lines)}
        </section>
    }
    .into_any()
}

/// The way to what was filed, tab by tab.
#[component]
fn Content(id: String, kind: Kind, post: Option<Post>) -> impl IntoView {
    let links = kind
        .tabs(post)
        .into_iter()
        .map(|tab| view! { <li><a href=format!("/filings/{id}/{}", tab.code())>{kind.tab_label(tab)}</a></li> })
        .collect_view();
    view! {
        <section class="sheet" aria-labelledby="content-title">
            <h2 id="content-title">"申请内容"</h2>
            <ol>{links}</ol>
        </section>
    }
    .into_any()
}
