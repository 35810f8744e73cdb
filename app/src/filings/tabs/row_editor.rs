//! One row in its dialog: typed, kept in the browser, checked, saved.

use crate::api::{ApiError, new_key};
use crate::components::{dom, field_id};
use crate::filings::api;
use crate::filings::forms::{Body, RowForm, follow, read_row};
use crate::filings::state::Wizard;
use crate::filings::state::kept::{self, Base};
use domain::conformity::check_row;
use domain::filings::{Row, SavedRow};
use domain::{Finding, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the dialog works on.
#[derive(Clone, Copy)]
pub struct RowEditor {
    pub(super) form: &'static RowForm,
    pub(super) wizard: Wizard,
    /// Whether it is open.
    pub(super) open: RwSignal<bool>,
    /// The row that is changed, or the key under which a new one is added once.
    pub(super) base: RwSignal<Base>,
    /// What is typed.
    pub(super) body: RwSignal<Body>,
    /// Fields say what is wrong before they are left.
    pub insist: RwSignal<bool>,
    /// What the server found, or what was found when it was sent.
    pub(super) answered: RwSignal<Vec<Finding>>,
    /// What else is said: saved, or why not.
    pub(super) told: RwSignal<Option<Told>>,
    /// Somebody else saved the row in between.
    pub(super) theirs: RwSignal<Option<(Body, i64)>>,
    /// Being saved.
    pub(super) busy: RwSignal<bool>,
    /// Rises with every new row: fields start afresh.
    pub(super) round: RwSignal<u32>,
}

/// What is said above the fields.
#[derive(Clone, PartialEq)]
pub(super) enum Told {
    /// It worked.
    Good(String),
    /// It did not.
    Bad(String),
}

impl RowEditor {
    /// A closed dialog.
    pub fn new(wizard: Wizard, form: &'static RowForm) -> RowEditor {
        RowEditor {
            form,
            wizard,
            open: RwSignal::new(false),
            base: RwSignal::new(Base::New(String::new())),
            body: RwSignal::new(Body::row(form.list)),
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
        self.begin(Base::New(new_key()), self.fresh());
        self.told.set(None);
        self.open.set(true);
    }

    /// Opens it for a row.
    pub fn edit(self, row: Row<Body>) {
        self.begin(Base::Row(row.id, row.revision), row.body);
        self.told.set(None);
        self.open.set(true);
    }

    /// Opens it for what was being typed when the page was left.
    pub fn restore(self) {
        if !self.wizard.editable() || self.open.get_untracked() {
            return;
        }
        if let Some((base, body)) = self.wizard.id.with_value(|id| kept::kept_row(id, self.form.list)) {
            self.begin(base, body);
            self.told.set(Some(Told::Good("已恢复上次未保存的内容".to_owned())));
            self.open.set(true);
        }
    }

    /// An empty row, with what was chosen before adding.
    fn fresh(self) -> Body {
        let mut body = Body::row(self.form.list);
        let chosen = self.form.fields.iter().find(|field| self.form.chosen_before == Some(field.name));
        if let Some(field) = chosen {
            (field.set)(&mut body, self.wizard.authority.get_untracked());
        }
        body
    }

    fn begin(self, base: Base, body: Body) {
        self.base.set(base);
        self.body.set(body);
        self.insist.set(false);
        self.answered.set(Vec::new());
        self.theirs.set(None);
        self.round.update(|round| *round += 1);
    }

    /// Whether the row is new.
    pub(super) fn adding(self) -> bool {
        self.base.with(|base| matches!(base, Base::New(_)))
    }

    /// A field was changed.
    pub(super) fn changed(self, before: &Body) {
        let typed = self.body.get_untracked();
        let mut body = typed.clone();
        follow(&mut body, before);
        if body != typed {
            self.body.set(body);
        }
        self.told.set(None);
        self.body.with_untracked(|body| {
            self.wizard.id.with_value(|id| kept::keep_row(id, self.form.list, &self.base.get_untracked(), body));
        });
    }

    /// What was typed is saved, or given up.
    pub(super) fn drop_kept(self) {
        self.wizard.id.with_value(|id| kept::drop_row(id, self.form.list));
    }

    /// Saves the row, if nothing is wrong with it.
    pub(super) fn send(self) {
        if self.busy.get_untracked() {
            return;
        }
        let body = self.body.get_untracked();
        let Some(sent) = body.to_row() else { return };
        let wrong = check_row(&sent, dom::today());
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
        };
        let (id, adding) = (self.wizard.id.get_value(), row.is_none());
        spawn_local(async move {
            let answer = api::save_row(id, row, key, sent).await;
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

    fn saved(self, saved: SavedRow, body: Body, adding: bool) {
        self.drop_kept();
        self.wizard.saved_at.set(saved.saved.saved_at);
        let title = body.title().to_owned();
        self.wizard.list(self.form.list).put(Row { id: saved.id, revision: saved.saved.revision, body });
        if adding {
            self.begin(Base::New(new_key()), self.fresh());
            self.told.set(Some(Told::Good(format!("已保存：{title}"))));
            if let Some(first) = self.form.fields.first() {
                dom::focus_soon(field_id(first.name));
            }
        } else {
            self.open.set(false);
        }
    }

    fn not_saved(self, error: ApiError) {
        match error {
            ApiError::Refused(Refusal::Invalid { findings }) => self.answered.set(findings),
            ApiError::Refused(Refusal::Conflict { theirs, revision }) => match read_row(self.form.list, &theirs) {
                Some(theirs) => self.theirs.set(Some((theirs, revision))),
                None => self.told.set(Some(Told::Bad("该记录已在其他窗口修改，请刷新页面".to_owned()))),
            },
            error => {
                if error.is_signed_out() {
                    self.wizard.signed_out.set(true);
                }
                self.told.set(Some(Told::Bad(error.to_string())));
            }
        }
    }

    /// Settles a conflict with what was typed here.
    pub(super) fn keep_mine(self) {
        let Some((_, revision)) = self.theirs.get_untracked() else { return };
        self.base.update(|base| {
            if let Base::Row(_, seen) = base {
                *seen = revision;
            }
        });
        self.theirs.set(None);
        self.send();
    }

    /// Settles a conflict with what is stored.
    pub(super) fn take_theirs(self) {
        let Some((theirs, revision)) = self.theirs.get_untracked() else { return };
        if let Base::Row(id, _) = self.base.get_untracked() {
            self.wizard.list(self.form.list).put(Row { id, revision, body: theirs });
        }
        self.drop_kept();
        self.theirs.set(None);
        self.open.set(false);
    }
}
