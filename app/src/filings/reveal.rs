//! 显示: staff see the numbers of people masked, and may have one shown in full for a reason that is noted. What was shown stays until
//! the page is left.

use super::api::reveal;
use super::forms::labels;
use crate::components::{RadioGroup, SendDialog, Sending, SendingTold, TextArea, dom, field_id};
use domain::Finding;
use domain::masking::{REASONS, is_masked};
use domain::values::ValueError;
use leptos::prelude::*;
use std::collections::HashMap;

/// The choice under which a reason is typed.
const OTHER: &str = "other";

/// What was shown, and which number is asked for; in context where numbers are masked.
#[derive(Clone, Copy)]
pub struct Revealing {
    filing: StoredValue<String>,
    /// By path.
    shown: RwSignal<HashMap<String, String>>,
    open: RwSignal<bool>,
    /// Path of the number, and what it is called.
    asked: RwSignal<(String, String)>,
    chosen: RwSignal<String>,
    typed: RwSignal<String>,
    sending: Sending,
}

impl Revealing {
    /// Puts it in context for everything below.
    pub fn provide(filing: StoredValue<String>) -> Revealing {
        let revealing = Revealing {
            filing,
            shown: RwSignal::new(HashMap::new()),
            open: RwSignal::new(false),
            asked: RwSignal::new(Default::default()),
            chosen: RwSignal::new(String::new()),
            typed: RwSignal::new(String::new()),
            sending: Sending::default(),
        };
        provide_context(revealing);
        revealing
    }

    fn ask(self, path: String, label: String) {
        self.sending.clear();
        self.asked.set((path, label));
        self.open.set(true);
    }

    fn value(self, path: &str) -> Option<String> {
        self.shown.with(|shown| shown.get(path).cloned())
    }

    fn reason(self) -> String {
        match self.chosen.get() {
            chosen if chosen == OTHER => self.typed.get().trim().to_owned(),
            chosen => chosen,
        }
    }

    fn wrong(self) -> Vec<Finding> {
        let path = if self.chosen.with(|chosen| chosen == OTHER) { "reason" } else { "why" };
        match (self.chosen.with(String::is_empty), self.reason().is_empty()) {
            (true, _) => vec![Finding::field("why", ValueError::NotChosen)],
            (_, true) => vec![Finding::field(path, ValueError::Empty)],
            _ => Vec::new(),
        }
    }
}

/// The content of a place as the viewer sees it: in full, once it was shown.
pub fn seen(path: &str, value: Signal<String>) -> Signal<String> {
    match use_context::<Revealing>() {
        Some(revealing) => {
            let path = path.to_owned();
            Signal::derive(move || revealing.value(&path).unwrap_or_else(|| value.get()))
        }
        None => value,
    }
}

/// The button beside a masked number; nothing where nothing is masked.
pub fn reveal_button(path: String, label: impl Into<String>, value: Signal<String>) -> Option<AnyView> {
    let revealing = use_context::<Revealing>().filter(|_| value.with_untracked(|value| is_masked(value)))?;
    let (path, label) = (StoredValue::new(path), StoredValue::new(label.into()));
    let masked = Memo::new(move |_| {
        let there = path.with_value(|path| revealing.shown.with(|shown| shown.contains_key(path)));
        !there && value.with(|value| is_masked(value))
    });
    let button = move || {
        masked.get().then(|| {
            view! {
                <button type="button" class="button button-link reveal" aria-haspopup="dialog"
                    on:click=move |_| revealing.ask(path.get_value(), label.get_value())>
                    "显示"
                    <span class="visually-hidden">{label.get_value()}</span>
                </button>
            }
        })
    };
    Some(view! { <span class="reveal-place">{button}</span> }.into_any())
}

/// Text in a table or a list, with the button where it is masked.
pub fn personal(path: String, label: impl Into<String>, value: Signal<String>) -> AnyView {
    let (text, id) = (seen(&path, value), field_id(&path));
    match reveal_button(path, label, value) {
        Some(button) => view! { <span id=id tabindex="-1">{move || text.get()}</span> " " {button} }.into_any(),
        None => (move || value.get()).into_any(),
    }
}

/// The question why.
#[component]
pub fn RevealDialog(
    /// What is asked for.
    revealing: Revealing,
) -> impl IntoView {
    let Revealing { filing, shown, open, asked, sending, .. } = revealing;
    let submit = Callback::new(move |()| {
        if !sending.right(&untrack(|| revealing.wrong())) {
            return;
        }
        let (path, _) = asked.get_untracked();
        let request = reveal(filing.get_value(), path.clone(), untrack(|| revealing.reason()));
        sending.send(request, move |number| {
            // What is shown takes the focus, so that it is read.
            let id = field_id(&path);
            shown.update(|shown| {
                shown.insert(path, number);
            });
            open.set(false);
            dom::focus_soon(id);
        });
    });
    view! {
        <SendDialog open title="显示完整号码" size="dialog-small" action="显示" sending submit>
            <Why revealing/>
        </SendDialog>
    }
    .into_any()
}

#[component]
fn Why(revealing: Revealing) -> impl IntoView {
    let Revealing { chosen, typed, sending, .. } = revealing;
    sending.provide(Signal::derive(move || revealing.wrong()));
    let mut options: Vec<_> = REASONS.iter().map(|&reason| (reason.to_owned(), reason.to_owned())).collect();
    options.push((OTHER.to_owned(), "其他".to_owned()));
    let about = move || revealing.asked.with(|(path, label)| labels::label(path).unwrap_or_else(|| label.clone()));
    view! {
        <div class="dialog-body">
            <p>{about}</p>
            <p>"查看的人、时间和原因将记入审计日志。"</p>
            <RadioGroup path="why" legend="查看原因" required=true options
                value=chosen on_change=Callback::new(move |reason| chosen.set(reason))/>
            <Show when=move || chosen.with(|chosen| chosen == OTHER)>
                <TextArea path="reason" label="具体原因" required=true value=typed
                    on_input=Callback::new(move |text| typed.set(text))/>
            </Show>
            <SendingTold sending/>
        </div>
    }
    .into_any()
}
