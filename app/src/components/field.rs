//! Text fields.

use super::findings::{FieldState, leave};
use super::frame::frame;
use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

/// One line of text.
///
/// What is typed before the page is alive stays: the value is an attribute, never a property set while hydrating, and
/// the first effect reports a value that differs from what the server wrote.
#[component]
pub fn TextField(
    /// Path of the field, as findings name it; also its id.
    #[prop(into)]
    path: String,
    /// Label.
    #[prop(into)]
    label: String,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Called with each change.
    #[prop(optional)]
    on_input: Option<Callback<String>>,
    /// Marks it as to be filled.
    #[prop(optional)]
    required: bool,
    /// A line below.
    #[prop(optional, into)]
    hint: Option<String>,
    /// `type`; besides HTML's, `number` (decimal keyboard, any text) and `digits`.
    #[prop(default = "text")]
    kind: &'static str,
    /// `name`, for forms that are posted.
    #[prop(optional, into)]
    name: Option<String>,
    /// `autocomplete`; off unless told.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Shown, not to be changed.
    #[prop(optional, into)]
    readonly: Signal<bool>,
    /// Unit behind the input.
    #[prop(optional)]
    unit: &'static str,
    /// Id of a `datalist`.
    #[prop(optional, into)]
    list: Option<String>,
    /// Takes the whole width of a row of fields.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let hint = hint.filter(|hint| !hint.is_empty());
    let state = FieldState::new(&path);
    let node = NodeRef::<Input>::new();
    let first = value.get_untracked();
    follow_input(node, first.clone(), value, on_input);
    let (kind, inputmode) = match kind {
        "number" => ("text", Some("decimal")),
        "digits" => ("text", Some("numeric")),
        kind => (kind, None),
    };
    let left = state.left;
    let input = view! {
        <input
            node_ref=node
            id=state.id.clone()
            type=kind
            inputmode=inputmode
            name=name
            value=first
            list=list
            autocomplete=autocomplete
            max=(kind == "date").then_some("2199-12-31")
            readonly=move || readonly.get()
            aria-required=required.then_some("true")
            aria-invalid=state.invalid()
            aria-describedby=state.described_by(hint.is_some())
            on:input=move |event| {
                if let Some(on_input) = on_input {
                    on_input.run(event_target_value(&event));
                }
            }
            on:blur=move |_| leave(left)
        />
    };
    let control = match unit {
        "" => input.into_any(),
        unit => view! { <div class="field-unit">{input} <span>{unit}</span></div> }.into_any(),
    };
    frame(&state, label, required, hint, wide, control)
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// Path of the field, as findings name it; also its id.
    #[prop(into)]
    path: String,
    /// Label.
    #[prop(into)]
    label: String,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Called with each change.
    #[prop(optional)]
    on_input: Option<Callback<String>>,
    /// Marks it as to be filled.
    #[prop(optional)]
    required: bool,
    /// A line below.
    #[prop(optional, into)]
    hint: Option<String>,
    /// `name`, for forms that are posted.
    #[prop(optional, into)]
    name: Option<String>,
    /// Shown, not to be changed.
    #[prop(optional, into)]
    readonly: Signal<bool>,
) -> impl IntoView {
    let hint = hint.filter(|hint| !hint.is_empty());
    let state = FieldState::new(&path);
    let node = NodeRef::<Textarea>::new();
    let first = value.get_untracked();
    let shown = first.clone();
    Effect::new(move |before: Option<()>| {
        let now = value.get();
        if let Some(element) = node.get() {
            let element: HtmlTextAreaElement = element;
            match step(before.is_none() && meet(&element), element.value(), &first, now, on_input) {
                Step::Show(now) => element.set_value(&now),
                Step::Nothing => {}
            }
        }
    });
    let left = state.left;
    let control = view! {
        <textarea
            node_ref=node
            id=state.id.clone()
            name=name
            rows="4"
            readonly=move || readonly.get()
            aria-required=required.then_some("true")
            aria-invalid=state.invalid()
            aria-describedby=state.described_by(hint.is_some())
            on:input=move |event| {
                if let Some(on_input) = on_input {
                    on_input.run(event_target_value(&event));
                }
            }
            on:blur=move |_| leave(left)
        >
            {shown}
        </textarea>
    };
    frame(&state, label, required, hint, true, control.into_any())
}

fn follow_input(node: NodeRef<Input>, first: String, value: Signal<String>, on_input: Option<Callback<String>>) {
    Effect::new(move |before: Option<()>| {
        let now = value.get();
        if let Some(element) = node.get() {
            let element: HtmlInputElement = element;
            match step(before.is_none() && meet(&element), element.value(), &first, now, on_input) {
                Step::Show(now) => element.set_value(&now),
                Step::Nothing => {}
            }
        }
    });
}

/// Whether a field has this element for the first time. A view may take over the elements of the one before it: what they
/// hold then was not typed into this field.
pub(super) fn meet(element: &web_sys::Element) -> bool {
    const MET: &str = "data-met";
    let first = !element.has_attribute(MET);
    let _ = element.set_attribute(MET, "");
    first
}

/// What brings element and signal together.
pub(super) enum Step {
    Nothing,
    Show(String),
}

/// On the first run, a value that differs from what the server wrote was typed before the page was alive: the signal follows
/// it. Ever after the element follows the signal.
pub(super) fn step(
    first_run: bool,
    there: String,
    written: &str,
    now: String,
    on_input: Option<Callback<String>>,
) -> Step {
    match (first_run && there != written, on_input) {
        (true, Some(on_input)) => {
            on_input.run(there);
            Step::Nothing
        }
        (true, None) => Step::Nothing,
        (false, _) if there != now => Step::Show(now),
        (false, _) => Step::Nothing,
    }
}
