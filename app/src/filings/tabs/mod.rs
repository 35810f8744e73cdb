//! The tabs, each as the manual names it. A kind of filing is which of them it has.

mod application;
mod authority;
mod basics;
mod cancellation;
mod change;
mod facts;
mod joining;
mod lead;
mod leaving;
mod lines;
mod list;
mod reissue;
mod row_dialog;
mod row_editor;
mod submission;
mod table;

pub use table::SCREEN;

use super::state::Wizard;
use crate::components::{Checkbox, Findings, RadioGroup};
use crate::corrections::tab_remarks;
use crate::filings::forms::{Body, Field, Input, TICKED, bind};
use domain::filings::{List, Section, Tab};
use leptos::prelude::*;

/// What is on this tab.
pub fn tab(wizard: Wizard, tab: Tab) -> AnyView {
    // The address may name a tab that the filing does not have, or has no more.
    if !wizard.tabs.with_untracked(|tabs| tabs.contains(&tab)) {
        return missing(wizard);
    }
    let content = match tab {
        Tab::Application => application::application_tab(wizard),
        Tab::Change => change::change_tab(wizard),
        Tab::Reissue => reissue::reissue_tab(wizard),
        Tab::Cancellation => cancellation::cancellation_tab(wizard),
        Tab::Leaving => leaving::leaving_tab(wizard),
        Tab::Joining => joining::joining_tab(wizard),
        Tab::Basics => basics::basics_tab(wizard),
        Tab::TechnicalLead => lead::lead_tab(wizard, Section::TechnicalLead, tab),
        Tab::SafetyLead => lead::lead_tab(wizard, Section::SafetyLead, tab),
        Tab::Technicians => list::list_tab(wizard, tab, List::Technicians),
        Tab::Electricians => list::list_tab(wizard, tab, List::Electricians),
        Tab::Performance => list::list_tab(wizard, tab, List::Performance),
        Tab::Submission => submission::submission_tab(wizard),
    };
    view! {
        {tab_remarks(wizard.remarks, tab)}
        {content}
    }
    .into_any()
}

fn missing(wizard: Wizard) -> AnyView {
    let first = wizard.kind.first_tab();
    view! {
        <section class="sheet">
            <p>"本申请没有这一页。"</p>
            <p>
                <a class="button" href=wizard.href(first)>
                    {wizard.kind.tab_label(first)}
                </a>
            </p>
        </section>
    }
    .into_any()
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

/// What a choice offers: codes and labels.
fn options(field: &Field) -> Vec<(String, String)> {
    match field.input {
        Input::Choice(options, _) => options(),
        _ => Vec::new(),
    }
}

/// A choice of few, of a form tab.
fn radio(wizard: Wizard, section: Section, field: &'static Field, disabled: Signal<bool>) -> AnyView {
    let (value, write) = bind(field, wizard.section(section), on_change(wizard, section));
    let path = format!("{}.{}", section.code(), field.name);
    let disabled = wizard.locked_at(path.clone(), disabled);
    view! {
        <RadioGroup
            path
            legend=field.label
            value
            options=options(field)
            on_change=write
            required=true
            hint=field.hint
            disabled
        />
    }
    .into_any()
}

/// A box that must be ticked, of a form tab.
fn tick(wizard: Wizard, section: Section, field: &'static Field, label: &'static str) -> AnyView {
    let (value, write) = bind(field, wizard.section(section), on_change(wizard, section));
    let path = format!("{}.{}", section.code(), field.name);
    let disabled = wizard.locked_at(path.clone(), wizard.locked());
    view! {
        <Checkbox
            path
            label
            checked=Signal::derive(move || value.with(|value| value == TICKED))
            on_change=Callback::new(move |on: bool| write.run(if on { TICKED } else { "" }.to_owned()))
            required=true
            disabled
        />
    }
    .into_any()
}
