//! The check against a filing that conforms, and against the same filing with one thing taken away.

use super::{RuleSet, Severity, blocking, check};
use crate::attachments::{self, Attachment, FileType};
use crate::enterprises::Profile;
use crate::filings::{
    Application, Basics, CertificateType, Electrician, ElectricianKind, Filing, Kind, Lead, List, Origin,
    PerformanceRecord, ProfessionalTitle, Row, Rows, Sections, Shareholder, Submitter, Technician, Track, Versioned,
    VoltageClass, WorkExperience, WorkKind,
};
use crate::licences::{Category, Grade, Scope};
use crate::values::ResidentId;
use chrono::NaiveDate;
use proptest::prelude::*;

pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

pub(super) fn resident_id(n: usize) -> String {
    let body = format!("310101{}{:02}{:02}{:03}", 1970 + n / 9000, 1 + n / 750 % 12, 1 + n / 30 % 25, n % 30 + 1);
    let check = ResidentId::check_character(&body).unwrap();
    format!("{body}{check}")
}

pub(super) fn lead(n: usize) -> Lead {
    Lead {
        name: "王建国".into(),
        resident_id: resident_id(n),
        mobile: "13800138000".into(),
        post: "总工程师".into(),
        title: Some(ProfessionalTitle::Senior),
        specialty: "电力系统".into(),
        title_certificate: "ZC-001".into(),
        years: "12".into(),
        work: vec![WorkExperience {
            from: "2010-01-01".into(),
            until: String::new(),
            employer: "某电力公司".into(),
            post: "工程师".into(),
            referee: "李明".into(),
            referee_mobile: "13900139000".into(),
        }],
        training: Vec::new(),
    }
}

pub(super) fn row<T>(n: usize, body: T) -> Row<T> {
    Row { id: format!("r{n}"), revision: 1, body }
}

fn technician(n: usize) -> Row<Technician> {
    row(
        n,
        Technician {
            name: "张工".into(),
            resident_id: resident_id(n),
            title: Some(ProfessionalTitle::Intermediate),
            specialty: "电气".into(),
            title_certificate: format!("ZC-{n}"),
            issuing_authority: "人力资源和社会保障局".into(),
            issued_on: "2015-06-01".into(),
        },
    )
}

pub(super) fn electrician(n: usize, kind: ElectricianKind) -> Row<Electrician> {
    row(
        n,
        Electrician {
            name: "赵电".into(),
            resident_id: resident_id(n),
            kind: Some(kind),
            certificate_type: Some(CertificateType::Operation),
            certificate: format!("T{}", resident_id(n)),
            issuing_authority: "上海市应急管理局".into(),
            valid_from: "2023-01-01".into(),
            valid_until: "2028-12-31".into(),
        },
    )
}

/// A filing that meets every condition of this grade in all three categories, with not one person to spare.
pub(super) fn conforming(grade: Grade) -> Filing {
    let rules = RuleSet::default_set();
    let need = |code: &str| {
        let of = |c: &super::Condition| Category::ALL.iter().filter_map(|&k| c.figure(k, grade)).max();
        let figures = rules.conditions.iter().filter(|c| c.measure.code() == code).filter_map(of);
        figures.max().unwrap_or(0) as usize
    };
    let application = Application {
        wanted: Scope { install: Some(grade), repair: Some(grade), test: Some(grade) },
        origin: Some(Origin::First),
        submitter: Some(Submitter::Representative),
        submitter_name: "陈总".into(),
        submitter_id: resident_id(1),
        declared: true,
        ..Application::default()
    };
    let basics = Basics {
        total_assets: "1000".into(),
        net_assets: "150".into(),
        premises_area: need("premises_area").to_string(),
        shareholders: vec![Shareholder {
            name: "陈总".into(),
            identity: resident_id(1),
            contribution: "500".into(),
            share: "100".into(),
        }],
    };
    let special = need("special_electricians");
    let high = need("high_voltage_electricians");
    let kinds = [ElectricianKind::Cable, ElectricianKind::RelayProtection, ElectricianKind::Testing];
    let all = need("electricians").max(high + special);
    let kind = |n: usize| match n {
        n if n < high => ElectricianKind::HighVoltage,
        n if n < high + special => kinds[n % 3],
        _ => ElectricianKind::LowVoltage,
    };
    let performance: Vec<_> = (0..need("performance_records"))
        .map(|n| {
            row(
                5000 + n,
                PerformanceRecord {
                    project: format!("工程{n}"),
                    client: "供电公司".into(),
                    voltage: Some(VoltageClass::Kv110),
                    work: Some(WorkKind::Substation),
                    length: String::new(),
                    capacity: "50".into(),
                    started_on: "2024-01-01".into(),
                    completed_on: "2025-01-01".into(),
                },
            )
        })
        .collect();
    let versioned = |body| Versioned { revision: 1, saved_at: 0, body };
    let mut filing = Filing {
        kind: Kind::NewLicence,
        track: Track::General,
        enterprise: Profile::default(),
        licence: None,
        sections: Sections {
            application: Versioned { revision: 1, saved_at: 0, body: application },
            basics: Versioned { revision: 1, saved_at: 0, body: basics },
            technical_lead: versioned(lead(10)),
            safety_lead: versioned(lead(11)),
            ..Sections::default()
        },
        rows: Rows {
            technicians: (0..need("technicians")).map(|n| technician(100 + n)).collect(),
            electricians: (0..all).map(|n| electrician(1000 + n, kind(n))).collect(),
            performance,
        },
        attachments: Vec::new(),
        follow: vec!["financial_statement".into()],
        slots: attachments::SlotChanges::default(),
    };
    with_documents(&mut filing);
    filing
}

/// Every document that the filing asks for as it stands.
pub(super) fn with_documents(filing: &mut Filing) {
    let document = |slot: &str, row: Option<&str>| Attachment {
        id: format!("{slot}-{row:?}"),
        slot: slot.into(),
        row: row.map(Into::into),
        name: "文件.pdf".into(),
        file_type: FileType::Pdf,
        size: 1,
        sha256: String::new(),
        uploaded_at: 0,
    };
    let mut documents: Vec<_> =
        attachments::slots(&filing.case()).iter().map(|slot| document(slot.key, None)).collect();
    for slot in attachments::row_slots(List::Performance) {
        documents.extend(filing.rows.performance.iter().map(|row| document(slot.key, Some(&row.id))));
    }
    filing.attachments = documents;
}

pub(super) fn complaints(filing: &Filing) -> Vec<(String, String)> {
    let findings = check(filing, &RuleSet::default_set(), today());
    blocking(&findings).map(|finding| (finding.id.clone(), finding.path.clone())).collect()
}

#[test]
fn the_generated_id_numbers_are_right_and_distinct() {
    let ids: std::collections::HashSet<_> = (0..3000).map(resident_id).collect();
    assert_eq!(ids.len(), 3000);
    assert!(ids.iter().all(|id| ResidentId::parse(id).is_ok()));
}

#[test]
fn at_the_threshold_every_grade_conforms() {
    for &grade in Grade::ALL {
        assert_eq!(complaints(&conforming(grade)), [], "{grade}");
        let findings = check(&conforming(grade), &RuleSet::default_set(), today());
        assert!(findings.iter().filter(|f| f.severity == Severity::Met).all(|f| f.measured.is_some()));
    }
}

#[test]
fn one_person_below_falls_short_in_each_category() {
    for &grade in Grade::ALL {
        let mut filing = conforming(grade);
        filing.rows.technicians.pop();
        let short = complaints(&filing);
        assert_eq!(short.iter().filter(|(id, _)| id == "technicians").count(), 3, "{grade}: {short:?}");

        let mut filing = conforming(grade);
        filing.rows.electricians[0].body.kind = Some(ElectricianKind::LowVoltage);
        let short = complaints(&filing);
        assert_eq!(short.iter().filter(|(id, _)| id == "high_voltage_electricians").count(), 3, "{grade}");
    }
}

#[test]
fn a_title_or_a_year_below_falls_short_for_that_lead_only() {
    let mut filing = conforming(Grade::One);
    filing.sections.safety_lead.body.title = Some(ProfessionalTitle::Intermediate);
    filing.sections.technical_lead.body.years = "4".into();
    let short = complaints(&filing);
    assert_eq!(short.iter().filter(|(_, path)| path == "safety_lead.title").count(), 3);
    assert_eq!(short.iter().filter(|(_, path)| path == "technical_lead.years").count(), 3);
    assert_eq!(short.len(), 6);
}

#[test]
fn the_technical_lead_may_be_a_technician_but_the_safety_lead_may_not() {
    let mut filing = conforming(Grade::Five);
    let lead_id = filing.sections.technical_lead.body.resident_id.clone();
    filing.rows.technicians[0].body.resident_id = lead_id;
    assert_eq!(complaints(&filing), []);
    filing.rows.technicians[1].body.resident_id = filing.sections.safety_lead.body.resident_id.clone();
    assert_eq!(complaints(&filing), [("person_twice".into(), "technicians[r101].resident_id".into())]);
}

#[test]
fn dates_in_the_wrong_order_expired_and_to_come_are_each_said_at_their_field() {
    let mut filing = conforming(Grade::Five);
    filing.sections.technical_lead.body.work[0].until = "2009-01-01".into();
    filing.rows.electricians[0].body.valid_until = "2026-11-23".into();
    filing.rows.technicians[0].body.issued_on = "2026-11-25".into();
    let paths: Vec<_> = complaints(&filing).into_iter().map(|(_, path)| path).collect();
    assert_eq!(
        paths,
        ["technical_lead.work[0].until", "technicians[r100].issued_on", "electricians[r1000].valid_until"]
    );
}

#[test]
fn a_certificate_number_must_be_the_holders() {
    let mut filing = conforming(Grade::Five);
    filing.rows.electricians[0].body.certificate = format!("T{}", resident_id(2000));
    assert_eq!(complaints(&filing), [("field".into(), "electricians[r1000].certificate".into())]);
    filing.rows.electricians[0].body.certificate_type = Some(CertificateType::GridAccess);
    assert_eq!(complaints(&filing), []);
}

#[test]
fn a_missing_document_is_named_with_its_row() {
    let mut filing = conforming(Grade::Three);
    filing.attachments.retain(|file| file.slot != "contract" && file.slot != "legal_declaration");
    assert_eq!(
        complaints(&filing),
        [
            ("document_missing".into(), "attachments.legal_declaration".into()),
            ("document_missing".into(), "attachments.contract[r5000]".into()),
        ]
    );
}

#[test]
fn an_empty_draft_says_what_to_choose_first() {
    let mut filing = conforming(Grade::Five);
    filing.sections = Sections::default();
    let short = complaints(&filing);
    assert!(short.iter().any(|(_, path)| path == "application.wanted"));
    assert!(short.iter().any(|(_, path)| path == "basics.shareholders"));
}

proptest! {
    #[test]
    fn more_people_never_make_it_worse(grade in 0..5usize, more in 1..20usize) {
        let mut filing = conforming(Grade::ALL[grade]);
        filing.rows.electricians.extend((0..more).map(|n| electrician(2500 + n, ElectricianKind::Cable)));
        prop_assert_eq!(complaints(&filing), []);
    }
}
