//! Some of many, all in sight.

use super::choice::follow_checked;
use super::findings::FieldState;
use super::frame::{hint as hint_line, message, required_mark};
use domain::offices::Officer;
use leptos::html::Input;
use leptos::prelude::*;

/// Boxes to tick, any number of them. What is ticked stands in the order in which it was.
#[component]
pub fn CheckboxGroup(
    /// Path of the field, as findings name it; also the id of the group.
    #[prop(into)]
    path: String,
    /// What is asked.
    #[prop(into)]
    legend: String,
    /// What is ticked, by its code.
    chosen: RwSignal<Vec<String>>,
    /// Code and label, in order.
    options: Vec<(String, String)>,
    /// A line below.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let hint = hint.filter(|hint| !hint.is_empty());
    let state = FieldState::new(&path);
    let (error, left) = (state.error, state.left);
    let boxes = options
        .into_iter()
        .map(|(code, label)| {
            let node = NodeRef::<Input>::new();
            let ticked = {
                let code = code.clone();
                Signal::derive(move || chosen.with(|chosen| chosen.contains(&code)))
            };
            let first = ticked.get_untracked();
            let value = code.clone();
            let tick = Callback::new(move |on: bool| {
                chosen.update(|chosen| {
                    chosen.retain(|other| *other != code);
                    if on {
                        chosen.push(code.clone());
                    }
                });
            });
            follow_checked(node, first, ticked, Some(tick));
            view! {
                <label class="choice">
                    <input node_ref=node type="checkbox" value=value checked=first on:change=move |event| {
                        left.set(true);
                        tick.run(event_target_checked(&event));
                    }/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    let described_by = state.described_by(hint.is_some());
    view! {
        <fieldset
            class="choices"
            class:field-invalid=move || error.with(Option::is_some)
            id=state.id.clone()
            tabindex="-1"
            aria-describedby=described_by
        >
            <legend class="field-label">{legend} {required_mark(true)}</legend>
            {boxes}
            {hint_line(&state.id, hint)}
            {message(&state)}
        </fieldset>
    }
    .into_any()
}

/// Officers as choices.
pub fn officer_options(officers: &[Officer]) -> Vec<(String, String)> {
    officers.iter().map(|officer| (officer.id.clone(), format!("{}（{}）", officer.name, officer.role))).collect()
}
