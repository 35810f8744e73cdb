//! The rating page's fields, the same for everybody who rates.

use super::faces::face;
use crate::components::{RadioGroup, TextArea, TextField, field_id, tick};
use domain::ratings::{Indicator, RatingForm, RatingKind, Satisfaction};
use leptos::prelude::*;

/// Grade, reasons, comment, name, mobile.
#[component]
pub fn RatingFields(
    /// Matter or visit.
    kind: RatingKind,
    /// What is filled in.
    form: RwSignal<RatingForm>,
) -> impl IntoView {
    let grades = Satisfaction::ALL.iter().map(|grade| (grade.code().to_owned(), grade.label().to_owned())).collect();
    let grade = Signal::derive(move || {
        form.with(|form| form.satisfaction.map(Satisfaction::code).unwrap_or_default().to_owned())
    });
    let choose = Callback::new(move |code: String| {
        let chosen = Satisfaction::from_code(&code);
        form.update(|form| {
            // What was ticked says something else in the words of another grade.
            let words = |grade| Indicator::Efficiency.reason(grade);
            if words(form.satisfaction) != words(chosen) && form.satisfaction.is_some() {
                form.reasons.clear();
            }
            form.satisfaction = chosen;
        });
    });
    let put =
        |write: fn(&mut RatingForm, String)| Callback::new(move |typed: String| form.update(|form| write(form, typed)));
    let read = |read: fn(&RatingForm) -> &String| Signal::derive(move || form.with(|form| read(form).clone()));
    view! {
        <RadioGroup path="satisfaction" name="form[satisfaction]" legend="满意程度" required=true options=grades value=grade
            on_change=choose picture=face/>
        <Reasons kind form/>
        <TextArea path="comment" name="form[comment]" label="意见建议" hint="选填，不超过500个字" value=read(|form| &form.comment)
            on_input=put(|form, typed| form.comment = typed)/>
        <div class="field-row">
            <TextField path="name" name="form[name]" label="姓名" hint="选填" autocomplete="name" value=read(|form| &form.name)
                on_input=put(|form, typed| form.name = typed)/>
            <TextField path="mobile" name="form[mobile]" label="手机" kind="tel" required=true autocomplete="tel-national"
                hint="同一手机号5天内只能评价一次；仅用于核实和回访，页面上隐去中间四位" value=read(|form| &form.mobile)
                on_input=put(|form, typed| form.mobile = typed)/>
        </div>
    }
    .into_any()
}

/// The reasons, in the words of the grade; before one is chosen, and without a script, by their plain names.
#[component]
fn Reasons(kind: RatingKind, form: RwSignal<RatingForm>) -> impl IntoView {
    let boxes = kind
        .indicators()
        .iter()
        .map(|&indicator| {
            let ticked = Signal::derive(move || form.with(|form| form.reasons.contains(&indicator)));
            let change = Callback::new(move |on: bool| {
                form.update(|form| {
                    form.reasons.retain(|reason| *reason != indicator);
                    if on {
                        form.reasons.push(indicator);
                    }
                });
            });
            let label = move || form.with(|form| indicator.reason(form.satisfaction));
            view! {
                <label class="choice">
                    {tick("form[reasons][]", indicator.code(), ticked, change)}
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices" id=field_id("reasons") tabindex="-1">
            <legend class="field-label">"评价原因（选填，可多选）"</legend>
            {boxes}
        </fieldset>
    }
    .into_any()
}
