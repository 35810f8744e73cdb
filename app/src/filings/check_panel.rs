//! 申请条件核对: the conditions of what is applied for, live beside the form. A kind that is not judged by them has what is
//! missing there.

use crate::components::named;
use crate::filings::forms::labels;
use crate::filings::state::{Wizard, use_wizard};
use domain::Finding;
use domain::conformity::Severity;
use domain::filings::Tab;
use leptos::prelude::*;

/// Whether the filing has the panel: where all is on one page, what is missing stands on that page.
pub fn has_panel(wizard: Wizard) -> bool {
    wizard.kind.judged() || wizard.tabs.with_untracked(|tabs| tabs.len() > 1)
}

/// What is met and what is not.
#[component]
pub fn CheckPanel() -> impl IntoView {
    let wizard = use_wizard();
    view! {
        <aside class="wizard-check" id="check" aria-labelledby="check-title" tabindex="-1">
            <h2 id="check-title">{if wizard.kind.judged() { "申请条件核对" } else { "填报核对" }}</h2>
            {judged_by(wizard)}
            {move || conditions(wizard)}
        </aside>
    }
    .into_any()
}

/// By which rule set the filing is judged, where one does.
pub fn judged_by(wizard: Wizard) -> impl Fn() -> Option<AnyView> + use<> {
    move || {
        let title = wizard.header.with(|header| header.rules.clone());
        (!title.is_empty()).then(|| view! { <p class="field-hint">{format!("按《{title}》核对")}</p> }.into_any())
    }
}

/// Whether the panel lists it: of a kind that is judged, the conditions and what follows later, for what is missing in fields
/// stands on the tabs and on 资料提交.
fn listed(wizard: Wizard, finding: &Finding) -> bool {
    !wizard.kind.judged()
        || finding.measured.is_some()
        || finding.path == "application.wanted"
        || matches!(finding.id.as_str(), "person_twice" | "clean_year" | "no_licence" | "document_follows")
}

/// How many of those that the panel lists are wrong; `None` before the first check.
pub fn unmet(wizard: Wizard) -> Option<usize> {
    wizard.findings.with(|findings| {
        let findings = findings.as_ref()?;
        let wrong = |found: &&Finding| found.severity == Severity::Blocking && listed(wizard, found);
        Some(findings.iter().filter(wrong).count())
    })
}

/// The conditions, or what is missing.
pub fn conditions(wizard: Wizard) -> AnyView {
    let Some(mut findings) = wizard.findings.get() else {
        return view! { <p class="loading">"正在核对…"</p> }.into_any();
    };
    findings.retain(|finding| listed(wizard, finding));
    let (met, wrong): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| finding.severity == Severity::Met);
    let wanted = wizard.application(|application| {
        let entries = application.wanted.entries().map(|(category, grade)| format!("{category}{grade}"));
        entries.collect::<Vec<_>>().join("、")
    });
    let wrong_count = wrong.iter().filter(|finding| finding.severity == Severity::Blocking).count();
    let met_count = met.len();
    if !wizard.kind.judged() {
        return missing(wrong);
    }
    let lines =
        |findings: Vec<Finding>| findings.into_iter().map(|finding| view! { <FindingLine finding /> }).collect_view();
    view! {
        <p class="check-summary">
            {wanted} " " <strong>{met_count}</strong> " 项符合 · " <strong>{wrong_count}</strong> " 项不符合"
        </p>
        <ul class="check-list">{lines(wrong)}</ul>
        {(met_count > 0)
            .then(|| {
                view! {
                    <details class="check-group">
                        <summary>{format!("已符合 {met_count} 项")}</summary>
                        <ul class="check-list">{lines(met)}</ul>
                    </details>
                }
            })}
    }
    .into_any()
}

/// One finding: a link to its field, its basis, and whether its figure has a source.
#[component]
pub fn FindingLine(
    /// What was found.
    finding: Finding,
) -> impl IntoView {
    let wizard = use_wizard();
    let (class, said) = match finding.severity {
        Severity::Blocking => ("check-blocking", "不符合："),
        Severity::Advice => ("check-advice", "提示："),
        Severity::Met => ("check-met", "符合："),
    };
    let label = labels::label(&finding.path);
    let finding = named(finding, label.as_deref());
    // A condition may be about what this filing has no tab for.
    let linked = Tab::of_path(&finding.path).is_some_and(|tab| wizard.tabs.with_untracked(|tabs| tabs.contains(&tab)));
    let basis = basis(&finding);
    let said = view! {
        <span class="visually-hidden">{said}</span>
        {finding.message}
    };
    let path = finding.path;
    let said = match linked {
        true => view! { <a href=wizard.href_of(&path) on:click=move |_| wizard.lead_to(&path)>{said}</a> }.into_any(),
        false => said.into_any(),
    };
    view! { <li class=class>{said} {basis}</li> }.into_any()
}

/// By which rule, and whether its figure has a source.
pub fn basis(finding: &Finding) -> Option<AnyView> {
    let unsourced =
        finding.unsourced.then(|| view! { " " <span class="unsourced">"该数值暂无可查来源"</span> }.into_any());
    (!finding.basis.is_empty())
        .then(|| view! { <p class="check-basis">{format!("依据：{}", finding.basis)} {unsourced}</p> }.into_any())
}

/// What is missing or wrong, of a kind that is not judged by conditions.
fn missing(wrong: Vec<Finding>) -> AnyView {
    let said = match wrong.len() {
        0 => "没有不符合项".to_owned(),
        count => format!("{count} 项待完善"),
    };
    view! {
        <p class="check-summary"><strong>{said}</strong></p>
        <ul class="check-list">
            {wrong.into_iter().map(|finding| view! { <FindingLine finding /> }).collect_view()}
        </ul>
    }
    .into_any()
}
