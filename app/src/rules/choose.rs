//! 选用: from a day on, filings are judged by another set.

use super::api::choose;
use super::labels;
use crate::components::{SendDialog, Sending, SendingTold, TextArea, TextField};
use chrono::NaiveDate;
use domain::Finding;
use domain::conformity::{Choice, RuleBook, RuleSet};
use domain::values::date;
use leptos::prelude::*;

/// Which set is asked about, and what is typed.
#[derive(Clone, Copy)]
pub struct Choosing {
    open: RwSignal<bool>,
    set: RwSignal<Option<RuleSet>>,
    from: RwSignal<String>,
    reason: RwSignal<String>,
    sending: Sending,
}

impl Default for Choosing {
    fn default() -> Choosing {
        Choosing {
            open: RwSignal::new(false),
            set: RwSignal::new(None),
            from: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            sending: Sending::default(),
        }
    }
}

impl Choosing {
    /// Opens the dialog for this set. What was typed for another one does not belong here.
    pub fn ask(self, set: RuleSet) {
        if self.set.with_untracked(|asked| asked.as_ref().is_none_or(|asked| asked.id != set.id)) {
            self.from.set(String::new());
            self.reason.set(String::new());
        }
        self.sending.clear();
        self.set.set(Some(set));
        self.open.set(true);
    }

    /// What is typed, as far as it is right.
    fn read(self, book: &RuleBook, today: NaiveDate) -> Result<Choice, Vec<Finding>> {
        let set = self.set.with(|set| set.as_ref().map(|set| set.id.clone())).unwrap_or_default();
        let day = self.from.with(|from| date::parse(from));
        let choice = Choice { set, from: day.unwrap_or(today), reason: self.reason.get(), by: String::new() };
        let mut findings = choice.check(book, today);
        if let Err(error) = day {
            // Without a day nothing can be said but about the reason.
            findings.retain(|finding| finding.path == "reason");
            findings.insert(0, Finding::field("from", error));
        }
        if findings.is_empty() { Ok(choice) } else { Err(findings) }
    }
}

/// The dialog.
#[component]
pub fn ChooseDialog(
    /// Which set is asked about.
    choosing: Choosing,
    /// Everything, to check what is typed.
    book: Signal<Option<RuleBook>>,
    /// By the server's clock.
    today: NaiveDate,
    /// Called with what was done.
    done: Callback<String>,
) -> impl IntoView {
    let sending = choosing.sending;
    let read = move || book.with(|book| book.as_ref().map(|book| choosing.read(book, today)));
    let live = Memo::new(move |_| read().and_then(Result::err).unwrap_or_default());
    let submit = Callback::new(move |()| {
        let choice = match untrack(read) {
            Some(Ok(choice)) => choice,
            Some(Err(findings)) => {
                sending.right(&findings);
                return;
            }
            None => return,
        };
        let told = choosing.set.with_untracked(|set| set.as_ref().map(|set| set.title.clone())).unwrap_or_default();
        let told = format!("{}起选用《{told}》，已保存。", date::long(choice.from));
        sending.send(choose(choice.set, choice.from, choice.reason), move |()| {
            choosing.open.set(false);
            choosing.from.set(String::new());
            choosing.reason.set(String::new());
            done.run(told);
        });
    });
    view! {
        <SendDialog open=choosing.open title="选用规则" size="dialog-small" action="选用" sending submit>
            <Fields choosing live/>
        </SendDialog>
    }
    .into_any()
}

#[component]
fn Fields(choosing: Choosing, live: Memo<Vec<Finding>>) -> impl IntoView {
    choosing.sending.provide(live.into());
    let set = choosing.set;
    // The set is no field to be changed here.
    let against = Memo::new(move |_| {
        live.with(|live| live.iter().find(|found| found.path == "set").map(|found| found.message.clone()))
    });
    view! {
        <div class="dialog-body">
            <p id="set" tabindex="-1">{move || set.get().map(|set| format!("{}，{}", set.title, labels::in_force(&set)))}</p>
            <p>"自所填日期起提交的申请按该规则核对；此前已提交的申请不受影响。"</p>
            <div role="alert">{move || against.get().map(|told| view! { <p class="field-error">{told}</p> })}</div>
            <TextField path="from" label="起始日期" kind="date" required=true hint="最早为明天"
                value=choosing.from on_input=Callback::new(move |text| choosing.from.set(text))/>
            <TextArea path="reason" label="原因" required=true
                value=choosing.reason on_input=Callback::new(move |text| choosing.reason.set(text))/>
            <SendingTold sending=choosing.sending/>
        </div>
    }
    .into_any()
}
