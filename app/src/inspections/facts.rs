//! A report as it is read.

use crate::components::time;
use domain::Finding;
use domain::conformity::Severity;
use domain::inspections::{Answer, Event, ReportView, SectionBody, Violation};
use domain::values::date;
use leptos::prelude::*;

/// What a campaign asks of this report.
pub fn asked(view: &ReportView) -> AnyView {
    let campaign = &view.header.campaign;
    let line = &view.header.line;
    let required = |required: bool| if required { "（必填）" } else { "（选填）" };
    let items = campaign.items.iter().map(|asked| format!("{}{}", asked.item, required(asked.required)));
    let documents = campaign.documents.iter().map(|asked| format!("{}{}", asked.label, required(asked.required)));
    let all: Vec<String> = items.chain(documents).collect();
    let lines = [
        ("自查类别", campaign.kind.label().to_owned()),
        ("年度", campaign.year.to_string()),
        ("单位名称", line.enterprise.clone()),
        ("许可证编号", line.licence_number.clone()),
        ("许可类别和等级", line.scope.label()),
        ("填报期间", format!("{}至{}", date::long(campaign.opens_on), date::long(campaign.closes_on))),
        ("期限", super::report::day(line.due) + if line.overdue { "（已逾期）" } else { "" }),
        ("受理机构", view.header.office.clone()),
        ("填报内容", all.join("、")),
    ];
    let lines = lines.into_iter().map(|(term, value)| view! { <div><dt>{term}</dt><dd>{value}</dd></div> });
    view! { <dl class="facts">{lines.collect_view()}</dl> }.into_any()
}

/// What the licence's conditions say of its staff, met and not.
pub fn conditions(found: &[Finding]) -> AnyView {
    let line = |finding: &Finding| {
        let (mark, class) = match finding.severity {
            Severity::Met => ("✓", "check-met"),
            _ => ("✗", "check-unmet"),
        };
        view! { <li class=class><span aria-hidden="true">{mark}</span> " " {finding.message.clone()}</li> }
    };
    view! { <ul class="inspection-conditions">{found.iter().map(line).collect_view()}</ul> }.into_any()
}

/// The steps, oldest first.
pub fn events(events: Vec<Event>) -> AnyView {
    if events.is_empty() {
        return view! { <p class="empty">"尚未开始填报"</p> }.into_any();
    }
    let step = |event: Event| {
        view! {
            <li>
                <strong>{event.act.label()}</strong>
                " "
                <time datetime=time::machine(event.at)>{time::moment(event.at)}</time>
                " "
                <span class="timeline-actor">{event.actor}</span>
                {(!event.note.is_empty()).then(|| view! { <p class="timeline-note">{event.note}</p> })}
            </li>
        }
    };
    view! { <ol class="timeline">{events.into_iter().map(step).collect_view()}</ol> }.into_any()
}

fn answer(answer: Option<Answer>) -> String {
    answer.map_or_else(String::new, |answer| answer.label().to_owned())
}

/// Those that are there, as one text.
fn listed(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
}

/// Each field of a page with what stands in it.
pub fn facts(body: &SectionBody) -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut say = |label: &str, value: String| facts.push((label.to_owned(), value));
    match body {
        SectionBody::Company(company) => {
            say("联系人", company.contact.clone());
            say("手机", company.mobile.clone());
            say("从业人员总数", company.employees.clone());
            say("登记事项与许可证一致", answer(company.as_registered));
            say("不一致的情况说明", company.explanation.clone());
        }
        SectionBody::Assets(assets) => {
            say("总资产（万元）", assets.total_assets.clone());
            say("净资产（万元）", assets.net_assets.clone());
            say("经营场所地址", assets.premises_address.clone());
            say("经营场所面积（平方米）", assets.premises_area.clone());
        }
        SectionBody::Staff(staff) => {
            say("在职人员与系统登记一致", answer(staff.as_registered));
            say("差异说明和整改措施", staff.explanation.clone());
        }
        SectionBody::Performance(performance) => {
            say("本年度无业绩", if performance.none { "是" } else { "否" }.to_owned());
            for (n, record) in performance.records.iter().enumerate() {
                let voltage = record.voltage.map_or("", |voltage| voltage.label());
                let work = record.work.map_or("", |work| work.label());
                let extent = [(&record.length, "千米"), (&record.capacity, "MVA")];
                let extent: String = extent
                    .iter()
                    .filter(|(text, _)| !text.is_empty())
                    .map(|(text, unit)| format!("{text}{unit}"))
                    .collect();
                let whole = [
                    record.project.as_str(),
                    &record.client,
                    voltage,
                    work,
                    &extent,
                    &format!("{}至{}", record.started_on, record.completed_on),
                ];
                say(&format!("业绩{}", n + 1), listed(&whole));
            }
        }
        SectionBody::Equipment(equipment) => {
            for (n, line) in equipment.lines.iter().enumerate() {
                let whole = [line.name.as_str(), &line.model, &line.quantity, &line.inspected_on];
                say(&format!("设备{}", n + 1), listed(&whole));
            }
        }
        SectionBody::Safety(safety) => {
            say("有健全有效的安全生产组织和制度", answer(safety.system));
            say("本年度安全培训（人次）", safety.trained.clone());
            say("本年度未发生生产安全事故", if safety.no_accident { "是" } else { "否" }.to_owned());
            for (n, accident) in safety.accidents.iter().enumerate() {
                let class = accident.class.map_or("", |class| class.label());
                let whole =
                    [&accident.happened_on, class, &format!("死亡{}人", accident.deaths), &accident.explanation];
                say(&format!("事故{}", n + 1), listed(&whole));
            }
        }
        SectionBody::Violations(violations) => {
            for &violation in Violation::ALL {
                let found = violations.answer(violation);
                let explained = match found.explanation.is_empty() {
                    true => String::new(),
                    false => format!("：{}", found.explanation),
                };
                say(violation.label(), answer(found.found) + &explained);
            }
        }
    }
    facts
}

/// What differs between two versions of a page: label, mine, theirs.
pub fn differences(mine: &SectionBody, theirs: &SectionBody) -> Vec<(String, String, String)> {
    let (mine, theirs) = (facts(mine), facts(theirs));
    let longer = if mine.len() >= theirs.len() { &mine } else { &theirs };
    let of = |facts: &[(String, String)], label: &str| {
        facts.iter().find(|(other, _)| other == label).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let compare = |(label, _): &(String, String)| (label.clone(), of(&mine, label), of(&theirs, label));
    longer.iter().map(compare).filter(|(_, mine, theirs)| mine != theirs).collect()
}
