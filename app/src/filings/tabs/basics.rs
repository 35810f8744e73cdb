//! 基本情况.

use super::facts::{contact, facts, registered};
use super::lines::{LinesView, lines_view};
use super::{on_change, provide_section_findings};
use crate::corrections::registered_remarks;
use crate::filings::documents::Slots;
use crate::filings::forms::{BASICS, SHAREHOLDERS, fields};
use crate::filings::state::Wizard;
use domain::filings::{Section, Tab};
use leptos::prelude::*;

/// What is registered, assets, 股权结构, documents.
pub fn basics_tab(wizard: Wizard) -> AnyView {
    provide_section_findings(wizard, Section::Basics);
    let profile = wizard.header.with_untracked(|header| header.profile.clone());
    view! {
        <section class="sheet">
            <h2>"申请人基本情况"</h2>
            <p class="field-hint">"来自企业注册信息，不可在此修改。"</p>
            {facts(registered(&profile).into_iter().chain(contact(&profile)).collect())}
            {registered_remarks(wizard.remarks)}
        </section>
        <section class="sheet">
            <h2>"资产与经营场所"</h2>
            <div class="field-row">
                {fields("basics", &BASICS, wizard.section(Section::Basics), on_change(wizard, Section::Basics), wizard.locked())}
            </div>
        </section>
        {lines_view(LinesView { wizard, section: Section::Basics, list: &SHAREHOLDERS })}
        <Slots tab=Tab::Basics />
    }
    .into_any()
}
