//! The dialog for one row: Enter saves and offers the next one.

use crate::api::{ApiError, new_key};
use crate::components::{Dialog, ErrorSummary, Findings, dom, field_id};
use crate::filings::api;
use crate::filings::conflict::Versions;
use crate::filings::forms::{Field, Record, compare, fields, same_record};
use crate::filings::state::Wizard;
use crate::filings::state::kept::{self, Base};
use domain::conformity::check_row;
use domain::filings::{Row, RowBody, SavedRow};
use domain::{Finding, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the dialog works on.
pub struct RowEditor<T: Record> {
    wizard: Wizard,
    open: RwSignal<bool>,
    /// The row that is changed, or the key under which a new one is added once.
    base: RwSignal<Base>,
    body: RwSignal<T>,
    /// Fields say what is wrong before they are left.
    pub insist: RwSignal<bool>,
    /// What the server found, or what was found when it was sent.
    answered: RwSignal<Vec<Finding>>,
    /// What else is said: saved, or why not.
    told: RwSignal<Option<Told>>,
    /// Somebody else saved the row in between.
    theirs: RwSignal<Option<(T, i64)>>,
    busy: RwSignal<bool>,
    /// Rises with every new row: fields start afresh.
    round: RwSignal<u32>,
}

#[derive(Clone, PartialEq)]
enum Told {
    Good(String),
    Bad(String),
}

impl<T: Record> Clone for RowEditor<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Record> Copy for RowEditor<T> {}

impl<T: Record> RowEditor<T> {
    /// A closed dialog.
    pub fn new(wizard: Wizard) -> RowEditor<T> {
        RowEditor {
            wizard,
            open: RwSignal::new(false),
            base: RwSignal::new(Base::New(String::new())),
            body: RwSignal::new(T::default()),
            insist: RwSignal::new(false),
            answered: RwSignal::new(Vec::new()),
            told: RwSignal::new(None),
            theirs: RwSignal::new(None),
            busy: RwSignal::new(false),
            round: RwSignal::new(0),
        }
    }

    /// Opens it for a new row.
    pub fn add(self) {
        self.begin(Base::New(new_key()), T::fresh(self.wizard));
        self.told.set(None);
        self.open.set(true);
    }

    /// Opens it for a row.
    pub fn edit(self, row: Row<T>) {
        self.begin(Base::Row(row.id, row.revision), row.body);
        self.told.set(None);
        self.open.set(true);
    }

    /// Opens it for what was being typed when the page was left.
    pub fn restore(self) {
        if !self.wizard.editable() || self.open.get_untracked() {
            return;
        }
        if let Some((base, body)) = self.wizard.id.with_value(|id| kept::kept_row::<T>(id, T::LIST)) {
            self.begin(base, body);
            self.told.set(Some(Told::Good("已恢复上次未保存的内容".to_owned())));
            self.open.set(true);
        }
    }

    fn begin(self, base: Base, body: T) {
        self.base.set(base);
        self.body.set(body);
        self.insist.set(false);
        self.answered.set(Vec::new());
        self.theirs.set(None);
        self.round.update(|round| *round += 1);
    }

    fn adding(self) -> bool {
        self.base.with(|base| matches!(base, Base::New(_)))
    }

    fn changed(self, before: &T) {
        let mut body = self.body.get_untracked();
        body.follow(before);
        if !same_record(&body, &self.body.get_untracked()) {
            self.body.set(body);
        }
        self.told.set(None);
        self.body.with_untracked(|body| {
            self.wizard.id.with_value(|id| kept::keep_row(id, T::LIST, &self.base.get_untracked(), body));
        });
    }

    fn drop_kept(self) {
        self.wizard.id.with_value(|id| kept::drop_row(id, T::LIST));
    }

    fn send(self) {
        if self.busy.get_untracked() {
            return;
        }
        let body = self.body.get_untracked();
        let wrong = check_row(&body.clone().into_body(), dom::today());
        if !wrong.is_empty() {
            self.insist.set(true);
            self.answered.set(wrong);
            return;
        }
        self.answered.set(Vec::new());
        self.busy.set(true);
        let (row, key) = match self.base.get_untracked() {
            Base::Row(id, revision) => (Some((id, revision)), new_key()),
            Base::New(key) => (None, key),
            Base::Section(_) => (None, new_key()),
        };
        let (id, adding) = (self.wizard.id.get_value(), row.is_none());
        spawn_local(async move {
            let answer = api::save_row(id, row, key, body.clone().into_body()).await;
            if self.busy.is_disposed() {
                return;
            }
            self.busy.set(false);
            match answer {
                Ok(saved) => self.saved(saved, body, adding),
                Err(error) => self.not_saved(error),
            }
        });
    }

    fn saved(self, saved: SavedRow, body: T, adding: bool) {
        self.drop_kept();
        self.wizard.saved_at.set(saved.saved.saved_at);
        let title = body.title().to_owned();
        T::list(self.wizard).put(Row { id: saved.id, revision: saved.saved.revision, body });
        if adding {
            self.begin(Base::New(new_key()), T::fresh(self.wizard));
            self.told.set(Some(Told::Good(format!("已保存：{title}"))));
            if let Some(first) = T::FIELDS.first() {
                dom::focus_soon(field_id(first.name));
            }
        } else {
            self.open.set(false);
        }
    }

    fn not_saved(self, error: ApiError) {
        match error {
            ApiError::Refused(Refusal::Invalid { findings }) => self.answered.set(findings),
            ApiError::Refused(Refusal::Conflict { theirs, revision }) => {
                match serde_json::from_str::<RowBody>(&theirs).ok().and_then(T::from_body) {
                    Some(theirs) => self.theirs.set(Some((theirs, revision))),
                    None => self.told.set(Some(Told::Bad("该记录已在其他窗口修改，请刷新页面".to_owned()))),
                }
            }
            error => {
                if error.is_signed_out() {
                    self.wizard.signed_out.set(true);
                }
                self.told.set(Some(Told::Bad(error.to_string())));
            }
        }
    }

    fn keep_mine(self) {
        let Some((_, revision)) = self.theirs.get_untracked() else { return };
        self.base.update(|base| {
            if let Base::Row(_, seen) = base {
                *seen = revision;
            }
        });
        self.theirs.set(None);
        self.send();
    }

    fn take_theirs(self) {
        let Some((theirs, revision)) = self.theirs.get_untracked() else { return };
        if let Base::Row(id, _) = self.base.get_untracked() {
            T::list(self.wizard).put(Row { id, revision, body: theirs });
        }
        self.drop_kept();
        self.theirs.set(None);
        self.open.set(false);
    }
}

/// The dialog.
pub fn row_dialog<T: Record>(editor: RowEditor<T>) -> AnyView {
    let title = Signal::derive(move || format!("{}{}", if editor.adding() { "新增" } else { "修改" }, T::ONE));
    view! {
        <Dialog open=editor.open title on_close=Callback::new(move |()| editor.drop_kept())>
            {form(editor)}
        </Dialog>
    }
    .into_any()
}

fn form<T: Record>(editor: RowEditor<T>) -> AnyView {
    let found = Memo::new(move |_| check_row(&editor.body.get().into_body(), dom::today()));
    provide_context(Findings {
        all: found.into(),
        insist: Some(editor.insist.into()),
        answered: Some(editor.answered.into()),
    });
    // After signing in again, what was refused is sent again.
    let wizard = editor.wizard;
    Effect::new(move |before: Option<u32>| {
        let now = wizard.signed_in.get();
        if before.is_some_and(|before| before != now) && editor.told.with_untracked(|told| matches!(told, Some(Told::Bad(_)))) {
            editor.send();
        }
        now
    });
    let told = move || {
        editor.told.get().map(|told| match told {
            Told::Good(text) => view! { <p class="notice notice-good" role="status">{text}</p> }.into_any(),
            Told::Bad(text) => view! { <p class="notice notice-bad" role="alert">{text}</p> }.into_any(),
        })
    };
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                editor.send();
            }
        >
            <div class="dialog-body">
                {told}
                <ErrorSummary findings=editor.answered />
                {move || conflict(editor)}
                {move || {
                    editor.round.track();
                    body(editor)
                }}
            </div>
            <footer class="dialog-actions">
                <button type="button" class="button" on:click=move |_| editor.open.set(false)>"取消"</button>
                <button type="submit" class="button button-primary" aria-busy=move || editor.busy.get().then_some("true")>
                    {move || if editor.adding() { "保存并新增下一条" } else { "保存" }}
                </button>
            </footer>
        </form>
    }
    .into_any()
}

fn body<T: Record>(editor: RowEditor<T>) -> AnyView {
    let adding = editor.base.with_untracked(|base| matches!(base, Base::New(_)));
    let chosen = |field: &&'static Field<T>| adding && T::CHOSEN_BEFORE == Some(field.name);
    let facts = T::FIELDS
        .iter()
        .filter(chosen)
        .map(|field| {
            let value = editor.body.with_untracked(|body| (field.get)(body));
            view! { <div><dt>{field.label}</dt><dd>{value}</dd></div> }
        })
        .collect_view();
    let changed = Callback::new(move |before: T| editor.changed(&before));
    let shown = T::FIELDS.iter().filter(|field| !chosen(field));
    view! {
        <div class="field-row">{fields("", shown, editor.body, changed, Signal::stored(false))}</div>
        {T::CHOSEN_BEFORE.filter(|_| adding).map(|_| view! { <dl class="facts">{facts}</dl> })}
    }
    .into_any()
}

fn conflict<T: Record>(editor: RowEditor<T>) -> Option<AnyView> {
    let (theirs, _) = editor.theirs.get()?;
    let differences = compare(T::FIELDS, &editor.body.get_untracked(), &theirs);
    Some(
        view! {
            <div class="conflict" role="alert">
                <h3>"该记录已在其他窗口修改"</h3>
                <Versions differences />
                <div class="button-row">
                    <button type="button" class="button" on:click=move |_| editor.take_theirs()>"采用已保存的"</button>
                    <button type="button" class="button button-primary" on:click=move |_| editor.keep_mine()>
                        "保留我的"
                    </button>
                </div>
            </div>
        }
        .into_any(),
    )
}
