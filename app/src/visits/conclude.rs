//! 填写核查结果.

use super::api::conclude;
use crate::api::new_key;
use crate::components::{RadioGroup, SendDialog, Sending, SendingTold, TextArea};
use chrono::NaiveDate;
use domain::visits::{Conclusion, Findings};
use leptos::prelude::*;

/// What is typed.
#[derive(Clone, Copy)]
pub struct Concluding {
    filing: StoredValue<String>,
    revision: i64,
    /// The day of the visit.
    day: NaiveDate,
    open: RwSignal<bool>,
    findings: RwSignal<String>,
    conclusion: RwSignal<String>,
    key: StoredValue<String>,
    sending: Sending,
}

impl Concluding {
    /// Nothing typed.
    pub fn new(filing: String, revision: i64, day: NaiveDate) -> Concluding {
        Concluding {
            filing: StoredValue::new(filing),
            revision,
            day,
            open: RwSignal::new(false),
            findings: RwSignal::new(String::new()),
            conclusion: RwSignal::new(String::new()),
            key: StoredValue::new(String::new()),
            sending: Sending::default(),
        }
    }

    /// Opens the dialog; what was typed before is still there.
    pub fn ask(self) {
        self.sending.clear();
        self.key.set_value(new_key());
        self.open.set(true);
    }

    fn typed(self) -> Findings {
        Findings { findings: self.findings.get(), conclusion: self.conclusion.with(|code| Conclusion::from_code(code)) }
    }
}

/// Its dialog.
#[component]
pub fn ConcludeDialog(concluding: Concluding, today: NaiveDate, done: Callback<String>) -> impl IntoView {
    let Concluding { open, sending, .. } = concluding;
    let submit = Callback::new(move |()| {
        let found = untrack(|| concluding.typed());
        if !sending.right(&found.check(concluding.day, today)) {
            return;
        }
        let (filing, key) = (concluding.filing.get_value(), concluding.key.get_value());
        sending.send(conclude(filing, concluding.revision, key, found), move |()| {
            open.set(false);
            done.run("核查结果已保存，恢复计时。".to_owned());
        });
    });
    view! {
        <SendDialog open title="填写核查结果" action="完成核查" sending submit>
            <Fields concluding today/>
        </SendDialog>
    }
    .into_any()
}

#[component]
fn Fields(concluding: Concluding, today: NaiveDate) -> impl IntoView {
    let live = Memo::new(move |_| concluding.typed().check(concluding.day, today));
    concluding.sending.provide(live.into());
    let conclusions = Conclusion::ALL.iter().map(|one| (one.code().to_owned(), one.label().to_owned())).collect();
    view! {
        <div class="dialog-body">
            <TextArea path="findings" label="核查情况" required=true
                hint="与申报内容逐项核对的情况，申请单位可以看到；照片须在完成前上传" value=concluding.findings
                on_input=Callback::new(move |text| concluding.findings.set(text))/>
            <RadioGroup path="conclusion" legend="核查结论" required=true options=conclusions value=concluding.conclusion
                on_change=Callback::new(move |code| concluding.conclusion.set(code))/>
            <p class="field-hint">"完成后不能再修改，恢复计时。"</p>
            <SendingTold sending=concluding.sending/>
        </div>
    }
    .into_any()
}
