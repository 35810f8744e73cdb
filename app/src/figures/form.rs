//! Of which days and which office. The form sends an address, so that it works without a script.

use crate::public::{choice, choices_of};
use domain::Finding;
use domain::figures::{FiguresQuery, Span};
use leptos::prelude::*;

/// The page's address.
pub const PATH: &str = "/figures";

/// The form as it was sent. `offices` to choose from, where there is a choice.
pub fn form(query: &FiguresQuery, offices: &[(String, String)], wrong: &[Finding]) -> AnyView {
    let day = |name: &'static str, label: &'static str, typed: &str| {
        let message = wrong.iter().find(|finding| finding.path == name).map(|finding| finding.message.clone());
        let invalid = message.is_some();
        view! {
            <div class="field" class:field-invalid=invalid>
                <label class="field-label" for=name>{label}</label>
                <input type="date" id=name name=name value=typed.to_owned() min="1900-01-01" max="2199-12-31"
                    aria-invalid=invalid.then_some("true")
                    aria-describedby=invalid.then(|| format!("{name}-error"))/>
                {message.map(|message| view! { <p class="field-error" id=format!("{name}-error")>{message}</p> })}
            </div>
        }
    };
    let office = match offices.is_empty() {
        // What was chosen stays chosen where the list could not be had.
        true => view! { <input type="hidden" name="office" value=query.office.clone()/> }.into_any(),
        false => choice("office", "机构", "全部机构", &query.office, offices.to_vec()),
    };
    view! {
        <form class="search figures-form no-print" role="search" aria-label="统计范围" method="get" action=PATH>
            {office}
            {choice("span", "统计时段", "", query.span().code(), choices_of!(Span))}
            {day("from", "开始日期（自定义）", &query.from)}
            {day("until", "结束日期（自定义）", &query.until)}
            <button type="submit" class="button button-primary">"统计"</button>
        </form>
    }
    .into_any()
}
