//! The live check: the same function as the server's, over what is on the page.

use super::{Wizard, before};
use crate::api::ApiError;
use crate::components::dom;
use crate::filings::api;
use crate::filings::forms::{Body, rows};
use domain::conformity::{self, RuleSet, Severity};
use domain::filings::{Filing, List, Row, Rows, Section, Sections, Tab};
use domain::{Finding, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long typing must rest before a check of everything: a field's own message does not wait for it.
const REST: Duration = Duration::from_millis(150);
/// Under which name the browser keeps how long a check took; the bench reads it.
const MEASURED: &str = "conformity-check";
/// How long to wait before what could not be loaded is asked for again.
const AGAIN: Duration = Duration::from_secs(5);

/// By what the check goes.
enum Judged {
    /// The page checks by these rules.
    ByRules(RuleSet),
    /// What the server found: readers see numbers masked, which no check can judge.
    Already(Vec<Finding>),
}

impl Judged {
    async fn fetch(id: String, reader: bool) -> Result<Judged, ApiError> {
        Ok(match reader {
            true => Judged::Already(api::check(id).await?),
            false => Judged::ByRules(api::rules(id).await?),
        })
    }
}

impl Wizard {
    /// Loads what the check needs, and checks whenever something changes. Nothing on the server.
    pub fn keep_checking(self) {
        Effect::new(move |_| {
            self.signed_in.track();
            self.fetch();
        });
        let timer = StoredValue::new(None::<TimeoutHandle>);
        Effect::new(move |_| {
            for section in self.sections {
                section.track();
            }
            for list in self.lists {
                list.version.track();
            }
            self.attachments.track();
            self.rules.track();
            if self.reader || !self.loaded() {
                return;
            }
            let rest = if self.findings.with_untracked(Option::is_none) { Duration::ZERO } else { REST };
            let next = set_timeout_with_handle(move || self.check(), rest).ok();
            if let Some(timer) = timer.try_update_value(|timer| std::mem::replace(timer, next)).flatten() {
                timer.clear();
            }
        });
    }

    /// Whether all rows and the rules are here; for readers, what the server found.
    pub fn loaded(self) -> bool {
        let known = if self.reader { self.findings.with(Option::is_some) } else { self.rules.with(Option::is_some) };
        known && self.list(List::Electricians).complete.get()
    }

    fn fetch(self) {
        if untrack(|| self.loaded()) {
            return;
        }
        let (id, reader) = (self.id.get_value(), self.reader);
        spawn_local(async move {
            let answer = async { Ok((Judged::fetch(id.clone(), reader).await?, api::rows(id).await?)) }.await;
            if self.rules.is_disposed() {
                return;
            }
            match answer {
                Ok((judged, rows)) => {
                    self.fill(rows);
                    match judged {
                        Judged::ByRules(rules) => self.rules.set(Some(rules)),
                        Judged::Already(findings) => self.findings.set(Some(findings)),
                    }
                }
                Err(ApiError::Refused(Refusal::SignedOut)) => self.signed_out.set(true),
                Err(_) => set_timeout(move || self.fetch_again(), AGAIN),
            }
        });
    }

    fn fetch_again(self) {
        if !self.rules.is_disposed() {
            self.fetch();
        }
    }

    fn fill(self, all: Rows) {
        self.list(List::Technicians).fill(rows(all.technicians));
        self.list(List::Electricians).fill(rows(all.electricians));
        self.list(List::Performance).fill(rows(all.performance));
    }

    fn check(self) {
        if self.findings.is_disposed() || self.reader {
            return;
        }
        let filing = self.snapshot();
        let found = self.rules.with_untracked(|rules| {
            let rules = rules.as_ref()?;
            Some(dom::measured(MEASURED, || conformity::check(&filing, rules, dom::today())))
        });
        // What stands in the way of submitting again is open as well; what led to it is saved first, so that the server sees it.
        let wrong = |finding: &&Finding| finding.severity == Severity::Blocking;
        if self.remarks.open_found(found.iter().flatten().filter(wrong).map(|finding| finding.path.as_str())) {
            self.flush();
        }
        self.findings.set(found);
    }

    /// The filing as it is on the page.
    pub fn snapshot(self) -> Filing {
        let mut sections = Sections::default();
        for section in self.sections {
            section.get_untracked().put(&mut sections);
        }
        let mut rows = Rows::default();
        for Row { id, revision, body } in self.lists.iter().flat_map(|list| list.snapshot()) {
            match body {
                Body::Technician(body) => rows.technicians.push(Row { id, revision, body }),
                Body::Electrician(body) => rows.electricians.push(Row { id, revision, body }),
                Body::Performance(body) => rows.performance.push(Row { id, revision, body }),
                _ => {}
            }
        }
        let attachments = self.attachments.get_untracked();
        self.header.with_untracked(|header| Filing {
            kind: self.kind,
            track: self.track,
            enterprise: before(&header.profile, &sections.change.body),
            licence: header.licence.clone(),
            sections,
            rows,
            attachments,
            follow: header.follow.clone().map(|follow| follow.documents).unwrap_or_default(),
            slots: header.slots.clone(),
        })
    }

    /// What stands in the way of submitting now: what was typed last is not left to the next check.
    pub fn blocking(self) -> Vec<Finding> {
        if untrack(|| self.loaded()) {
            self.check();
        }
        self.findings.with(|findings| {
            findings.iter().flatten().filter(|finding| finding.severity == Severity::Blocking).cloned().collect()
        })
    }

    /// What is wrong with the fields of one form tab, as it is typed.
    pub fn typed_findings(self, section: Section) -> Memo<Vec<Finding>> {
        Memo::new(move |_| {
            let body = self.section(section).with(Body::to_section).filter(|_| !self.reader);
            let check = |body| conformity::check_section(self.kind, self.track, &body, dom::today());
            let mut found = body.map(check).unwrap_or_default();
            self.findings.with(|findings| {
                // What the kind demands of a field beyond its form.
                let demanded = |finding: &&Finding| {
                    (self.reader || finding.id != "field")
                        && finding.measured.is_none()
                        && Tab::of_path(&finding.path) == Some(section.tab())
                        && finding.path.starts_with(section.code())
                };
                found.extend(findings.iter().flatten().filter(demanded).cloned());
            });
            found
        })
    }

    /// What is said of something that is no single field, once fields insist.
    pub fn said_of(self, path: &'static str) -> Memo<Option<String>> {
        Memo::new(move |_| {
            if !self.insist.get() {
                return None;
            }
            let here = |finding: &&Finding| finding.path == path && finding.severity == Severity::Blocking;
            let found = self.findings.with(|found| found.iter().flatten().find(here).cloned());
            found.or_else(|| self.refused.with(|found| found.iter().find(here).cloned())).map(|finding| finding.message)
        })
    }

    /// What the server said about one form tab.
    pub fn answered_findings(self, section: Section) -> Memo<Vec<Finding>> {
        let state = self.save_state(section);
        Memo::new(move |_| {
            let mut answered = state.with(|state| state.answered.clone());
            answered.extend(self.refused.get());
            answered
        })
    }
}
