//! Native dialogs.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A modal dialog. Its content exists only while it is open; Esc closes it, and the focus goes back to where it was.
#[component]
pub fn Dialog(
    /// Whether it is open; set to false to close it.
    open: RwSignal<bool>,
    /// Heading.
    #[prop(into)]
    title: Signal<String>,
    /// `dialog-small` or `dialog-large`.
    #[prop(optional)]
    size: &'static str,
    /// Called when it was closed, in whichever way.
    #[prop(optional)]
    on_close: Option<Callback<()>>,
    /// Body and actions (`.dialog-body`, `.dialog-actions`).
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let open = open.get();
        let Some(dialog) = node.get() else { return };
        match (open, dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
                request_animation_frame(move || focus_first(node));
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let children = StoredValue::new(children);
    view! {
        <dialog
            class=format!("dialog {size}")
            node_ref=node
            aria-label=move || title.get()
            on:close=move |_| {
                open.set(false);
                if let Some(on_close) = on_close {
                    on_close.run(());
                }
            }
        >
            <Show when=move || open.get()>
                <header class="dialog-head">
                    <h2>{move || title.get()}</h2>
                    <button type="button" class="dialog-close" aria-label="关闭" on:click=move |_| open.set(false)>
                        "×"
                    </button>
                </header>
                {children.with_value(|children| children())}
            </Show>
        </dialog>
    }
    .into_any()
}

/// The browser focuses the first control, which is the closing cross; people want the first field.
fn focus_first(node: NodeRef<html::Dialog>) {
    let Some(dialog) = node.get_untracked() else { return };
    let wanted = [
        "[autofocus]",
        ".dialog-body input:not([readonly]), .dialog-body select, .dialog-body textarea",
        ".dialog-actions button",
    ];
    let first = wanted.iter().find_map(|wanted| dialog.query_selector(wanted).ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
        // A button at the end stands in sight wherever the dialog is scrolled to; people begin to read on top.
        dialog.set_scroll_top(0);
    }
}

/// A question that must be answered before something is done.
#[component]
pub fn Confirm(
    /// Whether it is asked.
    open: RwSignal<bool>,
    /// Heading.
    #[prop(into)]
    title: Signal<String>,
    /// Label of the button that does it.
    action: &'static str,
    /// Whether doing it destroys something.
    #[prop(optional)]
    danger: bool,
    /// Does it; the dialog stays open while `busy`.
    on_confirm: Callback<()>,
    /// Being done.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What it means.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <Dialog open title size="dialog-small">
            <div class="dialog-body">{children.with_value(|children| children())}</div>
            <footer class="dialog-actions">
                <button type="button" class="button" on:click=move |_| open.set(false)>"取消"</button>
                <button
                    type="button"
                    class=if danger { "button button-danger" } else { "button button-primary" }
                    aria-busy=move || busy.get().then_some("true")
                    on:click=move |_| {
                        if !busy.get_untracked() {
                            on_confirm.run(());
                        }
                    }
                >
                    {action}
                </button>
            </footer>
        </Dialog>
    }
    .into_any()
}
