//! 召集、修改会议: day, place, members, who leads it, and the agenda.

use super::api::{call, change};
use crate::api::new_key;
use crate::components::{CheckboxGroup, SelectField, SendDialog, Sending, SendingTold, TextField, officer_options};
use chrono::NaiveDate;
use domain::Finding;
use domain::committee::{Meeting, Plan};
use domain::filings::FilingSummary;
use domain::offices::Officer;
use leptos::prelude::*;

/// What is typed.
#[derive(Clone, Copy)]
pub struct Planning {
    open: RwSignal<bool>,
    day: RwSignal<String>,
    place: RwSignal<String>,
    members: RwSignal<Vec<String>>,
    chair: RwSignal<String>,
    filings: RwSignal<Vec<String>>,
    /// From whom and from what is chosen.
    officers: RwSignal<Vec<Officer>>,
    waiting: RwSignal<Vec<FilingSummary>>,
    quorum: RwSignal<usize>,
    /// The meeting that is changed; `None` for a new one.
    meeting: RwSignal<Option<Meeting>>,
    key: StoredValue<String>,
    sending: Sending,
}

impl Planning {
    /// Nothing typed but that it is today.
    pub fn new(today: NaiveDate) -> Planning {
        Planning {
            open: RwSignal::new(false),
            day: RwSignal::new(today.to_string()),
            place: RwSignal::new(String::new()),
            members: RwSignal::new(Vec::new()),
            chair: RwSignal::new(String::new()),
            filings: RwSignal::new(Vec::new()),
            officers: RwSignal::new(Vec::new()),
            waiting: RwSignal::new(Vec::new()),
            quorum: RwSignal::new(0),
            meeting: RwSignal::new(None),
            key: StoredValue::new(String::new()),
            sending: Sending::default(),
        }
    }

    /// From whom and from what is chosen.
    pub fn offer(self, officers: Vec<Officer>, waiting: Vec<FilingSummary>, quorum: usize) {
        self.officers.set(officers);
        self.waiting.set(waiting);
        self.quorum.set(quorum);
    }

    /// Opens the dialog for a new meeting; what was typed before is still there.
    pub fn ask(self) {
        self.sending.clear();
        self.key.set_value(new_key());
        let there = self.waiting.with_untracked(|all| all.iter().map(|filing| filing.id.clone()).collect::<Vec<_>>());
        self.filings.update(|chosen| chosen.retain(|id| there.contains(id)));
        self.open.set(true);
    }

    /// Opens the dialog for changing this one.
    pub fn ask_about(self, meeting: &Meeting) {
        self.sending.clear();
        self.day.set(meeting.day.to_string());
        self.place.set(meeting.place.clone());
        self.members.set(meeting.members.iter().map(|member| member.id.clone()).collect());
        self.chair.set(meeting.chair.clone());
        self.filings.set(meeting.items.iter().map(|item| item.filing.id.clone()).collect());
        self.quorum.set(meeting.quorum);
        self.meeting.set(Some(meeting.clone()));
        self.open.set(true);
    }

    fn typed(self) -> Plan {
        Plan {
            day: self.day.get(),
            place: self.place.get(),
            chair: self.chair.get(),
            members: self.members.get(),
            filings: self.filings.get(),
        }
    }

    fn wrong(self, today: NaiveDate) -> Vec<Finding> {
        let kept = self.meeting.with(|meeting| meeting.as_ref().map(|meeting| meeting.day));
        self.typed().check(self.quorum.get(), today, kept)
    }

    fn send(self, today: NaiveDate, done: Callback<Option<Meeting>>) {
        if !self.sending.right(&untrack(|| self.wrong(today))) {
            return;
        }
        let plan = untrack(|| self.typed());
        match self.meeting.get_untracked() {
            None => self.sending.send(call(self.key.get_value(), plan), move |_id| {
                self.open.set(false);
                self.filings.set(Vec::new());
                done.run(None);
            }),
            Some(meeting) => self.sending.send(change(meeting.id, meeting.revision, plan), move |meeting| {
                self.open.set(false);
                done.run(Some(meeting));
            }),
        }
    }
}

/// The dialog. `done` is called with the meeting where it was changed.
#[component]
pub fn PlanDialog(
    planning: Planning,
    today: NaiveDate,
    title: &'static str,
    action: &'static str,
    done: Callback<Option<Meeting>>,
) -> impl IntoView {
    let submit = Callback::new(move |()| planning.send(today, done));
    view! {
        <SendDialog open=planning.open title action sending=planning.sending submit>
            <Fields planning today/>
        </SendDialog>
    }
    .into_any()
}

#[component]
fn Fields(planning: Planning, today: NaiveDate) -> impl IntoView {
    let live = Memo::new(move |_| planning.wrong(today));
    planning.sending.provide(live.into());
    let put = |text: RwSignal<String>| Callback::new(move |typed| text.set(typed));
    let officers = planning.officers.get_untracked();
    let quorum = planning.quorum.get_untracked();
    // Who leads it is one of those who are ticked.
    let among = officers.clone();
    let chair = move || {
        let ticked = planning.members.get();
        let among: Vec<_> = among.iter().filter(|officer| ticked.contains(&officer.id)).cloned().collect();
        view! {
            <SelectField path="chair" label="主持人" required=true value=planning.chair options=officer_options(&among)
                on_change=put(planning.chair)/>
        }
    };
    view! {
        <div class="dialog-body">
            <div class="field-row">
                <TextField path="day" label="会议日期" kind="date" required=true value=planning.day on_input=put(planning.day)/>
                <TextField path="place" label="地点" required=true value=planning.place on_input=put(planning.place)/>
            </div>
            <CheckboxGroup path="members" legend="委员" chosen=planning.members options=officer_options(&officers)
                hint=format!("不少于{quorum}人（人数来源未核实，由管理员在参数设置中调整）；审查人对自己审查的申请不表决")/>
            {chair}
            <CheckboxGroup path="filings" legend="审议的申请" chosen=planning.filings options=agenda(planning)/>
            <SendingTold sending=planning.sending/>
        </div>
    }
    .into_any()
}

/// What waits, and what is on the agenda already.
fn agenda(planning: Planning) -> Vec<(String, String)> {
    let kept = planning.meeting.with_untracked(|meeting| {
        meeting.as_ref().map(|meeting| meeting.items.iter().map(|item| item.filing.clone()).collect::<Vec<_>>())
    });
    let all = kept.unwrap_or_default().into_iter().chain(planning.waiting.get_untracked());
    all.map(|filing| (filing.id, format!("{} {}（{}）", filing.number, filing.enterprise, filing.kind))).collect()
}
