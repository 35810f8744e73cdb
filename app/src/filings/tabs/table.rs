//! The table of a long list. Shows a first screen, and more as people scroll.

use crate::corrections::remarks_at;
use crate::filings::forms::{Body, Field, RowForm};
use crate::filings::reveal::personal;
use crate::filings::state::{Cell, Wizard};
use domain::attachments::row_slots;
use domain::filings::{List, Row};
use domain::masking::is_masked;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::js_sys::Array;
use web_sys::{IntersectionObserver, IntersectionObserverEntry};

/// How many rows are shown at first, and added each time.
pub const SCREEN: usize = 50;

/// What the buttons of a row do.
#[derive(Clone, Copy)]
pub struct Actions {
    pub edit: Callback<Row<Body>>,
    pub delete: Callback<Row<Body>>,
    pub documents: Callback<Row<Body>>,
}

/// The table; `count` is how many rows the whole list has.
pub fn table(wizard: Wizard, form: &'static RowForm, count: Signal<usize>, all: bool, actions: Actions) -> AnyView {
    let list = wizard.list(form.list);
    let shown = RwSignal::new(if all { usize::MAX } else { SCREEN });
    let columns = StoredValue::new(form.columns());
    let heads = columns.with_value(|columns| {
        columns.iter().map(|field| view! { <th scope="col" class=form.class(field)>{field.label}</th> }).collect_view()
    });
    let documented = !row_slots(form.list).is_empty();
    let rows = move || list.cells.with(|cells| cells.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    let more = Signal::derive(move || count.get().saturating_sub(shown.get()));
    view! {
        <p class="empty" hidden=move || count.get() != 0>"还没有记录"</p>
        <div
            class="table-wrap"
            role="region"
            aria-label=format!("{}名单", form.list.label())
            tabindex="0"
            hidden=move || count.get() == 0
        >
            <table
                class="table table-cards table-many"
                class:table-compact=form.compact()
                class:table-read=move || !wizard.editable() && !wizard.remarks.may_comment
            >
                <thead>
                    <tr>
                        {heads}
                        {documented.then(|| view! { <th scope="col">"附件"</th> })}
                        <th scope="col">"操作"</th>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=rows
                        key=|cell| cell.id.clone()
                        children=move |cell| row(wizard, form, cell, columns, actions)
                    />
                </tbody>
            </table>
        </div>
        {sentinel(shown, more)}
    }
    .into_any()
}

fn row(
    wizard: Wizard,
    form: &'static RowForm,
    cell: Cell,
    columns: StoredValue<Vec<&'static Field>>,
    actions: Actions,
) -> AnyView {
    let list = form.list;
    let Cell { id, row } = cell;
    let reads = row.clone();
    let (reader, place) = (wizard.reader, format!("{}[{id}]", list.code()));
    // One closure for all cells: the buttons stay, and with them the focus, when the row changes.
    let cells = move || {
        let row = reads.read();
        let cell = |field: &&'static Field| {
            let text = field.shown(&row.body);
            let text = match reader && is_masked(&text) {
                true => personal(format!("{place}.{}", field.name), field.label, Signal::stored(text)),
                false => text.into_any(),
            };
            view! { <td data-label=field.label class=form.class(field)>{text}</td> }
        };
        columns.with_value(|columns| columns.iter().map(cell).collect_view())
    };
    let documents = (!row_slots(list).is_empty()).then(|| {
        let (id, row) = (id.clone(), row.clone());
        view! {
            <td data-label="附件">
                <button
                    type="button"
                    class="button button-link"
                    on:click=move |_| actions.documents.run(row.get_untracked())
                >
                    {move || documents(wizard, list, &id)}
                </button>
            </td>
        }
    });
    let row_id = format!("{}[{id}]", list.code());
    let (open_path, named) = (row_id.clone(), row.with_untracked(|row| row.body.title().to_owned()));
    let remarked =
        wizard.remarks.may_comment.then(|| remarks_at(wizard.remarks, row_id.clone(), Some(named))).flatten();
    view! {
        <tr id=row_id>
            {cells}
            {documents}
            <td class="row-actions">
                {move || wizard.opens(&open_path).then(|| buttons(row.clone(), actions))}
                {remarked}
            </td>
        </tr>
    }
    .into_any()
}

/// How many documents of each kind a row has.
fn documents(wizard: Wizard, list: List, row: &str) -> String {
    let counted = row_slots(list).into_iter().map(|slot| {
        let files = wizard
            .attachments
            .with(|all| all.iter().filter(|file| file.slot == slot.key && file.row.as_deref() == Some(row)).count());
        format!("{} {files}", slot.label)
    });
    counted.collect::<Vec<_>>().join("，")
}

fn buttons(row: ArcRwSignal<Row<Body>>, actions: Actions) -> AnyView {
    let name = {
        let row = row.clone();
        move || row.with(|row| row.body.title().to_owned())
    };
    let edited = row.clone();
    view! {
        <button type="button" class="button button-link" on:click=move |_| actions.edit.run(edited.get_untracked())>
            "修改"
            <span class="visually-hidden">{name.clone()}</span>
        </button>
        <button
            type="button"
            class="button button-link button-danger"
            on:click=move |_| actions.delete.run(row.get_untracked())
        >
            "删除"
            <span class="visually-hidden">{name}</span>
        </button>
    }
    .into_any()
}

/// Adds rows when it comes into sight, and when it is pressed.
fn sentinel(shown: RwSignal<usize>, more: Signal<usize>) -> AnyView {
    let node = NodeRef::<html::P>::new();
    let grow = move || shown.update(|shown| *shown = shown.saturating_add(SCREEN));
    Effect::new(move |_| {
        // A new observer each time: it reports at once when the sentinel is still in sight.
        shown.track();
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
        <p class="table-more" node_ref=node hidden=move || more.get() == 0>
            <button type="button" class="button" on:click=move |_| grow()>
                {move || format!("显示更多（还有 {} 条）", more.get())}
            </button>
        </p>
    }
    .into_any()
}
