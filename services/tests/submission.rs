//! Checking and submitting; on both databases.

mod drafts;
mod support;

use domain::Refusal;
use domain::conformity::{Severity, blocking};
use domain::filings::*;
use domain::workflow::{Action, Status};
use drafts::*;
use support::*;

#[tokio::test]
async fn submitting_is_refused_with_everything_that_stands_against_it() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        let checked = app.check_filing(&acme, &id).await.unwrap();
        let Refusal::Invalid { findings } = refusal(app.submit(&acme, &id, 1, "key-of-submission").await) else {
            panic!("an empty draft was submitted");
        };
        assert_eq!(findings, blocking(&checked).cloned().collect::<Vec<_>>());
        assert!(findings.iter().any(|finding| finding.path == "application.wanted"));
        assert!(findings.iter().any(|finding| finding.path == "attachments.business_licence"));
        let header = app.filing(&acme, &id).await.unwrap().header;
        assert_eq!((header.summary.status, header.revision, header.summary.submitted_at), (Status::Draft, 1, None));
        assert_eq!(app.count("select count(*) from events").await, 0);
        assert_eq!(app.count("select count(*) from filing_versions").await, 0);
        // Nor by the way of other steps.
        assert!(matches!(refusal(act(app, &acme, &id, Action::Submit, "").await), Refusal::Invalid { .. }));
    })
    .await;
}

#[tokio::test]
async fn a_submission_is_received_once_and_frozen() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = complete(app, &acme).await;
        let checked = app.check_filing(&acme, &id).await.unwrap();
        assert_eq!(blocking(&checked).collect::<Vec<_>>(), Vec::<&domain::Finding>::new());
        assert!(checked.iter().any(|finding| finding.severity == Severity::Met));
        app.clock.advance(HOUR);

        let stale = refusal(app.submit(&acme, &id, 2, "key-of-submission").await);
        assert!(matches!(stale, Refusal::Conflict { revision: 1, .. }));
        let submits = futures::future::join_all((0..4).map(|_| app.submit(&acme, &id, 1, "key-of-submission"))).await;
        let receipt = Receipt {
            number: "2026000001".into(),
            submitted_at: START + HOUR,
            office: "国家能源局华东监管局".into(),
            position: Some(1),
        };
        for submitted in submits {
            assert_eq!(submitted.unwrap(), receipt);
        }
        app.clock.advance(HOUR);
        assert_eq!(app.submit(&acme, &id, 1, "key-of-submission").await.unwrap(), receipt);
        assert_eq!(refusal(app.submit(&acme, &id, 2, "another-key").await), locked());
        assert_eq!(app.count("select count(*) from events").await, 1);
        assert_eq!(app.count("select count(*) from filing_versions").await, 1);

        let (frozen,): (String,) =
            sqlx::query_as("select body from filing_versions").fetch_one(app.db.pool()).await.unwrap();
        let frozen: Filing = serde_json::from_str(&frozen).unwrap();
        assert_eq!(frozen.rows, app.rows(&acme, &id).await.unwrap());
        assert_eq!((frozen.enterprise.name.as_str(), frozen.attachments.len()), ("甲公司", DOCUMENTS.len()));
        let changed = sqlx::query("update filing_versions set body = ''").execute(app.db.pool()).await;
        assert!(changed.unwrap_err().to_string().contains("append-only"));
    })
    .await;
}

fn locked() -> Refusal {
    Refusal::not_now("申请已提交，不能再修改")
}

#[tokio::test]
async fn what_is_submitted_cannot_be_changed() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = complete(app, &acme).await;
        let row = app.technicians(&acme, &id, 0, 1).await.unwrap().rows.remove(0);
        let document = app.filing(&acme, &id).await.unwrap().attachments.remove(0);
        app.submit(&acme, &id, 1, "key-of-submission").await.unwrap();

        let section = SectionBody::Basics(basics());
        assert_eq!(refusal(app.save_section(&acme, &id, 1, &section).await), locked());
        assert_eq!(refusal(app.save_row(&acme, &id, None, "", &performance("工程")).await), locked());
        assert_eq!(refusal(app.delete_row(&acme, &id, &row.id, row.revision).await), locked());
        let upload = app.add_attachment(&acme, &id, "business_licence", None, "a.pdf", stream(pdf("")));
        assert_eq!(refusal(upload.await), locked());
        assert_eq!(refusal(app.delete_attachment(&acme, &document.id).await), locked());
        let abandoned = act(app, &acme, &id, Action::Abandon, "").await;
        assert_eq!(refusal(abandoned), Refusal::not_now("该申请已由他人处理，请刷新"));
    })
    .await;
}

#[tokio::test]
async fn an_abandoned_draft_releases_its_people_and_makes_room() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = complete(app, &acme).await;
        assert_eq!(engaged(app, &id).await, 12);
        let header = act(app, &acme, &id, Action::Abandon, "").await.unwrap();
        assert_eq!((header.summary.status, header.allowed), (Status::Abandoned, vec![]));
        assert_eq!(engaged(app, &id).await, 0);
        let refused = refusal(app.save_section(&acme, &id, 1, &SectionBody::Basics(basics())).await);
        assert_eq!(refused, Refusal::not_now("申请已结束，不能再修改"));

        let next = draft(app, &acme).await;
        assert_ne!(next, id);
        let filings = app.my_filings(&acme).await.unwrap();
        assert_eq!(filings.iter().map(|filing| filing.id.as_str()).collect::<Vec<_>>(), [&next, &id]);
        // The same people again.
        app.save_section(&acme, &next, 0, &SectionBody::TechnicalLead(lead(100_000))).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_corrected_filing_is_submitted_again() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let reviewer = app.reviewer("east").await;
        let id = submitted(app, &acme).await;
        act(app, &reviewer, &id, Action::Claim, "").await.unwrap();
        correct(app, &reviewer, &id, "performance", "请补充近三年业绩").await;
        add(app, &acme, &id, &performance("补充的工程")).await;
        let header = app.filing(&acme, &id).await.unwrap().header;
        assert_eq!(header.summary.status, Status::Correction);
        assert!(matches!(refusal(resubmit(app, &acme, &id).await), Refusal::Invalid { .. }));

        let row = app.performance(&acme, &id, 0, 1).await.unwrap().rows.remove(0);
        app.delete_row(&acme, &id, &row.id, row.revision).await.unwrap();
        resubmit(app, &acme, &id).await.unwrap();
        let view = app.filing(&acme, &id).await.unwrap();
        assert_eq!(view.events.last().unwrap().action, Action::Resubmit);
        assert_eq!(app.count("select max(version) from filing_versions").await, 2);
        act(app, &reviewer, &id, Action::Claim, "").await.unwrap();
    })
    .await;
}
