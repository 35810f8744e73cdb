//! What was remarked on a filing: the items of its corrections with their answers, and the reviewers' open comments. Lives as
//! long as the filing's page.

use super::api::answer_item;
use crate::api::{ApiError, new_key};
use crate::components::dom;
use crate::components::dom::local_storage;
use crate::shell::use_viewer;
use domain::accounts::Role;
use domain::corrections::{Comment, Correction, Item, Opening};
use domain::filings::{FilingView, Kind};
use domain::workflow::Status;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long typing must rest before an answer is saved.
const REST: Duration = Duration::from_millis(800);
/// How long to wait before an answer that did not arrive is sent again.
const AGAIN: Duration = Duration::from_secs(5);

/// How far an answer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Saved,
    Typed,
    Failed,
}

/// An item that is to be answered.
#[derive(Clone, Copy)]
pub struct Asked {
    pub item: StoredValue<Item>,
    pub answer: RwSignal<String>,
    pub kept: RwSignal<Kept>,
    /// What stands against keeping it.
    pub why: RwSignal<String>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

/// The state.
#[derive(Clone, Copy)]
pub struct Remarks {
    /// Id of the filing.
    pub filing: StoredValue<String>,
    /// What is filed for.
    pub kind: Kind,
    /// Every round.
    pub rounds: StoredValue<Vec<Correction>>,
    /// The items that the viewer is to answer now.
    pub asked: StoredValue<Vec<Asked>>,
    /// Whether a correction is due from the viewer.
    pub due: bool,
    /// It was submitted again on this page: nothing can be answered any more.
    pub over: RwSignal<bool>,
    /// What may be edited while it is.
    pub opening: RwSignal<Opening>,
    /// Comments that are no items yet.
    pub comments: RwSignal<Vec<Comment>>,
    /// Whether the viewer may comment.
    pub may_comment: bool,
    /// The session has ended: sign in again.
    pub signed_out: RwSignal<bool>,
    pub(super) dialog: Dialog,
}

/// What the comment dialog works on.
#[derive(Clone, Copy)]
pub(super) struct Dialog {
    pub open: RwSignal<bool>,
    pub path: RwSignal<String>,
    pub label: RwSignal<String>,
    pub known: RwSignal<Option<(String, i64)>>,
    pub key: StoredValue<String>,
    pub text: RwSignal<String>,
    pub cited: RwSignal<Option<String>>,
}

impl Remarks {
    /// Of a filing as loaded.
    pub fn new(view: &FilingView, signed_out: RwSignal<bool>) -> Remarks {
        let viewer = use_viewer();
        let role = viewer.map(|viewer| viewer.role);
        let status = view.header.summary.status;
        let due = role == Some(Role::Enterprise) && status == Status::Correction;
        let round = view.corrections.last().filter(|_| due);
        let asked = |item: &Item| Asked {
            answer: RwSignal::new(item.answer.clone()),
            item: StoredValue::new(item.clone()),
            kept: RwSignal::new(Kept::Saved),
            why: RwSignal::new(String::new()),
            timer: StoredValue::new(None),
        };
        Remarks {
            filing: StoredValue::new(view.header.summary.id.clone()),
            kind: view.header.summary.kind,
            asked: StoredValue::new(round.iter().flat_map(|round| round.items.iter().map(asked)).collect()),
            due,
            over: RwSignal::new(false),
            opening: RwSignal::new(round.map(|round| round.opening(&view.opened)).unwrap_or_default()),
            comments: RwSignal::new(view.comments.clone()),
            may_comment: matches!(role, Some(Role::Reviewer | Role::Head)) && status.with_office(),
            rounds: StoredValue::new(view.corrections.clone()),
            signed_out,
            dialog: Dialog {
                open: RwSignal::new(false),
                path: RwSignal::new(String::new()),
                label: RwSignal::new(String::new()),
                known: RwSignal::new(None),
                key: StoredValue::new(String::new()),
                text: RwSignal::new(String::new()),
                cited: RwSignal::new(None),
            },
        }
    }

    /// Whether what is at this path may be changed, as far as a correction goes.
    pub fn opens(self, path: &str) -> bool {
        !self.due || self.opening.with(|opening| opening.opens(path))
    }

    /// Whether anything at or below this path may be.
    pub fn reaches(self, path: &str) -> bool {
        !self.due || self.opening.with(|opening| opening.reaches(path))
    }

    /// Opens what was found to stand in the way of submitting. Whether there was anything new.
    pub fn open_found<'a>(self, paths: impl Iterator<Item = &'a str>) -> bool {
        if !self.due {
            return false;
        }
        let before = self.opening.get_untracked();
        let mut opening = before.clone();
        for path in paths.filter(|path| !path.is_empty()) {
            opening.add(path);
        }
        let more = opening != before;
        if more {
            self.opening.set(opening);
        }
        more
    }

    /// The items of the round that is due whose path satisfies this.
    pub fn asked_where(self, wanted: impl Fn(&str) -> bool) -> Vec<Asked> {
        self.asked.with_value(|all| {
            all.iter().copied().filter(|asked| asked.item.with_value(|item| wanted(&item.path))).collect()
        })
    }

    /// The first item that is not answered, if one is not.
    pub fn unanswered(self) -> Option<Asked> {
        let all = self.asked.get_value();
        all.into_iter().find(|asked| asked.answer.with(|answer| !domain::values::not_blank(answer)))
    }

    /// Whether the server has every answer.
    pub fn settled(self) -> bool {
        self.asked.get_value().iter().all(|asked| asked.kept.get() == Kept::Saved)
    }

    /// Sends every answer that is not there yet.
    pub fn flush(self) {
        for asked in self.asked.get_value() {
            if asked.kept.get_untracked() != Kept::Saved {
                self.send(asked);
            }
        }
    }

    /// An answer was typed.
    pub fn typed(self, asked: Asked, text: String) {
        asked.answer.set(text.clone());
        asked.kept.set(Kept::Typed);
        if let Some(store) = local_storage() {
            let _ = store.set_item(&self.key_of(asked), &text);
        }
        self.send_in(asked, REST);
    }

    /// What was typed on an earlier page and never arrived is put back. In effects only.
    pub fn restore(self) {
        for asked in self.asked.get_value() {
            let kept = local_storage().and_then(|store| store.get_item(&self.key_of(asked)).ok().flatten());
            if let Some(kept) = kept.filter(|kept| *kept != asked.answer.get_untracked()) {
                self.typed(asked, kept);
            }
        }
    }

    fn key_of(self, asked: Asked) -> String {
        let id = asked.item.with_value(|item| item.id.clone());
        self.filing.with_value(|filing| format!("unsaved:{filing}:answer:{id}"))
    }

    fn send_in(self, asked: Asked, rest: Duration) {
        let next = set_timeout_with_handle(
            move || {
                if !asked.answer.is_disposed() {
                    self.send(asked);
                }
            },
            rest,
        )
        .ok();
        if let Some(timer) = asked.timer.try_update_value(|timer| std::mem::replace(timer, next)).flatten() {
            timer.clear();
        }
    }

    fn send(self, asked: Asked) {
        let (filing, text) = (self.filing.get_value(), asked.answer.get_untracked());
        let (item, key) = (asked.item.with_value(|item| item.id.clone()), self.key_of(asked));
        spawn_local(async move {
            let answer = answer_item(filing, item, text.clone()).await;
            if asked.answer.is_disposed() {
                return;
            }
            let latest = asked.answer.get_untracked() == text;
            match answer {
                Ok(()) if latest => {
                    asked.kept.set(Kept::Saved);
                    if let Some(store) = local_storage() {
                        let _ = store.remove_item(&key);
                    }
                }
                // What was typed since has a timer of its own.
                Ok(()) => {}
                Err(error) => {
                    asked.kept.set(Kept::Failed);
                    let said = error.findings().first().map(|finding| finding.message.clone());
                    asked.why.set(said.unwrap_or_else(|| error.to_string()));
                    match error {
                        ApiError::Network => self.send_in(asked, AGAIN),
                        error if error.is_signed_out() => self.signed_out.set(true),
                        _ => {}
                    }
                }
            }
        });
    }

    /// Opens the dialog for a new comment on this path; what was typed there before and not sent is there still.
    pub fn ask_comment(self, path: String, label: String) {
        let kept = local_storage().and_then(|store| store.get_item(&self.draft_of(&path)).ok().flatten());
        self.begin(path, label, None, kept.unwrap_or_default());
    }

    /// Opens the dialog for one's own comment.
    pub fn edit_comment(self, comment: Comment) {
        self.begin(comment.path, comment.label, Some((comment.id, comment.revision)), comment.reason);
    }

    fn begin(self, path: String, label: String, known: Option<(String, i64)>, text: String) {
        let dialog = self.dialog;
        dialog.key.set_value(new_key());
        dialog.path.set(path);
        dialog.label.set(label);
        dialog.known.set(known);
        dialog.text.set(text);
        dialog.cited.set(None);
        dialog.open.set(true);
    }

    /// Keeps what is typed in the dialog for a new comment.
    pub(super) fn keep_draft(self, text: &str) {
        if self.dialog.known.with_untracked(Option::is_none)
            && let Some(store) = local_storage()
        {
            let _ = store.set_item(&self.draft_of(&self.dialog.path.get_untracked()), text);
        }
    }

    /// A comment was saved.
    pub(super) fn saved(self, comment: Comment) {
        if let Some(store) = local_storage() {
            let _ = store.remove_item(&self.draft_of(&comment.path));
        }
        let path = comment.path.clone();
        self.comments.update(|all| match all.iter_mut().find(|known| known.id == comment.id) {
            Some(known) => *known = comment,
            None => all.push(comment),
        });
        dom::focus_soon(super::beside::button_id(&path));
    }

    fn draft_of(self, path: &str) -> String {
        self.filing.with_value(|filing| format!("unsaved:{filing}:comment:{path}"))
    }
}
