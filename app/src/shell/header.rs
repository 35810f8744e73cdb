//! The blue bar on top: the system's name, the way home, what waits, and the account's menu.

use super::use_viewer;
use crate::accounts::api::SignOut;
use crate::filings::{forget_unsaved, unsaved_belongs_to};
use crate::notices::api::{to_dos, unread};
use crate::notices::use_done;
use domain::accounts::{Role, Viewer};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

/// The header of every page.
#[component]
pub fn SiteHeader() -> impl IntoView {
    let viewer = use_viewer();
    view! {
        <header class="site-header">
            <a class="site-title" href="/">
                <img src="/favicon.svg" alt="" width="32" height="32"/>
                <span>
                    <strong>"资质和信用信息系统"</strong>
                    " "
                    <small>"承装（修、试）电力设施许可"</small>
                </span>
            </a>
            {viewer.map(|viewer| view! { <Navigation role=viewer.role/> <AccountMenu viewer/> })}
        </header>
    }
    .into_any()
}

#[component]
fn Navigation(role: Role) -> impl IntoView {
    // Asked again after each navigation, and when something was done without one.
    let (path, done) = (use_location().pathname, use_done());
    let waiting = Resource::new(move || (path.get(), done.get()), |_| to_dos());
    let told = Resource::new(move || (path.get(), done.get()), |_| unread());
    let reviews = matches!(role, Role::Reviewer | Role::Head);
    view! {
        <nav class="site-nav" aria-label="主导航">
            <A href="/" exact=true>"首页"</A>
            {reviews.then(|| view! { <A href="/queue">"审核队列"</A> })}
            {(role == Role::Administrator).then(|| view! { <A href="/administration">"系统管理"</A> })}
            {reviews.then(|| view! { <A href="/ratings">"好差评"</A> })}
            {reviews.then(|| view! { <A href="/inspections">"企业自查"</A> })}
            {(role != Role::Enterprise).then(|| view! { <A href="/figures">"统计"</A> })}
            <a href="/#to-dos">
                "待办 "
                <Transition fallback=|| ()>
                    {move || Suspend::new(async move {
                        let waiting = waiting.await.map_or(0, |to_dos| to_dos.len());
                        (waiting > 0).then(|| view! { <span class="count">{waiting}</span> })
                    })}
                </Transition>
            </a>
            <A href="/notices">
                "消息 "
                <Transition fallback=|| ()>
                    {move || Suspend::new(async move {
                        let unread = told.await.unwrap_or(0);
                        (unread > 0).then(|| view! {
                            <span class="count">{unread}<span class="visually-hidden">"条未读"</span></span>
                        })
                    })}
                </Transition>
            </A>
        </nav>
    }
    .into_any()
}

#[component]
fn AccountMenu(viewer: Viewer) -> impl IntoView {
    let sign_out = ServerAction::<SignOut>::new();
    let path = use_location().pathname;
    let menu = NodeRef::<leptos::html::Details>::new();
    // The menu has done its work when it has led to another page.
    Effect::new(move || {
        path.track();
        if let Some(menu) = menu.get() {
            menu.set_open(false);
        }
    });
    let account = viewer.account;
    Effect::new(move |_| unsaved_belongs_to(&account));
    view! {
        <details class="menu" node_ref=menu>
            <summary>{viewer.name}</summary>
            <div class="menu-items">
                {viewer.office.map(|office| view! { <p class="menu-note">{office}" · "{viewer.role.label()}</p> })}
                {(viewer.role == Role::Enterprise).then(|| view! { <a href="/enterprise">"企业信息修改"</a> })}
                <a href="/account">"我的账号"</a>
                <a href="/password">"修改密码"</a>
                <ActionForm action=sign_out>
                    <button type="submit" on:click=|_| forget_unsaved()>"退出"</button>
                </ActionForm>
            </div>
        </details>
    }
    .into_any()
}
