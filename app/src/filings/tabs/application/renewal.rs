//! 许可证延续: 是否降级 first; it decides which grades can be chosen.

use super::grades::{categories, wanted};
use super::on_change;
use crate::components::{RadioGroup, SelectField};
use crate::filings::forms::{APPLICATION, Body, DOWNGRADE, Field, bind};
use crate::filings::state::Wizard;
use crate::filings::tabs::facts::{facts, licence_facts};
use crate::filings::tabs::options;
use domain::filings::{Downgrade, Section};
use domain::licences::{Category, Grade, Scope};
use leptos::prelude::*;

/// 是否降级, and the grades.
pub fn scope(wizard: Wizard) -> AnyView {
    let held = wizard.header.with_untracked(|header| header.licence.as_ref().map(|licence| licence.scope));
    let held = held.unwrap_or_default();
    let downgrade = Memo::new(move |_| wizard.application(|body| body.downgrade));
    let grades = categories()
        .filter_map(|(category, field)| Some((category, field, held.grade(category)?)))
        .map(|(category, field, grade)| lowered(wizard, category, field, grade, downgrade));
    let hint = move || match downgrade.get() {
        Some(Downgrade::Yes) => {
            "降级延续：每个类别只能选择与原等级相同或者更低的等级，至少降低一个类别的等级；条件按所选等级核对。"
        }
        Some(Downgrade::No) => "按原类别和等级延续，等级不能修改。",
        None => "请先选择是否降级。",
    };
    view! {
        <section class="sheet">
            <h2>"是否降级"</h2>
            {question(wizard, held)}
        </section>
        <section class="sheet">
            <h2>"延续的类别和等级"</h2>
            <p class="field-hint">"原许可证信息来自许可证，不可修改。准予延续的，有效期自原届满日起延续六年。"</p>
            {facts(licence_facts(wizard))}
            <p aria-live="polite">{hint}</p>
            {wanted(wizard, "延续的类别", grades.collect())}
        </section>
    }
    .into_any()
}

/// 否 is renewing what is held: choosing it takes back what was lowered.
fn question(wizard: Wizard, held: Scope) -> AnyView {
    let field = &APPLICATION[DOWNGRADE];
    let body = wizard.section(Section::Application);
    let value = Memo::new(move |_| body.with(field.get));
    let write = Callback::new(move |code: String| {
        body.update(|body| {
            if let Body::Application(application) = body {
                application.downgrade = Downgrade::from_code(&code);
                if application.downgrade != Some(Downgrade::Yes) {
                    application.wanted = held;
                }
            }
        });
        wizard.typed(Section::Application);
    });
    view! {
        <RadioGroup
            path="application.downgrade"
            legend="延续时是否降低许可证等级"
            value
            options=options(field)
            on_change=write
            required=true
            hint="选择“否”进入正常延续流程，选择“是”进入降级延续流程"
            disabled=wizard.locked_at("application.downgrade", wizard.locked())
        />
    }
    .into_any()
}

/// The grade of a category: the present one, or one below it where the renewal is a downgrade.
fn lowered(
    wizard: Wizard,
    category: Category,
    field: &'static Field,
    held: Grade,
    downgrade: Memo<Option<Downgrade>>,
) -> AnyView {
    let (value, write) = bind(field, wizard.section(Section::Application), on_change(wizard, Section::Application));
    let offered = Grade::ALL.iter().filter(|grade| **grade >= held);
    let offered = offered.map(|grade| (grade.code().to_owned(), grade.label().to_owned())).collect();
    let lowest = Grade::ALL.last() == Some(&held);
    let hint = format!("原许可证：{category}{held}{}", if lowest { "，已是最低等级" } else { "" });
    view! {
        <SelectField
            path=format!("application.{}", field.name)
            label=field.label
            value
            options=offered
            on_change=write
            hint
            disabled=Signal::derive(move || !wizard.editable() || downgrade.get() != Some(Downgrade::Yes))
        />
    }
    .into_any()
}
