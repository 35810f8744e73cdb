//! Drafts as enterprises fill them in: for a licence of grade five to install, complete, and everybody in them somebody else.
#![allow(dead_code, unused_imports, reason = "each test file uses its own part of this")]

mod documents;

pub use documents::{docx, jpeg, pdf, png, xlsx, zip};

use crate::support::{TestApp, deliberate, resident_id};
use bytes::Bytes;
use domain::attachments::Attachment;
use domain::corrections::Comment;
use domain::filings::*;
use domain::licences::{Grade, Scope};
use domain::workflow::{Action, Status};
use futures::StreamExt;
use futures::stream::{self, BoxStream};
use services::{Actor, Result, Services};

/// The documents that a complete draft needs.
pub const DOCUMENTS: &[&str] = &[
    "legal_declaration",
    "representative_identity",
    "business_licence",
    "financial_statement",
    "safety_system",
    "technical_lead_identity",
    "technical_lead_title",
    "technical_lead_appointment",
    "safety_lead_identity",
    "safety_lead_title",
    "safety_lead_appointment",
    "technician_titles",
    "social_insurance",
    "electrician_certificates",
];

pub fn application() -> Application {
    Application {
        wanted: Scope { install: Some(Grade::Five), ..Scope::default() },
        origin: Some(Origin::First),
        submitter: Some(Submitter::Representative),
        submitter_name: "王建国".into(),
        submitter_id: resident_id(8_000_000),
        declared: true,
        ..Application::default()
    }
}

pub fn basics() -> Basics {
    Basics {
        total_assets: "1000".into(),
        net_assets: "400".into(),
        premises_area: "".into(),
        shareholders: vec![Shareholder {
            name: "王建国".into(),
            identity: resident_id(8_000_000),
            contribution: "400".into(),
            share: "100".into(),
        }],
    }
}

pub fn lead(person: u64) -> Lead {
    Lead {
        name: format!("负责人{person}"),
        resident_id: resident_id(person),
        mobile: "13900139000".into(),
        post: "总工程师".into(),
        title: Some(ProfessionalTitle::Intermediate),
        specialty: "电气工程".into(),
        title_certificate: format!("ZC-{person}"),
        years: "6".into(),
        work: vec![WorkExperience {
            from: "2015-03-01".into(),
            until: "".into(),
            employer: "上海送变电工程公司".into(),
            post: "项目经理".into(),
            referee: "赵强".into(),
            referee_mobile: "13700137000".into(),
        }],
        training: Vec::new(),
    }
}

pub fn technician(person: u64) -> RowBody {
    RowBody::Technicians(Technician {
        name: format!("技术{person}"),
        resident_id: resident_id(person),
        title: Some(ProfessionalTitle::Junior),
        specialty: "电气工程".into(),
        title_certificate: format!("JS-{person}"),
        issuing_authority: "上海市人力资源和社会保障局".into(),
        issued_on: "2018-06-01".into(),
    })
}

pub fn electrician(person: u64, kind: ElectricianKind) -> RowBody {
    RowBody::Electricians(Electrician {
        name: format!("电工{person}"),
        resident_id: resident_id(person),
        kind: Some(kind),
        certificate_type: Some(CertificateType::Operation),
        certificate: format!("T{}", resident_id(person)),
        issuing_authority: "上海市应急管理局".into(),
        valid_from: "2024-01-01".into(),
        valid_until: "2029-12-31".into(),
    })
}

pub fn performance(project: &str) -> RowBody {
    RowBody::Performance(PerformanceRecord {
        project: project.into(),
        client: "国网上海市电力公司".into(),
        voltage: Some(VoltageClass::Kv10),
        work: Some(WorkKind::CableLine),
        length: "12.5".into(),
        capacity: "".into(),
        started_on: "2025-01-10".into(),
        completed_on: "2025-09-30".into(),
    })
}

/// A document in parts, as a browser sends it.
pub fn stream(bytes: impl Into<Vec<u8>>) -> BoxStream<'static, Result<Bytes>> {
    let parts: Vec<_> = bytes.into().chunks(1000).map(|part| Ok(Bytes::copy_from_slice(part))).collect();
    stream::iter(parts).boxed()
}

pub async fn upload(services: &Services, actor: &Actor, filing: &str, slot: &str) -> Attachment {
    let name = format!("{slot}.pdf");
    services.add_attachment(actor, filing, slot, None, &name, stream(pdf(slot))).await.unwrap()
}

/// Ten numbers of people that nobody else in this test has.
pub fn people(app: &TestApp) -> u64 {
    100_000 + 1000 * app.next()
}

/// An empty draft.
pub async fn draft(app: &TestApp, actor: &Actor) -> String {
    app.start_filing(actor, Kind::NewLicence, Track::General, "key-of-the-home-page").await.unwrap()
}

pub async fn add(app: &TestApp, actor: &Actor, filing: &str, body: &RowBody) -> SavedRow {
    let key = format!("key-of-row-{}", app.next());
    app.save_row(actor, filing, None, &key, body).await.unwrap()
}

/// A draft that can be submitted. `first` is its technical lead, `first + 1` its safety lead, then five technicians, then five
/// electricians.
pub async fn complete_with(app: &TestApp, actor: &Actor, first: u64) -> String {
    complete_on(app, actor, first, Track::General, &[]).await
}

/// The same on this track, with these documents left to follow.
pub async fn complete_on(app: &TestApp, actor: &Actor, first: u64, track: Track, deferred: &[&str]) -> String {
    let id = app.start_filing(actor, Kind::NewLicence, track, "key-of-the-home-page").await.unwrap();
    let deferred: Vec<String> = deferred.iter().copied().map(String::from).collect();
    for body in [
        SectionBody::Application(Application { deferred: deferred.clone(), ..application() }),
        SectionBody::Basics(basics()),
        SectionBody::TechnicalLead(lead(first)),
        SectionBody::SafetyLead(lead(first + 1)),
    ] {
        let saved = app.save_section(actor, &id, 0, &body).await.unwrap();
        assert_eq!(saved.findings, []);
    }
    for person in first + 2..first + 7 {
        add(app, actor, &id, &technician(person)).await;
    }
    use ElectricianKind as E;
    for (n, kind) in
        [E::HighVoltage, E::HighVoltage, E::HighVoltage, E::Cable, E::RelayProtection].into_iter().enumerate()
    {
        add(app, actor, &id, &electrician(first + 7 + n as u64, kind)).await;
    }
    let dropped = |slot: &&&str| domain::tracks::drops(Kind::NewLicence, track, slot);
    for slot in DOCUMENTS.iter().filter(|slot| !dropped(slot) && !deferred.iter().any(|key| key == *slot)) {
        upload(app, actor, &id, slot).await;
    }
    id
}

pub async fn complete(app: &TestApp, actor: &Actor) -> String {
    let first = people(app);
    complete_with(app, actor, first).await
}

pub async fn submitted(app: &TestApp, actor: &Actor) -> String {
    let id = complete(app, actor).await;
    app.submit(actor, &id, 1, "key-of-submission").await.unwrap();
    id
}

/// Takes a step on the filing as it stands.
pub async fn act(app: &TestApp, actor: &Actor, id: &str, action: Action, note: &str) -> Result<FilingHeader> {
    let revision = app.filing(actor, id).await?.header.revision;
    let key = format!("key-of-step-{}", app.next());
    app.act(actor, id, revision, &key, action, note).await
}

/// Comments on this place of the filing.
pub async fn comment(app: &TestApp, actor: &Actor, id: &str, path: &str, reason: &str) -> Comment {
    let key = format!("key-of-comment-{}", app.next());
    app.save_comment(actor, id, None, &key, path, reason, None).await.unwrap()
}

/// Has this place of the filing corrected, for this reason.
pub async fn correct(app: &TestApp, actor: &Actor, id: &str, path: &str, reason: &str) -> FilingHeader {
    comment(app, actor, id, path, reason).await;
    act(app, actor, id, Action::RequestCorrection, "").await.unwrap()
}

/// Answers every item of the correction that is due, and submits again.
pub async fn resubmit(app: &TestApp, actor: &Actor, id: &str) -> Result<Receipt> {
    let view = app.filing(actor, id).await.unwrap();
    for item in &view.corrections.last().unwrap().items {
        app.answer_item(actor, id, &item.id, "已更正").await.unwrap();
    }
    app.submit(actor, id, view.header.revision, &format!("key-of-resubmission-{}", app.next())).await
}

/// Takes a submitted filing to where the head decides.
pub async fn examined(app: &TestApp, reviewer: &Actor, id: &str) {
    use Action as A;
    for action in [A::Claim, A::Accept, A::Examine, A::PassToCommittee] {
        act(app, reviewer, id, action, "").await.unwrap();
    }
    deliberate(app, &[id]).await;
}

/// Takes a complete draft all the way to its licence.
pub async fn licensed(app: &TestApp, actor: &Actor) -> FilingHeader {
    let id = submitted(app, actor).await;
    examined(app, &app.reviewer("east").await, &id).await;
    let header = act(app, &app.head("east").await, &id, Action::Grant, "").await.unwrap();
    assert_eq!(header.summary.status, Status::Issued);
    header
}

/// How many people the filing engages.
pub async fn engaged(app: &TestApp, filing: &str) -> i64 {
    app.count(&format!("select count(*) from engagements where filing_id = '{filing}' and released_at is null")).await
}
