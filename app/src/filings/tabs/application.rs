//! 申请类别.

use super::provide_section_findings;
use crate::components::{Checkbox, RadioGroup, SelectField, TextField};
use crate::filings::documents::Slots;
use crate::filings::state::use_wizard;
use domain::filings::{Application, Origin, Section, Submitter, Tab};
use domain::licences::{Category, Grade};
use leptos::prelude::*;

/// Category and grade, nature, who submits, declaration, and the documents that follow from these.
#[component]
pub fn ApplicationTab() -> impl IntoView {
    let wizard = use_wizard();
    provide_section_findings(wizard, Section::Application);
    let body = wizard.application;
    let locked = wizard.locked();
    let edit = move |change: &dyn Fn(&mut Application)| {
        body.update(|body| change(body));
        wizard.typed(Section::Application);
    };
    let origin = Memo::new(move |_| body.with(|body| body.origin.map_or("", Origin::code).to_owned()));
    let submitter = Memo::new(move |_| body.with(|body| body.submitter.map_or("", Submitter::code).to_owned()));
    let nothing = move || wizard.insist.get() && body.with(|body| body.wanted.entries().next().is_none());
    let delegated = move || body.with(|body| body.submitter == Some(Submitter::Delegate));
    view! {
        <section class="sheet">
            <h2>"申请类别与级别"</h2>
            <p class="field-hint">"可同时申请承装、承修、承试，请分别选择级别。"</p>
            <fieldset id="application.wanted" tabindex="-1" class:field-invalid=nothing>
                <legend class="field-label">
                    "申请类别" <span class="required" aria-hidden="true">"*"</span>
                </legend>
                <div class="field-row">
                    {Category::ALL.iter().map(|&category| view! { <CategoryField category /> }).collect_view()}
                </div>
                {move || nothing().then(|| view! { <p class="field-error">"请至少选择一个申请类别及其级别"</p> })}
            </fieldset>
            <RadioGroup
                path="application.origin"
                legend="申请性质"
                value=origin
                options=options(Origin::ALL, Origin::code, Origin::label)
                on_change=Callback::new(move |code: String| edit(&|body| body.origin = Origin::from_code(&code)))
                required=true
                hint="合并后申请、分立后申请的，须在下方上传相应文件"
                disabled=locked
            />
        </section>
        <section class="sheet">
            <h2>"提交人"</h2>
            <RadioGroup
                path="application.submitter"
                legend="提交类型"
                value=submitter
                options=options(Submitter::ALL, Submitter::code, Submitter::label)
                on_change=Callback::new(move |code: String| edit(&|body| body.submitter = Submitter::from_code(&code)))
                required=true
                disabled=locked
            />
            <div class="field-row">
                <TextField
                    path="application.submitter_name"
                    label="提交人姓名"
                    value=Memo::new(move |_| body.with(|body| body.submitter_name.clone()))
                    on_input=Callback::new(move |value: String| edit(&|body| body.submitter_name.clone_from(&value)))
                    required=true
                    readonly=locked
                />
                <TextField
                    path="application.submitter_id"
                    label="提交人身份证号"
                    value=Memo::new(move |_| body.with(|body| body.submitter_id.clone()))
                    on_input=Callback::new(move |value: String| edit(&|body| body.submitter_id.clone_from(&value)))
                    required=true
                    readonly=locked
                />
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
                checked=Memo::new(move |_| body.with(|body| body.declared))
                on_change=Callback::new(move |on: bool| edit(&|body| body.declared = on))
                required=true
                disabled=locked
            />
        </section>
        <Slots tab=Tab::Application />
    }
    .into_any()
}

/// A category to tick, and its grade.
#[component]
fn CategoryField(category: Category) -> impl IntoView {
    let wizard = use_wizard();
    let body = wizard.application;
    let locked = wizard.locked();
    let grade = Memo::new(move |_| body.with(|body| body.wanted.grade(category)));
    // Ticked without a grade is a state of this page only: what is filed for is the grade.
    let ticked = RwSignal::new(grade.get_untracked().is_some());
    Effect::new(move |_| {
        if grade.get().is_some() {
            ticked.set(true);
        }
    });
    let write = move |grade: Option<Grade>| {
        if body.with_untracked(|body| body.wanted.grade(category)) != grade {
            body.update(|body| body.wanted.set(category, grade));
            wizard.typed(Section::Application);
        }
    };
    let path = format!("application.wanted.{}", category.code());
    view! {
        <div>
            <Checkbox
                path=path.clone()
                label=category.label()
                checked=ticked
                on_change=Callback::new(move |on: bool| {
                    ticked.set(on);
                    if !on {
                        write(None);
                    }
                })
                disabled=locked
            />
            <SelectField
                path=format!("{path}.grade")
                label=format!("{category}级别")
                value=Memo::new(move |_| grade.get().map_or("", Grade::code).to_owned())
                options=options(Grade::ALL, Grade::code, Grade::label)
                on_change=Callback::new(move |code: String| write(Grade::from_code(&code)))
                disabled=Signal::derive(move || locked.get() || !ticked.get())
            />
        </div>
    }
    .into_any()
}

fn options<T: Copy>(all: &[T], code: fn(T) -> &'static str, label: fn(T) -> &'static str) -> Vec<(String, String)> {
    all.iter().map(|&choice| (code(choice).to_owned(), label(choice).to_owned())).collect()
}
