//! `/committee/{id}`: one meeting. What the server answers is shown at once; what is typed elsewhere on the page stays.

use super::api::{cancel, load, read_meeting as read};
use super::close::CloseForm;
use super::item::ItemSheet;
use super::plan::{PlanDialog, Planning};
use super::votes::meeting_badge;
use crate::components::{SendDialog, Sending, SendingTold, TextArea, Told, dom, keyed, time};
use crate::notices::something_done;
use crate::review::facts;
use crate::shell::{Failure, use_today};
use domain::Finding;
use domain::committee::{Meeting, MeetingStatus};
use domain::values::{date, not_blank};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// Where the focus goes once something was done.
pub const TOLD: &str = "meeting-told";

/// The meeting as the page has it now, and what is said about it.
#[derive(Clone, Copy)]
pub struct Held {
    /// The meeting.
    pub meeting: RwSignal<Meeting>,
    /// What was done.
    pub told: RwSignal<Option<String>>,
}

impl Held {
    /// Shows what the server answered, and says what was done.
    pub fn done(self, meeting: Meeting, told: impl Into<String>) {
        self.meeting.set(meeting);
        self.told.set(Some(told.into()));
        something_done();
        dom::focus_soon(TOLD.to_owned());
    }

    /// Reads the meeting anew: others vote, too.
    pub fn refresh(self) {
        let id = self.meeting.with_untracked(|meeting| meeting.id.clone());
        spawn_local(async move {
            if let Ok(meeting) = read(id).await {
                let _ = self.meeting.try_set(meeting);
            }
        });
    }
}

/// One meeting.
#[component]
pub fn MeetingPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let meeting = Resource::new(move || id.get(), read);
    view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match meeting.await {
                    Ok(meeting) => view! { <TheMeeting meeting/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn TheMeeting(meeting: Meeting) -> impl IntoView {
    let today = use_today();
    let title = format!("{}行政许可委员会会议", date::long(meeting.day));
    let held = Held { meeting: RwSignal::new(meeting), told: RwSignal::new(None) };
    let planning = Planning::new(today);
    let cancelling =
        Cancelling { open: RwSignal::new(false), reason: RwSignal::new(String::new()), sending: Sending::default() };
    let changed = Callback::new(move |meeting: Option<Meeting>| {
        if let Some(meeting) = meeting {
            held.done(meeting, "会议已修改。");
        }
    });
    let change = move |_| {
        let meeting = held.meeting.get_untracked();
        spawn_local(async move {
            // From whom and from what is chosen, as of now.
            if let Ok(committee) = load().await
                && !held.meeting.is_disposed()
            {
                planning.offer(committee.officers, committee.waiting, committee.quorum);
                planning.ask_about(&meeting);
            }
        });
    };
    let buttons = move || {
        let organises = held.meeting.with(|meeting| meeting.organises);
        organises.then(|| {
            view! {
                <button type="button" class="button" aria-haspopup="dialog" on:click=change>"修改会议"</button>
                <button type="button" class="button button-danger" aria-haspopup="dialog" on:click=move |_| cancelling.open.set(true)>
                    "取消会议"
                </button>
            }
        })
    };
    let open = move || held.meeting.with(|meeting| meeting.status == MeetingStatus::Open);
    let keys = Signal::derive(move || {
        held.meeting.with(|meeting| meeting.items.iter().map(|item| item.filing.id.clone()).collect::<Vec<_>>())
    });
    view! {
        <Title text=title.clone()/>
        <nav class="breadcrumb" aria-label="当前位置">
            <ol>
                <li><a href="/committee">"行政许可委员会"</a></li>
                <li aria-current="page">{title.clone()}</li>
            </ol>
        </nav>
        <div class="page-head">
            <h1>{title}</h1>
            " "
            {move || meeting_badge(held.meeting.with(|meeting| meeting.status))}
        </div>
        <Told id=TOLD said=held.told/>
        <section class="sheet" aria-labelledby="about-title">
            <div class="sheet-head">
                <h2 id="about-title">"会议"</h2>
                <div class="button-row">
                    {buttons}
                    <Show when=open>
                        <button type="button" class="button" on:click=move |_| held.refresh()>"刷新表决情况"</button>
                    </Show>
                </div>
            </div>
            {move || about(&held.meeting.get())}
        </section>
        {keyed(keys, move |filing| view! { <ItemSheet held filing today/> }.into_any())}
        <Show when=move || held.meeting.with(|meeting| meeting.leads)><CloseForm held today/></Show>
        <PlanDialog planning today title="修改会议" action="保存" done=changed/>
        <CancelDialog cancelling held/>
    }
    .into_any()
}

fn about(meeting: &Meeting) -> AnyView {
    let names: Vec<_> = meeting.members.iter().map(|member| member.name.as_str()).collect();
    let chair = meeting.members.iter().find(|member| member.id == meeting.chair);
    let mut lines = vec![
        ("会议日期", view! { <time datetime=meeting.day.to_string()>{date::long(meeting.day)}</time> }.into_any()),
        ("地点", meeting.place.clone().into_any()),
        ("主持人", chair.map(|chair| chair.name.clone()).unwrap_or_default().into_any()),
        ("委员", names.join("、").into_any()),
        ("召集人", meeting.organiser.clone().into_any()),
    ];
    if let Some(at) = meeting.ended_at {
        let term = if meeting.status == MeetingStatus::Cancelled { "取消时间" } else { "结束时间" };
        lines.push((term, view! { <time datetime=time::machine(at)>{time::moment(at)}</time> }.into_any()));
    }
    let minutes = match meeting.status {
        MeetingStatus::Open => None,
        MeetingStatus::Closed => Some("会议纪要"),
        MeetingStatus::Cancelled => Some("取消原因"),
    };
    if let Some(term) = minutes {
        lines.push((term, view! { <span class="rules-text">{meeting.minutes.clone()}</span> }.into_any()));
    }
    facts::list(lines)
}

/// Calling it off.
#[derive(Clone, Copy)]
struct Cancelling {
    open: RwSignal<bool>,
    reason: RwSignal<String>,
    sending: Sending,
}

#[component]
fn CancelDialog(cancelling: Cancelling, held: Held) -> impl IntoView {
    let Cancelling { open, reason, sending } = cancelling;
    let wrong = move || {
        let lacking = reason.with(|reason| !not_blank(reason));
        lacking.then(|| Finding::field("reason", "请填写取消的原因")).into_iter().collect::<Vec<_>>()
    };
    let submit = Callback::new(move |()| {
        if !sending.right(&untrack(wrong)) {
            return;
        }
        let (id, revision) = held.meeting.with_untracked(|meeting| (meeting.id.clone(), meeting.revision));
        sending.send(cancel(id, revision, reason.get_untracked()), move |meeting| {
            open.set(false);
            held.done(meeting, "会议已取消，申请等待列入其他会议。");
        });
    });
    view! {
        <SendDialog open title="取消会议" action="取消会议" sending submit>
            <CancelFields cancelling wrong=Signal::derive(wrong)/>
        </SendDialog>
    }
    .into_any()
}

#[component]
fn CancelFields(cancelling: Cancelling, wrong: Signal<Vec<Finding>>) -> impl IntoView {
    let Cancelling { reason, sending, .. } = cancelling;
    sending.provide(wrong);
    view! {
        <div class="dialog-body">
            <p>"议程上的申请退回等待审议，已有的表决作废。"</p>
            <TextArea path="reason" label="取消原因" required=true value=reason
                on_input=Callback::new(move |text| reason.set(text))/>
            <SendingTold sending/>
        </div>
    }
    .into_any()
}
