//! 申请类别.

use super::{on_change, provide_section_findings};
use crate::components::{Checkbox, RadioGroup, SelectField};
use crate::filings::documents::Slots;
use crate::filings::forms::{
    APPLICATION, DECLARED, Field, Input, ORIGIN, SUBMITTER, SUBMITTER_NAME, TICKED, bind, fields,
};
use crate::filings::state::{Wizard, use_wizard};
use domain::filings::{Section, Submitter, Tab};
use domain::licences::Category;
use leptos::prelude::*;

/// Category and grade, nature, who submits, declaration, and the documents that follow from these.
#[component]
pub fn ApplicationTab() -> impl IntoView {
    let wizard = use_wizard();
    provide_section_findings(wizard, Section::Application);
    let body = wizard.section(Section::Application);
    let changed = on_change(wizard, Section::Application);
    let locked = wizard.locked();
    let nothing = move || wizard.insist.get() && wizard.application(|body| body.wanted.entries().next().is_none());
    let delegated = move || wizard.application(|body| body.submitter == Some(Submitter::Delegate));
    let (declared, declare) = bind(&APPLICATION[DECLARED], body, changed);
    let grades =
        Category::ALL.iter().zip(&APPLICATION).map(|(&category, grade)| category_field(wizard, category, grade));
    view! {
        <section class="sheet">
            <h2>"申请类别与级别"</h2>
            <p class="field-hint">"可同时申请承装、承修、承试，请分别选择级别。"</p>
            <fieldset id="application.wanted" tabindex="-1" class:field-invalid=nothing>
                <legend class="field-label">
                    "申请类别" <span class="required" aria-hidden="true">"*"</span>
                </legend>
                <div class="field-row">{grades.collect::<Vec<_>>()}</div>
                {move || nothing().then(|| view! { <p class="field-error">"请至少选择一个申请类别及其级别"</p> })}
            </fieldset>
            {radio(wizard, &APPLICATION[ORIGIN])}
        </section>
        <section class="sheet">
            <h2>"提交人"</h2>
            {radio(wizard, &APPLICATION[SUBMITTER])}
            <div class="field-row">
                {fields("application", &APPLICATION[SUBMITTER_NAME..DECLARED], body, changed, locked)}
            </div>
            <p class="field-hint" hidden=move || !delegated()>
                "委托他人提交的，须上传授权委托书和被委托人身份证件。"
            </p>
        </section>
        <section class="sheet">
            <h2>"法定代表人声明"</h2>
            <Checkbox
                path="application.declared"
                label="本企业法定代表人声明：所填内容和所附材料真实、有效，如有虚假，愿承担法律责任。"
                checked=Signal::derive(move || declared.with(|declared| declared == TICKED))
                on_change=Callback::new(move |on: bool| declare.run(if on { TICKED } else { "" }.to_owned()))
                required=true
                disabled=locked
            />
        </section>
        <Slots tab=Tab::Application />
    }
    .into_any()
}

fn options(field: &Field) -> Vec<(String, String)> {
    match field.input {
        Input::Choice(options, _) => options(),
        _ => Vec::new(),
    }
}

/// A choice of few.
fn radio(wizard: Wizard, field: &'static Field) -> AnyView {
    let changed = on_change(wizard, Section::Application);
    let (value, write) = bind(field, wizard.section(Section::Application), changed);
    view! {
        <RadioGroup
            path=format!("application.{}", field.name)
            legend=field.label
            value
            options=options(field)
            on_change=write
            required=true
            hint=field.hint
            disabled=wizard.locked()
        />
    }
    .into_any()
}

/// A category to tick, and its grade.
fn category_field(wizard: Wizard, category: Category, field: &'static Field) -> AnyView {
    let locked = wizard.locked();
    let changed = on_change(wizard, Section::Application);
    let (grade, write) = bind(field, wizard.section(Section::Application), changed);
    let chosen = Memo::new(move |_| !grade.with(String::is_empty));
    // Ticked without a grade is a state of this page only: what is filed for is the grade.
    let ticked = RwSignal::new(chosen.get_untracked());
    Effect::new(move |_| {
        if chosen.get() {
            ticked.set(true);
        }
    });
    let tick = move |on: bool| {
        ticked.set(on);
        if !on && chosen.get_untracked() {
            write.run(String::new());
        }
    };
    view! {
        <div>
            <Checkbox
                path=format!("application.wanted.{}", category.code())
                label=category.label()
                checked=ticked
                on_change=Callback::new(tick)
                disabled=locked
            />
            <SelectField
                path=format!("application.{}", field.name)
                label=field.label
                value=grade
                options=options(field)
                on_change=write
                disabled=Signal::derive(move || locked.get() || !ticked.get())
            />
        </div>
    }
    .into_any()
}
