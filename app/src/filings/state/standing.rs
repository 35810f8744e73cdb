//! How each tab stands, and saving as a whole.

use super::{Phase, Wizard};
use crate::components::time;
use domain::attachments;
use domain::conformity::Severity;
use domain::filings::{Section, Tab};
use domain::workflow::Status;
use leptos::prelude::*;

/// How a tab stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is there yet, or nothing was checked yet.
    Untouched,
    /// So many things are missing or wrong.
    Findings(usize),
    /// Nothing is missing.
    Done,
}

/// Saving as a whole, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// What is said.
    pub text: String,
    /// What it looks like.
    pub class: &'static str,
    /// Whether to say it aloud.
    pub failed: bool,
}

impl Wizard {
    /// How this tab stands.
    pub fn standing(self, tab: Tab) -> Standing {
        let submitted = self.header.with(|header| header.summary.status != Status::Draft);
        if tab == Tab::Submission && submitted {
            return Standing::Done;
        }
        let found = self.findings.with(|findings| {
            findings.as_ref().map(|findings| {
                let here = |path: &str| Tab::of_path(path) == Some(tab);
                findings.iter().filter(|found| found.severity == Severity::Blocking && here(&found.path)).count()
            })
        });
        match found {
            // It is done when it is submitted.
            Some(0) if tab == Tab::Submission => Standing::Untouched,
            Some(0) if self.begun(tab) => Standing::Done,
            Some(count) if count > 0 && (self.insist.get() || self.begun(tab)) => Standing::Findings(count),
            _ => Standing::Untouched,
        }
    }

    /// Whether there is anything on the tab, as of now.
    pub fn begun_untracked(self, tab: Tab) -> bool {
        untrack(|| self.begun(tab))
    }

    /// Whether there is anything on the tab.
    fn begun(self, tab: Tab) -> bool {
        let rows = tab.list().map_or(0, |list| self.list(list).cells.with(Vec::len));
        let typed = tab
            .section()
            .is_some_and(|section| self.save_state(section).with(|state| state.revision > 0 || state.typed > 0));
        let document = |key: &str| attachments::slot(key).is_some_and(|slot| slot.tab == tab);
        typed || rows > 0 || self.attachments.with(|files| files.iter().any(|file| document(&file.slot)))
    }

    /// How saving stands.
    pub fn saving(self) -> Saving {
        let say = |text: String, class, failed| Saving { text, class, failed };
        let phases = Section::ALL.iter().map(|&section| self.save_state(section).with(|state| state.phase.clone()));
        let (mut busy, mut told) = (false, None);
        for phase in phases {
            match phase {
                Phase::Saved => {}
                Phase::Typed | Phase::Saving => busy = true,
                Phase::Failed { told: why, .. } => told = Some(why),
                Phase::Conflict { .. } => told = Some("该页已在别处修改，请选择保留哪一份".to_owned()),
            }
        }
        match (told, busy, self.saved_at.get()) {
            (Some(told), ..) => say(told, "save-state save-state-failed", true),
            (None, true, _) => say("正在保存…".to_owned(), "save-state save-state-saving", false),
            (None, false, 0) => say(String::new(), "save-state", false),
            (None, false, at) => say(format!("已自动保存 {}", time::clock(at)), "save-state", false),
        }
    }
}
