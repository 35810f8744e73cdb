//! Keyboard shortcuts of a page: single letters, so people can switch them off (WCAG 2.1.4), and they never fire while somebody
//! types or a dialog is open.

use super::{Checkbox, Dialog, dom};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Under which name the browser keeps that they are switched off.
const KEPT: &str = "shortcuts";
const OFF: &str = "off";

/// What a key does.
#[derive(Clone)]
pub struct Shortcut {
    /// The key, or two keys one after the other: `j`, `g q`.
    pub keys: &'static str,
    /// What it does, for the list.
    pub says: &'static str,
    /// Does it.
    pub does: Callback<()>,
}

impl Shortcut {
    /// A key that does this.
    pub fn new(keys: &'static str, says: &'static str, does: impl Fn() + Send + Sync + 'static) -> Shortcut {
        Shortcut { keys, says, does: Callback::new(move |()| does()) }
    }
}

/// Listens for them while it is there. Shows a button that opens their list, where they can be switched off and on.
#[component]
pub fn Shortcuts(
    /// What there is on this page.
    shortcuts: Vec<Shortcut>,
) -> impl IntoView {
    let on = RwSignal::new(true);
    let open = RwSignal::new(false);
    let listed: Vec<_> = shortcuts.iter().map(|one| (one.keys, one.says)).collect();
    let mut shortcuts = shortcuts;
    shortcuts.push(Shortcut::new("?", HELP, move || open.set(true)));
    let shortcuts = StoredValue::new(shortcuts);
    Effect::new(move |_| {
        let kept = dom::local_storage().and_then(|store| store.get_item(KEPT).ok().flatten());
        on.set(kept.as_deref() != Some(OFF));
        let before = StoredValue::new(String::new());
        let listener = window_event_listener(ev::keydown, move |event| {
            if on.get_untracked() && !is_meant_otherwise(&event) {
                shortcuts.with_value(|all| press(&event, all, before));
            }
        });
        on_cleanup(move || listener.remove());
    });
    let switch = Callback::new(move |wanted: bool| {
        on.set(wanted);
        let Some(store) = dom::local_storage() else { return };
        let _ = if wanted { store.remove_item(KEPT) } else { store.set_item(KEPT, OFF) };
    });
    let lines = move || {
        let line = |(keys, says): (&'static str, &'static str)| {
            let keys = keys.split(' ').map(|key| view! { <kbd>{key}</kbd> " " }).collect_view();
            view! { <div><dt>{keys}</dt><dd>{says}</dd></div> }
        };
        listed.iter().copied().chain([("?", HELP)]).map(line).collect_view()
    };
    view! {
        <button type="button" class="button shortcuts-button" aria-haspopup="dialog" on:click=move |_| open.set(true)>
            "快捷键"
        </button>
        <Dialog open title="快捷键" size="dialog-small">
            <div class="dialog-body">
                <dl class="shortcuts">{lines.clone()}</dl>
                <Checkbox path="shortcuts-on" label="启用快捷键（在本浏览器中）" checked=on on_change=switch/>
                <p class="field-hint">"在输入框中打字或对话框打开时，快捷键不起作用。"</p>
            </div>
        </Dialog>
    }
    .into_any()
}

const HELP: &str = "查看快捷键";

/// Runs what the key means, alone or after the key before it.
fn press(event: &KeyboardEvent, all: &[Shortcut], before: StoredValue<String>) {
    let key = event.key();
    let pair = format!("{} {key}", before.get_value());
    let found = all.iter().find(|one| one.keys == pair).or_else(|| all.iter().find(|one| one.keys == key));
    let begins = all.iter().any(|one| one.keys.split_once(' ').is_some_and(|(first, _)| first == key));
    before.set_value(if begins && found.is_none() { key } else { String::new() });
    if let Some(found) = found {
        event.prevent_default();
        found.does.run(());
    }
}

/// Whether the key belongs to what somebody types, to the browser, or to a dialog.
fn is_meant_otherwise(event: &KeyboardEvent) -> bool {
    let types = |element: &Element| {
        element
            .matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]")
            .unwrap_or(false)
    };
    event.default_prevented()
        || event.ctrl_key()
        || event.alt_key()
        || event.meta_key()
        || event.is_composing()
        || event.repeat() && !matches!(event.key().as_str(), "j" | "k")
        || event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|target| types(&target))
        || document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Moves the focus among the elements that match, from the one in which it is; from none to the first, or to the last backwards.
pub fn step_focus(within: &str, control: &str, forwards: bool) {
    let Ok(all) = document().query_selector_all(within) else { return };
    let elements = (0..all.length()).filter_map(|n| all.get(n)?.dyn_into::<Element>().ok());
    let elements: Vec<Element> = elements.collect();
    let focused = document().active_element();
    let here = elements.iter().position(|one| focused.as_ref().is_some_and(|focused| one.contains(Some(focused))));
    let next = match (here, forwards) {
        (Some(here), true) => here + 1,
        (Some(here), false) => here.wrapping_sub(1),
        (None, true) => 0,
        (None, false) => elements.len().wrapping_sub(1),
    };
    let control = elements.get(next).and_then(|one| one.query_selector(control).ok().flatten());
    if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
        let _ = control.focus();
    }
}

/// Presses the control that matches, in the element in which the focus is.
pub fn press_in_focused(within: &str, control: &str) {
    let focused = document().active_element();
    let element = focused.and_then(|focused| focused.closest(within).ok().flatten());
    let control = element.and_then(|element| element.query_selector(control).ok().flatten());
    if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
        control.click();
    }
}
