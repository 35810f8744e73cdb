//! 选用: from a day on, filings are judged by another set. What that does to the live filings is shown before it can be saved.

use super::api::{choose, preview_choice};
use super::impact::Impacts;
use super::labels;
use crate::components::{Dialog, Sending, SendingSignIn, SendingTold, TextArea, TextField, dom};
use chrono::NaiveDate;
use domain::Finding;
use domain::conformity::{Choice, Impact, RuleBook, RuleSet};
use domain::values::date;
use leptos::prelude::*;

/// Where the impacts are shown.
const IMPACTS: &str = "choice-impacts";

/// Which set is asked about, and what is typed.
#[derive(Clone, Copy)]
pub struct Choosing {
    open: RwSignal<bool>,
    set: RwSignal<Option<RuleSet>>,
    from: RwSignal<String>,
    reason: RwSignal<String>,
    /// The set and the day that were previewed, and what they would do.
    seen: RwSignal<Option<(String, NaiveDate, Vec<Impact>)>>,
    sending: Sending,
}

impl Default for Choosing {
    fn default() -> Choosing {
        Choosing {
            open: RwSignal::new(false),
            set: RwSignal::new(None),
            from: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            seen: RwSignal::new(None),
            sending: Sending::default(),
        }
    }
}

/// What is typed, as far as it can be read, and what is wrong with it.
#[derive(Clone, PartialEq)]
struct Read {
    choice: Choice,
    findings: Vec<Finding>,
}

impl Read {
    /// Whether it can be previewed: only the reason may be wanting.
    fn previewed(&self) -> bool {
        self.findings.iter().all(|finding| finding.path == "reason")
    }
}

impl Choosing {
    /// Opens the dialog for this set. What was typed for another one does not belong here.
    pub fn ask(self, set: RuleSet) {
        if self.set.with_untracked(|asked| asked.as_ref().is_none_or(|asked| asked.id != set.id)) {
            self.clear();
        }
        self.sending.clear();
        self.set.set(Some(set));
        self.open.set(true);
    }

    fn clear(self) {
        self.from.set(String::new());
        self.reason.set(String::new());
        self.seen.set(None);
    }

    fn read(self, book: &RuleBook, today: NaiveDate) -> Read {
        let set = self.set.with(|set| set.as_ref().map(|set| set.id.clone())).unwrap_or_default();
        let day = self.from.with(|from| date::parse(from));
        let choice = Choice { set, from: day.unwrap_or(today), reason: self.reason.get(), by: String::new() };
        let mut findings = choice.check(book, today);
        if let Err(error) = day {
            // Without a day nothing can be said but about the reason.
            findings.retain(|finding| finding.path == "reason");
            findings.insert(0, Finding::field("from", error));
        }
        Read { choice, findings }
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
    let Choosing { open, seen, sending, .. } = choosing;
    let read = Memo::new(move |_| book.with(|book| book.as_ref().map(|book| choosing.read(book, today))));
    let live =
        Signal::derive(move || read.with(|read| read.as_ref().map(|read| read.findings.clone())).unwrap_or_default());
    // Shown as long as it is about what is typed.
    let shown = Memo::new(move |_| {
        let choice = read.with(|read| read.as_ref().filter(|read| read.previewed()).map(|read| read.choice.clone()))?;
        seen.get().filter(|(set, from, _)| (set, from) == (&choice.set, &choice.from)).map(|(_, _, impacts)| impacts)
    });
    let look = Callback::new(move |()| {
        let Some(read) = read.get_untracked() else { return };
        if !read.previewed() {
            sending.right(&read.findings);
            return;
        }
        let Choice { set, from, .. } = read.choice;
        sending.send(preview_choice(set.clone(), from), move |impacts| {
            seen.set(Some((set, from, impacts)));
            dom::focus_soon(IMPACTS.to_owned());
        });
    });
    let save = Callback::new(move |()| {
        let Some(Read { choice, findings }) = read.get_untracked() else { return };
        if !sending.right(&findings) {
            return;
        }
        if shown.with_untracked(Option::is_none) {
            sending.tell("请先预览影响，再选用");
            return;
        }
        let told = choosing.set.with_untracked(|set| set.as_ref().map(|set| set.title.clone())).unwrap_or_default();
        let told = format!("{}起选用《{told}》，已保存。", date::long(choice.from));
        sending.send(choose(choice.set, choice.from, choice.reason), move |()| {
            open.set(false);
            choosing.clear();
            done.run(told);
        });
    });
    let again =
        Callback::new(move |()| if shown.with_untracked(Option::is_some) { save.run(()) } else { look.run(()) });
    view! {
        <Dialog open title="选用规则">
            <form method="post" prop:noValidate=true on:submit=move |event| {
                event.prevent_default();
                look.run(());
            }>
                <div class="dialog-body">
                    <Fields choosing live/>
                    <SendingTold sending/>
                    <div id=IMPACTS tabindex="-1" aria-label="对在办申请的影响" role="region">
                        {move || shown.get().map(|impacts| view! { <Impacts impacts/> })}
                    </div>
                </div>
                <footer class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| open.set(false)>"取消"</button>
                    <button type="submit" class="button" aria-busy=move || sending.busy.get().then_some("true")>"预览影响"</button>
                    <button type="button" class="button button-primary"
                        aria-disabled=move || shown.with(Option::is_none).then_some("true")
                        on:click=move |_| save.run(())>
                        "选用"
                    </button>
                </footer>
            </form>
        </Dialog>
        <SendingSignIn sending again/>
    }
    .into_any()
}

#[component]
fn Fields(choosing: Choosing, live: Signal<Vec<Finding>>) -> impl IntoView {
    choosing.sending.provide(live);
    let set = choosing.set;
    // The set is no field to be changed here.
    let against = Memo::new(move |_| {
        live.with(|live| live.iter().find(|found| found.path == "set").map(|found| found.message.clone()))
    });
    view! {
        <p id="set" tabindex="-1">{move || set.get().map(|set| format!("{}，{}", set.title, labels::in_force(&set)))}</p>
        <p>"自所填日期起提交的申请按该规则核对；此前已提交的申请不受影响。"</p>
        <div role="alert">{move || against.get().map(|told| view! { <p class="field-error">{told}</p> })}</div>
        <TextField path="from" label="起始日期" kind="date" required=true hint="最早为明天"
            value=choosing.from on_input=Callback::new(move |text| choosing.from.set(text))/>
        <TextArea path="reason" label="原因" required=true
            value=choosing.reason on_input=Callback::new(move |text| choosing.reason.set(text))/>
    }
    .into_any()
}
