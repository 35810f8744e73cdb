//! Fields that offer choices.

use super::field::{Step, meet, step};
use super::findings::{FieldState, leave};
use super::frame::{beside, frame, hint as hint_line, message, required_mark};
use leptos::html::{Input, Select};
use leptos::prelude::*;
use web_sys::{HtmlInputElement, HtmlSelectElement};

/// One of several, from a list that opens. Values are codes.
#[component]
pub fn SelectField(
    /// Path of the field, as findings name it; also its id.
    #[prop(into)]
    path: String,
    /// Label.
    #[prop(into)]
    label: String,
    /// Code of what is chosen; empty for nothing.
    #[prop(into)]
    value: Signal<String>,
    /// Code and label, in order.
    options: Vec<(String, String)>,
    /// Called with the code of each choice.
    #[prop(optional)]
    on_change: Option<Callback<String>>,
    /// Marks it as to be chosen.
    #[prop(optional)]
    required: bool,
    /// `name`, for forms that are posted.
    #[prop(optional, into)]
    name: Option<String>,
    /// A line below.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Shown, not to be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What stands for nothing chosen.
    #[prop(default = "请选择")]
    placeholder: &'static str,
) -> impl IntoView {
    let hint = hint.filter(|hint| !hint.is_empty());
    let state = FieldState::new(&path);
    let node = NodeRef::<Select>::new();
    let first = value.get_untracked();
    let written = first.clone();
    Effect::new(move |before: Option<()>| {
        let now = value.get();
        if let Some(element) = node.get() {
            let element: HtmlSelectElement = element;
            match step(before.is_none() && meet(&element), element.value(), &written, now, on_change) {
                Step::Show(now) => element.set_value(&now),
                Step::Nothing => {}
            }
        }
    });
    let left = state.left;
    let nothing = first.is_empty();
    let options = options
        .into_iter()
        .map(|(code, label)| {
            let selected = code == first;
            view! { <option value=code selected=selected>{label}</option> }
        })
        .collect_view();
    let control = view! {
        <select
            node_ref=node
            id=state.id.clone()
            name=name
            disabled=move || disabled.get()
            aria-required=required.then_some("true")
            aria-invalid=state.invalid()
            aria-describedby=state.described_by(hint.is_some())
            on:change=move |event| {
                if let Some(on_change) = on_change {
                    on_change.run(event_target_value(&event));
                }
            }
            on:blur=move |_| leave(left)
        >
            <option value="" selected=nothing>{placeholder}</option>
            {options}
        </select>
    };
    frame(&state, label, required, hint, false, control.into_any())
}

/// A box to tick.
#[component]
pub fn Checkbox(
    /// Path of the field, as findings name it; also its id.
    #[prop(into)]
    path: String,
    /// What is said by ticking.
    #[prop(into)]
    label: String,
    /// What it is said about, where the label alone does not tell it to those who do not see what stands around.
    #[prop(optional)]
    about: &'static str,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with each change.
    #[prop(optional)]
    on_change: Option<Callback<bool>>,
    /// `name`, for forms that are posted (as `true`).
    #[prop(optional, into)]
    name: Option<String>,
    /// Marks it as to be ticked.
    #[prop(optional)]
    required: bool,
    /// Shown, not to be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let state = FieldState::new(&path);
    let node = NodeRef::<Input>::new();
    let first = checked.get_untracked();
    follow_checked(node, first, checked, on_change);
    let left = state.left;
    let error = state.error;
    view! {
        <div class="field" class:field-invalid=move || error.with(Option::is_some)>
            <label class="choice">
                <input
                    node_ref=node
                    type="checkbox"
                    id=state.id.clone()
                    name=name
                    value="true"
                    checked=first
                    disabled=move || disabled.get()
                    aria-required=required.then_some("true")
                    aria-invalid=state.invalid()
                    aria-describedby=state.described_by(false)
                    on:change=move |event| {
                        left.set(true);
                        if let Some(on_change) = on_change {
                            on_change.run(event_target_checked(&event));
                        }
                    }
                    on:blur=move |_| leave(left)
                />
                <span>
                    {label}
                    {required_mark(required)}
                    {(!about.is_empty()).then(|| view! { <span class="visually-hidden">{format!("：{about}")}</span> })}
                </span>
            </label>
            {message(&state)}
            {beside(&state.id)}
        </div>
    }
    .into_any()
}

/// One of few, all in sight. Values are codes.
#[component]
pub fn RadioGroup(
    /// Path of the field, as findings name it; also the id of the group.
    #[prop(into)]
    path: String,
    /// What is asked.
    #[prop(into)]
    legend: String,
    /// Code of what is chosen; empty for nothing.
    #[prop(into)]
    value: Signal<String>,
    /// Code and label, in order.
    options: Vec<(String, String)>,
    /// Called with the code of each choice.
    #[prop(optional)]
    on_change: Option<Callback<String>>,
    /// Marks it as to be chosen.
    #[prop(optional)]
    required: bool,
    /// `name`; the path unless told.
    #[prop(optional, into)]
    name: Option<String>,
    /// A line below.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Shown, not to be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Draws what stands above the label, by the choice's code; the words still say it.
    #[prop(optional)]
    picture: Option<fn(&str) -> AnyView>,
) -> impl IntoView {
    let hint = hint.filter(|hint| !hint.is_empty());
    let class = if picture.is_some() { "choices choices-pictures" } else { "choices" };
    let state = FieldState::new(&path);
    let name = name.unwrap_or(path);
    let error = state.error;
    let left = state.left;
    let boxes = options
        .into_iter()
        .map(|(code, label)| {
            let node = NodeRef::<Input>::new();
            let chosen = {
                let code = code.clone();
                Signal::derive(move || value.with(|value| *value == code))
            };
            let first = chosen.get_untracked();
            let choose = on_change.map(|on_change| {
                let code = code.clone();
                Callback::new(move |on: bool| {
                    if on {
                        on_change.run(code.clone());
                    }
                })
            });
            follow_checked(node, first, chosen, choose);
            let picture = picture.map(|picture| picture(&code));
            view! {
                <label class="choice">
                    {picture}
                    <input
                        node_ref=node
                        type="radio"
                        name=name.clone()
                        value=code
                        checked=first
                        disabled=move || disabled.get()
                        on:change=move |event| {
                            left.set(true);
                            if let Some(choose) = choose {
                                choose.run(event_target_checked(&event));
                            }
                        }
                    />
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    let described_by = state.described_by(hint.is_some());
    view! {
        <fieldset
            class=class
            class:field-invalid=move || error.with(Option::is_some)
            id=state.id.clone()
            tabindex="-1"
            aria-describedby=described_by
        >
            <legend class="field-label">{legend} {required_mark(required)}</legend>
            {boxes}
            {hint_line(&state.id, hint)}
            {message(&state)}
            {beside(&state.id)}
        </fieldset>
    }
    .into_any()
}

/// A box among several that are posted under one name, each with a value of its own. Stands in its label.
pub fn tick(name: &'static str, value: &'static str, checked: Signal<bool>, on_change: Callback<bool>) -> AnyView {
    let node = NodeRef::<Input>::new();
    let first = checked.get_untracked();
    follow_checked(node, first, checked, Some(on_change));
    view! {
        <input node_ref=node type="checkbox" name=name value=value checked=first
            on:change=move |event| on_change.run(event_target_checked(&event))/>
    }
    .into_any()
}

/// As for text: first the signal follows what was ticked before the page was alive, then the element follows the signal.
pub(super) fn follow_checked(
    node: NodeRef<Input>,
    written: bool,
    checked: Signal<bool>,
    on_change: Option<Callback<bool>>,
) {
    Effect::new(move |before: Option<()>| {
        let now = checked.get();
        let Some(element) = node.get() else { return };
        let element: HtmlInputElement = element;
        let there = element.checked();
        match (before.is_none() && meet(&element) && there != written, on_change) {
            (true, Some(on_change)) => on_change.run(there),
            (true, None) => {}
            (false, _) if there != now => element.set_checked(now),
            (false, _) => {}
        }
    });
}
