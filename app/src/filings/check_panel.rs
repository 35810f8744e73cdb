//! 申请条件核对: the conditions of what is applied for, live beside the form.

use crate::components::named;
use crate::filings::forms::labels;
use crate::filings::state::{Wizard, use_wizard};
use domain::Finding;
use domain::conformity::Severity;
use leptos::prelude::*;

/// What is met and what is not.
#[component]
pub fn CheckPanel() -> impl IntoView {
    let wizard = use_wizard();
    view! {
        <aside class="wizard-check" id="check" aria-labelledby="check-title" tabindex="-1">
            <h2 id="check-title">"申请条件核对"</h2>
            {move || conditions(wizard)}
        </aside>
    }
    .into_any()
}

/// Only the licence conditions: what is missing in fields stands on the tabs and on 资料提交.
fn is_condition(finding: &Finding) -> bool {
    finding.measured.is_some() || finding.path == "application.wanted" || finding.id == "person_twice"
}

/// How many conditions are not met; `None` before the first check.
pub fn unmet(wizard: Wizard) -> Option<usize> {
    wizard.findings.with(|findings| {
        let findings = findings.as_ref()?;
        Some(findings.iter().filter(|found| is_condition(found) && found.severity == Severity::Blocking).count())
    })
}

fn conditions(wizard: Wizard) -> AnyView {
    let Some(mut findings) = wizard.findings.get() else {
        return view! { <p class="loading">"正在核对…"</p> }.into_any();
    };
    findings.retain(is_condition);
    let (met, wrong): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| finding.severity == Severity::Met);
    let wanted = wizard.application(|application| {
        let entries = application.wanted.entries().map(|(category, grade)| format!("{category}{grade}"));
        entries.collect::<Vec<_>>().join("、")
    });
    let (met_count, wrong_count) = (met.len(), wrong.len());
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
    let href = wizard.href_of(&finding.path);
    let path = finding.path;
    view! {
        <li class=class>
            <a href=href on:click=move |_| wizard.lead_to(&path)>
                <span class="visually-hidden">{said}</span>
                {finding.message}
            </a>
            {(!finding.basis.is_empty())
                .then(|| {
                    view! {
                        <p class="check-basis">
                            {format!("依据：{}", finding.basis)}
                            {finding
                                .unsourced
                                .then(|| view! { " " <span class="unsourced">"该数值暂无可查来源"</span> })}
                        </p>
                    }
                })}
        </li>
    }
    .into_any()
}
