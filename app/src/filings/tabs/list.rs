//! 电力相关技术人员, 电力相关专业技能人员, 规定年限内主要业绩: one tab for all three.

use super::authority::Authority;
use super::row_dialog::row_dialog;
use super::row_editor::RowEditor;
use super::table::{Actions, table};
use crate::api::ApiError;
use crate::components::{Confirm, Dialog, dom, field_id};
use crate::corrections::{remarks_at, remarks_below};
use crate::filings::api;
use crate::filings::documents::{SlotView, Slots, place_of, slot_path};
use crate::filings::forms::{Body, RowForm};
use crate::filings::state::Wizard;
use domain::Refusal;
use domain::attachments::row_slots;
use domain::filings::{List, Row, Tab};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

/// Totals, table, dialogs, documents.
pub fn list_tab(wizard: Wizard, tab: Tab, which: List) -> AnyView {
    let list = wizard.list(which);
    let form = RowForm::of(which);
    let totals = Memo::new(move |_| list.totals());
    let count = Memo::new(move |_| totals.with(|totals| totals.all));
    let all = use_query_map().with_untracked(|query| query.get("all").is_some());

    let editor = RowEditor::new(wizard, form);
    let documents = RwSignal::new(None::<Row<Body>>);
    let documents_open = RwSignal::new(false);
    let show_documents = Callback::new(move |row: Row<Body>| {
        documents.set(Some(row));
        documents_open.set(true);
    });
    let doomed = RwSignal::new(None::<Row<Body>>);
    let deleting = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let actions = Actions {
        edit: Callback::new(move |row| editor.edit(row)),
        delete: Callback::new(move |row| {
            refused.set(None);
            doomed.set(Some(row));
            deleting.set(true);
        }),
        documents: show_documents,
    };
    let delete = Callback::new(move |()| {
        let Some(row) = doomed.get_untracked() else { return };
        spawn_local(async move {
            match delete_row(wizard, which, &row).await {
                Ok(()) => {
                    deleting.set(false);
                    dom::focus_soon(field_id(which.code()));
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    });
    Effect::new(move |_| editor.restore());
    lead_to_row(wizard, editor, show_documents);

    let closed = Signal::derive(move || {
        form.chosen_before.is_some() && wizard.authority.with(|chosen| chosen.trim().is_empty())
    });
    view! {
        <section class="sheet">
            <div class="sheet-head">
                <h2>{tab.label()}</h2>
                <Show when=move || wizard.opens(which.code())>
                    <button
                        type="button"
                        class="button button-primary"
                        id=field_id(which.code())
                        disabled=move || closed.get()
                        aria-describedby=form.chosen_before.map(|_| "authority-hint")
                        on:click=move |_| editor.add()
                    >
                        "新增"
                    </button>
                </Show>
            </div>
            {move || {
                (form.chosen_before.is_some() && wizard.opens(which.code())).then(|| view! { <Authority /> })
            }}
            <dl class="totals">
                <div>
                    <dt>"合计"</dt>
                    <dd>{move || count.get()}</dd>
                </div>
                {move || {
                    totals
                        .get()
                        .classes
                        .into_iter()
                        .map(|class| {
                            view! {
                                <div>
                                    <dt>{class.label}</dt>
                                    <dd>{class.count}</dd>
                                </div>
                            }
                        })
                        .collect_view()
                }}
            </dl>
            {table(wizard, form, count.into(), all, actions)}
            {remarks_below(wizard.remarks, which.code(), Callback::new(move |path: String| wizard.lead_to(&path)))}
        </section>
        <Slots tab />
        {row_dialog(editor)}
        <Confirm
            open=deleting
            title=format!("删除{}", form.one)
            action="删除"
            danger=true
            on_confirm=delete
        >
            <p>
                {move || doomed.with(|row| format!("确定删除“{}”？", row.as_ref().map_or("", |row| row.body.title())))}
            </p>
            {move || refused.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> })}
        </Confirm>
        <Dialog
            open=documents_open
            title=Signal::derive(move || {
                documents.with(|row| format!("附件：{}", row.as_ref().map_or("", |row| row.body.title())))
            })
        >
            <div class="dialog-body">
                <ul class="upload">
                    {move || {
                        let row = documents.get()?.id;
                        Some(
                            row_slots(which)
                                .into_iter()
                                .map(|slot| {
                                    let path = slot_path(slot.key, Some(&row));
                                    let named = documents.with(|row| row.as_ref().map(|row| row.body.title().to_owned()));
                                    let (place, said) = place_of(wizard, slot);
                                    let remarked = remarks_at(wizard.remarks, path.clone(), named);
                                    let shelf = wizard.shelf_at(path);
                                    let beside = view! { {said} {remarked} }.into_any();
                                    view! { <SlotView shelf place row=Some(row.clone()) beside /> }
                                })
                                .collect_view(),
                        )
                    }}
                </ul>
            </div>
        </Dialog>
    }
    .into_any()
}

/// A finding's link may lead to a field of a row, or to a row's document: its dialog opens, once all rows are here.
fn lead_to_row(wizard: Wizard, editor: RowEditor, show_documents: Callback<Row<Body>>) {
    let list = wizard.list(editor.form.list);
    Effect::new(move |_| {
        let Some(path) = wizard.wanted.get() else { return };
        if !list.complete.get() {
            return;
        }
        let row = |id: &str| list.find(id).map(|cell| cell.row.get_untracked());
        let inside = |path: &str| Some(path.split_once('[')?.1.split_once(']')?.0.to_owned());
        let Some(row) = inside(&path).and_then(|id| row(&id)) else { return };
        if path.starts_with("attachments.") {
            wizard.wanted.set(None);
            show_documents.run(row);
            dom::focus_soon(field_id(&path));
        } else if wizard.opens(&path) {
            wizard.wanted.set(None);
            editor.edit(row);
            // The row as a whole: its dialog is enough.
            if let Some((_, field)) = path.split_once("].") {
                editor.insist.set(true);
                dom::focus_soon(field_id(field));
            }
        }
    });
}

async fn delete_row(wizard: Wizard, list: List, row: &Row<Body>) -> Result<(), String> {
    let list = wizard.list(list);
    match api::delete_row(wizard.id.get_value(), row.id.clone(), row.revision).await {
        // Deleted before, such as in another window: it is gone, as wanted.
        Ok(()) | Err(ApiError::Refused(Refusal::NotFound)) => {
            list.remove(&row.id);
            wizard.attachments.update(|all| all.retain(|file| file.row.as_deref() != Some(&row.id)));
            Ok(())
        }
        Err(ApiError::Refused(Refusal::Conflict { .. })) => {
            Err("该记录已在其他窗口修改，请刷新页面后再删除".to_owned())
        }
        Err(error) => {
            if error.is_signed_out() {
                wizard.signed_out.set(true);
            }
            Err(error.to_string())
        }
    }
}
