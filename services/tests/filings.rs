//! Drafts: started, filled in, checked, submitted, abandoned; on both databases.

mod drafts;
mod support;

use domain::Refusal;
use domain::filings::*;
use domain::workflow::{Action, Status};
use drafts::*;
use support::*;

#[tokio::test]
async fn an_enterprise_has_one_live_filing_of_a_kind() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        assert_eq!(draft(app, &acme).await, id);
        let view = app.filing(&acme, &id).await.unwrap();
        assert_eq!(view.header.summary.number, "2026000001");
        assert_eq!(view.header.summary.status, Status::Draft);
        assert_eq!(view.header.allowed, [Action::Submit, Action::Abandon]);
        assert_eq!(view.header.profile.name, "甲公司");
        assert_eq!(view.header.office, "国家能源局华东监管局");

        let other = app.enterprise("乙公司").await;
        let starts = futures::future::join_all((0..8).map(|_| draft(app, &other))).await;
        assert!(starts.iter().all(|id| *id == starts[0]), "{starts:?}");
        assert_eq!(app.count("select count(*) from filings").await, 2);
        assert_eq!(app.my_filings(&other).await.unwrap()[0].number, "2026000002");

        let refused = refusal(app.start_filing(&acme, Kind::Renewal, Track::General, "key").await);
        assert_eq!(refused, Refusal::not_now("取得许可证后方可办理"));
        let reviewer = app.reviewer("east").await;
        assert_eq!(
            refusal(app.start_filing(&reviewer, Kind::NewLicence, Track::General, "key").await),
            Refusal::Forbidden
        );
        assert_eq!(refusal(app.my_filings(&reviewer).await), Refusal::Forbidden);
    })
    .await;
}

#[tokio::test]
async fn a_section_is_kept_as_typed_and_a_stale_save_shows_theirs() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        let half = SectionBody::Basics(Basics { total_assets: " 一千".into(), ..Basics::default() });
        let saved = app.save_section(&acme, &id, 0, &half).await.unwrap();
        assert_eq!((saved.saved.revision, saved.saved.saved_at), (1, START));
        assert_eq!(app.filing(&acme, &id).await.unwrap().sections.basics.body.total_assets, " 一千");

        app.clock.advance(MINUTE);
        let whole = SectionBody::Basics(basics());
        assert_eq!(app.save_section(&acme, &id, 1, &whole).await.unwrap().saved.revision, 2);
        let mine = SectionBody::Basics(Basics { total_assets: "2000".into(), ..basics() });
        for stale in [0, 1, 7] {
            let Refusal::Conflict { theirs, revision } = refusal(app.save_section(&acme, &id, stale, &mine).await)
            else {
                panic!("a stale save went through");
            };
            assert_eq!(revision, 2);
            assert_eq!(serde_json::from_str::<SectionBody>(&theirs).unwrap(), whole);
        }
        assert_eq!(app.save_section(&acme, &id, 1, &whole).await.unwrap().saved.revision, 3, "its answer was lost");
        assert_eq!(app.save_section(&acme, &id, 3, &mine).await.unwrap().saved.revision, 4);

        let Refusal::Conflict { theirs, revision } =
            refusal(app.save_section(&acme, &id, 3, &SectionBody::SafetyLead(lead(1))).await)
        else {
            panic!("a section that was never saved has no revision 3");
        };
        assert_eq!(revision, 0);
        assert_eq!(serde_json::from_str::<SectionBody>(&theirs).unwrap(), SectionBody::SafetyLead(Lead::default()));

        let long = SectionBody::Basics(Basics { net_assets: "9".repeat(201), ..basics() });
        assert_eq!(findings(app.save_section(&acme, &id, 4, &long).await), ["basics.net_assets: 不能超过200个字"]);
    })
    .await;
}

#[tokio::test]
async fn two_windows_saving_at_once_lose_nothing_silently() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        let typed = |n: usize| SectionBody::Basics(Basics { total_assets: n.to_string(), ..basics() });
        let bodies: Vec<_> = (0..6).map(typed).collect();
        let saves = futures::future::join_all(bodies.iter().map(|body| app.save_section(&acme, &id, 0, body))).await;
        assert_eq!(saves.iter().filter(|saved| saved.is_ok()).count(), 1);
        for refused in saves.into_iter().filter(|saved| saved.is_err()) {
            assert!(matches!(refusal(refused), Refusal::Conflict { revision: 1, .. }));
        }
    })
    .await;
}
