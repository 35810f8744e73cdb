//! The demonstration data: all there, right, and made once.

mod support;

use domain::conformity::{Severity, blocking};
use domain::filings::{FilingSummary, List, RowBody, Tab};
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
    for table in
        ["enterprises", "accounts", "filings", "filing_rows", "engagements", "attachments", "licences", "events"]
    {
        counts.push(app.count(&format!("select count(*) from {table}")).await);
    }
    counts
}

#[tokio::test]
async fn every_account_signs_in_and_shows_what_it_says() {
    for_each_database(async |app| {
        let report = app.demo(None).await.unwrap();
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
        assert_eq!(app.to_dos(&reviewer).await.unwrap()[0].text, "1 件申请待领取");
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
        app.demo(Some(30)).await.unwrap();
        let (actor, draft) = filing_of(app, "demo-enterprise").await;
        let page = app.electricians(&actor, &draft.id, 0, 1).await.unwrap();
        app.delete_row(&actor, &draft.id, &page.rows[0].id, page.rows[0].revision).await.unwrap();
        let before = counts(app).await;
        app.clock.advance(400 * DAY);
        app.demo(None).await.unwrap();
        app.demo(Some(30)).await.unwrap();
        app.demo(Some(10)).await.unwrap();
        assert_eq!(counts(app).await, before);
    })
    .await;
}

#[tokio::test]
async fn as_many_electricians_as_asked_for_and_more_later() {
    for_each_database(async |app| {
        for (asked, there) in [(120, 120), (150, 150), (90, 150)] {
            let report = app.demo(Some(asked)).await.unwrap();
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
