//! `/administration/templates`: 申请材料和模板.

use super::api::slot_changes;
use super::template_dialog::{Editing, SlotDialog};
use super::{administrates, top};
use crate::components::{Told, dom, time};
use crate::shell::Failure;
use domain::attachments::{Offered, RecordedSlotChange, Slot, SlotBook, SlotChanges, every_slot, slot, stands};
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes once something was saved.
const TOLD: &str = "templates-told";

/// How documents are asked for, and every version of their blank forms.
#[component]
pub fn TemplatesPage() -> impl IntoView {
    let keeps = administrates();
    let changed = RwSignal::new(0u32);
    let found = Resource::new(move || changed.get(), |_| slot_changes());
    let known = RwSignal::new(None::<SlotBook>);
    let editing = Editing::default();
    let told = RwSignal::new(None::<String>);
    let done = Callback::new(move |what: String| {
        told.set(Some(what));
        changed.update(|changed| *changed += 1);
        dom::focus_soon(TOLD.to_owned());
    });
    let loaded = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                let found = found.await;
                known.set(found.clone().ok());
                match found {
                    Ok(book) => sheets(&book, editing),
                    Err(error) if keeps => view! { <p class="notice notice-bad" role="alert">{error.to_string()}</p> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any();
    if !keeps {
        return loaded;
    }
    view! {
        <Title text="申请材料和模板"/>
        {top("申请材料和模板")}
        <Told id=TOLD said=told/>
        <noscript><p class="notice notice-warn">"变更申请材料和模板需要在浏览器中启用 JavaScript。"</p></noscript>
        {loaded}
        <SlotDialog editing book=known.into() done/>
    }
    .into_any()
}

fn sheets(book: &SlotBook, editing: Editing) -> AnyView {
    let now = book.now();
    let lines = every_slot().map(|slot| line(slot, &now, editing));
    view! {
        <div class="notice notice-warn">
            <p>"第36号令第十条的材料目录原文未找到，随系统提供的目录依据操作手册和公开的办事指南整理，请核实后在此更正。"</p>
            <p>"变更自保存时起用于填报中和补正中的申请；已提交的申请仍按提交时的要求。哪些情形需要某项材料由系统判断，不在此设置。"</p>
        </div>
        <section class="sheet" aria-labelledby="slots-title">
            <h2 id="slots-title">"申请材料"</h2>
            <div class="table-wrap" role="region" aria-label="申请材料列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"材料名称"</th>
                        <th scope="col">"所在步骤"</th>
                        <th scope="col">"要求"</th>
                        <th scope="col">"空白模板"</th>
                        <th scope="col">"依据"</th>
                        <th scope="col" class="row-actions">"操作"</th>
                    </tr></thead>
                    <tbody>{lines.collect_view()}</tbody>
                </table>
            </div>
        </section>
        {history(book)}
    }
    .into_any()
}

fn line(slot: &'static Slot, changes: &SlotChanges, editing: Editing) -> AnyView {
    let now = changes.now(slot);
    let changed = changes.0.iter().any(|change| change.slot == slot.key);
    let (class, basis) =
        if changed { ("status status-good", "管理员已核定") } else { ("status", "随系统提供") };
    let (label, asked) = (now.label.clone(), StoredValue::new(now.clone()));
    let template = changes.template(slot).map(|href| {
        let name = match &now.template {
            Offered::Uploaded(template) => template.name.clone(),
            Offered::Shipped => slot.template.unwrap_or_default().to_owned(),
        };
        view! { <a href=href rel="external" download="">{name}</a> }
    });
    view! {
        <tr>
            <td data-label="材料名称">
                <strong>{now.label}</strong>
                {(!now.hint.is_empty()).then(|| view! { <p class="field-hint">{now.hint}</p> })}
            </td>
            <td data-label="所在步骤">{stands(slot)}</td>
            <td data-label="要求">{if now.required { "必交" } else { "可不交" }}</td>
            <td data-label="空白模板" class="rules-text">{template.map_or_else(|| "无".into_any(), IntoAny::into_any)}</td>
            <td data-label="依据"><span class=class>{basis}</span></td>
            <td class="row-actions">
                <button type="button" class="button button-link" aria-haspopup="dialog"
                    on:click=move |_| editing.ask(asked.get_value())>
                    "修改"
                    <span class="visually-hidden">{label}</span>
                </button>
            </td>
        </tr>
    }
    .into_any()
}

fn history(book: &SlotBook) -> AnyView {
    let item = |recorded: &RecordedSlotChange| {
        let change = &recorded.change;
        let template = match &change.template {
            Offered::Uploaded(template) => {
                let href = format!("/documents/templates/{}", template.id);
                view! { <a href=href rel="external" download="">{template.name.clone()}</a> }.into_any()
            }
            Offered::Shipped => "随系统提供".into_any(),
        };
        let stands = slot(&change.slot).map(stands).unwrap_or_default();
        view! {
            <tr>
                <td data-label="时间"><time datetime=time::machine(recorded.at)>{time::moment(recorded.at)}</time></td>
                <td data-label="材料名称" class="rules-text">{change.label.clone()}</td>
                <td data-label="所在步骤">{stands}</td>
                <td data-label="要求">{if change.required { "必交" } else { "可不交" }}</td>
                <td data-label="空白模板" class="rules-text">{template}</td>
                <td data-label="原因" class="rules-text">{recorded.reason.clone()}</td>
                <td data-label="变更人">{recorded.by.clone()}</td>
            </tr>
        }
    };
    let table = match book.changes.is_empty() {
        true => view! { <p class="empty">"没有变更，均为随系统提供的内容"</p> }.into_any(),
        false => view! {
            <div class="table-wrap" role="region" aria-label="变更记录列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"时间"</th>
                        <th scope="col">"材料名称"</th>
                        <th scope="col">"所在步骤"</th>
                        <th scope="col">"要求"</th>
                        <th scope="col">"空白模板"</th>
                        <th scope="col">"原因"</th>
                        <th scope="col">"变更人"</th>
                    </tr></thead>
                    <tbody>{book.changes.iter().rev().map(item).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="sheet" aria-labelledby="history-title">
            <h2 id="history-title">"变更记录和历次模板"</h2>
            {table}
        </section>
    }
    .into_any()
}
