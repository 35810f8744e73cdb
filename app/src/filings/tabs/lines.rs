//! A short list inside a form tab: a table, and a dialog for one line.

use crate::components::{Confirm, Dialog, ErrorSummary, dom, field_id, keyed, named, provide_live_findings};
use crate::corrections::{remarks_at, remarks_below};
use crate::filings::forms::{Body, Field, Lines, dialog_fields, labels};
use crate::filings::reveal::personal;
use crate::filings::state::Wizard;
use domain::Finding;
use domain::conformity::{Severity, check_section};
use domain::filings::Section;
use leptos::prelude::*;

/// Which list is shown, and where it is.
#[derive(Clone, Copy)]
pub struct LinesView {
    pub wizard: Wizard,
    pub section: Section,
    pub list: &'static Lines,
}

impl LinesView {
    fn path(self) -> String {
        format!("{}.{}", self.section.code(), self.list.name)
    }

    fn line_path(self, n: usize) -> String {
        format!("{}[{n}]", self.path())
    }

    fn lines(self) -> Vec<Body> {
        self.wizard.section(self.section).with(self.list.get)
    }

    fn line(self, at: usize) -> Option<Body> {
        self.wizard.section(self.section).with_untracked(self.list.get).into_iter().nth(at)
    }

    /// Changes the lines, and has the section saved.
    fn change(self, change: impl FnOnce(&mut Vec<Body>)) {
        let section = self.wizard.section(self.section);
        let mut lines = section.with_untracked(self.list.get);
        change(&mut lines);
        section.update(|body| (self.list.set)(body, lines));
        self.wizard.typed(self.section);
    }

    /// What is wrong with a line, found by checking the section with the line in it; paths begin at the line's field.
    fn check(self, at: usize, line: Body) -> Vec<Finding> {
        let mut body = self.wizard.section(self.section).get();
        let mut lines = (self.list.get)(&body);
        write(&mut lines, at, line);
        (self.list.set)(&mut body, lines);
        let prefix = format!("{}[{at}].", self.path());
        let wizard = self.wizard;
        let found = body
            .to_section()
            .map(|body| check_section(wizard.kind, wizard.track, &body, dom::today()))
            .unwrap_or_default();
        found
            .into_iter()
            .filter_map(|mut finding| {
                finding.path = finding.path.strip_prefix(&prefix)?.to_owned();
                Some(finding)
            })
            .collect()
    }
}

fn write(lines: &mut Vec<Body>, at: usize, line: Body) {
    match lines.get_mut(at) {
        Some(known) => *known = line,
        None => lines.push(line),
    }
}

/// Table and dialogs.
pub fn lines_view(view: LinesView) -> AnyView {
    let (wizard, list) = (view.wizard, view.list);
    let open = RwSignal::new(false);
    let at = RwSignal::new(0usize);
    let line = RwSignal::new((list.empty)());
    let insist = RwSignal::new(false);
    let edit = move |n: usize| {
        line.set(view.line(n).unwrap_or_else(list.empty));
        at.set(n);
        insist.set(false);
        open.set(true);
    };
    let add = move |_| edit(view.wizard.section(view.section).with_untracked(list.get).len());

    // A finding's link may lead to a field of one line: its dialog opens.
    let prefix = format!("{}[", view.path());
    Effect::new(move |_| {
        let Some(path) = wizard.wanted.get() else { return };
        let Some((n, field)) = path.strip_prefix(&prefix).and_then(|rest| rest.split_once(']')) else { return };
        let Some(n) = n.parse().ok().filter(|n| view.line(*n).is_some() && wizard.reaches(&view.line_path(*n))) else {
            return;
        };
        wizard.wanted.set(None);
        edit(n);
        // The line as a whole: its dialog is enough.
        if let Some(field) = field.strip_prefix('.') {
            insist.set(true);
            dom::focus_soon(field_id(field));
        }
    });

    let doomed = RwSignal::new(0usize);
    let deleting = RwSignal::new(false);
    let id = field_id(&view.path());
    let delete = Callback::new(move |()| {
        let n = doomed.get_untracked();
        view.change(|lines| {
            if n < lines.len() {
                lines.remove(n);
            }
        });
        deleting.set(false);
        dom::focus_soon(field_id(&view.path()));
    });
    let title = Signal::derive(move || {
        let new = at.get() >= view.lines().len();
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
                <Show when=move || wizard.opens(&view.path())>
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
            {remarks_at(wizard.remarks, view.path(), None)}
            {remarks_below(wizard.remarks, &view.path(), Callback::new(move |path: String| wizard.lead_to(&path)))}
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
fn missing(view: LinesView) -> Memo<Option<String>> {
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

fn table(view: LinesView, edit: Callback<usize>, delete: Callback<usize>) -> AnyView {
    let list = view.list;
    let heads = list.fields.iter().map(|field| view! { <th scope="col">{field.label}</th> }).collect_view();
    let count = Memo::new(move |_| view.lines().len());
    let keys = Signal::derive(move || (0..count.get()).map(|n| n.to_string()).collect());
    view! {
        <p class="empty" hidden=move || count.get() != 0>"还没有记录"</p>
        <div class="table-wrap" role="region" aria-label=list.title tabindex="0" hidden=move || count.get() == 0>
            <table class="table table-cards" class:table-many={list.fields.len() > 5}>
                <thead>
                    <tr>
                        {heads}
                        <th scope="col">"操作"</th>
                    </tr>
                </thead>
                <tbody>
                    {keyed(keys, move |n| n.parse().ok().map(|n| row(view, n, edit, delete)).into_any())}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(view: LinesView, n: usize, edit: Callback<usize>, delete: Callback<usize>) -> AnyView {
    let line = Memo::new(move |_| view.lines().into_iter().nth(n));
    let cell = move |field: &'static Field| {
        let text =
            Signal::derive(move || line.with(|line| line.as_ref().map(|line| field.shown(line)).unwrap_or_default()));
        let text = personal(format!("{}[{n}].{}", view.path(), field.name), field.label, text);
        view! { <td data-label=field.label class=field.input.class()>{text}</td> }
    };
    let cells = view.list.fields.iter().map(cell).collect_view();
    let number = move || view! { <span class="visually-hidden">{format!("第 {} 条", n + 1)}</span> };
    let wizard = view.wizard;
    let edits = move || {
        wizard.reaches(&view.line_path(n)).then(|| {
            view! {
                <button type="button" class="button button-link" on:click=move |_| edit.run(n)>
                    "修改"
                    {number()}
                </button>
            }
        })
    };
    let deletes = move || {
        wizard.opens(&view.path()).then(|| {
            view! {
                <button type="button" class="button button-link button-danger" on:click=move |_| delete.run(n)>
                    "删除"
                    {number()}
                </button>
            }
        })
    };
    let remarked = wizard.remarks.may_comment.then(|| remarks_at(wizard.remarks, view.line_path(n), None));
    view! {
        <tr>
            {cells}
            <td class="row-actions">{edits} {deletes} {remarked}</td>
        </tr>
    }
    .into_any()
}

/// Findings of a dialog, whose paths end in the names of its fields, for the list on top of it.
pub(super) fn named_by(fields: &[Field], findings: Vec<Finding>) -> Vec<Finding> {
    let name = |finding: Finding| {
        let label = labels::field(fields, finding.path.rsplit('.').next().unwrap_or_default());
        named(finding, label.as_deref())
    };
    findings.into_iter().map(name).collect()
}

fn dialog(
    view: LinesView,
    open: RwSignal<bool>,
    at: RwSignal<usize>,
    line: RwSignal<Body>,
    insist: RwSignal<bool>,
) -> AnyView {
    let found = Memo::new(move |_| view.check(at.get(), line.get()));
    provide_live_findings(found, insist);
    let told = RwSignal::new(Vec::<Finding>::new());
    let confirm = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let wrong = found.get_untracked();
        if wrong.is_empty() {
            view.change(|lines| write(lines, at.get_untracked(), line.get_untracked()));
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
                <ErrorSummary findings=Signal::derive(move || named_by(view.list.fields, told.get())) />
                <div class="field-row">
                    {dialog_fields(view.list.fields, line, move |field| {
                        Signal::derive(move || !view.wizard.opens(&format!("{}.{}", view.line_path(at.get()), field.name)))
                    })}
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
