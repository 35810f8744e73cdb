//! Small things done to the document. Only called in effects and handlers; each does nothing where it cannot.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Storage};

/// Brings the element with this id into view and gives it the focus: the first control in it when it takes none itself.
/// Whether there is such an element.
pub fn focus(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    let inner = match focusable(&element) {
        true => None,
        false => element.query_selector("input, select, textarea, button, a[href]").ok().flatten(),
    };
    let target = inner.unwrap_or(element);
    if let Ok(target) = target.dyn_into::<HtmlElement>() {
        let _ = target.focus();
        target.scroll_into_view_with_bool(true);
    }
    true
}

/// After the view has followed what changed.
pub fn focus_soon(id: String) {
    // Two frames: the first runs before a view that renders in the same frame is in the document.
    request_animation_frame(move || {
        request_animation_frame(move || {
            focus(&id);
        });
    });
}

fn focusable(element: &Element) -> bool {
    element.matches("input, select, textarea, button, a[href], [tabindex]").unwrap_or(false)
}

/// The browser's store that outlives the page, where there is one and it may be used.
pub fn local_storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Does it, and leaves how long it took in the browser's performance timeline under this name, where tools read it.
pub fn measured<R>(name: &str, work: impl FnOnce() -> R) -> R {
    let timeline = window().performance();
    if let Some(timeline) = &timeline {
        let _ = timeline.mark(name);
    }
    let result = work();
    if let Some(timeline) = &timeline {
        let _ = timeline.measure_with_start_mark(name, name);
        timeline.clear_marks_with_mark_name(name);
    }
    result
}

/// Today in Beijing, by the browser's clock: good enough for what is said while typing; the server decides by its own.
pub fn today() -> chrono::NaiveDate {
    super::time::date(web_sys::js_sys::Date::now() as i64)
}
