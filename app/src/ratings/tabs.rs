//! 好差评 in the staff's menu: its pages, side by side.

use crate::shell::use_viewer;
use domain::accounts::Role;
use leptos::prelude::*;
use leptos_router::components::A;

/// The heading and the ways to its pages.
#[component]
pub fn RatingTabs() -> impl IntoView {
    // Administrators see the figures only.
    let pages = keeps_ratings().then(|| {
        view! {
            <li><A href="/ratings" exact=true>"一事一评"</A></li>
            <li><A href="/ratings/visits">"一次一评"</A></li>
            <li><A href="/ratings/cases">"差评处理"</A></li>
        }
    });
    view! {
        <nav class="breadcrumb" aria-label="当前位置">
            <ol><li><a href="/">"首页"</a></li><li aria-current="page">"好差评"</li></ol>
        </nav>
        <div class="page-head"><h1>"好差评"</h1></div>
        <nav class="subnav no-print" aria-label="好差评">
            <ul>
                {pages}
                <li><A href="/ratings/figures">"评价统计"</A></li>
            </ul>
        </nav>
    }
    .into_any()
}

/// Whether the viewer makes codes and deals with bad ratings; others see no more than that they may not.
pub fn keeps_ratings() -> bool {
    use_viewer().is_some_and(|viewer| matches!(viewer.role, Role::Reviewer | Role::Head))
}
