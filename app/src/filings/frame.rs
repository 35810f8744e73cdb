//! Around every tab: where one is, how far everything is, and the way on.

use super::check_panel::{CheckPanel, has_panel, unmet};
use super::conflict::ConflictDialog;
use super::desk::{DeskPanel, DeskShortcuts};
use super::reveal::{RevealDialog, Revealing};
use super::state::{Standing, Wizard, use_wizard};
use super::tabs;
use crate::components::{Beside, SignInAgain, StatusBadge, dom, field_id, keyed, track_badge};
use crate::corrections::{CommentDialog, CorrectionNotice, beside};
use domain::filings::{Section, Tab};
use leptos::html::Details;
use leptos::prelude::*;
use leptos_meta::Title;

/// The page of a filing whose state is in context.
#[component]
pub fn Frame() -> impl IntoView {
    let wizard = use_wizard();
    live(wizard);
    provide_context(Beside(Callback::new(move |path: String| beside(wizard.remarks, path))));
    let revealing = wizard.reader.then(|| Revealing::provide(wizard.id));
    let heading = move || wizard.header.with(|header| format!("{} · {}", header.summary.kind, header.summary.number));
    let status = Memo::new(move |_| wizard.header.with(|header| header.summary.status));
    let overview = wizard.id.with_value(|id| format!("/filings/{id}"));
    let (single, panel) = (wizard.tabs.with_untracked(|tabs| tabs.len() == 1), has_panel(wizard));
    let readonly = Memo::new(move |_| !wizard.editable());
    // The server writes the title after the page's signals are gone, so it reads one that counts its own owners.
    let label = move || wizard.kind.tab_label(wizard.tab.get());
    let named = move || format!("{} · {}", label(), heading());
    let title = ArcRwSignal::new(untrack(named));
    let shown = title.clone();
    Effect::new(move |_| title.set(named()));
    view! {
        <Title text=move || shown.get() />
        <nav class="breadcrumb" aria-label="当前位置">
            <ol>
                <li><a href="/">"首页"</a></li>
                <li><a href=overview>{heading}</a></li>
                <li aria-current="page">{label}</li>
            </ol>
        </nav>
        <div class="page-head">
            <h1>{heading}</h1>
            {track_badge(wizard.track)}
            {move || view! { <StatusBadge status=status.get() kind=wizard.kind /> }}
            {match wizard.reader {
                true => view! { <DeskShortcuts /> }.into_any(),
                false => view! { <SaveState /> }.into_any(),
            }}
            {move || {
                unmet(wizard)
                    .filter(|count| panel && *count > 0)
                    .map(|count| view! { <a class="check-jump" href="#check" rel="external">{format!("{count} 项不符合")}</a> })
            }}
        </div>
        <noscript>
            <p class="notice notice-warn">"填报需要启用 JavaScript。未启用时只能查看已保存的内容。"</p>
        </noscript>
        {move || {
            readonly
                .get()
                .then(|| view! { <p class="notice">"本申请当前不可修改，以下内容仅供查看。"</p> })
        }}
        <CorrectionNotice />
        <div class="wizard" class:wizard-single=single>
            {(!single).then(|| view! { <TabList /> })}
            <div class="wizard-main" on:focusout=move |_| wizard.flush()>
                // Each tab gets elements of its own, never those of the tab before it.
                {keyed(
                    Signal::derive(move || vec![wizard.tab.get().code().to_owned()]),
                    move |tab| Tab::from_code(&tab).map(|tab| tabs::tab(wizard, tab)).into_any(),
                )}
                <WayOn />
            </div>
            {match wizard.reader {
                true => Some(view! { <DeskPanel /> }.into_any()),
                false => panel.then(|| view! { <CheckPanel /> }.into_any()),
            }}
        </div>
        <ConflictDialog />
        {wizard.remarks.may_comment.then(|| view! { <CommentDialog remarks=wizard.remarks /> })}
        {revealing.map(|revealing| view! { <RevealDialog revealing /> })}
        <SignInAgain
            open=wizard.signed_out
            account=wizard.account.get_value()
            on_signed_in=Callback::new(move |()| {
                wizard.signed_in.update(|times| *times += 1);
                wizard.flush();
                wizard.remarks.flush();
            })
        />
    }
    .into_any()
}

/// What goes on while the page is open.
fn live(wizard: Wizard) {
    wizard.keep_checking();
    Effect::new(move |_| {
        if wizard.editable() {
            wizard.restore();
            wizard.remarks.restore();
        }
    });
    Effect::new(move |before: Option<Tab>| {
        let tab = wizard.tab.get();
        match before {
            None => {
                // Somebody followed a link to a field from elsewhere.
                let hash = location().hash().unwrap_or_default();
                let path = web_sys::js_sys::decode_uri_component(hash.trim_start_matches('#')).map(String::from);
                if let Some(path) = path.ok().filter(|path| Tab::of_path(path) == Some(tab)) {
                    wizard.lead_to(&path);
                }
            }
            Some(before) if before != tab => wizard.flush(),
            Some(_) => {}
        }
        tab
    });
    // A field inside a dialog is for the list that the dialog belongs to; every other gets the focus here.
    Effect::new(move |_| {
        let Some(path) = wizard.wanted.get() else { return };
        let in_dialog = path.contains("].") || path.ends_with(']');
        if Tab::of_path(&path) == Some(wizard.tab.get()) && !(in_dialog && wizard.reaches(&path)) {
            wizard.wanted.set(None);
            // A row is in sight where it is only read; what is in a dialog is led to by its list.
            let target = if path.ends_with(']') { &path } else { path.split('[').next().unwrap_or(&path) };
            dom::focus_soon(field_id(target));
        }
    });
    Effect::new(move |_| {
        let online = window_event_listener_untyped("online", move |_| wizard.flush());
        on_cleanup(move || online.remove());
    });
    // What was typed last is on its way before the page is gone.
    on_cleanup(move || {
        if is_browser() {
            wizard.flush();
            wizard.remarks.flush();
        }
    });
}

#[component]
fn SaveState() -> impl IntoView {
    let wizard = use_wizard();
    let saving = Memo::new(move |_| wizard.saving());
    view! {
        <span
            class=move || saving.with(|saving| saving.class)
            aria-live=move || if saving.with(|saving| saving.failed) { "assertive" } else { "off" }
        >
            {move || saving.with(|saving| saving.text.clone())}
        </span>
    }
    .into_any()
}

/// The steps and how each stands.
#[component]
fn TabList() -> impl IntoView {
    let wizard = use_wizard();
    let drawer = NodeRef::<Details>::new();
    Effect::new(move |_| {
        wizard.tab.track();
        if let Some(drawer) = drawer.get() {
            drawer.set_open(false);
        }
    });
    let current = move || {
        let here = wizard.tab.get();
        let (at, all) = wizard.tabs.with(|tabs| (tabs.iter().position(|tab| *tab == here), tabs.len()));
        format!("第 {} 步，共 {all} 步：{}", at.map_or(0, |at| at + 1), wizard.kind.tab_label(here))
    };
    let codes = Signal::derive(move || wizard.tabs.with(|tabs| tabs.iter().map(|tab| tab.code().to_owned()).collect()));
    let item = move |code: String| Tab::from_code(&code).map(|tab| step(wizard, tab)).into_any();
    view! {
        <details class="wizard-drawer" node_ref=drawer>
            <summary>{current}</summary>
        </details>
        <nav class="wizard-tabs" aria-label="填报步骤">
            <ol>{keyed(codes, item)}</ol>
        </nav>
    }
    .into_any()
}

/// One step, and how it stands.
fn step(wizard: Wizard, tab: Tab) -> AnyView {
    let standing = Memo::new(move |_| wizard.standing(tab));
    view! {
        <li aria-current=move || (wizard.tab.get() == tab).then_some("step")>
            <a href=wizard.href(tab)>
                <span>{wizard.kind.tab_label(tab)}</span>
                {move || mark(standing.get())}
            </a>
        </li>
    }
    .into_any()
}

fn mark(standing: Standing) -> AnyView {
    match standing {
        Standing::Untouched => view! { <span class="tab-state"></span> }.into_any(),
        Standing::Findings(count) => view! {
            <span class="tab-state tab-state-findings">
                {count}
                <span class="visually-hidden">" 项待完善"</span>
            </span>
        }
        .into_any(),
        Standing::Done => view! {
            <span class="tab-state tab-state-done">
                "✓"
                <span class="visually-hidden">"已完成"</span>
            </span>
        }
        .into_any(),
    }
}

/// 上一步, 保存, 下一步.
#[component]
fn WayOn() -> impl IntoView {
    let wizard = use_wizard();
    let neighbours = Memo::new(move |_| wizard.neighbours());
    let step = move |to: Option<Tab>, label: &'static str, class: &'static str| {
        to.map(|tab| view! { <a class=class href=wizard.href(tab)>{label}</a> })
    };
    let save = move |_| {
        let conflict = |section: &&Section| {
            wizard
                .save_state(**section)
                .with_untracked(|state| matches!(state.phase, super::state::Phase::Conflict { .. }))
        };
        if Section::ALL.iter().any(|section| conflict(&section)) {
            wizard.settling.set(true);
        }
        wizard.flush();
    };
    let nothing = move || !wizard.editable() && neighbours.get() == (None, None);
    view! {
        <div class="wizard-actions" hidden=nothing>
            {move || step(neighbours.get().0, "上一步", "button")}
            <Show when=move || wizard.editable()>
                <button type="button" class="button" on:click=save>"保存"</button>
            </Show>
            {move || step(neighbours.get().1, "下一步", "button button-primary")}
        </div>
    }
    .into_any()
}
