//! 技术负责人 and 安全负责人: one form.

use super::lines::{LinesView, lines_view};
use super::{on_change, provide_section_findings};
use crate::filings::documents::Slots;
use crate::filings::forms::{LEAD, TRAINING, WORK, fields};
use crate::filings::state::Wizard;
use domain::filings::{Section, Tab};
use leptos::prelude::*;

/// Person, title, years, 工作经历, 培训经历, documents.
pub fn lead_tab(wizard: Wizard, section: Section, tab: Tab) -> AnyView {
    provide_section_findings(wizard, section);
    let body = wizard.section(section);
    view! {
        <section class="sheet">
            <h2>{section.label()}</h2>
            {(section == Section::SafetyLead)
                .then(|| view! { <p class="field-hint">"安全负责人专人专岗，不得兼任其他人员。"</p> })}
            <div class="field-row">
                {fields(section.code(), &LEAD, body, on_change(wizard, section), wizard.locked())}
            </div>
        </section>
        {lines_view(LinesView { wizard, section, list: &WORK })}
        {lines_view(LinesView { wizard, section, list: &TRAINING })}
        <Slots tab />
    }
    .into_any()
}
