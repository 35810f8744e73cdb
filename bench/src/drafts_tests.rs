use super::*;
use domain::attachments::{Attachment, FileType, Slot};
use domain::conformity::{self, RuleSet};
use domain::filings::{Filing, Kind, Row, Rows, Sections, Track, Versioned};

fn filing(enterprise: usize) -> Filing {
    let mut sections = Sections::default();
    for form in forms(enterprise).unwrap() {
        match form {
            SectionBody::Application(body) => sections.application = Versioned { body, ..Versioned::default() },
            SectionBody::Basics(body) => sections.basics = Versioned { body, ..Versioned::default() },
            SectionBody::TechnicalLead(body) => sections.technical_lead = Versioned { body, ..Versioned::default() },
            SectionBody::SafetyLead(body) => sections.safety_lead = Versioned { body, ..Versioned::default() },
            other => panic!("{other:?}"),
        }
    }
    let mut rows = Rows::default();
    for (n, body) in people(enterprise).unwrap().into_iter().enumerate() {
        let id = n.to_string();
        match body {
            RowBody::Technicians(body) => rows.technicians.push(Row { id, revision: 1, body }),
            RowBody::Electricians(body) => rows.electricians.push(Row { id, revision: 1, body }),
            RowBody::Performance(body) => rows.performance.push(Row { id, revision: 1, body }),
        }
    }
    let enterprise = registration(enterprise).unwrap().profile;
    let (kind, track, attachments) = (Kind::NewLicence, Track::General, Vec::new());
    let mut filing = Filing {
        kind,
        track,
        enterprise,
        licence: None,
        sections,
        rows,
        attachments,
        follow: Vec::new(),
        slots: Default::default(),
    };
    let attachment = |slot: &&'static Slot| Attachment {
        id: slot.key.to_owned(),
        slot: slot.key.to_owned(),
        row: None,
        name: "a.pdf".to_owned(),
        file_type: FileType::Pdf,
        size: 1,
        sha256: String::new(),
        uploaded_at: 0,
    };
    filing.attachments = attachments::slots(&filing.case()).iter().map(attachment).collect();
    filing
}

#[test]
fn a_draft_can_be_submitted() {
    let today = domain::values::date::parse("2026-11-24").unwrap();
    for enterprise in [0, 1, 999] {
        let findings = conformity::check(&filing(enterprise), &RuleSet::default_set(), today);
        let blocking: Vec<_> = conformity::blocking(&findings).collect();
        assert!(blocking.is_empty(), "{blocking:#?}");
        assert_eq!(registration(enterprise).unwrap().check(), []);
    }
}

#[test]
fn nobody_is_named_twice() {
    let ids: std::collections::HashSet<_> = (0..1000)
        .flat_map(|enterprise| (0..PEOPLE).map(move |person| resident_id(enterprise, person).unwrap()))
        .collect();
    assert_eq!(ids.len(), 1000 * PEOPLE);
}
