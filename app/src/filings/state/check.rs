//! The live check: the same function as the server's, over what is on the page.

use super::Wizard;
use crate::api::ApiError;
use crate::components::dom;
use crate::filings::api;
use domain::conformity::{self, Severity};
use domain::filings::{Filing, Rows, Section};
use domain::{Finding, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long typing must rest before a check of everything: a field's own message does not wait for it.
const REST: Duration = Duration::from_millis(150);
/// How long to wait before what could not be loaded is asked for again.
const AGAIN: Duration = Duration::from_secs(5);

impl Wizard {
    /// Loads what the check needs, and checks whenever something changes. Nothing on the server.
    pub fn keep_checking(self) {
        Effect::new(move |_| {
            self.signed_in.track();
            self.fetch();
        });
        let timer = StoredValue::new(None::<TimeoutHandle>);
        Effect::new(move |_| {
            self.application.track();
            self.basics.track();
            self.technical_lead.track();
            self.safety_lead.track();
            self.technicians.version.track();
            self.electricians.version.track();
            self.performance.version.track();
            self.attachments.track();
            self.rules.track();
            if !self.loaded() {
                return;
            }
            let rest = if self.findings.with_untracked(Option::is_none) { Duration::ZERO } else { REST };
            let next = set_timeout_with_handle(move || self.check(), rest).ok();
            if let Some(timer) = timer.try_update_value(|timer| std::mem::replace(timer, next)).flatten() {
                timer.clear();
            }
        });
    }

    /// Whether all rows and the rules are here.
    pub fn loaded(self) -> bool {
        self.rules.with(Option::is_some) && self.electricians.complete.get()
    }

    fn fetch(self) {
        if self.rules.with_untracked(Option::is_some) && self.electricians.complete.get_untracked() {
            return;
        }
        let id = self.id.get_value();
        spawn_local(async move {
            let answer = async { Ok((api::rules().await?, api::rows(id).await?)) }.await;
            if self.rules.is_disposed() {
                return;
            }
            match answer {
                Ok((rules, rows)) => {
                    self.fill(rows);
                    self.rules.set(Some(rules));
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

    fn fill(self, rows: Rows) {
        self.technicians.fill(rows.technicians);
        self.electricians.fill(rows.electricians);
        self.performance.fill(rows.performance);
    }

    fn check(self) {
        if self.findings.is_disposed() {
            return;
        }
        let filing = self.snapshot();
        let found = self
            .rules
            .with_untracked(|rules| rules.as_ref().map(|rules| conformity::check(&filing, rules, dom::today())));
        self.findings.set(found);
    }

    /// The filing as it is on the page.
    pub fn snapshot(self) -> Filing {
        let (kind, track, enterprise) =
            self.header.with_untracked(|header| (header.summary.kind, header.summary.track, header.profile.clone()));
        let mut sections = domain::filings::Sections::default();
        sections.application.body = self.application.get_untracked();
        sections.basics.body = self.basics.get_untracked();
        sections.technical_lead.body = self.technical_lead.get_untracked();
        sections.safety_lead.body = self.safety_lead.get_untracked();
        Filing {
            kind,
            track,
            enterprise,
            sections,
            rows: Rows {
                technicians: self.technicians.snapshot(),
                electricians: self.electricians.snapshot(),
                performance: self.performance.snapshot(),
            },
            attachments: self.attachments.get_untracked(),
        }
    }

    /// What stands in the way of submitting, as of the last check.
    pub fn blocking(self) -> Vec<Finding> {
        self.findings.with(|findings| {
            findings.iter().flatten().filter(|finding| finding.severity == Severity::Blocking).cloned().collect()
        })
    }

    /// What is wrong with the fields of one form tab, as it is typed.
    pub fn typed_findings(self, section: Section) -> Memo<Vec<Finding>> {
        Memo::new(move |_| {
            match section {
                Section::Application => self.application.track(),
                Section::Basics => self.basics.track(),
                Section::TechnicalLead => self.technical_lead.track(),
                Section::SafetyLead => self.safety_lead.track(),
            }
            let mut found = conformity::check_section(&self.body(section), dom::today());
            self.findings.with(|findings| {
                let twice =
                    |finding: &&Finding| finding.id == "person_twice" && finding.path.starts_with(section.code());
                found.extend(findings.iter().flatten().filter(twice).cloned());
            });
            found
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
