//! 登记: how an enterprise stands, why, and from when to when.

use super::api::record;
use super::pick::PickEnterprise;
use crate::components::{RadioGroup, SendDialog, Sending, SendingTold, TextArea, TextField};
use chrono::NaiveDate;
use domain::Finding;
use domain::credit::{CreditRecord, Standing};
use domain::enterprises::Organisation;
use domain::values::{ValueError, date, not_blank};
use leptos::prelude::*;

/// What is typed.
#[derive(Clone, Copy)]
pub struct Recording {
    open: RwSignal<bool>,
    name: RwSignal<String>,
    enterprise: RwSignal<Option<Organisation>>,
    standing: RwSignal<String>,
    reason: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    sending: Sending,
}

/// What is typed, once it is right.
#[derive(Clone, PartialEq)]
struct Right {
    enterprise: Organisation,
    standing: Standing,
    from: NaiveDate,
    until: Option<NaiveDate>,
}

impl Recording {
    /// Nothing typed but the first day, which is this one.
    pub fn new(today: NaiveDate) -> Recording {
        Recording {
            open: RwSignal::new(false),
            name: RwSignal::new(String::new()),
            enterprise: RwSignal::new(None),
            standing: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            from: RwSignal::new(today.to_string()),
            until: RwSignal::new(String::new()),
            sending: Sending::default(),
        }
    }

    /// Opens the dialog; what was typed before is still there.
    pub fn ask(self) {
        self.sending.clear();
        self.open.set(true);
    }

    fn forget(self, today: NaiveDate) {
        self.enterprise.set(None);
        for text in [self.name, self.standing, self.reason, self.until] {
            text.set(String::new());
        }
        self.from.set(today.to_string());
    }

    fn read(self, today: NaiveDate) -> Result<Right, Vec<Finding>> {
        let mut findings = Vec::new();
        let enterprise = self.enterprise.get();
        if enterprise.is_none() {
            findings.push(Finding::field("enterprise", "请查询并选择企业"));
        }
        let standing = self.standing.with(|code| Standing::from_code(code));
        if standing.is_none() {
            findings.push(Finding::field("standing", ValueError::NotChosen));
        }
        let from = self.from.with(|text| date::parse(text));
        let until = self.until.with(|text| not_blank(text).then(|| date::parse(text)).transpose());
        let days = [("from", from.err()), ("until", until.err())];
        let no_day = |path: &str| days.iter().any(|(day, error)| *day == path && error.is_some());
        // What is no day has nothing else wrong with it.
        let (from, until) = (from.unwrap_or(today), until.unwrap_or_default());
        let besides = self.reason.with(|reason| CreditRecord::check(reason, from, until, today)).into_iter();
        findings.extend(besides.filter(|found| !no_day(&found.path)));
        findings.extend(days.into_iter().filter_map(|(day, error)| Some(Finding::field(day, error?))));
        match (enterprise, standing) {
            (Some(enterprise), Some(standing)) if findings.is_empty() => {
                Ok(Right { enterprise, standing, from, until })
            }
            _ => Err(findings),
        }
    }
}

/// The dialog.
#[component]
pub fn RecordDialog(
    /// What is typed.
    recording: Recording,
    /// By the server's clock.
    today: NaiveDate,
    /// Called with what was done.
    done: Callback<String>,
) -> impl IntoView {
    let sending = recording.sending;
    let read = Memo::new(move |_| recording.read(today));
    let live = Signal::derive(move || read.get().err().unwrap_or_default());
    let submit = Callback::new(move |()| {
        let Right { enterprise, standing, from, until } = match read.get_untracked() {
            Ok(right) => right,
            Err(findings) => {
                sending.right(&findings);
                return;
            }
        };
        let told = format!("已登记{}为“{standing}”。", enterprise.name);
        let request = record(enterprise.id, standing, recording.reason.get_untracked(), from, until);
        sending.send(request, move |()| {
            recording.open.set(false);
            recording.forget(today);
            done.run(told);
        });
    });
    view! {
        <SendDialog open=recording.open title="登记企业信用" action="登记" sending submit>
            <Fields recording live/>
        </SendDialog>
    }
    .into_any()
}

#[component]
fn Fields(recording: Recording, live: Signal<Vec<Finding>>) -> impl IntoView {
    recording.sending.provide(live);
    let standings =
        Standing::ALL.iter().map(|standing| (standing.code().to_owned(), standing.label().to_owned())).collect();
    let put = |text: RwSignal<String>| Callback::new(move |typed| text.set(typed));
    view! {
        <div class="dialog-body">
            <PickEnterprise name=recording.name picked=recording.enterprise/>
            <RadioGroup path="standing" legend="信用等级" required=true options=standings value=recording.standing
                on_change=put(recording.standing)/>
            <TextArea path="reason" label="原因" required=true value=recording.reason on_input=put(recording.reason)/>
            <div class="field-row">
                <TextField path="from" label="起始日期" kind="date" required=true value=recording.from on_input=put(recording.from)/>
                <TextField path="until" label="截止日期" kind="date" hint="不填则至结束时为止" value=recording.until
                    on_input=put(recording.until)/>
            </div>
            <SendingTold sending=recording.sending/>
        </div>
    }
    .into_any()
}
