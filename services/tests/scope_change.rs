//! 许可事项变更: starts from what the licence has, and asks for what a change of scope asks for; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::filings::*;
use domain::licences::{Grade, Scope};
use domain::staff::{Post, Search};
use domain::workflow::{Action, Status};
use drafts::*;
use futures::TryStreamExt;
use licensee::*;
use support::*;

async fn broken(app: &TestApp, actor: &services::Actor, id: &str) -> Vec<String> {
    let findings = app.check_filing(actor, id).await.unwrap();
    domain::conformity::blocking(&findings).map(|finding| finding.id.clone()).collect()
}

/// An enterprise that was licensed with one performance record and its documents.
async fn with_a_record(app: &TestApp, office: &Office) -> Licensee {
    let actor = app.enterprise("甲公司").await;
    let first = people(app);
    let id = complete_with(app, &actor, first).await;
    let row = add(app, &actor, &id, &performance("临江配电工程")).await.id;
    for slot in ["contract", "acceptance"] {
        let bytes = stream(pdf(slot));
        app.add_attachment(&actor, &id, slot, Some(&row), &format!("{slot}.pdf"), bytes).await.unwrap();
    }
    submit(app, &actor, &id).await;
    grant(app, office, &id).await.unwrap();
    let licence = app.my_licence(&actor).await.unwrap().unwrap().id;
    Licensee { actor, first, licence }
}

#[tokio::test]
async fn it_starts_from_the_licences_staff_and_the_last_accepted_records() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = with_a_record(app, &office).await;
        let accepted = app.my_filings(&acme.actor).await.unwrap()[0].id.clone();
        app.clock.advance(DAY);
        let newcomer = people(app);
        joins(app, &office, &acme.actor, Post::Electrician, newcomer).await;
        leaves(app, &office, &acme.actor, &[acme.first + 2]).await;

        let id = start(app, &acme.actor, Kind::ScopeChange).await;
        assert_eq!(start(app, &acme.actor, Kind::ScopeChange).await, id);
        let view = app.filing(&acme.actor, &id).await.unwrap();
        let held = acme.licence(app).await;
        assert_eq!((view.header.licence.as_ref(), view.header.licence_id.as_deref()), (Some(&held), Some(&*held.id)));
        assert_eq!(view.sections.application.body, Application { wanted: held.scope, ..Application::default() });
        assert_eq!((view.sections.basics.body, view.sections.basics.revision), (basics(), 1));
        assert_eq!(view.sections.technical_lead.body, lead(acme.first));
        assert_eq!(view.sections.safety_lead.body, lead(acme.first + 1));
        let rows = app.rows(&acme.actor, &id).await.unwrap();
        let ids = |people: Vec<String>| -> std::collections::BTreeSet<String> { people.into_iter().collect() };
        let technicians = ids(rows.technicians.iter().map(|row| row.body.resident_id.clone()).collect());
        assert_eq!(technicians, ids((3..7).map(|n| resident_id(acme.first + n)).collect()), "who left is not there");
        let electricians = ids(rows.electricians.iter().map(|row| row.body.resident_id.clone()).collect());
        let there = (7..12).map(|n| resident_id(acme.first + n)).chain([resident_id(newcomer)]);
        assert_eq!(electricians, ids(there.collect()), "who joined is");
        assert_eq!(rows.performance.len(), 1);
        assert_eq!(rows.performance[0].body.project, "临江配电工程");
        assert_eq!(engaged(app, &id).await, 0, "the licence engages them");

        // The record came with its documents, which are the filing's own.
        assert_eq!(view.attachments.len(), 2);
        for file in &view.attachments {
            assert_eq!(file.row.as_ref(), Some(&rows.performance[0].id));
            let (_, bytes) = app.attachment(&acme.actor, &file.id).await.unwrap();
            let bytes: Vec<_> = bytes.try_collect().await.unwrap();
            assert_eq!(bytes.concat(), pdf(&file.slot));
            app.delete_attachment(&acme.actor, &file.id).await.unwrap();
        }
        for file in app.filing(&acme.actor, &accepted).await.unwrap().attachments {
            let (_, bytes) = app.attachment(&acme.actor, &file.id).await.unwrap();
            assert!(bytes.try_collect::<Vec<_>>().await.is_ok(), "{} of the accepted filing is still there", file.slot);
        }
    })
    .await;
}

#[tokio::test]
async fn it_must_change_something_and_a_rise_asks_for_the_clean_year() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let id = start(app, &acme.actor, Kind::ScopeChange).await;
        let wants = async |wanted, clean_year| {
            let body = Application { wanted, clean_year, ..application() };
            save(app, &acme.actor, &id, SectionBody::Application(body)).await;
        };
        wants(install(Grade::Five), true).await;
        documents(app, &acme.actor, &id).await;
        assert_eq!(broken(app, &acme.actor, &id).await, ["scope_unchanged"]);
        assert!(matches!(refusal(app.submit(&acme.actor, &id, 1, "key").await), domain::Refusal::Invalid { .. }));
        wants(Scope { repair: Some(Grade::Five), ..install(Grade::Five) }, false).await;
        assert_eq!(broken(app, &acme.actor, &id).await, ["clean_year"]);
        wants(Scope { repair: Some(Grade::Five), ..install(Grade::Five) }, true).await;
        assert_eq!(broken(app, &acme.actor, &id).await, Vec::<String>::new());
        wants(install(Grade::Four), true).await;
        let broken = broken(app, &acme.actor, &id).await;
        assert!(broken.contains(&"electricians".to_owned()), "grade four asks for more people: {broken:?}");
    })
    .await;
}

#[tokio::test]
async fn a_change_that_comes_to_nothing_lets_go_only_of_whom_it_engaged() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let newcomers = people(app);
        let starts_with = async |person| {
            let wanted = Scope { repair: Some(Grade::Five), ..install(Grade::Five) };
            let id = judged(app, &acme.actor, Kind::ScopeChange, wanted, None).await;
            add(app, &acme.actor, &id, &technician(person)).await;
            assert!(is_engaged(app, person).await);
            id
        };
        let abandoned = starts_with(newcomers).await;
        act(app, &acme.actor, &abandoned, Action::Abandon, "").await.unwrap();
        let refused = starts_with(newcomers + 1).await;
        submit(app, &acme.actor, &refused).await;
        to_sign_off(app, &office, &refused).await;
        act(app, &office.head, &refused, Action::Refuse, "经核实存在违规分包").await.unwrap();
        let terminated = starts_with(newcomers + 2).await;
        submit(app, &acme.actor, &terminated).await;
        act(app, &acme.actor, &terminated, Action::Terminate, "情况变化").await.unwrap();
        for person in newcomers..newcomers + 3 {
            assert!(!is_engaged(app, person).await);
        }
        assert_eq!((engaged_by(app, &acme.licence).await, posts(app, &acme.licence).await), (12, 12));
        assert_eq!(acme.licence(app).await.scope, install(Grade::Five));
        let statuses: Vec<_> =
            app.my_filings(&acme.actor).await.unwrap().into_iter().map(|filing| filing.status).take(3).collect();
        assert_eq!(statuses, [Status::Terminated, Status::Refused, Status::Abandoned]);
    })
    .await;
}

#[tokio::test]
async fn who_joined_or_left_since_it_was_submitted_has_joined_or_left() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let id = filled_in(app, &acme, Kind::ScopeChange).await;
        submit(app, &acme.actor, &id).await;
        app.clock.advance(HOUR);
        let newcomer = app.next() + 5000;
        let joins = joining(app, &acme.actor, Post::Technician, newcomer).await;
        submit(app, &acme.actor, &joins).await;
        grant(app, &office, &joins).await.unwrap();
        let leaver = acme.first + 8;
        let leaves = leaving(app, &acme.actor, &[leaver]).await;
        submit(app, &acme.actor, &leaves).await;
        grant(app, &office, &leaves).await.unwrap();

        grant(app, &office, &id).await.unwrap();
        let staff = app.find_staff(&acme.actor, &Search::default()).await.unwrap();
        let engaged = |n: u64| staff.iter().any(|member| member.resident_id == resident_id(n));
        assert!(engaged(newcomer), "who joined meanwhile stays");
        assert!(!engaged(leaver), "who left meanwhile is not engaged again");
        assert!(engaged(acme.first + 9));
    })
    .await;
}
