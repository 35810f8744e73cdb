//! 安排、变更、取消现场核查.

use super::api::{arrange, cancel, officers};
use crate::api::new_key;
use crate::components::{CheckboxGroup, SendDialog, Sending, SendingTold, TextArea, TextField, officer_options};
use chrono::NaiveDate;
use domain::Finding;
use domain::offices::Officer;
use domain::values::not_blank;
use domain::visits::{Arrangement, LEAST_MEMBERS, Visit};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is typed.
#[derive(Clone, Copy)]
pub struct Arranging {
    filing: StoredValue<String>,
    revision: i64,
    /// The enterprise's address, which is where one usually goes.
    address: StoredValue<String>,
    first: RwSignal<bool>,
    anew: RwSignal<bool>,
    day: RwSignal<String>,
    place: RwSignal<String>,
    members: RwSignal<Vec<String>>,
    notes: RwSignal<String>,
    reason: RwSignal<String>,
    officers: RwSignal<Vec<Officer>>,
    key: StoredValue<String>,
    sending: Sending,
}

impl Arranging {
    /// Nothing typed but where one usually goes.
    pub fn new(filing: String, revision: i64, address: String) -> Arranging {
        Arranging {
            filing: StoredValue::new(filing),
            revision,
            place: RwSignal::new(address.clone()),
            address: StoredValue::new(address),
            first: RwSignal::new(false),
            anew: RwSignal::new(false),
            day: RwSignal::new(String::new()),
            members: RwSignal::new(Vec::new()),
            notes: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            officers: RwSignal::new(Vec::new()),
            key: StoredValue::new(String::new()),
            sending: Sending::default(),
        }
    }

    /// Opens the dialog: for a first arrangement, with what was typed before; or for another of this one.
    pub fn ask(self, visit: Option<&Visit>) {
        self.sending.clear();
        self.key.set_value(new_key());
        if let Some(visit) = visit {
            self.day.set(visit.day.to_string());
            self.place.set(visit.place.clone());
            self.members.set(visit.members.iter().map(|member| member.id.clone()).collect());
            self.notes.set(visit.notes.clone());
        } else if self.place.with_untracked(|place| !not_blank(place)) {
            self.place.set(self.address.get_value());
        }
        if visit.is_some() {
            self.anew.set(true)
        } else {
            self.first.set(true)
        }
        if self.officers.with_untracked(Vec::is_empty) {
            spawn_local(async move {
                match officers().await {
                    Ok(all) => drop(self.officers.try_set(all)),
                    Err(error) if !self.officers.is_disposed() => self.sending.tell(error.to_string()),
                    Err(_) => {}
                }
            });
        }
    }

    fn typed(self) -> Arrangement {
        Arrangement {
            day: self.day.get(),
            place: self.place.get(),
            members: self.members.get(),
            notes: self.notes.get(),
        }
    }

    fn wrong(self, today: NaiveDate) -> Vec<Finding> {
        let mut wrong = self.typed().check(today);
        if self.anew.get() && self.reason.with(|reason| !not_blank(reason)) {
            wrong.push(Finding::field("reason", "请填写变更的原因"));
        }
        wrong
    }

    fn send(self, today: NaiveDate, done: Callback<String>) {
        if !self.sending.right(&untrack(|| self.wrong(today))) {
            return;
        }
        let anew = self.anew.get_untracked();
        let reason = anew.then(|| self.reason.get_untracked());
        let arrangement = untrack(|| self.typed());
        let request = arrange(self.filing.get_value(), self.revision, self.key.get_value(), arrangement, reason);
        self.sending.send(request, move |()| {
            self.first.set(false);
            self.anew.set(false);
            done.run(match anew {
                true => "现场核查安排已变更，申请单位会收到通知。".to_owned(),
                false => "现场核查已安排，自今日起暂停计时，申请单位会收到通知。".to_owned(),
            });
        });
    }
}

/// Both dialogs.
#[component]
pub fn ArrangeDialogs(arranging: Arranging, today: NaiveDate, done: Callback<String>) -> impl IntoView {
    let submit = Callback::new(move |()| arranging.send(today, done));
    view! {
        <SendDialog open=arranging.first title="安排现场核查" action="安排" sending=arranging.sending submit>
            <Fields arranging today anew=false/>
        </SendDialog>
        <SendDialog open=arranging.anew title="变更现场核查安排" action="变更" sending=arranging.sending submit>
            <Fields arranging today anew=true/>
        </SendDialog>
    }
    .into_any()
}

#[component]
fn Fields(arranging: Arranging, today: NaiveDate, anew: bool) -> impl IntoView {
    let live = Memo::new(move |_| arranging.wrong(today));
    arranging.sending.provide(live.into());
    let put = |text: RwSignal<String>| Callback::new(move |typed| text.set(typed));
    let who = move || {
        let officers = arranging.officers.get();
        match officers.is_empty() {
            true => view! { <p class="loading" role="status">"正在载入本机构人员…"</p> }.into_any(),
            false => view! {
                <CheckboxGroup path="members" legend="核查人员" chosen=arranging.members options=officer_options(&officers)
                    hint=format!("不少于{LEAST_MEMBERS}人（行政许可法第三十四条），申请单位可以看到姓名")/>
            }
            .into_any(),
        }
    };
    view! {
        <div class="dialog-body">
            <TextField path="day" label="核查日期" kind="date" required=true value=arranging.day on_input=put(arranging.day)/>
            <TextField path="place" label="地点" required=true wide=true value=arranging.place on_input=put(arranging.place)/>
            {who}
            <TextArea path="notes" label="备注" hint="申请单位看不到" value=arranging.notes on_input=put(arranging.notes)/>
            {anew.then(|| view! {
                <TextArea path="reason" label="变更原因" required=true hint="申请单位可以看到" value=arranging.reason
                    on_input=put(arranging.reason)/>
            })}
            <p class="field-hint">"自安排之日起至核查完成暂停计时，并书面告知申请单位。"</p>
            <SendingTold sending=arranging.sending/>
        </div>
    }
    .into_any()
}

/// Calling a visit off.
#[derive(Clone, Copy)]
pub struct Cancelling {
    filing: StoredValue<String>,
    revision: i64,
    open: RwSignal<bool>,
    reason: RwSignal<String>,
    key: StoredValue<String>,
    sending: Sending,
}

impl Cancelling {
    /// Nothing typed.
    pub fn new(filing: String, revision: i64) -> Cancelling {
        Cancelling {
            filing: StoredValue::new(filing),
            revision,
            open: RwSignal::new(false),
            reason: RwSignal::new(String::new()),
            key: StoredValue::new(String::new()),
            sending: Sending::default(),
        }
    }

    /// Opens the dialog.
    pub fn ask(self) {
        self.sending.clear();
        self.key.set_value(new_key());
        self.open.set(true);
    }

    fn wrong(self) -> Vec<Finding> {
        let lacking = self.reason.with(|reason| !not_blank(reason));
        lacking.then(|| Finding::field("reason", "请填写取消的原因")).into_iter().collect()
    }
}

/// Its dialog.
#[component]
pub fn CancelDialog(cancelling: Cancelling, done: Callback<String>) -> impl IntoView {
    let Cancelling { open, reason, sending, .. } = cancelling;
    let submit = Callback::new(move |()| {
        if !sending.right(&untrack(|| cancelling.wrong())) {
            return;
        }
        let (filing, key) = (cancelling.filing.get_value(), cancelling.key.get_value());
        let request = cancel(filing, cancelling.revision, key, reason.get_untracked());
        sending.send(request, move |()| {
            open.set(false);
            done.run("现场核查已取消，恢复计时。".to_owned());
        });
    });
    view! {
        <SendDialog open title="取消现场核查" action="取消核查" sending submit>
            <CancelFields cancelling/>
        </SendDialog>
    }
    .into_any()
}

#[component]
fn CancelFields(cancelling: Cancelling) -> impl IntoView {
    let live = Memo::new(move |_| cancelling.wrong());
    cancelling.sending.provide(live.into());
    view! {
        <div class="dialog-body">
            <TextArea path="reason" label="取消原因" required=true hint="申请单位可以看到" value=cancelling.reason
                on_input=Callback::new(move |text| cancelling.reason.set(text))/>
            <SendingTold sending=cancelling.sending/>
        </div>
    }
    .into_any()
}
