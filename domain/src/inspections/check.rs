//! What a report lacks: everything asked for and missing, and everything that is there and wrong.

use super::{
    Answer, Assets, Campaign, Company, Equipment, Item, Page, Performance, Report, Safety, Staff, Violation, Violations,
};
use crate::Finding;
use crate::attachments::Attachment;
use crate::conformity::{Fields, Severity, check_row};
use crate::filings::{LONGEST_EXPLANATION, RowBody};
use crate::values::{Mobile, date, not_blank, number, text};
use chrono::NaiveDate;

/// Everything that can be said about the report today, page by page. What a campaign asks for without requiring it may be
/// empty, but not wrong.
pub fn check(campaign: &Campaign, report: &Report, documents: &[Attachment], today: NaiveDate) -> Vec<Finding> {
    let mut findings = Vec::new();
    for asked in &campaign.items {
        let mut fields = Fields::new(asked.item.page().code(), today);
        match asked.item {
            Item::Contact => contact(&mut fields, &report.company.body, asked.required),
            Item::Employees => count(&mut fields, "employees", &report.company.body.employees, asked.required),
            Item::Registered => registered(&mut fields, &report.company.body, asked.required),
            Item::Assets => assets(&mut fields, &report.assets.body, asked.required),
            Item::Premises => premises(&mut fields, &report.assets.body, asked.required),
            Item::Staff => staff(&mut fields, &report.staff.body, asked.required),
            Item::Performance => performance(&mut fields, &report.performance.body, asked.required),
            Item::Equipment => equipment(&mut fields, &report.equipment.body, asked.required),
            Item::SafetySystem => safety_system(&mut fields, &report.safety.body, asked.required),
            Item::Accidents => accidents(&mut fields, &report.safety.body, asked.required),
            Item::Violations => violations(&mut fields, &report.violations.body, asked.required),
        }
        findings.extend(fields.findings());
    }
    for asked in campaign.documents.iter().filter(|asked| asked.required) {
        if !documents.iter().any(|document| document.slot == asked.key) {
            findings.push(Finding {
                id: "document_missing".to_owned(),
                ..Finding::field(format!("documents.{}", asked.key), format!("请上传“{}”", asked.label))
            });
        }
    }
    findings.sort_by_key(|finding| Page::of_path(&finding.path));
    findings
}

/// What stands in the way of submitting.
pub fn missing(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| finding.severity == Severity::Blocking)
}

/// A field that must be there, or only be right if it is.
fn line(fields: &mut Fields, path: &str, raw: &str, required: bool) {
    if required || not_blank(raw) {
        fields.required(path, raw);
    }
}

fn count(fields: &mut Fields, path: &str, raw: &str, required: bool) {
    if required || not_blank(raw) {
        fields.hold(path, number::whole(raw));
    }
}

fn amount(fields: &mut Fields, path: &str, raw: &str, required: bool) -> Option<number::Amount> {
    (required || not_blank(raw)).then(|| fields.hold(path, number::decimal(raw))).flatten()
}

fn explained(fields: &mut Fields, path: &str, raw: &str) {
    fields.hold(path, text::paragraph(raw, LONGEST_EXPLANATION));
}

fn chosen(fields: &mut Fields, path: &str, answer: Option<Answer>, required: bool) {
    if required {
        fields.chosen(path, answer);
    }
}

fn contact(fields: &mut Fields, company: &Company, required: bool) {
    line(fields, "contact", &company.contact, required);
    if required || not_blank(&company.mobile) {
        fields.hold("mobile", Mobile::parse(&company.mobile));
    }
}

fn registered(fields: &mut Fields, company: &Company, required: bool) {
    chosen(fields, "as_registered", company.as_registered, required);
    if company.as_registered == Some(Answer::No) {
        explained(fields, "explanation", &company.explanation);
    }
}

fn assets(fields: &mut Fields, assets: &Assets, required: bool) {
    let total = amount(fields, "total_assets", &assets.total_assets, required);
    let net = amount(fields, "net_assets", &assets.net_assets, required);
    if let (Some(total), Some(net)) = (total, net)
        && net > total
    {
        fields.report("net_assets", "净资产不能大于总资产");
    }
}

fn premises(fields: &mut Fields, assets: &Assets, required: bool) {
    line(fields, "premises_address", &assets.premises_address, required);
    amount(fields, "premises_area", &assets.premises_area, required);
}

fn staff(fields: &mut Fields, staff: &Staff, required: bool) {
    chosen(fields, "as_registered", staff.as_registered, required);
    if staff.as_registered == Some(Answer::No) {
        explained(fields, "explanation", &staff.explanation);
    }
}

fn performance(fields: &mut Fields, performance: &Performance, required: bool) {
    if required && !performance.none && performance.records.is_empty() {
        fields.report("records", "请填写本年度业绩，没有业绩的请勾选“本年度无业绩”");
    }
    if performance.none && !performance.records.is_empty() {
        fields.report("none", "已填写业绩，不能同时选择“本年度无业绩”");
    }
    for (n, record) in performance.records.iter().enumerate() {
        for finding in check_row(&RowBody::Performance(record.clone()), fields.today) {
            fields.report(&format!("records[{n}].{}", finding.path), finding.message);
        }
    }
}

fn equipment(fields: &mut Fields, equipment: &Equipment, required: bool) {
    if required && equipment.lines.is_empty() {
        fields.report("lines", "请填写主要机具设备");
    }
    for (n, line) in equipment.lines.iter().enumerate() {
        fields.required(&format!("lines[{n}].name"), &line.name);
        fields.required(&format!("lines[{n}].model"), &line.model);
        fields.hold(&format!("lines[{n}].quantity"), number::whole(&line.quantity));
        if not_blank(&line.inspected_on) {
            fields.past(&format!("lines[{n}].inspected_on"), &line.inspected_on);
        }
    }
}

fn safety_system(fields: &mut Fields, safety: &Safety, required: bool) {
    chosen(fields, "system", safety.system, required);
    count(fields, "trained", &safety.trained, required);
}

fn accidents(fields: &mut Fields, safety: &Safety, required: bool) {
    if required && !safety.no_accident && safety.accidents.is_empty() {
        fields.report("accidents", "请填写本年度生产安全事故，没有发生的请勾选“本年度未发生生产安全事故”");
    }
    if safety.no_accident && !safety.accidents.is_empty() {
        fields.report("no_accident", "已填写事故，不能同时选择“本年度未发生生产安全事故”");
    }
    for (n, accident) in safety.accidents.iter().enumerate() {
        fields.past(&format!("accidents[{n}].happened_on"), &accident.happened_on);
        fields.chosen(&format!("accidents[{n}].class"), accident.class);
        fields.hold(&format!("accidents[{n}].deaths"), number::whole(&accident.deaths));
        explained(fields, &format!("accidents[{n}].explanation"), &accident.explanation);
    }
}

fn violations(fields: &mut Fields, violations: &Violations, required: bool) {
    for &violation in Violation::ALL {
        let answer = violations.answer(violation);
        chosen(fields, &format!("{}.found", violation.code()), answer.found, required);
        if answer.found == Some(Answer::Yes) {
            explained(fields, &format!("{}.explanation", violation.code()), &answer.explanation);
        }
    }
}

/// Whether a day may be set by which things must be mended.
///
/// # Errors
/// Why not, for its field.
pub fn mend_by(raw: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let day = date::parse(raw).map_err(|error| error.to_string())?;
    if day > today { Ok(day) } else { Err("整改期限必须晚于今天".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::super::{Accident, AccidentClass, AskedDocument, AskedItem, Plan, ViolationAnswer};
    use super::*;
    use crate::filings::Versioned;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        date::parse("2026-11-24").unwrap()
    }

    fn campaign() -> Campaign {
        let plan = Plan {
            year: "2026".into(),
            title: "承装修试2026年自查".into(),
            opens_on: "2026-11-01".into(),
            closes_on: "2026-12-31".into(),
            documents: vec![AskedDocument {
                key: "report".into(),
                label: "企业自查报告".into(),
                required: true,
                ..Default::default()
            }],
            ..Plan::default()
        };
        plan.parse(&[], today()).unwrap()
    }

    fn with<T>(body: T) -> Versioned<T> {
        Versioned { revision: 1, saved_at: 1, body }
    }

    fn full() -> Report {
        let answers = Violation::ALL
            .iter()
            .map(|&violation| ViolationAnswer { violation, found: Some(Answer::No), explanation: String::new() })
            .collect();
        Report {
            company: with(Company {
                contact: "李明".into(),
                mobile: "13800138000".into(),
                employees: "60".into(),
                as_registered: Some(Answer::Yes),
                explanation: String::new(),
            }),
            assets: with(Assets {
                total_assets: "1000".into(),
                net_assets: "400".into(),
                premises_address: "上海市黄浦区1号".into(),
                premises_area: "120".into(),
            }),
            staff: with(Staff { as_registered: Some(Answer::Yes), explanation: String::new() }),
            performance: with(Performance { none: true, records: vec![] }),
            equipment: with(Equipment {
                lines: vec![super::super::EquipmentLine {
                    name: "牵引机".into(),
                    model: "QY-40".into(),
                    quantity: "2".into(),
                    inspected_on: "2026-05-06".into(),
                }],
            }),
            safety: with(Safety {
                system: Some(Answer::Yes),
                trained: "60".into(),
                no_accident: true,
                accidents: vec![],
            }),
            violations: with(Violations { answers }),
        }
    }

    fn report_document() -> Attachment {
        Attachment {
            id: "d".into(),
            slot: "report".into(),
            row: None,
            name: "自查报告.pdf".into(),
            file_type: crate::attachments::FileType::Pdf,
            size: 1,
            sha256: String::new(),
            uploaded_at: 1,
        }
    }

    #[test]
    fn a_full_report_lacks_nothing() {
        assert_eq!(check(&campaign(), &full(), &[report_document()], today()), []);
    }

    #[test]
    fn an_empty_one_lacks_every_item_and_document_with_the_way_there() {
        let findings = check(&campaign(), &Report::default(), &[], today());
        let pages: std::collections::BTreeSet<Page> =
            findings.iter().map(|finding| Page::of_path(&finding.path)).collect();
        let all_but_submission: std::collections::BTreeSet<Page> =
            Page::ALL.iter().copied().filter(|&page| page != Page::Submission).collect();
        assert_eq!(pages, all_but_submission);
        assert_eq!(missing(&findings).count(), findings.len());
    }

    #[test]
    fn what_is_not_required_may_be_empty_but_not_wrong() {
        let mut campaign = campaign();
        campaign.items.iter_mut().for_each(|asked| asked.required = false);
        campaign.documents[0].required = false;
        assert_eq!(check(&campaign, &Report::default(), &[], today()), []);
        let mut report = Report::default();
        report.company.body.mobile = "123".into();
        report.assets.body.net_assets = "x".into();
        let paths: Vec<_> = check(&campaign, &report, &[], today()).into_iter().map(|finding| finding.path).collect();
        assert_eq!(paths, ["company.mobile", "assets.net_assets"]);
    }

    #[test]
    fn what_is_not_asked_for_is_not_looked_at() {
        let mut campaign = campaign();
        campaign.items = vec![AskedItem { item: Item::Employees, required: true }];
        campaign.documents.clear();
        let paths: Vec<_> =
            check(&campaign, &Report::default(), &[], today()).into_iter().map(|finding| finding.path).collect();
        assert_eq!(paths, ["company.employees"]);
    }

    #[test]
    fn an_accident_and_a_violation_must_be_explained() {
        let mut report = full();
        report.safety.body.no_accident = false;
        report.safety.body.accidents = vec![Accident {
            happened_on: "2026-12-01".into(),
            class: Some(AccidentClass::Ordinary),
            deaths: "0".into(),
            explanation: String::new(),
        }];
        report.violations.body.answers[0].found = Some(Answer::Yes);
        let paths: Vec<_> = check(&campaign(), &report, &[report_document()], today())
            .into_iter()
            .map(|finding| finding.path)
            .collect();
        assert_eq!(
            paths,
            [
                "safety.accidents[0].happened_on",
                "safety.accidents[0].explanation",
                "violations.beyond_scope.explanation"
            ]
        );
    }

    #[test]
    fn mending_has_a_day_to_come() {
        assert!(mend_by("2026-11-25", today()).is_ok());
        assert!(mend_by("2026-11-24", today()).is_err());
        assert!(mend_by("", today()).is_err());
    }

    proptest! {
        #[test]
        fn what_is_typed_never_panics(raw in any::<String>(), other in any::<String>()) {
            let mut report = full();
            report.company.body.contact = raw.clone();
            report.company.body.employees = other.clone();
            report.assets.body.premises_area = raw.clone();
            let _ = check(&campaign(), &report, &[], today());
        }
    }
}
