//! A short list inside a form tab: a table, and a dialog for one line.

use crate::components::{Confirm, Dialog, ErrorSummary, dom, field_id, provide_live_findings};
use crate::filings::forms::{Field, Line, Lines, fields, shown};
use crate::filings::state::Wizard;
use domain::Finding;
use domain::conformity::{Severity, check_section};
use domain::filings::{Section, SectionBody};
use leptos::prelude::*;

/// What is shown, and how it is saved.
pub struct LinesView<T: Send + Sync + 'static, L: 'static> {
    pub wizard: Wizard,
    pub section: Section,
    pub body: RwSignal<T>,
    pub list: Lines<T, L>,
    /// Makes the section of its content.
    pub wrap: fn(T) -> SectionBody,
}

impl<T: Send + Sync + 'static, L> Clone for LinesView<T, L> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static, L> Copy for LinesView<T, L> {}

impl<T: Clone + Send + Sync, L: Line> LinesView<T, L> {
    fn path(self) -> String {
        format!("{}.{}", self.section.code(), self.list.name)
    }

    fn line(self, at: usize) -> Option<L> {
        self.body.with_untracked(|body| (self.list.get)(body).get(at).cloned())
    }

    fn len(self) -> usize {
        self.body.with(|body| (self.list.get)(body).len())
    }

    fn put(self, at: usize, line: L) {
        self.body.update(|body| write(self.list, body, at, line));
        self.wizard.typed(self.section);
    }

    /// What is wrong with a line, found by checking the section with the line in it; paths begin at the line's field.
    fn check(self, at: usize, line: L) -> Vec<Finding> {
        let mut body = self.body.get();
        write(self.list, &mut body, at, line);
        let prefix = format!("{}[{at}].", self.path());
        let found = check_section(&(self.wrap)(body), dom::today());
        found
            .into_iter()
            .filter_map(|mut finding| {
                finding.path = finding.path.strip_prefix(&prefix)?.to_owned();
                Some(finding)
            })
            .collect()
    }
}

fn write<T, L>(list: Lines<T, L>, body: &mut T, at: usize, line: L) {
    let lines = (list.get_mut)(body);
    match lines.get_mut(at) {
        Some(known) => *known = line,
        None => lines.push(line),
    }
}

/// Table and dialogs.
pub fn lines_view<T, L>(view: LinesView<T, L>) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    L: Line,
{
    let (wizard, list) = (view.wizard, view.list);
    let open = RwSignal::new(false);
    let at = RwSignal::new(0usize);
    let line = RwSignal::new(L::default());
    let insist = RwSignal::new(false);
    let edit = move |n: usize| {
        line.set(view.line(n).unwrap_or_default());
        at.set(n);
        insist.set(false);
        open.set(true);
    };
    let add = move |_| edit(view.body.with_untracked(|body| (list.get)(body).len()));

    // A finding's link may lead to a field of one line: its dialog opens.
    let prefix = format!("{}[", view.path());
    Effect::new(move |_| {
        let Some(path) = wizard.wanted.get() else { return };
        let Some((n, field)) = path.strip_prefix(&prefix).and_then(|rest| rest.split_once("].")) else { return };
        let Some(n) = n.parse().ok().filter(|n| view.line(*n).is_some() && wizard.editable()) else { return };
        wizard.wanted.set(None);
        edit(n);
        insist.set(true);
        dom::focus_soon(field_id(field));
    });

    let doomed = RwSignal::new(0usize);
    let deleting = RwSignal::new(false);
    let id = field_id(&view.path());
    let delete = Callback::new(move |()| {
        let n = doomed.get_untracked();
        view.body.update(|body| {
            let lines = (list.get_mut)(body);
            if n < lines.len() {
                lines.remove(n);
            }
        });
        wizard.typed(view.section);
        deleting.set(false);
        dom::focus_soon(field_id(&view.path()));
    });
    let title = Signal::derive(move || {
        let new = at.get() >= view.len();
        format!("{}{}", if new { "新增" } else { "修改" }, list.title)
    });
    let error = missing(view);
    view! {
        <section class="sheet" class:field-invalid=move || error.with(Option::is_some)>
            <div class="sheet-head">
                <h2>
                    {list.title}
                    {list.required.then(|| view! { <span class="required" aria-hidden="true">"*"</span> })}
                </h2>
                <Show when=move || wizard.editable()>
                    <button
                        type="button"
                        class="button"
                        id=id.clone()
                        aria-label=format!("新增{}", list.title)
                        on:click=add
                    >
                        "+ 新增"
                    </button>
                </Show>
            </div>
            {(!list.hint.is_empty()).then(|| view! { <p class="field-hint">{list.hint}</p> })}
            {move || error.get().map(|message| view! { <p class="field-error">{message}</p> })}
            {table(view, Callback::new(edit), Callback::new(move |n| {
                doomed.set(n);
                deleting.set(true);
            }))}
            <Dialog open title>
                {dialog(view, open, at, line, insist)}
            </Dialog>
            <Confirm open=deleting title=format!("删除{}", list.title) action="删除" danger=true on_confirm=delete>
                <p>{move || format!("确定删除第 {} 条{}？", doomed.get() + 1, list.title)}</p>
            </Confirm>
        </section>
    }
    .into_any()
}

/// What is said about the list as a whole, once fields insist.
fn missing<T: Clone + Send + Sync + 'static, L: Line>(view: LinesView<T, L>) -> Memo<Option<String>> {
    let (path, wizard) = (view.path(), view.wizard);
    let found = wizard.typed_findings(view.section);
    Memo::new(move |_| {
        if !wizard.insist.get() {
            return None;
        }
        let here = |finding: &&Finding| finding.path == path && finding.severity == Severity::Blocking;
        found.with(|found| found.iter().find(here).map(|finding| finding.message.clone()))
    })
}

fn column<L: Line>(name: &str) -> Option<&'static Field<L>> {
    L::FIELDS.iter().find(|field| field.name == name)
}

fn table<T, L>(view: LinesView<T, L>, edit: Callback<usize>, delete: Callback<usize>) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    L: Line,
{
    let (wizard, list) = (view.wizard, view.list);
    let columns: Vec<_> = L::COLUMNS.iter().filter_map(|name| column::<L>(name)).collect();
    let heads = columns.iter().map(|field| view! { <th scope="col">{field.label}</th> }).collect_view();
    let count = Memo::new(move |_| view.len());
    let row = move |n: usize| {
        let cells = columns
            .iter()
            .map(|&field| {
                let text = Memo::new(move |_| {
                    view.body.with(|body| (list.get)(body).get(n).map_or_else(String::new, |line| shown(field, line)))
                });
                view! { <td data-label=field.label class=field.input.class()>{move || text.get()}</td> }
            })
            .collect_view();
        let number = move || view! { <span class="visually-hidden">{format!("第 {} 条", n + 1)}</span> };
        view! {
            <tr>
                {cells}
                <td class="row-actions">
                    <Show when=move || wizard.editable()>
                        <button type="button" class="button button-link" on:click=move |_| edit.run(n)>
                            "修改"
                            {number()}
                        </button>
                        <button type="button" class="button button-link button-danger" on:click=move |_| delete.run(n)>
                            "删除"
                            {number()}
                        </button>
                    </Show>
                </td>
            </tr>
        }
        .into_any()
    };
    view! {
        <p class="empty" hidden=move || count.get() != 0>"还没有记录"</p>
        <div class="table-wrap" role="region" aria-label=list.title tabindex="0" hidden=move || count.get() == 0>
            <table class="table table-cards">
                <thead>
                    <tr>
                        {heads}
                        <th scope="col">"操作"</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || 0..count.get() key=|n| *n children=row />
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn dialog<T, L>(
    view: LinesView<T, L>,
    open: RwSignal<bool>,
    at: RwSignal<usize>,
    line: RwSignal<L>,
    insist: RwSignal<bool>,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    L: Line,
{
    let found = Memo::new(move |_| view.check(at.get(), line.get()));
    provide_live_findings(found, insist);
    let told = RwSignal::new(Vec::<Finding>::new());
    let confirm = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let wrong = found.get_untracked();
        if wrong.is_empty() {
            view.put(at.get_untracked(), line.get_untracked());
            // Its dialog gave the line its final form: no need to wait for typing to rest.
            view.wizard.save(view.section);
            open.set(false);
        } else {
            insist.set(true);
            told.set(wrong);
        }
    };
    view! {
        <form novalidate on:submit=confirm>
            <div class="dialog-body">
                <ErrorSummary findings=told />
                <div class="field-row">
                    {fields("", L::FIELDS, line, Callback::new(|_: L| ()), Signal::stored(false))}
                </div>
            </div>
            <footer class="dialog-actions">
                <button type="button" class="button" on:click=move |_| open.set(false)>"取消"</button>
                <button type="submit" class="button button-primary">"确定"</button>
            </footer>
        </form>
    }
    .into_any()
}
