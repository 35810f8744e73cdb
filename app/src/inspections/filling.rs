//! The state of a report while it is filled in: saved by itself a moment after typing stops, and kept in the browser until it is.

use super::api;
use crate::api::ApiError;
use crate::components::time;
use crate::filings::{Home, Shelf, drop_unsaved, keep_unsaved, kept_unsaved};
use crate::shell::use_viewer;
use chrono::NaiveDate;
use domain::inspections::{Page, Report, ReportHeader, ReportView, Section, SectionBody, check, missing};
use domain::{Finding, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long typing must rest.
const REST: Duration = Duration::from_millis(800);
/// How long after a failure it is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// How far what was typed is from being saved.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// The server has it all.
    Saved,
    /// Something was typed since.
    Typed,
    /// On its way.
    Saving,
    /// It did not work, and why.
    Failed(String),
    /// Somebody else saved in between: the person chooses.
    Conflict(Box<SectionBody>, i64),
}

/// A report that is open.
#[derive(Clone, Copy)]
pub struct Filling {
    /// Id of the report.
    pub id: StoredValue<String>,
    /// Head.
    pub header: RwSignal<ReportHeader>,
    /// As typed.
    pub report: RwSignal<Report>,
    /// What the licence's conditions say of its staff.
    pub staff: StoredValue<Vec<Finding>>,
    /// The documents.
    pub shelf: Shelf,
    /// How saving stands.
    pub phase: RwSignal<Phase>,
    /// When it was last saved.
    pub saved_at: RwSignal<i64>,
    /// What stands against submitting, as typed.
    pub findings: Memo<Vec<Finding>>,
    /// Whether fields say what they lack though nobody has left them yet.
    pub insist: RwSignal<bool>,
    /// The session has ended.
    pub signed_out: RwSignal<bool>,
    /// Whose it is.
    pub account: StoredValue<String>,
    /// The page that has unsaved content, and how often it was changed.
    pending: RwSignal<Option<(Section, u64)>>,
    changes: StoredValue<u64>,
    answered: RwSignal<Vec<Finding>>,
}

impl Filling {
    /// As loaded.
    pub fn new(view: ReportView, today: NaiveDate) -> Filling {
        let id = StoredValue::new(view.header.line.id.clone());
        let (report, header) = (RwSignal::new(view.report), RwSignal::new(view.header));
        let attachments = RwSignal::new(view.documents);
        let (insist, signed_out) = (RwSignal::new(false), RwSignal::new(false));
        let findings = Memo::new(move |_| {
            header.with(|header| {
                report.with(|report| attachments.with(|files| check(&header.campaign, report, files, today)))
            })
        });
        let lacking = Callback::new(move |path: String| {
            let here = |all: &Vec<Finding>| all.iter().find(|one| one.path == path).map(|one| one.message.clone());
            insist.get().then(|| findings.with(here)).flatten()
        });
        let shelf = Shelf {
            home: Home::INSPECTION,
            filing: id,
            attachments,
            uploads: RwSignal::new(Vec::new()),
            open: Signal::derive(move || header.with(|header| header.line.stage.open())),
            lacking,
            signed_out,
        };
        Filling {
            id,
            header,
            report,
            staff: StoredValue::new(view.staff),
            shelf,
            phase: RwSignal::new(Phase::Saved),
            saved_at: RwSignal::new(report.with_untracked(last_saved)),
            findings,
            insist,
            signed_out,
            account: StoredValue::new(use_viewer().map(|viewer| viewer.account).unwrap_or_default()),
            pending: RwSignal::new(None),
            changes: StoredValue::new(0),
            answered: RwSignal::new(Vec::new()),
        }
    }

    /// Whether it can be filled in.
    pub fn open(self) -> bool {
        self.header.with(|header| header.line.stage.open())
    }

    /// For controls.
    pub fn locked(self) -> Signal<bool> {
        Signal::derive(move || !self.open())
    }

    /// How many things a page lacks.
    pub fn lacks(self, page: Page) -> usize {
        self.findings.with(|all| missing(all).filter(|finding| Page::of_path(&finding.path) == page).count())
    }

    /// What the server said about the content.
    pub fn answered(self) -> Signal<Vec<Finding>> {
        self.answered.into()
    }

    /// Something was typed on a page.
    pub fn change(self, section: Section, write: impl FnOnce(&mut Report)) {
        if self.pending.with_untracked(|pending| pending.is_some_and(|(other, _)| other != section)) {
            self.flush();
        }
        self.report.update(write);
        self.changes.update_value(|changes| *changes += 1);
        let changes = self.changes.get_value();
        self.pending.set(Some((section, changes)));
        if !matches!(self.phase.get_untracked(), Phase::Saving | Phase::Conflict(..)) {
            self.phase.set(Phase::Typed);
        }
        self.keep(section);
        self.save_in(REST);
    }

    fn keep(self, section: Section) {
        let (body, revision) = self.report.with_untracked(|report| report.section(section));
        self.id.with_value(|id| keep_unsaved(id, section.code(), revision, &body));
    }

    fn save_in(self, rest: Duration) {
        let waited = self.changes.get_value();
        set_timeout(
            move || {
                // Only where nothing was typed since, and the page is still there.
                if self.changes.try_get_value() == Some(waited) {
                    self.flush();
                }
            },
            rest,
        );
    }

    /// What an earlier page kept and never saved is put back.
    pub fn restore(self) {
        for &section in Section::ALL {
            let kept: Option<(i64, SectionBody)> = self.id.with_value(|id| kept_unsaved(id, section.code()));
            let Some((revision, body)) = kept else { continue };
            if self.report.with_untracked(|report| report.section(section).0 == body) {
                self.id.with_value(|id| drop_unsaved(id, section.code()));
                continue;
            }
            self.change(section, |report| report.put(body, revision, 0));
            self.flush();
        }
    }

    /// Saves at once what is not saved yet.
    pub fn flush(self) {
        if matches!(self.phase.try_get_untracked(), None | Some(Phase::Saving | Phase::Conflict(..))) {
            return;
        }
        let Some((section, changes)) = self.pending.get_untracked() else { return };
        self.phase.set(Phase::Saving);
        let (body, revision) = self.report.with_untracked(|report| report.section(section));
        let id = self.id.get_value();
        spawn_local(async move {
            let answer = api::save(id.clone(), revision, body.clone()).await;
            if answer.is_ok() && kept_unsaved::<SectionBody>(&id, section.code()).is_some_and(|(_, kept)| kept == body)
            {
                drop_unsaved(&id, section.code());
            }
            if self.phase.is_disposed() {
                return;
            }
            match answer {
                Ok(saved) => {
                    self.report.update(|report| {
                        let (body, _) = report.section(section);
                        report.put(body, saved.revision, saved.saved_at);
                    });
                    self.answered.set(Vec::new());
                    self.saved_at.set(saved.saved_at);
                    self.settled(section, changes);
                }
                Err(error) => self.not_saved(error),
            }
        });
    }

    /// The server has this much.
    fn settled(self, section: Section, changes: u64) {
        match self.pending.get_untracked() {
            Some((other, since)) if (other, since) != (section, changes) => {
                self.phase.set(Phase::Typed);
                self.keep(other);
                self.save_in(REST);
            }
            _ => {
                self.pending.set(None);
                self.phase.set(Phase::Saved);
            }
        }
    }

    fn not_saved(self, error: ApiError) {
        self.phase.set(match error {
            ApiError::Refused(Refusal::Conflict { theirs, revision }) => match serde_json::from_str(&theirs) {
                Ok(theirs) => Phase::Conflict(Box::new(theirs), revision),
                Err(_) => Phase::Failed("该页已在其他窗口修改，请刷新页面".to_owned()),
            },
            ApiError::Refused(Refusal::SignedOut) => {
                self.signed_out.set(true);
                Phase::Failed("登录已失效，填写的内容已保留在本机".to_owned())
            }
            ApiError::Refused(Refusal::Invalid { findings }) => {
                self.answered.set(findings);
                Phase::Failed("有内容无法保存，请按提示修改".to_owned())
            }
            ApiError::Refused(refusal @ (Refusal::NotNow { .. } | Refusal::NotFound | Refusal::Forbidden)) => {
                Phase::Failed(refusal.to_string())
            }
            _ => {
                self.save_in(AGAIN);
                Phase::Failed("保存失败，已保留在本机，将自动重试".to_owned())
            }
        });
    }

    /// Settles a conflict: with what was typed here, or with what is stored.
    pub fn settle(self, mine: bool) {
        let Phase::Conflict(theirs, revision) = self.phase.get_untracked() else { return };
        let section = theirs.section();
        self.phase.set(Phase::Typed);
        self.report.update(|report| {
            let body = if mine { report.section(section).0 } else { *theirs };
            report.put(body, revision, 0);
        });
        if mine {
            self.flush();
        } else {
            self.id.with_value(|id| drop_unsaved(id, section.code()));
            self.pending.set(None);
            self.phase.set(Phase::Saved);
        }
    }

    /// How saving stands, in words.
    pub fn told(self) -> String {
        match self.phase.get() {
            Phase::Saved if self.saved_at.get() > 0 => format!("已自动保存 {}", time::clock(self.saved_at.get())),
            Phase::Saved => String::new(),
            Phase::Typed => "有内容待保存".to_owned(),
            Phase::Saving => "正在保存…".to_owned(),
            Phase::Failed(why) => why,
            Phase::Conflict(..) => "该页已在别处修改".to_owned(),
        }
    }
}

fn last_saved(report: &Report) -> i64 {
    let at = [
        report.company.saved_at,
        report.assets.saved_at,
        report.staff.saved_at,
        report.performance.saved_at,
        report.equipment.saved_at,
        report.safety.saved_at,
        report.violations.saved_at,
    ];
    at.into_iter().max().unwrap_or_default()
}
