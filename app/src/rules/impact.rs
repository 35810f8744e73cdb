//! What a change of the rules would do to the live filings, before it is saved.

use crate::components::StatusBadge;
use domain::Finding;
use domain::conformity::{Impact, Severity};
use domain::workflow::Status;
use leptos::prelude::*;

/// The filings whose check would come out otherwise.
#[component]
pub fn Impacts(
    /// One for each filing that would change.
    impacts: Vec<Impact>,
) -> impl IntoView {
    if impacts.is_empty() {
        return view! { <p class="notice notice-good">"没有在办申请的核对结果会因此改变。"</p> }.into_any();
    }
    let count = impacts.len();
    view! {
        <p class="notice notice-warn">
            {format!("按目前填报的内容，有 {count} 件在办申请的核对结果会不同。已提交的申请仍按提交之日的规则办理。")}
        </p>
        <ul class="impacts">{impacts.into_iter().map(one).collect_view()}</ul>
    }
    .into_any()
}

fn one(impact: Impact) -> AnyView {
    let filing = impact.filing;
    let judged = match filing.status {
        Status::Draft => "提交时按届时的规则核对",
        Status::Correction => "补正后再次提交时按届时的规则核对",
        _ => "已提交，不受影响",
    };
    view! {
        <li>
            <p class="impact-head">
                <strong class="code">{filing.number}</strong>
                <span>{filing.enterprise}</span>
                <span>{filing.kind.label()}</span>
                <StatusBadge status=filing.status kind=filing.kind/>
                <span>{judged}</span>
            </p>
            {lines("变更后不再符合", impact.short)}
            {lines("变更后转为符合", impact.met)}
        </li>
    }
    .into_any()
}

/// Nothing where nothing changes that way.
fn lines(how: &'static str, findings: Vec<Finding>) -> Option<AnyView> {
    let line = |finding: Finding| {
        let class = if finding.severity == Severity::Blocking { "check-blocking" } else { "check-met" };
        view! { <li class=class>{finding.message}</li> }.into_any()
    };
    (!findings.is_empty()).then(|| {
        view! {
            <p class="field-label">{how}</p>
            <ul class="check-list">{findings.into_iter().map(line).collect_view()}</ul>
        }
        .into_any()
    })
}
