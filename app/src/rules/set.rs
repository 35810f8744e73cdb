//! One rule set: what it demands, of whom, and where each figure was read.

use super::labels;
use domain::conformity::{Condition, Measure, PerformanceRule, RuleSet};
use domain::licences::Category;
use leptos::prelude::*;

/// Asks for another figure of this measure and category.
pub type Asking = Callback<(Measure, Category)>;

/// The conditions, by measure and category.
#[component]
pub fn Conditions(
    /// The set.
    set: RuleSet,
    /// For administrators.
    adjust: Option<Asking>,
) -> impl IntoView {
    if set.conditions.is_empty() {
        return view! { <p class="empty">"该规则的人员等数值尚未取得"</p> }.into_any();
    }
    let mut conditions = set.conditions.clone();
    conditions.sort_by_key(|condition| (condition.measure, condition.categories.first().copied()));
    let grades: Vec<_> = labels::grades(&set).map(|(grade, _)| grade).collect();
    let columns = grades.iter().map(|grade| view! { <th scope="col">{grade.label()}</th> }).collect_view();
    let line = |condition: Condition| {
        let figures = grades.iter().map(|grade| {
            let figure = labels::figure(condition.measure, condition.figures[grade.index()]);
            view! { <td data-label=grade.label()>{figure}</td> }
        });
        let figures = figures.collect_view();
        let action = adjust.map(|adjust| actions(&condition, adjust));
        view! {
            <tr>
                <td data-label="条件"><strong>{condition.measure.label()}</strong></td>
                <td data-label="类别">{labels::categories(&condition.categories)}</td>
                {figures}
                <td data-label="依据">{condition.basis}</td>
                <td data-label="来源">{source(condition.source, condition.unsourced)}</td>
                {action}
            </tr>
        }
        .into_any()
    };
    view! {
        <div class="table-wrap" role="region" aria-label=format!("{}：条件", set.title) tabindex="0">
            <table class="table table-cards">
                <thead><tr>
                    <th scope="col">"条件"</th>
                    <th scope="col">"类别"</th>
                    {columns}
                    <th scope="col">"依据"</th>
                    <th scope="col">"来源"</th>
                    {adjust.map(|_| view! { <th scope="col" class="row-actions">"操作"</th> })}
                </tr></thead>
                <tbody>{conditions.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
        {performance(set.performance, &set.title)}
    }
    .into_any()
}

fn actions(condition: &Condition, adjust: Asking) -> AnyView {
    let (measure, category) = (condition.measure, condition.categories.first().copied().unwrap_or(Category::Install));
    let named = format!("{}：{measure}", labels::categories(&condition.categories));
    view! {
        <td class="row-actions">
            <button type="button" class="button button-link" aria-haspopup="dialog" on:click=move |_| adjust.run((measure, category))>
                "调整数值"
                <span class="visually-hidden">{named}</span>
            </button>
        </td>
    }
    .into_any()
}

/// Where it was read, or that nobody has seen where it stands.
fn source(source: String, unsourced: bool) -> AnyView {
    if unsourced {
        return view! { <span class="unsourced">"来源未核实"</span> }.into_any();
    }
    let Some((_, site)) = source.split_once("://") else { return source.into_any() };
    let site = site.split('/').next().unwrap_or_default().to_owned();
    view! { <a href=source rel="external noreferrer" target="_blank">{site}<span class="visually-hidden">"（在新窗口打开）"</span></a> }
        .into_any()
}

/// What must have been done, by voltage class; nothing where the set demands none.
fn performance(rules: Vec<PerformanceRule>, title: &str) -> Option<AnyView> {
    let line = |rule: PerformanceRule| {
        let groups = rule.groups.iter().map(|group| {
            let group = group.iter().map(|alternative| alternative.required()).collect::<Vec<_>>().join("，或");
            view! { <li>{group}</li> }
        });
        let groups = groups.collect_view();
        view! {
            <tr>
                <td data-label="类别">{labels::categories(&rule.categories)}</td>
                <td data-label="等级">{rule.grade.label()}</td>
                <td class="rules-groups"><ul aria-label="业绩，各项均须具备">{groups}</ul></td>
                <td data-label="依据">{rule.basis}</td>
                <td data-label="来源">{source(rule.source, false)}</td>
            </tr>
        }
        .into_any()
    };
    (!rules.is_empty()).then(|| {
        view! {
            <div class="table-wrap" role="region" aria-label=format!("{title}：按电压等级的业绩") tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"类别"</th>
                        <th scope="col">"等级"</th>
                        <th scope="col">"规定年限内业绩，各项均须具备"</th>
                        <th scope="col">"依据"</th>
                        <th scope="col">"来源"</th>
                    </tr></thead>
                    <tbody>{rules.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    })
}
