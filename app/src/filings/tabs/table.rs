//! The table of a long list. Shows a first screen, and more as people scroll.

use crate::filings::forms::{Field, Record, shown};
use crate::filings::state::{Cell, Wizard};
use domain::attachments::row_slots;
use domain::filings::Row;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::js_sys::Array;
use web_sys::{IntersectionObserver, IntersectionObserverEntry};

/// How many rows are shown at first, and added each time.
pub const SCREEN: usize = 50;

/// What the buttons of a row do.
pub struct Actions<T: Record> {
    pub edit: Callback<Row<T>>,
    pub delete: Callback<Row<T>>,
    pub documents: Callback<Row<T>>,
}

impl<T: Record> Clone for Actions<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Record> Copy for Actions<T> {}

/// The table; `count` is how many rows the whole list has.
pub fn table<T: Record>(wizard: Wizard, count: Signal<usize>, all: bool, actions: Actions<T>) -> AnyView {
    let list = T::list(wizard);
    let shown_rows = RwSignal::new(if all { usize::MAX } else { SCREEN });
    let columns: StoredValue<Vec<&'static Field<T>>> = StoredValue::new(
        T::COLUMNS.iter().filter_map(|name| T::FIELDS.iter().find(|field| field.name == *name)).collect(),
    );
    let heads = columns
        .with_value(|columns| columns.iter().map(|field| view! { <th scope="col">{field.label}</th> }).collect_view());
    let documented = !row_slots(T::LIST).is_empty();
    let rows = move || list.cells.with(|cells| cells.iter().take(shown_rows.get()).cloned().collect::<Vec<_>>());
    let more = move || count.get().saturating_sub(shown_rows.get());
    view! {
        <p class="empty" hidden=move || count.get() != 0>"还没有记录"</p>
        <div
            class="table-wrap"
            role="region"
            aria-label=format!("{}名单", T::LIST.label())
            tabindex="0"
            hidden=move || count.get() == 0
        >
            <table class="table table-cards">
                <thead>
                    <tr>
                        {heads}
                        {documented.then(|| view! { <th scope="col">"附件"</th> })}
                        <th scope="col">"操作"</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=rows key=|cell| cell.id.clone() children=move |cell| row(wizard, cell, columns, actions) />
                </tbody>
            </table>
        </div>
        {sentinel(shown_rows, more)}
    }
    .into_any()
}

fn row<T: Record>(
    wizard: Wizard,
    cell: Cell<T>,
    columns: StoredValue<Vec<&'static Field<T>>>,
    actions: Actions<T>,
) -> AnyView {
    let Cell { id, row } = cell;
    let reads = row.clone();
    // One closure for all cells: the buttons stay, and with them the focus, when the row changes.
    let cells = move || {
        let row = reads.read();
        columns.with_value(|columns| {
            columns
                .iter()
                .map(|field| {
                    let class = field.input.class();
                    view! { <td data-label=field.label class=class>{shown(field, &row.body)}</td> }
                })
                .collect_view()
        })
    };
    let documents = (!row_slots(T::LIST).is_empty()).then(|| {
        let (id, row) = (id.clone(), row.clone());
        let state = move || {
            row_slots(T::LIST)
                .iter()
                .map(|slot| {
                    let files = wizard.attachments.with(|all| {
                        all.iter().filter(|file| file.slot == slot.key && file.row.as_deref() == Some(&id)).count()
                    });
                    format!("{} {files}", slot.label)
                })
                .collect::<Vec<_>>()
                .join("，")
        };
        view! {
            <td data-label="附件">
                <button
                    type="button"
                    class="button button-link"
                    on:click=move |_| actions.documents.run(row.get_untracked())
                >
                    {state}
                </button>
            </td>
        }
    });
    let (edited, deleted, name) = (row.clone(), row.clone(), row);
    let named = {
        let name = name.clone();
        move || view! { <span class="visually-hidden">{name.with(|row| row.body.title().to_owned())}</span> }
    };
    let buttons = move || {
        let (edited, deleted, edit_name, delete_name) = (edited.clone(), deleted.clone(), named.clone(), named.clone());
        wizard.editable().then(move || {
            view! {
                <button
                    type="button"
                    class="button button-link"
                    on:click=move |_| actions.edit.run(edited.get_untracked())
                >
                    "修改"
                    {edit_name}
                </button>
                <button
                    type="button"
                    class="button button-link button-danger"
                    on:click=move |_| actions.delete.run(deleted.get_untracked())
                >
                    "删除"
                    {delete_name}
                </button>
            }
        })
    };
    let row_id = format!("{}[{id}]", T::LIST.code());
    view! {
        <tr id=row_id>
            {cells}
            {documents}
            <td class="row-actions">{buttons}</td>
        </tr>
    }
    .into_any()
}

/// Adds rows when it comes into sight, and when it is pressed.
fn sentinel(shown_rows: RwSignal<usize>, more: impl Fn() -> usize + Copy + Send + Sync + 'static) -> AnyView {
    let node = NodeRef::<html::P>::new();
    let grow = move || shown_rows.update(|shown| *shown = shown.saturating_add(SCREEN));
    Effect::new(move |_| {
        // A new observer each time: it reports at once when the sentinel is still in sight.
        shown_rows.track();
        let Some(element) = node.get() else { return };
        let seen = Closure::<dyn FnMut(Array, IntersectionObserver)>::new(
            move |entries: Array, observer: IntersectionObserver| {
                let in_sight = entries.iter().any(|entry| {
                    entry.dyn_into::<IntersectionObserverEntry>().is_ok_and(|entry| entry.is_intersecting())
                });
                if in_sight {
                    observer.disconnect();
                    grow();
                }
            },
        );
        if let Ok(observer) = IntersectionObserver::new(&seen.into_js_value().unchecked_into()) {
            observer.observe(&element);
        }
    });
    view! {
        <p class="table-more" node_ref=node hidden=move || more() == 0>
            <button type="button" class="button" on:click=move |_| grow()>
                {move || format!("显示更多（还有 {} 条）", more())}
            </button>
        </p>
    }
    .into_any()
}
