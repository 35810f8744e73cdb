//! Drafts to submit: small ones, for 承装五级, each of an enterprise of its own, filled in as people do, tab by tab.

use crate::Result;
use crate::api::{self, Session};
use crate::http::Visitor;
use domain::accounts::Registration;
use domain::attachments;
use domain::enterprises::{EnterpriseKind, Profile};
use domain::filings::{
    Application, Basics, Case, CertificateType, Electrician, ElectricianKind, FilingView, Lead, Origin,
    ProfessionalTitle, RowBody, Section, SectionBody, Shareholder, Submitter, Technician, WorkExperience,
};
use domain::licences::{Grade, Scope};
use domain::values::{CreditCode, OperationCertificate, ResidentId};
use domain::workflow::Status;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::task::JoinSet;

/// As many people as each enterprise has ID numbers for.
const PEOPLE: usize = 16;
/// Enterprises that are prepared at a time.
const AT_ONCE: usize = 8;
/// Where the first of them comes from; each has an address of its own.
const FIRST_ADDRESS: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 0);

/// An enterprise with a draft that can be submitted.
#[derive(Clone)]
pub struct Draft {
    pub visitor: Visitor,
    pub filing: String,
    /// What [`api::submit`] sends.
    pub submission: Vec<u8>,
    enterprise: usize,
}

/// Registers this many enterprises.
pub async fn register(address: SocketAddr, count: usize) -> Result<Vec<Draft>> {
    let enter = move |enterprise| async move {
        let from = Some(Ipv4Addr::from_bits(FIRST_ADDRESS.to_bits() + u32::try_from(enterprise)?).into());
        let visitor = Visitor { from, ..Visitor::anonymous(address) };
        let visitor = Session::register(visitor, &registration(enterprise)?).await?.visitor;
        Ok(Draft { visitor, filing: String::new(), submission: Vec::new(), enterprise })
    };
    for_each((0..count).collect(), enter).await
}

/// Makes every enterprise's draft ready to be submitted (once more: what it submitted before is terminated first).
pub async fn prepare(drafts: Vec<Draft>) -> Result<Vec<Draft>> {
    for_each(drafts, fill).await
}

async fn for_each<I, F, O>(items: Vec<I>, act: impl Fn(I) -> F + Send + Sync + 'static) -> Result<Vec<O>>
where
    I: Send + 'static,
    O: Send + 'static,
    F: Future<Output = Result<O>> + Send,
{
    let act = Arc::new(act);
    let permits = Arc::new(tokio::sync::Semaphore::new(AT_ONCE));
    let mut running = JoinSet::new();
    for item in items {
        let (act, permits) = (act.clone(), permits.clone());
        running.spawn(async move {
            let _permit = permits.acquire().await?;
            act(item).await
        });
    }
    running.join_all().await.into_iter().collect()
}

async fn fill(mut draft: Draft) -> Result<Draft> {
    let mut session = Session::resume(draft.visitor.clone()).await?;
    if !draft.filing.is_empty() {
        let header = session.filing(&draft.filing).await?.header;
        match header.summary.status {
            Status::Draft => return Ok(draft),
            Status::Submitted => session.terminate(&draft.filing, header.revision, &key(&draft, "terminate")).await?,
            status => return Err(format!("a submitted filing is {status}").into()),
        }
    }
    draft.filing = session.start_filing(&key(&draft, "start")).await?;
    let id = draft.filing.clone();
    let sections = session.filing(&id).await?.sections;
    for body in forms(draft.enterprise)? {
        let revision = match body.section() {
            Section::Application => sections.application.revision,
            Section::Basics => sections.basics.revision,
            Section::TechnicalLead => sections.technical_lead.revision,
            Section::SafetyLead => sections.safety_lead.revision,
            other => return Err(format!("a new licence is not filed for with {other}").into()),
        };
        session.save_section(&id, revision, &body).await?;
    }
    for (n, body) in people(draft.enterprise)?.iter().enumerate() {
        session.add_row(&id, &key(&draft, &n.to_string()), body).await?;
    }
    let FilingView { header, sections, .. } = session.filing(&id).await?;
    let (kind, track, profile) = (header.summary.kind, header.summary.track, &header.profile);
    let case = Case { kind, track, sections: &sections, profile, licence: None };
    for slot in attachments::slots(&case).into_iter().filter(|slot| slot.required) {
        session.attach(&id, slot.key, &format!("{}.pdf", slot.label), PDF).await?;
    }
    let revision = session.filing(&id).await?.header.revision;
    draft.submission = serde_json::to_vec(&api::submit(&id, revision, &key(&draft, "submit")))?;
    Ok(draft)
}

/// Unique within a filing, as an idempotency key must be.
fn key(draft: &Draft, what: &str) -> String {
    format!("bench-{}-{what}", draft.enterprise)
}

fn registration(enterprise: usize) -> Result<Registration> {
    let body = format!("915425{enterprise:011}");
    let check = CreditCode::check_character(&body).ok_or("no credit code")?;
    let profile = Profile {
        kind: Some(EnterpriseKind::Limited),
        name: format!("测速电力工程有限公司第{enterprise}分号"),
        credit_code: format!("{body}{check}"),
        representative: "测一".to_owned(),
        representative_id: resident_id(enterprise, 0)?.to_string(),
        registered_address: "西藏自治区阿里地区测速路1号".to_owned(),
        mailing_address: "西藏自治区阿里地区测速路1号".to_owned(),
        postal_code: "859000".to_owned(),
        province: "西藏自治区".to_owned(),
        contact: "测二".to_owned(),
        mobile: "13800138000".to_owned(),
        email: format!("bench{enterprise}@example.cn"),
        ..Profile::default()
    };
    let password = "quick-brown-fox-1874".to_owned();
    Ok(Registration {
        account: format!("bench{enterprise:05}"),
        password: password.clone(),
        password_again: password,
        profile,
    })
}

fn application(enterprise: usize) -> Result<Application> {
    Ok(Application {
        wanted: Scope { install: Some(Grade::Five), ..Scope::default() },
        origin: Some(Origin::First),
        submitter: Some(Submitter::Representative),
        submitter_name: "测一".to_owned(),
        submitter_id: resident_id(enterprise, 0)?.to_string(),
        declared: true,
        ..Application::default()
    })
}

fn forms(enterprise: usize) -> Result<[SectionBody; 4]> {
    let basics = Basics {
        total_assets: "1000".to_owned(),
        net_assets: "600".to_owned(),
        shareholders: vec![Shareholder {
            name: "测一".to_owned(),
            identity: resident_id(enterprise, 0)?.to_string(),
            contribution: "600".to_owned(),
            share: "100".to_owned(),
        }],
        ..Basics::default()
    };
    Ok([
        SectionBody::Application(application(enterprise)?),
        SectionBody::Basics(basics),
        SectionBody::TechnicalLead(lead(enterprise, 1)?),
        SectionBody::SafetyLead(lead(enterprise, 2)?),
    ])
}

fn lead(enterprise: usize, person: usize) -> Result<Lead> {
    Ok(Lead {
        name: format!("测负责{person}"),
        resident_id: resident_id(enterprise, person)?.to_string(),
        mobile: "13800138000".to_owned(),
        post: "总工程师".to_owned(),
        title: Some(ProfessionalTitle::Senior),
        specialty: "电气工程".to_owned(),
        title_certificate: format!("GC{enterprise:06}{person}"),
        years: "10".to_owned(),
        work: vec![WorkExperience {
            from: "2010-07-01".to_owned(),
            employer: "某电力工程公司".to_owned(),
            post: "工程师".to_owned(),
            referee: "测三".to_owned(),
            referee_mobile: "13900139000".to_owned(),
            ..WorkExperience::default()
        }],
        ..Lead::default()
    })
}

/// Five 技术人员 and five 电工, as grade five asks for.
fn people(enterprise: usize) -> Result<Vec<RowBody>> {
    use ElectricianKind::{Cable, HighVoltage, Testing};
    let mut rows = Vec::new();
    for person in 3..8 {
        rows.push(RowBody::Technicians(Technician {
            name: format!("测技术{person}"),
            resident_id: resident_id(enterprise, person)?.to_string(),
            title: Some(ProfessionalTitle::Intermediate),
            specialty: "电气工程".to_owned(),
            title_certificate: format!("ZC{enterprise:06}{person}"),
            issuing_authority: "西藏自治区人力资源和社会保障厅".to_owned(),
            issued_on: "2020-06-01".to_owned(),
        }));
    }
    for (person, kind) in (8..).zip([HighVoltage, HighVoltage, HighVoltage, Cable, Testing]) {
        let id = resident_id(enterprise, person)?;
        rows.push(RowBody::Electricians(Electrician {
            name: format!("测电工{person}"),
            certificate: OperationCertificate::of(&id).to_string(),
            resident_id: id.to_string(),
            kind: Some(kind),
            certificate_type: Some(CertificateType::Operation),
            issuing_authority: "西藏自治区应急管理厅".to_owned(),
            valid_from: "2024-06-01".to_owned(),
            valid_until: "2099-05-31".to_owned(),
        }));
    }
    Ok(rows)
}

/// A person of this enterprise: a number that nobody else has, from a county that the demonstration data does not use.
fn resident_id(enterprise: usize, person: usize) -> Result<ResidentId> {
    let n = enterprise * PEOPLE + person;
    // A day that every month has, and the sequence within it.
    let (day, sequence) = (n / 999, n % 999 + 1);
    let body = format!("542525{}{:02}{:02}{sequence:03}", 1960 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
    let check = ResidentId::check_character(&body).ok_or("no ID number")?;
    Ok(ResidentId::parse(&format!("{body}{check}"))?)
}

/// The least that is a PDF.
const PDF: &[u8] = b"%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
";

#[cfg(test)]
#[path = "drafts_tests.rs"]
mod tests;
