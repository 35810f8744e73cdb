//! The whole check: fields, documents, people, conditions.

use super::{Finding, Measure, RuleSet, Severity, check_section, conditions, fields, matters};
use crate::attachments;
use crate::filings::{Filing, List};
use crate::licences::Scope;
use crate::staff::Roster;
use crate::values::ResidentId;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// Everything that can be said about a filing as it stands today: what is missing or wrong (`Blocking`), what deserves a
/// look (`Advice`), and which conditions are met (`Met`). Tabs in order.
pub fn check(filing: &Filing, rules: &RuleSet, today: NaiveDate) -> Vec<Finding> {
    let case = filing.case();
    let tabs = case.tabs();
    let mut findings = Vec::new();
    for section in tabs.iter().filter_map(|tab| tab.section()) {
        findings.extend(check_section(case.kind, case.track, &case.section(section), today));
    }
    fields::rows(&filing.rows, today, &mut findings);
    documents(filing, &mut findings);
    people(filing, &mut findings);
    matters::rules(filing, &mut findings);
    if case.kind.judged() {
        conditions::evaluate(filing, rules, today, &mut findings);
    }
    findings.sort_by_key(|finding| crate::filings::Tab::of_path(&finding.path));
    findings
}

/// What the conditions about staff say of a licence that engages these people: what falls short is `Blocking`.
pub fn check_staff(scope: Scope, roster: &Roster, rules: &RuleSet, today: NaiveDate) -> Vec<Finding> {
    let mut findings = Vec::new();
    conditions::evaluate(&roster.as_filing(scope), rules, today, &mut findings);
    findings.retain(|finding| Measure::from_code(&finding.id).is_some_and(Measure::about_staff));
    findings
}

/// The findings that stand in the way of submitting.
pub fn blocking(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| finding.severity == Severity::Blocking)
}

fn documents(filing: &Filing, findings: &mut Vec<Finding>) {
    let there: HashSet<(&str, Option<&str>)> =
        filing.attachments.iter().map(|file| (file.slot.as_str(), file.row.as_deref())).collect();
    let deferred = attachments::deferred(&filing.case(), &filing.follow);
    for slot in attachments::slots(&filing.case()) {
        if there.contains(&(slot.key, None)) {
            continue;
        }
        if deferred.contains(&slot) {
            let message = format!("“{}”按容缺受理后补", filing.slots.label(slot));
            let follows = Finding::field(format!("attachments.{}", slot.key), message);
            findings.push(Finding { id: "document_follows".to_owned(), severity: Severity::Advice, ..follows });
        } else if filing.slots.required(slot) {
            let message = format!("请上传“{}”", filing.slots.label(slot));
            findings.push(missing_document(format!("attachments.{}", slot.key), message));
        }
    }
    for slot in attachments::row_slots(List::Performance).into_iter().filter(|slot| filing.slots.required(slot)) {
        for row in &filing.rows.performance {
            if !there.contains(&(slot.key, Some(row.id.as_str()))) {
                let message = format!("请为业绩“{}”上传“{}”", row.body.project, filing.slots.label(slot));
                findings.push(missing_document(format!("attachments.{}[{}]", slot.key, row.id), message));
            }
        }
    }
}

fn missing_document(path: String, message: String) -> Finding {
    Finding { id: "document_missing".to_owned(), ..Finding::field(path, message) }
}

/// A person is named once in a filing, but that the technical lead may count among the technicians; the safety lead holds
/// no other post (第36号令 Art. 8: 安全负责人专人专岗).
fn people(filing: &Filing, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<ResidentId, &'static str> = HashMap::new();
    let mut name = |raw: &str, role: &'static str, path: String, findings: &mut Vec<Finding>| {
        let Ok(id) = ResidentId::parse(raw) else { return };
        match seen.get(&id) {
            Some(&"技术负责人") if role == "技术人员" => {}
            Some(first) => findings.push(Finding {
                id: "person_twice".to_owned(),
                basis: "第36号令第八条".to_owned(),
                ..Finding::field(path, format!("该身份证号码已作为{first}填报，同一人不能重复使用"))
            }),
            None => {
                seen.insert(id, role);
            }
        }
    };
    let sections = &filing.sections;
    name(&sections.technical_lead.body.resident_id, "技术负责人", "technical_lead.resident_id".into(), findings);
    name(&sections.safety_lead.body.resident_id, "安全负责人", "safety_lead.resident_id".into(), findings);
    for row in &filing.rows.technicians {
        name(&row.body.resident_id, "技术人员", format!("technicians[{}].resident_id", row.id), findings);
    }
    for row in &filing.rows.electricians {
        name(&row.body.resident_id, "技能人员", format!("electricians[{}].resident_id", row.id), findings);
    }
}
