//! The page of one licence; the certificate prints as one sheet, alone.

use super::api::load;
use super::certificate::Certificate;
use super::history::History;
use super::standing::{ShortfallNotice, status_badge};
use crate::components::time;
use crate::papers::LicencePapers;
use crate::shell::{Failure, use_viewer};
use domain::accounts::Role;
use domain::licences::{Copy, Licence, LicenceStatus, LicenceView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// `/licences/:id`, with `?copy=` for a certificate that is no longer the newest.
#[component]
pub fn LicencePage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let wanted = Memo::new(move |_| {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        let copy = query.with(|query| query.get("copy")).and_then(|copy| copy.parse::<i64>().ok());
        (id, copy)
    });
    let licence = Resource::new(move || wanted.get(), |(id, copy)| load(id, copy));
    view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match licence.await {
                    Ok(view) => view! { <Page view/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Page(view: LicenceView) -> impl IntoView {
    let LicenceView { licence, copy, copies, shortfall } = view;
    let own = use_viewer().is_some_and(|viewer| viewer.role == Role::Enterprise);
    let title = format!("许可证 · {}", licence.number);
    let newest = copies.iter().all(|other| other.sequence <= copy.sequence);
    let void = void(&licence, &copy, newest);
    let badge = status_badge(&licence);
    let print = |_| {
        // Fails only where the browser has no printing; nothing is lost by that.
        let _ = window().print();
    };
    view! {
        <Title text=title.clone()/>
        <nav class="breadcrumb" aria-label="当前位置">
            <ol><li><a href="/">"首页"</a></li><li aria-current="page">"许可证"</li></ol>
        </nav>
        <div class="page-head">
            <h1>{title}</h1>
            <span>{badge}</span>
            <div class="button-row no-print">
                <button type="button" class="button button-primary" on:click=print>"打印"</button>
            </div>
        </div>
        {shortfall.map(|shortfall| view! { <ShortfallNotice shortfall own/> })}
        {told(&licence)}
        {(!newest).then(|| older(&licence.id, &copy))}
        <Certificate licence=licence.clone() void/>
        <LicencePapers id=licence.id.clone()/>
        <History id=licence.id copies shown=copy.sequence/>
    }
    .into_any()
}

/// What stands across the copy in sight.
fn void(licence: &Licence, copy: &Copy, newest: bool) -> Option<&'static str> {
    match licence.status {
        LicenceStatus::Cancelled | LicenceStatus::Expired if newest => Some(licence.status.label()),
        _ => copy.voided_at.map(|_| "作废"),
    }
}

/// What the certificate itself does not say.
fn told(licence: &Licence) -> Option<AnyView> {
    let (class, told) = match licence.status {
        LicenceStatus::Cancelled => ("notice notice-warn", "许可证已注销，不能再凭其从事许可活动。"),
        LicenceStatus::Expired => ("notice notice-warn", "许可证有效期届满未延续，已过期，不能再凭其从事许可活动。"),
        LicenceStatus::InForce if licence.extended_by_silence => {
            ("notice", "有效期届满前未对延续申请作出决定，依法视为准予延续六年。")
        }
        LicenceStatus::InForce => return None,
    };
    Some(view! { <p class=class>{told}</p> }.into_any())
}

/// The way from an older copy to the newest.
fn older(id: &str, copy: &Copy) -> AnyView {
    let voided = copy.voided_at.map(|at| format!("，已于 {} 作废", time::day(at))).unwrap_or_default();
    view! {
        <p class="notice notice-warn">
            {format!("您正在查看第 {} 份证书{voided}。", copy.sequence)}
            <a href=format!("/licences/{id}")>"查看最新证书"</a>
        </p>
    }
    .into_any()
}
