//! Categories and their grades.

use super::on_change;
use crate::components::{Checkbox, SelectField};
use crate::corrections::beside;
use crate::filings::forms::{APPLICATION, Field, bind};
use crate::filings::state::Wizard;
use crate::filings::tabs::options;
use domain::filings::Section;
use domain::licences::Category;
use leptos::prelude::*;

/// The frame around what is wanted in each category: a legend, and what is wrong with the whole.
pub fn wanted(wizard: Wizard, legend: &'static str, categories: Vec<AnyView>) -> AnyView {
    let error = wizard.said_of("application.wanted");
    let described_by = move || error.with(Option::is_some).then_some("application.wanted-error");
    view! {
        <fieldset
            id="application.wanted"
            tabindex="-1"
            aria-describedby=described_by
            class:field-invalid=move || error.with(Option::is_some)
        >
            <legend class="field-label">{legend} <span class="required" aria-hidden="true">"*"</span></legend>
            <div class="field-row">{categories}</div>
            {move || error.get().map(|said| view! { <p class="field-error" id="application.wanted-error">{said}</p> })}
            {beside(wizard.remarks, "application.wanted".to_owned())}
        </fieldset>
    }
    .into_any()
}

/// Each category with the field of its grade.
pub fn categories() -> impl Iterator<Item = (Category, &'static Field)> {
    Category::ALL.iter().copied().zip(&APPLICATION)
}

/// A category to tick, and its grade. Ticking gives it the grade held, if one is; `beside` is told whether it is ticked, and
/// shows what follows.
pub fn category(
    wizard: Wizard,
    category: Category,
    field: &'static Field,
    beside: impl FnOnce(Signal<bool>) -> AnyView,
) -> AnyView {
    let locked = wizard.locked_at(format!("application.{}", field.name), wizard.locked());
    let (grade, write) = bind(field, wizard.section(Section::Application), on_change(wizard, Section::Application));
    let chosen = Memo::new(move |_| !grade.with(String::is_empty));
    // Ticked without a grade is a state of this page only: what is filed for is the grade.
    let ticked = RwSignal::new(chosen.get_untracked());
    Effect::new(move |_| {
        if chosen.get() {
            ticked.set(true);
        }
    });
    let held = move || wizard.case(|case| case.held().grade(category));
    let tick = move |on: bool| {
        ticked.set(on);
        match untrack(held) {
            _ if !on && chosen.get_untracked() => write.run(String::new()),
            Some(held) if on => write.run(held.code().to_owned()),
            _ => {}
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
            {beside(ticked.into())}
        </div>
    }
    .into_any()
}
