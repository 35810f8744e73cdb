//! The tabs, each as the manual names it.

mod abandon;
mod application;
mod authority;
mod basics;
mod lead;
mod lines;
mod list;
mod receipt;
mod row_dialog;
mod row_editor;
mod submission;
mod table;

pub use table::SCREEN;

use super::state::Wizard;
use crate::components::Findings;
use crate::filings::forms::Body;
use domain::filings::{List, Section, Tab};
use leptos::prelude::*;

/// What is on this tab.
pub fn tab(wizard: Wizard, tab: Tab) -> AnyView {
    match tab {
        Tab::Application => view! { <application::ApplicationTab /> }.into_any(),
        Tab::Basics => view! { <basics::BasicsTab /> }.into_any(),
        Tab::TechnicalLead => lead::lead_tab(wizard, Section::TechnicalLead, tab),
        Tab::SafetyLead => lead::lead_tab(wizard, Section::SafetyLead, tab),
        Tab::Technicians => list::list_tab(wizard, tab, List::Technicians),
        Tab::Electricians => list::list_tab(wizard, tab, List::Electricians),
        Tab::Performance => list::list_tab(wizard, tab, List::Performance),
        Tab::Submission => view! { <submission::SubmissionTab /> }.into_any(),
    }
}

/// Lets the fields below say what is wrong with them.
fn provide_section_findings(wizard: Wizard, section: Section) {
    provide_context(Findings {
        all: wizard.typed_findings(section).into(),
        insist: Some(wizard.insist.into()),
        answered: Some(wizard.answered_findings(section).into()),
    });
}

/// What a form tab's fields call after each change.
fn on_change(wizard: Wizard, section: Section) -> Callback<Body> {
    Callback::new(move |_| wizard.typed(section))
}
