//! A list on a page: one group of fields a line, 新增 at the end.

use super::filling::Filling;
use crate::components::{dom, field_id, keyed};
use domain::filings::MOST_LINES;
use domain::inspections::{Report, Section};
use leptos::prelude::*;

/// What a list is.
#[derive(Clone, Copy)]
pub struct Lines {
    /// The page that it is on.
    pub section: Section,
    /// Its path, as findings name it.
    pub path: &'static str,
    /// What one line is.
    pub what: &'static str,
    /// How many there are.
    pub count: fn(&Report) -> usize,
    /// Adds an empty one.
    pub add: fn(&mut Report),
    /// Removes the nth.
    pub remove: fn(&mut Report, usize),
    /// The fields of the nth.
    pub fields: fn(Filling, usize) -> AnyView,
}

/// The list.
pub fn lines(filling: Filling, list: Lines) -> AnyView {
    let count = Memo::new(move |_| filling.report.with(list.count));
    let keys = Signal::derive(move || (0..count.get()).map(|n| n.to_string()).collect());
    let lacking = Memo::new(move |_| {
        let here =
            |all: &Vec<domain::Finding>| all.iter().find(|one| one.path == list.path).map(|one| one.message.clone());
        filling.insist.get().then(|| filling.findings.with(here)).flatten()
    });
    let add = move |_| {
        let n = count.get_untracked();
        filling.change(list.section, list.add);
        dom::focus_soon(line_id(list, n));
    };
    let line = move |n: String| n.parse().ok().map(|n| one(filling, list, n)).into_any();
    view! {
        <div class="inspection-lines" id=field_id(list.path) tabindex="-1">
            <p class="empty" hidden=move || count.get() != 0>"还没有记录"</p>
            {keyed(keys, line)}
            {move || lacking.get().map(|message| view! { <p class="field-error">{message}</p> })}
            <Show when=move || filling.open() && count.get() < MOST_LINES>
                <button type="button" class="button" on:click=add>{format!("新增{}", list.what)}</button>
            </Show>
        </div>
    }
    .into_any()
}

fn line_id(list: Lines, n: usize) -> String {
    field_id(&format!("{}[{n}]", list.path))
}

fn one(filling: Filling, list: Lines, n: usize) -> AnyView {
    let remove = move |_| {
        filling.change(list.section, |report| {
            if n < (list.count)(report) {
                (list.remove)(report, n);
            }
        });
        dom::focus_soon(field_id(list.path));
    };
    let title = format!("第 {} 条{}", n + 1, list.what);
    view! {
        <fieldset class="inspection-line" id=line_id(list, n)>
            <legend>{title.clone()}</legend>
            <div class="field-row">{(list.fields)(filling, n)}</div>
            <Show when=move || filling.open()>
                <button type="button" class="button button-link button-danger" on:click=remove>
                    "删除"
                    <span class="visually-hidden">{title.clone()}</span>
                </button>
            </Show>
        </fieldset>
    }
    .into_any()
}
