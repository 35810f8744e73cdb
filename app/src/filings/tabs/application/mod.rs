//! 申请类别; 基本情况 of a registration change.

mod change_of_scope;
mod grades;
mod new_licence;
mod registration;
mod renewal;

use super::{on_change, provide_section_findings, radio, tick};
use crate::filings::documents::Slots;
use crate::filings::forms::{APPLICATION, DECLARED, SUBMITTER, SUBMITTER_NAME, fields};
use crate::filings::state::Wizard;
use domain::filings::{Kind, Section, Submitter, Tab};
use leptos::prelude::*;

/// What is applied for, who submits, declaration, and the documents that follow from these.
pub fn application_tab(wizard: Wizard) -> AnyView {
    provide_section_findings(wizard, Section::Application);
    let applied_for = match wizard.kind {
        Kind::RegistrationChange => registration::facts_of_application(wizard),
        Kind::ScopeChange => change_of_scope::scope(wizard),
        Kind::Renewal => renewal::scope(wizard),
        _ => new_licence::scope(wizard),
    };
    view! {
        {applied_for}
        {submitter(wizard)}
        <section class="sheet">
            <h2>"法定代表人声明"</h2>
            {tick(
                wizard,
                Section::Application,
                &APPLICATION[DECLARED],
                "本企业法定代表人声明：所填内容和所附材料真实、有效，如有虚假，愿承担法律责任。",
            )}
        </section>
        <Slots tab=Tab::Application />
    }
    .into_any()
}

fn submitter(wizard: Wizard) -> AnyView {
    let (body, locked) = (wizard.section(Section::Application), wizard.locked());
    let changed = on_change(wizard, Section::Application);
    let delegated = move || wizard.application(|body| body.submitter == Some(Submitter::Delegate));
    view! {
        <section class="sheet">
            <h2>"提交人"</h2>
            {radio(wizard, Section::Application, &APPLICATION[SUBMITTER], locked)}
            <div class="field-row">
                {fields("application", &APPLICATION[SUBMITTER_NAME..DECLARED], body, changed, locked)}
            </div>
            <p class="field-hint" hidden=move || !delegated()>
                "委托他人提交的，须上传授权委托书和被委托人身份证件。"
            </p>
        </section>
    }
    .into_any()
}
