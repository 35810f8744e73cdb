//! What a reviewer has beside the tabs of a filing: the documents of the tab in sight, shown in the page; the check; and where
//! else its people have been engaged.

use super::check_panel::{conditions, judged_by};
use super::documents::Home;
use super::state::{Wizard, use_wizard};
use crate::components::{Shortcut, Shortcuts, keyed};
use crate::review::EngagedElsewhere;
use domain::attachments::{Attachment, FileType, slot};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// What the panel shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Showing {
    Documents,
    Check,
    People,
}

impl Showing {
    const ALL: [(Showing, &'static str); 3] =
        [(Showing::Documents, "附件"), (Showing::Check, "核对"), (Showing::People, "人员聘用")];
}

/// The panel; only for readers.
#[component]
pub fn DeskPanel() -> impl IntoView {
    let wizard = use_wizard();
    let showing = RwSignal::new(Showing::Documents);
    let chosen = RwSignal::new(None::<String>);
    let choices = Showing::ALL.map(|(one, label)| {
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || if showing.get() == one { "true" } else { "false" }
                on:click=move |_| showing.set(one)
            >
                {label}
            </button>
        }
    });
    view! {
        <aside class="wizard-check desk" id="check" aria-label="审核资料" tabindex="-1">
            <div class="desk-choices" role="group" aria-label="查看">
                {choices}
            </div>
            <div hidden=move || showing.get() != Showing::Documents>
                <Documents wizard chosen />
            </div>
            <div hidden=move || showing.get() != Showing::Check>
                <h2>{if wizard.kind.judged() { "申请条件核对" } else { "填报核对" }}</h2>
                {judged_by(wizard)}
                {move || conditions(wizard)}
            </div>
            // Asked for when somebody looks.
            <Show when=move || showing.get() == Showing::People>
                <h2>"人员在其他企业的聘用记录"</h2>
                <EngagedElsewhere id=wizard.id.get_value() tab=wizard.tab />
            </Show>
        </aside>
    }
    .into_any()
}

/// The documents of the tab in sight, and the one that is looked at.
#[component]
fn Documents(wizard: Wizard, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let of_tab = move |file: &&Attachment| slot(&file.slot).is_some_and(|slot| slot.tab == wizard.tab.get());
    let here =
        Memo::new(move |_| wizard.attachments.with(|all| all.iter().filter(of_tab).cloned().collect::<Vec<_>>()));
    let elsewhere = Memo::new(move |_| {
        wizard.attachments.with(|all| all.iter().filter(|file| !of_tab(file)).cloned().collect::<Vec<_>>())
    });
    // What was chosen stays in sight on every tab; else the first that the tab has.
    let shown = Memo::new(move |_| {
        let all = [here.get(), elsewhere.get()].concat();
        let first = here.with(|files| files.iter().find(|file| file.file_type.previewable()).cloned());
        chosen.get().and_then(|id| all.into_iter().find(|file| file.id == id)).or(first)
    });
    let list = move |files: Memo<Vec<Attachment>>| {
        let ids = Signal::derive(move || files.with(|files| files.iter().map(|file| file.id.clone()).collect()));
        keyed(ids, move |id| {
            let file = files.with_untracked(|files| files.iter().find(|file| file.id == id).cloned());
            file.map(|file| choice(file, shown, chosen)).into_any()
        })
    };
    view! {
        <h2>"本页附件"</h2>
        <p class="empty" hidden=move || here.with(|files| !files.is_empty())>"本页没有附件"</p>
        <ul class="desk-files">{list(here)}</ul>
        <details class="check-group" hidden=move || elsewhere.with(Vec::is_empty)>
            <summary>{move || format!("其他附件（{}）", elsewhere.with(Vec::len))}</summary>
            <ul class="desk-files">{list(elsewhere)}</ul>
        </details>
        {move || shown.get().map(document)}
    }
    .into_any()
}

fn choice(file: Attachment, shown: Memo<Option<Attachment>>, chosen: RwSignal<Option<String>>) -> AnyView {
    let label = slot(&file.slot).map_or_else(|| file.slot.clone(), |slot| slot.label.to_owned());
    let id = StoredValue::new(file.id);
    let here = move || shown.with(|shown| shown.as_ref().is_some_and(|file| id.with_value(|id| *id == file.id)));
    view! {
        <li>
            <button
                type="button"
                class="desk-file"
                aria-pressed=move || if here() { "true" } else { "false" }
                on:click=move |_| chosen.set(Some(id.get_value()))
            >
                <strong>{label}</strong>
                " "
                <span>{file.name}</span>
            </button>
        </li>
    }
    .into_any()
}

/// The document itself.
fn document(file: Attachment) -> AnyView {
    let address = Home::FILING.document(&file.id);
    let source = format!("{address}?preview");
    let whole = source.clone();
    let name = file.name.clone();
    let content = match file.file_type {
        FileType::Pdf => view! { <iframe class="preview" src=source title=name></iframe> }.into_any(),
        image if image.previewable() => {
            view! { <a href=whole target="_blank" rel="external"><img class="preview" src=source alt=name /></a> }
                .into_any()
        }
        _ => view! { <p class="empty">"这种文件不能在页面中查看，请下载。"</p> }.into_any(),
    };
    view! {
        <figure class="desk-document">
            {content}
            <figcaption>
                <a href=address rel="external" download=file.name.clone()>{format!("下载：{}", file.name)}</a>
            </figcaption>
        </figure>
    }
    .into_any()
}

/// The keys of the tabs: between them, to the next document, back.
#[component]
pub fn DeskShortcuts() -> impl IntoView {
    let wizard = use_wizard();
    let navigate = use_navigate();
    let go = StoredValue::new(move |to: &str| navigate(to, NavigateOptions::default()));
    let step = move |forwards: bool| {
        let (before, after) = untrack(|| wizard.neighbours());
        if let Some(tab) = if forwards { after } else { before } {
            go.with_value(|go| go(&wizard.href(tab)));
        }
    };
    let overview = wizard.id.with_value(|id| format!("/filings/{id}"));
    let next_document = || crate::components::step_focus(".desk-files > li", "button", true);
    let shortcuts = vec![
        Shortcut::new("n", "下一页签", move || step(true)),
        Shortcut::new("p", "上一页签", move || step(false)),
        Shortcut::new("d", "下一个附件", next_document),
        Shortcut::new("g o", "回到申请概览", move || go.with_value(|go| go(&overview))),
        Shortcut::new("g q", "回到审核队列", move || go.with_value(|go| go("/queue"))),
    ];
    view! { <Shortcuts shortcuts /> }
}
