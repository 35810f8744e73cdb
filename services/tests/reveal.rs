//! The numbers of people in a filing: masked for the office, and shown one at a time for a reason that is noted; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::enterprises::Profile;
use domain::filings::*;
use domain::values::ResidentId;
use drafts::*;
use support::*;

fn masked(id: &str) -> String {
    ResidentId::parse(id).unwrap().masked()
}

#[tokio::test]
async fn the_office_gets_no_whole_number_and_the_enterprise_its_own() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let first = people(app);
        let id = complete_with(app, &acme, first).await;
        app.submit(&acme, &id, 1, "key").await.unwrap();
        for reader in [app.reviewer("east").await, app.head("east").await] {
            let view = app.filing(&reader, &id).await.unwrap();
            let rows = app.rows(&reader, &id).await.unwrap();
            let pages = (
                app.technicians(&reader, &id, 0, 50).await.unwrap(),
                app.electricians(&reader, &id, 0, 50).await.unwrap(),
            );
            let told = format!("{view:?} {rows:?} {pages:?}");
            for person in (first..first + 12).chain([8_000_000]) {
                assert!(!told.contains(&resident_id(person)[6..14]), "the day of birth of {person} is told");
            }
            for mobile in ["13900139000", "13700137000", "13800138000"] {
                assert!(!told.contains(mobile), "{mobile} is told");
            }
            assert_eq!(view.sections.technical_lead.body.resident_id, masked(&resident_id(first)));
            let electrician = &pages.1.rows[0].body;
            assert_eq!(electrician.certificate, format!("T{}", masked(&resident_id(first + 7))));
        }
        let own = app.filing(&acme, &id).await.unwrap();
        assert_eq!(own.sections.technical_lead.body.resident_id, resident_id(first));
        let own = app.electricians(&acme, &id, 0, 50).await.unwrap();
        assert_eq!(own.rows[0].body.certificate, format!("T{}", resident_id(first + 7)));
    })
    .await;
}

#[tokio::test]
async fn the_check_that_the_office_sees_is_of_the_whole_numbers() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = submitted(app, &acme).await;
        let (own, theirs) =
            (app.check_filing(&acme, &id).await, app.check_filing(&app.reviewer("east").await, &id).await);
        let theirs = theirs.unwrap();
        assert_eq!(own.unwrap(), theirs);
        assert_eq!(domain::conformity::blocking(&theirs).count(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_number_is_shown_for_a_reason_that_is_noted() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let first = people(app);
        let id = complete_with(app, &acme, first).await;
        app.submit(&acme, &id, 1, "key").await.unwrap();
        let reviewer = app.reviewer("east").await;
        let row = app.electricians(&reviewer, &id, 0, 1).await.unwrap().rows[0].id.clone();
        let certificate = format!("electricians[{row}].certificate");
        for (path, number) in [
            ("technical_lead.resident_id", resident_id(first)),
            ("technical_lead.work[0].referee_mobile", "13700137000".to_owned()),
            (certificate.as_str(), format!("T{}", resident_id(first + 7))),
            ("enterprise.mobile", app.services.enterprise(&acme).await.unwrap().profile.mobile),
        ] {
            assert_eq!(app.reveal(&reviewer, &id, path, "核对证件或证书").await.unwrap(), number, "{path}");
        }
        let about = format!("核对{}的证件", resident_id(first));
        app.reveal(&reviewer, &id, "technical_lead.resident_id", &about).await.unwrap();
        let noted: Vec<(String, String, String)> = sqlx::query_as(
            "select account, entity_id, detail from audit where act = 'filing.reveal' order by sequence",
        )
        .fetch_all(app.db.pool())
        .await
        .unwrap();
        assert_eq!(noted.len(), 5);
        assert!(noted.iter().all(|(account, filing, _)| (account, filing) == (&reviewer.account, &id)));
        assert_eq!(noted[0].2, "technical_lead.resident_id：核对证件或证书");
        assert_eq!(noted[4].2, format!("technical_lead.resident_id：核对{}的证件", masked(&resident_id(first))));
    })
    .await;
}

#[tokio::test]
async fn what_may_not_be_shown_is_refused_and_not_noted() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = submitted(app, &acme).await;
        let draft = complete(app, &app.enterprise("乙公司").await).await;
        let reviewer = app.reviewer("east").await;
        let path = "technical_lead.resident_id";
        for actor in [acme, app.administrator().await] {
            assert_eq!(refusal(app.reveal(&actor, &id, path, "理由").await), Refusal::Forbidden);
        }
        assert_eq!(refusal(app.reveal(&app.reviewer("north").await, &id, path, "理由").await), Refusal::NotFound);
        assert_eq!(refusal(app.reveal(&reviewer, &draft, path, "理由").await), Refusal::NotFound);
        assert_eq!(findings(app.reveal(&reviewer, &id, path, " ").await), ["reason: 请填写"]);
        let long = "x".repeat(5000);
        for elsewhere in
            ["", "enterprise.name", "technical_lead.work[7].referee_mobile", "technicians[\0].resident_id", &long]
        {
            assert_eq!(refusal(app.reveal(&reviewer, &id, elsewhere, "理由").await), Refusal::NotFound);
        }
        assert!(!app.audited().await.contains(&"filing.reveal".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_changed_representative_is_seen_to_be_another() {
    for_each_database(async |app| {
        let office = licensee::office(app).await;
        let acme = licensee::licensee(app, &office, "甲公司").await;
        let id = licensee::filled_in(app, &acme, Kind::RegistrationChange).await;
        licensee::submit(app, &acme.actor, &id).await;
        let view = app.filing(&office.reviewer, &id).await.unwrap();
        let Profile { representative_id: before, .. } = view.header.profile;
        assert_eq!(view.sections.change.body.representative_id, before, "the number stays");
        assert!(before.contains("********"));
    })
    .await;
}
