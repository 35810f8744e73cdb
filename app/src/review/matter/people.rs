//! 人员变更: who joins in which post; who leaves, and whether the licence still meets its conditions then.

use super::masked;
use crate::api::ApiError;
use crate::filings::api::{electricians, technicians};
use crate::review::facts::{facts, typed};
use crate::staff;
use domain::Finding;
use domain::conformity::Severity;
use domain::filings::{ElectricianKind, FilingView, Kind, Lead, Leaver, Leaving, ProfessionalTitle};
use domain::staff::Post;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// How many who join are named on the overview; the list itself has all.
const NAMED: i64 = 50;

/// What matters but is not in the filing as its pages get it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Who joins.
    pub joining: Vec<Joiner>,
    /// The conditions about staff when the people named have left; `None` where nothing leads there any more.
    pub effect: Option<Vec<Finding>>,
}

/// Somebody who joins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joiner {
    name: String,
    resident_id: String,
    qualification: String,
}

impl Beside {
    /// Asks for what the kind needs besides.
    ///
    /// # Errors
    /// As the server functions have them.
    pub async fn load(view: &FilingView) -> Result<Beside, ApiError> {
        let (summary, sections) = (&view.header.summary, &view.sections);
        let id = summary.id.clone();
        let mut beside = Beside::default();
        match summary.kind {
            Kind::Leaving if !summary.status.ended() && !sections.leaving.body.people.is_empty() => {
                beside.effect = Some(staff::api::effect(id).await?);
            }
            Kind::Joining => {
                beside.joining = match sections.joining.body.post {
                    Some(Post::TechnicalLead) => lead(&sections.technical_lead.body),
                    Some(Post::SafetyLead) => lead(&sections.safety_lead.body),
                    Some(Post::Technician) => technicians_of(id).await?,
                    Some(Post::Electrician) => electricians_of(id).await?,
                    None => Vec::new(),
                };
            }
            _ => {}
        }
        Ok(beside)
    }
}

fn lead(lead: &Lead) -> Vec<Joiner> {
    let named = !lead.name.trim().is_empty();
    named.then(|| joiner(&lead.name, &lead.resident_id, lead.title.map(ProfessionalTitle::label))).into_iter().collect()
}

async fn technicians_of(id: String) -> Result<Vec<Joiner>, ApiError> {
    let page = technicians(id, 0, NAMED).await?;
    let people = page.rows.iter().map(|row| &row.body);
    Ok(people.map(|one| joiner(&one.name, &one.resident_id, one.title.map(ProfessionalTitle::label))).collect())
}

async fn electricians_of(id: String) -> Result<Vec<Joiner>, ApiError> {
    let page = electricians(id, 0, NAMED).await?;
    let people = page.rows.iter().map(|row| &row.body);
    Ok(people.map(|one| joiner(&one.name, &one.resident_id, one.kind.map(ElectricianKind::label))).collect())
}

fn joiner(name: &str, resident_id: &str, qualification: Option<&'static str>) -> Joiner {
    Joiner {
        name: name.to_owned(),
        resident_id: resident_id.to_owned(),
        qualification: qualification.unwrap_or_default().to_owned(),
    }
}

/// 人员入职.
pub fn joining(post: Option<Post>, people: Vec<Joiner>) -> AnyView {
    let lines = people.into_iter().map(|one| [one.name, masked(&one.resident_id), one.qualification]).collect();
    let note = post.filter(|post| post.single()).map(|post| {
        view! { <p class="notice">{format!("每张许可证只有一名{post}：准予后接替现任{post}。")}</p> }
    });
    view! {
        {facts([("人员类型", post.map_or("未选择", Post::label).to_owned())])}
        {note}
        {table(["姓名", "身份证号码", "职称或电工类别"], lines, "尚未填写入职人员")}
    }
    .into_any()
}

/// 人员离职.
pub fn leaving(leaving: Leaving, effect: Option<Vec<Finding>>) -> AnyView {
    let Leaving { people, left_on, explanation } = leaving;
    let posts = |person: &Leaver| person.posts.iter().map(|post| post.label()).collect::<Vec<_>>().join("、");
    let lines = people.iter().map(|person| [person.name.clone(), masked(&person.resident_id), posts(person)]).collect();
    view! {
        {table(["离职人员", "身份证号码", "现任岗位"], lines, "尚未选择离职人员")}
        {facts([("离职日期", typed(&left_on)), ("离职原因", typed(&explanation))])}
        {effect.map(conditions)}
    }
    .into_any()
}

fn table(heads: [&'static str; 3], lines: Vec<[String; 3]>, nobody: &'static str) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="empty">{nobody}</p> }.into_any();
    }
    let cell = |(head, text): (&'static str, String)| view! { <td data-label=head>{text}</td> };
    let line = |line: [String; 3]| view! { <tr>{heads.into_iter().zip(line).map(cell).collect_view()}</tr> };
    view! {
        <div class="table-wrap">
            <table class="table table-cards">
                <thead><tr>{heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                <tbody>{lines.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The conditions about staff as they will be: those that fall short in the open, those that are met behind a line.
fn conditions(findings: Vec<Finding>) -> AnyView {
    let (met, others): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| finding.severity == Severity::Met);
    let short = others.iter().filter(|finding| finding.severity == Severity::Blocking).count();
    let (class, told) = match short {
        0 => ("notice notice-good", "离职后人员仍符合许可条件。".to_owned()),
        count => ("notice notice-warn", format!("离职后有 {count} 项条件不符合：准予后须在三十日内补足人员。")),
    };
    let lines = |findings: Vec<Finding>| findings.into_iter().map(condition).collect_view();
    let known = format!("仍符合 {} 项", met.len());
    view! {
        <h3>"离职对许可条件的影响"</h3>
        <p class=class>{told}</p>
        {(!others.is_empty()).then(|| view! { <ul class="check-list">{lines(others)}</ul> })}
        {(!met.is_empty()).then(|| view! {
            <details class="check-group">
                <summary>{known}</summary>
                <ul class="check-list">{lines(met)}</ul>
            </details>
        })}
    }
    .into_any()
}

fn condition(finding: Finding) -> AnyView {
    let (class, said) = match finding.severity {
        Severity::Blocking => ("check-blocking", "不符合："),
        Severity::Advice => ("check-advice", "提示："),
        Severity::Met => ("check-met", "符合："),
    };
    let basis = (!finding.basis.is_empty()).then(|| {
        let unsourced = finding.unsourced.then(|| view! { " " <span class="unsourced">"该数值暂无可查来源"</span> });
        view! { <p class="check-basis">{format!("依据：{}", finding.basis)} {unsourced}</p> }
    });
    view! {
        <li class=class>
            <span class="visually-hidden">{said}</span>
            {finding.message}
            {basis}
        </li>
    }
    .into_any()
}
