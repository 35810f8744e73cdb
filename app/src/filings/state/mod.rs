//! What the wizard knows. It lives as long as the page of one filing, so that changing tabs loses nothing.

mod case;
mod check;
mod follow;
mod forget;
pub mod kept;
mod rows;
mod saving;
mod standing;

pub use case::before;
pub use rows::{Cell, RowList};
pub use saving::{Phase, SaveState};
pub use standing::Standing;

use super::documents::{Home, Shelf, Upload};
use super::forms::{Body, page, sections};
use super::page::{FirstRows, Loaded};
use crate::corrections::Remarks;
use crate::shell::use_viewer;
use domain::Finding;
use domain::accounts::Role;
use domain::attachments::{Attachment, Slot, slots};
use domain::conformity::{RuleSet, Severity};
use domain::filings::{Application, FilingHeader, Kind, List, Section, Tab, Track};
use domain::workflow::Action;
use leptos::prelude::*;

const SECTIONS: usize = Section::ALL.len();

/// The wizard's state, in context of everything on the page.
#[derive(Clone, Copy)]
pub struct Wizard {
    /// Id of the filing.
    pub id: StoredValue<String>,
    /// Name of the account, for signing in again.
    pub account: StoredValue<String>,
    /// Head of the filing.
    pub header: RwSignal<FilingHeader>,
    /// Whether the viewer reads it for the office: the numbers of people are masked, and the server checks.
    pub reader: bool,
    /// What is filed for.
    pub kind: Kind,
    /// Under which terms.
    pub track: Track,
    /// The tab in sight.
    pub tab: Memo<Tab>,
    /// The tabs that the filing has as it stands.
    pub tabs: Memo<Vec<Tab>>,
    /// The documents that it asks for as it stands.
    pub asked: Memo<Vec<&'static Slot>>,

    /// The form tabs, in the order of `Section::ALL`.
    sections: [RwSignal<Body>; SECTIONS],
    /// How saving each of them stands.
    saves: [RwSignal<SaveState>; SECTIONS],
    /// The long lists, in the order of `List::ALL`.
    lists: [RowList; 3],
    /// 发证机关 chosen for the electricians to be added.
    pub authority: RwSignal<String>,

    /// Documents.
    pub attachments: RwSignal<Vec<Attachment>>,
    /// The same, for the places in which they stand.
    pub shelf: Shelf,

    /// What was remarked on it, and what is open while a correction is due.
    pub remarks: Remarks,

    /// The rule set, once it is here.
    pub rules: RwSignal<Option<RuleSet>>,
    /// What the last check found; `None` before the first.
    pub findings: RwSignal<Option<Vec<Finding>>>,
    /// What the server found when the filing was submitted.
    pub refused: RwSignal<Vec<Finding>>,
    /// Whether fields show what is wrong with them before they were left.
    pub insist: RwSignal<bool>,

    /// When anything was last saved, Unix milliseconds.
    pub saved_at: RwSignal<i64>,
    /// Path of the field that is to get the focus.
    pub wanted: RwSignal<Option<String>>,
    /// Asks which of two versions stays.
    pub settling: RwSignal<bool>,
    /// The session has ended: sign in again.
    pub signed_out: RwSignal<bool>,
    /// Rises after signing in again: what was refused is repeated.
    pub signed_in: RwSignal<u32>,
}

impl Wizard {
    /// The state of a filing as loaded.
    pub fn new(loaded: Loaded, tab: Memo<Tab>) -> Wizard {
        let view = loaded.view;
        let signed_out = RwSignal::new(false);
        let remarks = Remarks::new(&view, signed_out);
        let (mut technicians, mut electricians, mut performance) = (None, None, None);
        match loaded.rows {
            FirstRows::None => {}
            FirstRows::Technicians(first) => technicians = Some(page(first)),
            FirstRows::Electricians(first) => electricians = Some(page(first)),
            FirstRows::Performance(first) => performance = Some(page(first)),
        }
        let forms = sections(view.sections);
        let saved_at = forms.iter().map(|form| form.saved_at).max().unwrap_or_default();
        let saves = forms.each_ref().map(|form| RwSignal::new(SaveState::at(form.revision)));
        let sections = forms.map(|form| RwSignal::new(form.body));
        let (kind, track) = (view.header.summary.kind, view.header.summary.track);
        let id = view.header.summary.id.clone();
        let (id, header) = (StoredValue::new(id), RwSignal::new(view.header));
        let attachments = RwSignal::new(view.attachments);
        let (findings, insist) = (RwSignal::new(None), RwSignal::new(false));
        let shelf = Shelf {
            home: Home::FILING,
            filing: id,
            attachments,
            uploads: RwSignal::new(Vec::<Upload>::new()),
            open: Signal::derive(move || editable(header)),
            lacking: Callback::new(move |path: String| insist.get().then(|| said(findings, &path)).flatten()),
            signed_out,
        };
        Wizard {
            id,
            account: StoredValue::new(use_viewer().map(|viewer| viewer.account).unwrap_or_default()),
            header,
            reader: use_viewer().is_some_and(|viewer| viewer.role != Role::Enterprise),
            kind,
            track,
            tab,
            tabs: Memo::new(move |_| case::look(header, &sections, |case| case.tabs())),
            asked: Memo::new(move |_| case::look(header, &sections, slots)),
            sections,
            saves,
            lists: [
                RowList::new(List::Technicians, technicians),
                RowList::new(List::Electricians, electricians),
                RowList::new(List::Performance, performance),
            ],
            authority: RwSignal::new(String::new()),
            attachments,
            shelf,
            remarks,
            rules: RwSignal::new(None),
            findings,
            refused: RwSignal::new(Vec::new()),
            insist,
            saved_at: RwSignal::new(saved_at),
            wanted: RwSignal::new(None),
            settling: RwSignal::new(false),
            signed_out,
            signed_in: RwSignal::new(0),
        }
    }

    /// Whether the viewer may change the filing now.
    pub fn editable(self) -> bool {
        editable(self.header)
    }

    /// The opposite of `editable`, as fields want it.
    pub fn locked(self) -> Signal<bool> {
        Signal::derive(move || !self.editable())
    }

    /// Whether the viewer may change what is at this path now: while a correction is due, only what it names.
    pub fn opens(self, path: &str) -> bool {
        self.editable() && self.remarks.opens(path)
    }

    /// Whether the viewer may change anything at or below this path now.
    pub fn reaches(self, path: &str) -> bool {
        self.editable() && self.remarks.reaches(path)
    }

    /// Whether what is at this path is shut, or locked for another reason, as fields want it.
    pub fn locked_at(self, path: impl Into<String>, locked: Signal<bool>) -> Signal<bool> {
        let path = path.into();
        Signal::derive(move || locked.get() || !self.remarks.opens(&path))
    }

    /// The documents of the place at this path.
    pub fn shelf_at(self, path: String) -> Shelf {
        Shelf { open: Signal::derive(move || self.opens(&path)), ..self.shelf }
    }

    /// Address of a tab of this filing.
    pub fn href(self, tab: Tab) -> String {
        self.id.with_value(|id| format!("/filings/{id}/{}", tab.code()))
    }

    /// Address of a field: its tab, and the field's id as fragment.
    pub fn href_of(self, path: &str) -> String {
        let last = || self.tabs.with(|tabs| tabs.last().copied()).unwrap_or(Tab::Submission);
        let tab = Tab::of_path(path).unwrap_or_else(last);
        format!("{}#{}", self.href(tab), crate::components::field_id(path))
    }

    /// The tab before the one in sight, and the one after it.
    pub fn neighbours(self) -> (Option<Tab>, Option<Tab>) {
        let here = self.tab.get();
        self.tabs.with(|tabs| {
            let at = tabs.iter().position(|tab| *tab == here);
            let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| tabs.get(at).copied());
            (before, at.and_then(|at| tabs.get(at + 1).copied()))
        })
    }

    /// Leads to a field: the tab follows the link, the focus follows `wanted`, and what is wrong there is said.
    pub fn lead_to(self, path: &str) {
        self.insist.set(true);
        self.wanted.set(Some(path.to_owned()));
    }

    /// A form tab as typed.
    pub fn section(self, section: Section) -> RwSignal<Body> {
        self.sections[section as usize]
    }

    /// A long list.
    pub fn list(self, list: List) -> RowList {
        self.lists[list as usize]
    }

    /// Looks at 申请类别.
    pub fn application<R: Default>(self, look: impl FnOnce(&Application) -> R) -> R {
        self.section(Section::Application).with(|body| body.application().map(look).unwrap_or_default())
    }

    /// How saving this section stands.
    pub fn save_state(self, section: Section) -> RwSignal<SaveState> {
        self.saves[section as usize]
    }
}

fn editable(header: RwSignal<FilingHeader>) -> bool {
    let open = |action: &Action| matches!(action, Action::Submit | Action::Resubmit);
    header.with(|header| header.allowed.iter().any(open))
}

/// What the check says is wrong at this path.
fn said(findings: RwSignal<Option<Vec<Finding>>>, path: &str) -> Option<String> {
    let here = |found: &&Finding| found.path == path && found.severity == Severity::Blocking;
    findings.with(|findings| findings.iter().flatten().find(here).map(|found| found.message.clone()))
}

/// The wizard's state; only called below [`super::FilingPage`], which provides it.
pub fn use_wizard() -> Wizard {
    expect_context::<Wizard>()
}
