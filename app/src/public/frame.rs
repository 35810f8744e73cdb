//! What stands around the public pages, and the ways to them.

use crate::shell::use_viewer;
use leptos::prelude::*;
use leptos_router::components::A;

/// The public pages: where, and what.
const PAGES: [(&str, &str); 3] =
    [("/public/register", "许可证查询"), ("/public/decisions", "许可决定公开"), ("/public/notices", "遗失公告")];

/// Links to the public pages.
pub fn public_links() -> AnyView {
    PAGES.map(|(href, name)| view! { <A href=href>{name}</A> " " }).into_any()
}

/// The head of a public page: the way there, the heading, and the ways to the others.
#[component]
pub fn PublicTop(
    /// The page's name.
    title: &'static str,
) -> impl IntoView {
    let (back, back_label) = if use_viewer().is_some() { ("/", "首页") } else { ("/sign-in", "登录") };
    view! {
        <nav class="breadcrumb" aria-label="当前位置">
            <ol><li><a href=back>{back_label}</a></li><li aria-current="page">{title}</li></ol>
        </nav>
        <div class="page-head"><h1>{title}</h1></div>
        <nav class="public-nav no-print" aria-label="公开信息">{public_links()}</nav>
    }
    .into_any()
}

/// A list to choose from, of a form that sends an address: code and label.
pub(crate) fn choice(
    name: &'static str,
    label: &'static str,
    all: &'static str,
    chosen: &str,
    choices: Vec<(String, String)>,
) -> AnyView {
    let option = |(code, name): (String, String)| {
        let selected = code == chosen;
        view! { <option value=code selected=selected>{name}</option> }
    };
    view! {
        <div class="field">
            <label class="field-label" for=name>{label}</label>
            <select id=name name=name>
                {(!all.is_empty()).then(|| view! { <option value="" selected=chosen.is_empty()>{all}</option> })}
                {choices.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// The choices of a closed list.
macro_rules! choices_of {
    ($list:ty) => {
        <$list>::ALL.iter().map(|each| (each.code().to_owned(), each.label().to_owned())).collect::<Vec<_>>()
    };
}
pub(crate) use choices_of;

/// The way on to the next page of a list, and back to its first.
pub(super) fn pager(first: Option<String>, next: Option<String>) -> AnyView {
    if first.is_none() && next.is_none() {
        return ().into_any();
    }
    view! {
        <nav class="button-row no-print" aria-label="翻页">
            {first.map(|href| view! { <a class="button" href=href>"回到第一页"</a> })}
            {next.map(|href| view! { <a class="button" href=href>"下一页"</a> })}
        </nav>
    }
    .into_any()
}
