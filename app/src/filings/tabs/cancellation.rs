//! 许可证注销.

use super::facts::{contact, facts, licence_sheet, registered};
use super::submission::submission;
use super::{on_change, provide_section_findings};
use crate::corrections::registered_remarks;
use crate::filings::documents::Slots;
use crate::filings::forms::{Body, CANCELLATION, CEASED, Field, fields};
use crate::filings::state::Wizard;
use domain::filings::{CancellationReason, Section, Tab};
use leptos::prelude::*;

/// Company and contact as registered, 注销事项, documents, 进入资料提交排队.
pub fn cancellation_tab(wizard: Wizard) -> AnyView {
    provide_section_findings(wizard, Section::Cancellation);
    let body = wizard.section(Section::Cancellation);
    let profile = wizard.header.with_untracked(|header| header.profile.clone());
    let form = move |of: &'static [Field]| {
        fields("cancellation", of, body, on_change(wizard, Section::Cancellation), wizard.locked())
    };
    let ceased = Memo::new(move |_| {
        body.with(|body| matches!(body, Body::Cancellation(body) if body.reason == Some(CancellationReason::Ceased)))
    });
    let explanation = move || if ceased.get() { form(std::slice::from_ref(&CEASED)) } else { form(&CANCELLATION[1..]) };
    view! {
        {licence_sheet(wizard)}
        <section class="sheet">
            <h2>"企业信息"</h2>
            {facts(registered(&profile))}
        </section>
        <section class="sheet">
            <h2>"联系方式"</h2>
            {facts(contact(&profile))}
            {registered_remarks(wizard.remarks)}
            <Show when=move || wizard.editable()>
                <p class="field-hint">
                    "企业信息和联系方式来自企业注册信息，不能在此修改；要修改，请到"
                    <a href="/enterprise">"企业信息修改"</a>"页面，修改后再回到本页。"
                </p>
            </Show>
        </section>
        <section class="sheet">
            <h2>"注销事项"</h2>
            <div class="field-row">{form(&CANCELLATION[..1])}</div>
            {explanation}
        </section>
        <Slots tab=Tab::Cancellation />
        {submission(wizard)}
    }
    .into_any()
}
