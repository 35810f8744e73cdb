//! Saving the form tabs by themselves, a moment after typing stops.
//!
//! From the first keystroke until the server has it, content is also kept in the browser ([`super::kept`]).

use super::{Wizard, kept};
use crate::api::ApiError;
use crate::filings::api;
use crate::filings::forms::{Body, read_section, sections};
use domain::filings::{SavedSection, Section};
use domain::{Finding, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long typing must rest.
const REST: Duration = Duration::from_millis(800);
/// The longest wait before a failed save is tried again.
const LONGEST_WAIT: u64 = 60;

/// How far a section is from being saved.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// The server has it all.
    Saved,
    /// Something was typed since.
    Typed,
    /// On its way.
    Saving,
    /// It did not work; tried again by itself, or not.
    Failed { told: String, again: bool },
    /// Somebody else saved in between: the person chooses.
    Conflict { theirs: Box<Body>, revision: i64 },
}

/// How saving one section stands.
#[derive(Clone, Debug)]
pub struct SaveState {
    /// The revision that the next save names.
    pub revision: i64,
    /// How often something was typed.
    pub typed: u64,
    /// How much of that the server has.
    pub saved: u64,
    /// Where it stands.
    pub phase: Phase,
    /// What the server said about the content.
    pub answered: Vec<Finding>,
    tries: u32,
    timer: Option<TimeoutHandle>,
}

impl SaveState {
    pub(super) fn at(revision: i64) -> SaveState {
        SaveState { revision, typed: 0, saved: 0, phase: Phase::Saved, answered: Vec::new(), tries: 0, timer: None }
    }

    /// Whether something is not saved yet.
    pub fn unsaved(&self) -> bool {
        self.typed > self.saved
    }
}

impl Wizard {
    /// Something was typed in this section.
    pub fn typed(self, section: Section) {
        let state = self.save_state(section);
        state.update(|state| {
            state.typed += 1;
            if matches!(state.phase, Phase::Saved | Phase::Failed { .. }) {
                state.phase = Phase::Typed;
            }
        });
        self.keep(section);
        self.save_in(section, REST);
    }

    /// Saves at once whatever is not saved yet.
    pub fn flush(self) {
        for &section in Section::ALL {
            self.save(section);
        }
    }

    /// Whether the server has everything.
    pub fn settled(self) -> bool {
        Section::ALL.iter().all(|&section| self.save_state(section).with(|state| !state.unsaved()))
    }

    /// What was kept by an earlier page and never arrived is put back and saved. If the section has moved on since, the
    /// server answers with a conflict and the person chooses.
    pub fn restore(self) {
        for &section in Section::ALL {
            let Some((revision, body)) = self.id.with_value(|id| kept::kept_section(id, section)) else { continue };
            if self.section(section).with_untracked(|there| *there == body) {
                self.id.with_value(|id| kept::drop_section(id, section));
                continue;
            }
            self.section(section).set(body);
            self.save_state(section).update(|state| {
                state.revision = revision;
                state.typed += 1;
                state.phase = Phase::Typed;
            });
            self.save(section);
        }
    }

    /// Settles a conflict with what was typed here: saved over what is stored.
    pub fn keep_mine(self, section: Section) {
        self.save_state(section).update(|state| {
            if let Phase::Conflict { revision, .. } = state.phase {
                state.revision = revision;
                state.phase = Phase::Typed;
            }
        });
        self.keep(section);
        self.save(section);
    }

    /// Settles a conflict with what is stored.
    pub fn take_theirs(self, section: Section) {
        let mut taken = None;
        self.save_state(section).update(|state| {
            if let Phase::Conflict { theirs, revision } = std::mem::replace(&mut state.phase, Phase::Saved) {
                state.revision = revision;
                state.saved = state.typed;
                taken = Some(theirs);
            }
        });
        if let Some(theirs) = taken {
            self.section(section).set(*theirs);
            self.id.with_value(|id| kept::drop_section(id, section));
            self.ask_when_saved();
        }
    }

    fn keep(self, section: Section) {
        let revision = self.save_state(section).with_untracked(|state| state.revision);
        self.section(section).with_untracked(|body| {
            self.id.with_value(|id| kept::keep_section(id, section, revision, body));
        });
    }

    fn save_in(self, section: Section, rest: Duration) {
        let timer = set_timeout_with_handle(move || self.save(section), rest).ok();
        self.save_state(section).update(|state| {
            if let Some(timer) = std::mem::replace(&mut state.timer, timer) {
                timer.clear();
            }
        });
    }

    /// Saves a section if there is something to save and nothing stands in the way.
    pub fn save(self, section: Section) {
        let ready =
            |state: &SaveState| state.unsaved() && !matches!(state.phase, Phase::Saving | Phase::Conflict { .. });
        let state = self.save_state(section);
        // Nothing where the page was left and its signals are gone: then it was saved on leaving.
        if !state.try_with_untracked(ready).unwrap_or_default() {
            return;
        }
        state.update(|state| {
            state.phase = Phase::Saving;
            if let Some(timer) = state.timer.take() {
                timer.clear();
            }
        });
        let (revision, typed) = state.with_untracked(|state| (state.revision, state.typed));
        let (id, body) = (self.id.get_value(), self.section(section).get_untracked());
        let Some(sent) = body.to_section() else { return };
        spawn_local(async move {
            let answer = api::save_section(id.clone(), revision, sent).await;
            if answer.is_ok() && kept::kept_section(&id, section).is_some_and(|(_, kept)| kept == body) {
                kept::drop_section(&id, section);
            }
            if !state.is_disposed() {
                match answer {
                    Ok(saved) => self.saved(section, typed, saved),
                    Err(error) => self.not_saved(section, error),
                }
            }
        });
    }

    fn saved(self, section: Section, typed: u64, answer: SavedSection) {
        let state = self.save_state(section);
        state.update(|state| {
            state.revision = answer.saved.revision;
            state.saved = typed;
            state.tries = 0;
            state.answered = answer.findings;
            state.phase = if state.unsaved() { Phase::Typed } else { Phase::Saved };
        });
        self.saved_at.set(answer.saved.saved_at);
        if state.with_untracked(SaveState::unsaved) {
            self.keep(section);
            self.save_in(section, REST);
        }
    }

    fn not_saved(self, section: Section, error: ApiError) {
        let failed = |told: String, again| Phase::Failed { told, again };
        let mut findings = Vec::new();
        let phase = match error {
            ApiError::Refused(Refusal::Conflict { theirs, revision }) => match read_section(section, &theirs) {
                Some(theirs) if self.section(section).with_untracked(|mine| *mine == theirs) => {
                    return self.saved_before(section, revision);
                }
                Some(theirs) => Phase::Conflict { theirs: Box::new(theirs), revision },
                None => failed("该页已在其他窗口修改，请刷新页面".to_owned(), false),
            },
            ApiError::Refused(Refusal::SignedOut) => {
                self.signed_out.set(true);
                failed("登录已失效，填写的内容已保留在本机".to_owned(), false)
            }
            ApiError::Refused(Refusal::Invalid { findings: wrong }) => {
                findings = wrong;
                failed("有内容无法保存，请按提示修改".to_owned(), false)
            }
            ApiError::Network | ApiError::Refused(Refusal::Unavailable { .. } | Refusal::Throttled { .. }) => {
                failed("保存失败，已保留在本机，将自动重试".to_owned(), true)
            }
            ApiError::Refused(refusal) => failed(refusal.to_string(), false),
        };
        let again = matches!(phase, Phase::Failed { again: true, .. });
        let state = self.save_state(section);
        state.update(|state| {
            state.phase = phase;
            state.answered = findings;
            state.tries += 1;
        });
        if again {
            let tries = state.with_untracked(|state| state.tries);
            self.save_in(section, Duration::from_secs(2u64.saturating_pow(tries).min(LONGEST_WAIT)));
        }
    }

    /// What is stored is what was to be saved: an earlier answer was lost.
    fn saved_before(self, section: Section, revision: i64) {
        self.save_state(section).update(|state| {
            state.revision = revision;
            state.saved = state.typed;
            state.tries = 0;
            state.phase = Phase::Saved;
        });
        self.id.with_value(|id| kept::drop_section(id, section));
        self.ask_when_saved();
    }

    /// What is stored was not saved from here: the server knows when.
    fn ask_when_saved(self) {
        let id = self.id.get_value();
        spawn_local(async move {
            if let Ok(view) = api::load(id).await {
                let saved = sections(view.sections).into_iter().map(|section| section.saved_at).max();
                self.saved_at.set(saved.unwrap_or_default());
            }
        });
    }
}
