//! Enterprises that hold a licence, and what they file about it.
#![allow(dead_code, unused_imports, reason = "each test file uses its own part of this")]

mod filled;

pub use filled::filled_in;

use crate::drafts::*;
use crate::support::*;
use domain::attachments::slots;
use domain::filings::*;
use domain::licences::{Grade, Licence, Scope};
use domain::staff::Post;
use domain::workflow::{Action, Status};
use services::{Actor, Result};

/// The people of the east office.
pub struct Office {
    pub reviewer: Actor,
    pub head: Actor,
}

pub async fn office(app: &TestApp) -> Office {
    Office { reviewer: app.reviewer("east").await, head: app.head("east").await }
}

/// An enterprise with a licence of grade five to install, with just the people that it needs: `first` is the technical lead,
/// then the safety lead, five technicians, three high-voltage electricians and two others.
pub struct Licensee {
    pub actor: Actor,
    pub first: u64,
    /// Id of the licence.
    pub licence: String,
}

impl Licensee {
    pub async fn licence(&self, app: &TestApp) -> Licence {
        app.my_licence(&self.actor).await.unwrap().unwrap()
    }
}

pub async fn licensee(app: &TestApp, office: &Office, name: &str) -> Licensee {
    licensed_as(app, office, app.enterprise(name).await).await
}

/// The same of an enterprise in the free-trade zone.
pub async fn licensee_in_zone(app: &TestApp, office: &Office, name: &str) -> Licensee {
    licensed_as(app, office, app.enterprise_in_zone(name).await).await
}

async fn licensed_as(app: &TestApp, office: &Office, actor: Actor) -> Licensee {
    let first = people(app);
    let id = complete_with(app, &actor, first).await;
    submit(app, &actor, &id).await;
    grant(app, office, &id).await.unwrap();
    let licence = app.my_licence(&actor).await.unwrap().unwrap().id;
    Licensee { actor, first, licence }
}

/// Has the licence run out on this day instead of in 2032.
pub async fn runs_out(app: &TestApp, licence: &str, day: &str) {
    let changed =
        sqlx::query("update licences set valid_until = $1, body = replace(body, '2032-11-23', $1) where id = $2");
    changed.bind(day).bind(licence).execute(app.db.pool()).await.unwrap();
}

pub async fn start(app: &TestApp, actor: &Actor, kind: Kind) -> String {
    start_on(app, actor, kind, Track::General).await
}

pub async fn start_on(app: &TestApp, actor: &Actor, kind: Kind, track: Track) -> String {
    app.start_filing(actor, kind, track, "key-of-the-home-page").await.unwrap()
}

/// Saves a section over what is stored.
pub async fn save(app: &TestApp, actor: &Actor, id: &str, body: SectionBody) {
    let stored = app.filing(actor, id).await.unwrap().sections;
    let revision = match body.section() {
        Section::Application => stored.application.revision,
        Section::TechnicalLead => stored.technical_lead.revision,
        Section::SafetyLead => stored.safety_lead.revision,
        Section::Change => stored.change.revision,
        Section::Leaving => stored.leaving.revision,
        Section::Joining => stored.joining.revision,
        _ => 0,
    };
    let saved = app.save_section(actor, id, revision, &body).await.unwrap();
    assert_eq!(saved.findings, []);
}

/// Uploads every document that is asked for.
pub async fn documents(app: &TestApp, actor: &Actor, id: &str) {
    let view = app.filing(actor, id).await.unwrap();
    let (kind, track) = (view.header.summary.kind, view.header.summary.track);
    let (profile, licence) = (&view.header.profile, view.header.licence.as_ref());
    for slot in slots(&Case { kind, track, sections: &view.sections, profile, licence }) {
        if view.attachments.iter().all(|file| file.slot != slot.key) {
            upload(app, actor, id, slot.key).await;
        }
    }
}

pub async fn submit(app: &TestApp, actor: &Actor, id: &str) {
    let revision = app.filing(actor, id).await.unwrap().header.revision;
    app.submit(actor, id, revision, "key-of-submission").await.unwrap();
}

/// Takes a submitted filing to where the head decides.
pub async fn to_sign_off(app: &TestApp, office: &Office, id: &str) {
    use Action as A;
    loop {
        let header = app.filing(&office.reviewer, id).await.unwrap().header;
        match header.summary.status {
            Status::SignOff => return,
            Status::Committee => {
                deliberate(app, &[id]).await;
                continue;
            }
            _ => {}
        }
        let steps = [A::Claim, A::Accept, A::Examine, A::PassToCommittee, A::PassToSignOff];
        let next = steps.into_iter().find(|step| header.allowed.contains(step)).expect("a way to the head");
        act(app, &office.reviewer, id, next, "").await.unwrap();
    }
}

/// Takes a submitted filing all the way.
pub async fn grant(app: &TestApp, office: &Office, id: &str) -> Result<FilingHeader> {
    to_sign_off(app, office, id).await;
    act(app, &office.head, id, Action::Grant, "").await
}

/// A draft by which these people leave, ready to be submitted.
pub async fn leaving(app: &TestApp, actor: &Actor, people: &[u64]) -> String {
    let id = start(app, actor, Kind::Leaving).await;
    save(app, actor, &id, SectionBody::Leaving(leavers(people))).await;
    documents(app, actor, &id).await;
    id
}

pub fn leavers(people: &[u64]) -> Leaving {
    let leaver = |&n: &u64| Leaver { resident_id: resident_id(n), name: format!("人员{n}"), posts: Vec::new() };
    Leaving {
        people: people.iter().map(leaver).collect(),
        left_on: "2026-11-20".into(),
        explanation: "个人原因".into(),
    }
}

/// A draft by which this person joins, ready to be submitted.
pub async fn joining(app: &TestApp, actor: &Actor, post: Post, person: u64) -> String {
    let id = start(app, actor, Kind::Joining).await;
    save(app, actor, &id, SectionBody::Joining(Joining { read: true, post: Some(post) })).await;
    match post {
        Post::TechnicalLead => save(app, actor, &id, SectionBody::TechnicalLead(lead(person))).await,
        Post::SafetyLead => save(app, actor, &id, SectionBody::SafetyLead(lead(person))).await,
        Post::Technician => drop(add(app, actor, &id, &technician(person)).await),
        Post::Electrician => drop(add(app, actor, &id, &electrician(person, ElectricianKind::HighVoltage)).await),
    }
    documents(app, actor, &id).await;
    id
}

pub async fn leaves(app: &TestApp, office: &Office, actor: &Actor, people: &[u64]) {
    let id = leaving(app, actor, people).await;
    submit(app, actor, &id).await;
    grant(app, office, &id).await.unwrap();
}

pub async fn joins(app: &TestApp, office: &Office, actor: &Actor, post: Post, person: u64) {
    let id = joining(app, actor, post, person).await;
    submit(app, actor, &id).await;
    grant(app, office, &id).await.unwrap();
}

/// A filing of this kind for these categories and grades, from what the licence has, ready to be submitted.
pub async fn judged(app: &TestApp, actor: &Actor, kind: Kind, wanted: Scope, downgrade: Option<Downgrade>) -> String {
    let id = start(app, actor, kind).await;
    let body = Application { wanted, downgrade, clean_year: true, ..application() };
    save(app, actor, &id, SectionBody::Application(body)).await;
    documents(app, actor, &id).await;
    id
}

/// A renewal without a downgrade, submitted.
pub async fn renewal(app: &TestApp, actor: &Actor) -> String {
    let id = judged(app, actor, Kind::Renewal, install(Grade::Five), Some(Downgrade::No)).await;
    submit(app, actor, &id).await;
    id
}

/// 承装 of this grade.
pub fn install(grade: Grade) -> Scope {
    Scope { install: Some(grade), ..Scope::default() }
}

/// How many people the licence engages.
pub async fn engaged_by(app: &TestApp, licence: &str) -> i64 {
    app.count(&format!("select count(*) from engagements where licence_id = '{licence}' and released_at is null")).await
}

/// How many posts are held under the licence.
pub async fn posts(app: &TestApp, licence: &str) -> i64 {
    app.count(&format!("select count(*) from posts where licence_id = '{licence}' and until is null")).await
}

/// Who of everybody is engaged.
pub async fn is_engaged(app: &TestApp, person: u64) -> bool {
    let id = resident_id(person);
    app.count(&format!("select count(*) from engagements where resident_id = '{id}' and released_at is null")).await
        == 1
}
