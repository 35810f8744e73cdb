//! What stands on top of a page.

use leptos::prelude::*;

/// The head of a page that is one step from the home page: the way there, and the heading.
#[component]
pub fn PageTop(title: &'static str) -> impl IntoView {
    view! {
        <nav class="breadcrumb" aria-label="当前位置">
            <ol><li><a href="/">"首页"</a></li><li aria-current="page">{title}</li></ol>
        </nav>
        <div class="page-head"><h1>{title}</h1></div>
    }
    .into_any()
}

/// What was done, where the focus goes afterwards (`dom::focus_soon`). Stands outside of what is loaded anew, which would take
/// the focus away.
#[component]
pub fn Told(
    /// Its id, for the focus.
    id: &'static str,
    /// What is said.
    #[prop(into)]
    said: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div class="told" id=id role="status" tabindex="-1">
            {move || said.get().map(|said| view! { <p class="notice notice-good">{said}</p> })}
        </div>
    }
    .into_any()
}
