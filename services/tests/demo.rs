//! The demonstration data: all there, right, and made once.

mod support;

use chrono::TimeDelta;
use domain::conformity::{Severity, blocking};
use domain::filings::{FilingSummary, Kind, List, RowBody, Tab, Track};
use domain::licences::LicenceStatus;
use domain::staff::Search;
use domain::workflow::Status;
use services::Actor;
use std::collections::HashSet;
use support::{DAY, TestApp, for_each_database, origin};

async fn sign_in(app: &TestApp, account: &str) -> Actor {
    let signed_in = app.sign_in(account, services::demo::PASSWORD, &origin("10.0.0.9")).await.unwrap();
    app.actor(&signed_in).await
}

async fn filing_of(app: &TestApp, account: &str) -> (Actor, FilingSummary) {
    let actor = sign_in(app, account).await;
    let filing = app.my_filings(&actor).await.unwrap().remove(0);
    (actor, filing)
}

/// How many rows each table has that the demonstration fills.
async fn counts(app: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in [
        "enterprises",
        "accounts",
        "filings",
        "filing_rows",
        "engagements",
        "attachments",
        "licences",
        "posts",
        "events",
    ] {
        counts.push(app.count(&format!("select count(*) from {table}")).await);
    }
    counts
}

#[tokio::test]
async fn every_account_signs_in_and_shows_what_it_says() {
    for_each_database(async |app| {
        let report = app.demo(None, None).await.unwrap();
        let names: HashSet<_> = report.accounts.iter().map(|account| account.account.as_str()).collect();
        assert_eq!(names.len(), report.accounts.len());
        for name in ["demo-enterprise", "reviewer-east", "reviewer2-east", "head-east", "administrator"] {
            assert!(names.contains(name), "{name}");
        }
        for account in &report.accounts {
            let actor = sign_in(app, &account.account).await;
            assert_eq!(actor.role, account.role);
            assert!(account.what.contains(&actor.name), "{}", account.what);
        }

        let (actor, draft) = filing_of(app, "demo-enterprise").await;
        assert_eq!(draft.status, Status::Draft);
        let findings = app.check_filing(&actor, &draft.id).await.unwrap();
        let missing: Vec<_> = blocking(&findings).filter_map(|finding| Tab::of_path(&finding.path)).collect();
        assert!(missing.contains(&Tab::Electricians), "too few electricians");
        assert!(findings.iter().any(|finding| finding.severity == Severity::Met));
        assert!(blocking(&findings).all(|finding| finding.id != "field"), "{findings:?}");
        assert_eq!(app.services.enterprise(&actor).await.unwrap().profile.parent_name, "上海浦江能源（集团）有限公司");
        let to_dos = app.to_dos(&actor).await.unwrap();
        assert_eq!(to_dos[0].text, format!("继续填报许可证新申请（{}）", draft.number));
        assert_eq!(to_dos[0].href, format!("/filings/{}/application", draft.id));

        let (_, submitted) = filing_of(app, "demo-hefei").await;
        assert_eq!(submitted.status, Status::Submitted);
        let reviewer = sign_in(app, "reviewer-east").await;
        assert_eq!(app.to_dos(&reviewer).await.unwrap()[0].text, "1 件申请待领取，最早的时限为2026年12月1日");
        assert!(app.to_dos(&sign_in(app, "reviewer-south").await).await.unwrap().is_empty());

        let (actor, granted) = filing_of(app, "demo-licensed").await;
        assert_eq!(granted.status, Status::Issued);
        let licence = app.my_licence(&actor).await.unwrap().expect("a licence");
        let to_dos = app.to_dos(&actor).await.unwrap();
        assert_eq!(to_dos[0].text, format!("许可证（{}）已颁发，请查看并打印", licence.number));
        app.clock.advance(31 * DAY);
        let actor = sign_in(app, "demo-licensed").await;
        assert!(app.to_dos(&actor).await.unwrap().is_empty(), "no news any more");
    })
    .await;
}

#[tokio::test]
async fn it_is_made_once_and_changes_to_it_stay() {
    for_each_database(async |app| {
        app.demo(Some(30), Some(1)).await.unwrap();
        let (actor, draft) = filing_of(app, "demo-enterprise").await;
        let page = app.electricians(&actor, &draft.id, 0, 1).await.unwrap();
        app.delete_row(&actor, &draft.id, &page.rows[0].id, page.rows[0].revision).await.unwrap();
        let before = counts(app).await;
        app.clock.advance(400 * DAY);
        app.demo(None, None).await.unwrap();
        app.demo(Some(30), Some(1)).await.unwrap();
        app.demo(Some(10), None).await.unwrap();
        assert_eq!(counts(app).await, before);
    })
    .await;
}

#[tokio::test]
async fn as_many_electricians_as_asked_for_and_more_later() {
    for_each_database(async |app| {
        for (asked, there) in [(120, 120), (150, 150), (90, 150)] {
            let report = app.demo(Some(asked), None).await.unwrap();
            let account = report.accounts.iter().find(|account| account.account == "demo-electricians").unwrap();
            assert!(account.what.contains(&format!("技能人员{there}名")), "{}", account.what);
            let (actor, draft) = filing_of(app, "demo-electricians").await;
            let rows = app.rows(&actor, &draft.id).await.unwrap();
            assert_eq!((rows.electricians.len(), rows.performance.len()), (there, 200));
            let findings = app.check_filing(&actor, &draft.id).await.unwrap();
            assert!(blocking(&findings).all(|finding| finding.id == "document_missing"), "only documents are missing");
            // They are engaged, and more can be added as on any other draft.
            let engaged =
                app.count(&format!("select count(*) from engagements where filing_id = '{}'", draft.id)).await;
            assert_eq!(engaged as usize, there + 50 + 2);
        }
        let (actor, draft) = filing_of(app, "demo-electricians").await;
        let mut row = app.electricians(&actor, &draft.id, 0, 1).await.unwrap().rows.remove(0);
        row.body.issuing_authority = "北京市应急管理局".into();
        let body = RowBody::Electricians(row.body);
        assert_eq!(body.list(), List::Electricians);
        app.save_row(&actor, &draft.id, Some((row.id, row.revision)), "", &body).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn as_many_licensed_enterprises_as_asked_for_whose_licences_can_be_renewed() {
    for_each_database(async |app| {
        let report = app.demo(None, Some(3)).await.unwrap();
        let mut accounts = vec!["demo-renewal".to_owned()];
        accounts.extend((1..=3).map(|n| format!("demo-licensed-{n}")));
        for account in &accounts {
            assert!(report.accounts.iter().any(|listed| listed.account == *account), "{account}");
            let actor = sign_in(app, account).await;
            let licence = app.my_licence(&actor).await.unwrap().expect("a licence");
            assert_eq!(
                (licence.status, licence.valid_until - app.today()),
                (LicenceStatus::InForce, TimeDelta::days(60))
            );
            assert!(licence.number.ends_with("-2021"), "dated as it would have been: {}", licence.number);
            assert_eq!(app.find_staff(&actor, &Search::default()).await.unwrap().len(), 29);
            let entries = app.entries(&actor).await.unwrap();
            let open: Vec<_> =
                entries.iter().filter(|entry| entry.hindrance.is_none()).map(|entry| entry.kind).collect();
            assert_eq!(open, Kind::ALL[1..]);
            assert!(app.to_dos(&actor).await.unwrap().is_empty(), "no news");
        }
        assert_eq!(app.licences_due().await.unwrap(), 0);

        // A renewal starts with nothing wrong in what was copied.
        let actor = sign_in(app, "demo-renewal").await;
        let id = app.start_filing(&actor, Kind::Renewal, Track::General, "key").await.unwrap();
        let findings = app.check_filing(&actor, &id).await.unwrap();
        let wrong: Vec<_> = blocking(&findings)
            .filter(|finding| finding.id != "document_missing" && !finding.path.starts_with("application."))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");

        let before = counts(app).await;
        app.demo(None, Some(2)).await.unwrap();
        assert_eq!(counts(app).await, before);
        app.demo(None, Some(4)).await.unwrap();
        assert_eq!(app.count("select count(*) from licences where status = 'in_force'").await, 6);
        assert!(app.demo(None, Some(401)).await.is_err());
    })
    .await;
}
