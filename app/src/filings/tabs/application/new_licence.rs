//! What a new licence is applied for.

use super::grades::{categories, category, wanted};
use super::radio;
use crate::filings::forms::{APPLICATION, ORIGIN};
use crate::filings::state::Wizard;
use domain::filings::Section;
use leptos::prelude::*;

/// Categories, grades, 申请性质.
pub fn scope(wizard: Wizard) -> AnyView {
    let categories = categories().map(|(kind, grade)| category(wizard, kind, grade, |_| ().into_any()));
    view! {
        <section class="sheet">
            <h2>"申请类别与级别"</h2>
            <p class="field-hint">"可同时申请承装、承修、承试，请分别选择级别。"</p>
            {wanted(wizard, "申请类别", categories.collect())}
            {radio(wizard, Section::Application, &APPLICATION[ORIGIN], wizard.locked())}
        </section>
    }
    .into_any()
}
