//! 修改参数: from a day on, a setting has another value.

use super::api::set;
use crate::components::{SendDialog, Sending, SendingTold, TextArea, TextField};
use chrono::NaiveDate;
use domain::Finding;
use domain::attachments::Slot;
use domain::settings::{Change, Setting, Settings, Shape, Value, deferrable};
use domain::values::{ValueError, date, number};
use leptos::prelude::*;

/// Which setting is asked about, and what is typed.
#[derive(Clone, Copy)]
pub struct Changing {
    open: RwSignal<bool>,
    setting: RwSignal<Option<Setting>>,
    figure: RwSignal<String>,
    /// `None`: as they are.
    documents: RwSignal<Option<Vec<String>>>,
    from: RwSignal<String>,
    reason: RwSignal<String>,
    sending: Sending,
}

impl Default for Changing {
    fn default() -> Changing {
        Changing {
            open: RwSignal::new(false),
            setting: RwSignal::new(None),
            figure: RwSignal::new(String::new()),
            documents: RwSignal::new(None),
            from: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            sending: Sending::default(),
        }
    }
}

impl Changing {
    /// Opens the dialog for this setting. What was typed for another one does not belong here.
    pub fn ask(self, setting: Setting, today: NaiveDate) {
        if self.setting.get_untracked() != Some(setting) {
            self.clear();
            let tomorrow = today.succ_opt().map(|day| day.to_string());
            self.from.set(tomorrow.unwrap_or_default());
        }
        self.sending.clear();
        self.setting.set(Some(setting));
        self.open.set(true);
    }

    fn clear(self) {
        self.setting.set(None);
        self.figure.set(String::new());
        self.documents.set(None);
        self.from.set(String::new());
        self.reason.set(String::new());
    }

    /// The value as typed, of the kind that the setting has.
    fn value(self, setting: Setting, settings: &Settings, day: NaiveDate) -> Result<Value, ValueError> {
        match setting.facts().shape {
            Shape::Figure { .. } => {
                let figure = self.figure.with(|figure| number::whole(figure));
                figure.map(Value::Figure)
            }
            Shape::Documents { .. } => {
                let chosen = self.documents.get();
                Ok(chosen.map_or_else(|| settings.value(setting, day), Value::Documents))
            }
        }
    }

    /// What is typed, as far as it is right.
    fn read(self, settings: &Settings, today: NaiveDate) -> Option<Result<Change, Vec<Finding>>> {
        let setting = self.setting.get()?;
        let day = self.from.with(|from| date::parse(from));
        let from = *day.as_ref().unwrap_or(&today);
        let value = self.value(setting, settings, from);
        let mut findings = Vec::new();
        let typed = value.clone().unwrap_or_else(|_| setting.shipped());
        let change = Change { setting, value: typed, from, reason: self.reason.get(), by: String::new() };
        let mut found = change.check(settings, today);
        found.retain(|finding| match finding.path.as_str() {
            "value" => value.is_ok(),
            "from" => day.is_ok(),
            _ => true,
        });
        findings.extend(value.err().map(|error| Finding::field("value", error)));
        findings.extend(day.err().map(|error| Finding::field("from", error)));
        findings.extend(found);
        Some(if findings.is_empty() { Ok(change) } else { Err(findings) })
    }
}

/// The dialog.
#[component]
pub fn ChangeDialog(
    /// Which setting is asked about.
    changing: Changing,
    /// Everything that was set, to check what is typed.
    settings: Signal<Settings>,
    /// By the server's clock.
    today: NaiveDate,
    /// Called with what was done.
    done: Callback<String>,
) -> impl IntoView {
    let sending = changing.sending;
    let read = move || settings.with(|settings| changing.read(settings, today));
    let live = Memo::new(move |_| read().and_then(Result::err).unwrap_or_default());
    let submit = Callback::new(move |()| {
        let asked = match untrack(read) {
            Some(Ok(change)) => change,
            Some(Err(findings)) => {
                sending.right(&findings);
                return;
            }
            None => return,
        };
        let told =
            format!("{}起，{}：{}，已保存。", date::long(asked.from), asked.setting, asked.value.told(asked.setting));
        sending.send(set(asked), move |()| {
            changing.open.set(false);
            changing.clear();
            done.run(told);
        });
    });
    view! {
        <SendDialog open=changing.open title="修改参数" action="保存" sending submit>
            <Fields changing settings today live/>
        </SendDialog>
    }
    .into_any()
}

#[component]
fn Fields(changing: Changing, settings: Signal<Settings>, today: NaiveDate, live: Memo<Vec<Finding>>) -> impl IntoView {
    changing.sending.provide(live.into());
    let Some(setting) = changing.setting.get_untracked() else { return ().into_any() };
    let facts = setting.facts();
    let day = move || changing.from.with(|from| date::parse(from)).unwrap_or(today);
    let present = move || {
        let day = day();
        let value = settings.with(|settings| settings.value(setting, day));
        format!("{}的设置：{}", date::long(day), value.told(setting))
    };
    let value = match facts.shape {
        Shape::Figure { least, most, unit, .. } => view! {
            <TextField path="value" label="新的数值" kind="digits" required=true hint=format!("{unit}，{least}至{most}")
                value=changing.figure on_input=Callback::new(move |text| changing.figure.set(text))/>
        }
        .into_any(),
        Shape::Documents { .. } => view! { <Documents changing setting settings today live/> }.into_any(),
    };
    view! {
        <div class="dialog-body">
            <p><strong>{setting.label()}</strong></p>
            <p>{format!("适用于{}。", facts.applies)}</p>
            <p role="status">{present}</p>
            {value}
            <TextField path="from" label="起始日期" kind="date" required=true hint="最早为明天"
                value=changing.from on_input=Callback::new(move |text| changing.from.set(text))/>
            <TextArea path="reason" label="原因" required=true
                value=changing.reason on_input=Callback::new(move |text| changing.reason.set(text))/>
            <SendingTold sending=changing.sending/>
        </div>
    }
    .into_any()
}

#[component]
fn Documents(
    changing: Changing,
    setting: Setting,
    settings: Signal<Settings>,
    today: NaiveDate,
    live: Memo<Vec<Finding>>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| {
        let day = changing.from.with(|from| date::parse(from)).unwrap_or(today);
        match settings.with(|settings| changing.value(setting, settings, day)) {
            Ok(Value::Documents(keys)) => keys,
            _ => Vec::new(),
        }
    });
    let tick = move |slot: &'static Slot, on: bool| {
        let keys = chosen.get_untracked();
        let keeps = |other: &&Slot| if other.key == slot.key { on } else { keys.iter().any(|key| key == other.key) };
        changing.documents.set(Some(deferrable().filter(keeps).map(|slot| slot.key.to_owned()).collect()));
    };
    let one = |slot: &'static Slot| {
        view! {
            <label class="choice">
                <input type="checkbox" name="value" value=slot.key prop:checked=move || chosen.with(|keys| keys.iter().any(|key| key == slot.key))
                    on:change=move |event| tick(slot, event_target_checked(&event))/>
                <span>{slot.label} <small class="field-hint">{format!("（{}）", slot.tab.label())}</small></span>
            </label>
        }
    };
    // Said once it was tried; the dialog opens with what is in force, which is no change.
    let wrong = move || {
        let tried = changing.documents.with(Option::is_some);
        let wrong =
            live.with(|live| live.iter().find(|found| found.path == "value").map(|found| found.message.clone()));
        wrong.filter(|_| tried).map(|message| view! { <p class="field-error">{message}</p> })
    };
    view! {
        <fieldset class="choices choices-list" id="value" tabindex="-1">
            <legend class="field-label">"可以后补的材料"</legend>
            {deferrable().map(one).collect_view()}
            <div role="alert">{wrong}</div>
        </fieldset>
    }
    .into_any()
}
