//! What can be started, and why not the rest; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::filings::*;
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use support::*;

/// Why not, for each kind.
async fn hindrances(app: &TestApp, actor: &services::Actor) -> Vec<(Kind, Option<String>)> {
    app.entries(actor).await.unwrap().into_iter().map(|entry| (entry.kind, entry.hindrance)).collect()
}

#[tokio::test]
async fn the_home_page_says_what_can_be_done_now_and_why_not_the_rest() {
    for_each_database(async |app| {
        let office = office(app).await;
        let newcomer = app.enterprise("乙公司").await;
        let told = hindrances(app, &newcomer).await;
        assert_eq!(told.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), Kind::ALL);
        for (kind, told) in told {
            assert_eq!(told.as_deref(), kind.about_licence().then_some("取得许可证后方可办理"), "{kind}");
            if let Some(told) = told {
                assert_eq!(
                    refusal(app.start_filing(&newcomer, kind, Track::General, "key").await),
                    Refusal::not_now(told)
                );
            }
        }

        let acme = licensee(app, &office, "甲公司").await;
        let open: Vec<_> = hindrances(app, &acme.actor).await.into_iter().filter(|(_, told)| told.is_none()).collect();
        use Kind as K;
        let expected = [K::RegistrationChange, K::ScopeChange, K::Reissue, K::Cancellation, K::Joining, K::Leaving];
        assert_eq!(open.into_iter().map(|(kind, _)| kind).collect::<Vec<_>>(), expected);

        // A draft takes the place of starting, and stands against giving the licence up.
        let id = start(app, &acme.actor, Kind::Reissue).await;
        let entries = app.entries(&acme.actor).await.unwrap();
        let reissue = entries.iter().find(|entry| entry.kind == Kind::Reissue).unwrap();
        assert_eq!((reissue.live.as_ref().map(|live| live.id.as_str()), &reissue.hindrance), (Some(&*id), &None));
        assert_eq!(reissue.live.as_ref().unwrap().status, Status::Draft);
        let told = "“许可证补（换）证”正在办理，请先办结、废弃或终止后再申请注销";
        let cancellation = entries.iter().find(|entry| entry.kind == Kind::Cancellation).unwrap();
        assert_eq!(cancellation.hindrance.as_deref(), Some(told));
        let refused = refusal(app.start_filing(&acme.actor, Kind::Cancellation, Track::General, "key").await);
        assert_eq!(refused, Refusal::not_now(told));

        act(app, &acme.actor, &id, Action::Abandon, "").await.unwrap();
        start(app, &acme.actor, Kind::Cancellation).await;
        let told = "已申请注销许可证，注销办结前不能办理其他业务";
        for kind in [Kind::ScopeChange, Kind::Joining] {
            assert_eq!(
                refusal(app.start_filing(&acme.actor, kind, Track::General, "key").await),
                Refusal::not_now(told)
            );
        }
        assert_eq!(refusal(app.entries(&office.reviewer).await), Refusal::Forbidden);
        let refused = refusal(app.start_filing(&office.reviewer, Kind::Reissue, Track::General, "key").await);
        assert_eq!(refused, Refusal::Forbidden);
    })
    .await;
}

#[tokio::test]
async fn two_starts_at_once_leave_one_filing() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let starts = (0..6).map(|_| start(app, &acme.actor, Kind::ScopeChange));
        let ids = futures::future::join_all(starts).await;
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
        let filings = app.my_filings(&acme.actor).await.unwrap();
        assert_eq!(filings.iter().filter(|filing| filing.kind == Kind::ScopeChange).count(), 1);
        let rows = app.rows(&acme.actor, &ids[0]).await.unwrap();
        assert_eq!((rows.technicians.len(), rows.electricians.len()), (5, 5), "filled in once");
    })
    .await;
}

#[tokio::test]
async fn a_cancellation_and_another_filing_started_at_once_are_not_both_started() {
    for_each_database(async |app| {
        let office = office(app).await;
        for n in 0..4 {
            let acme = licensee(app, &office, &format!("甲公司{n}")).await;
            let (cancellation, other) = tokio::join!(
                app.start_filing(&acme.actor, Kind::Cancellation, Track::General, "key"),
                app.start_filing(&acme.actor, Kind::Leaving, Track::General, "key"),
            );
            assert_eq!(u8::from(cancellation.is_ok()) + u8::from(other.is_ok()), 1, "{cancellation:?} {other:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_filing_has_the_tabs_of_its_kind_and_no_others() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let id = start(app, &acme.actor, Kind::Reissue).await;
        for body in [
            SectionBody::Basics(basics()),
            SectionBody::TechnicalLead(lead(acme.first)),
            SectionBody::Change(Change::default()),
        ] {
            assert_eq!(refusal(app.save_section(&acme.actor, &id, 0, &body).await), Refusal::NotFound);
        }
        let row = app.save_row(&acme.actor, &id, None, "", &technician(1)).await;
        assert_eq!(refusal(row), Refusal::NotFound);
        // Who joins has the form of the post that was chosen.
        let id = start(app, &acme.actor, Kind::Joining).await;
        let told = Refusal::not_now("人员类型已改变，请刷新后填写所选类型的表格");
        let person = people(app);
        assert_eq!(refusal(app.save_row(&acme.actor, &id, None, "", &technician(person)).await), told);
        let post = Some(domain::staff::Post::SafetyLead);
        save(app, &acme.actor, &id, SectionBody::Joining(Joining { read: true, post })).await;
        assert_eq!(refusal(app.save_row(&acme.actor, &id, None, "", &technician(person)).await), told);
        save(app, &acme.actor, &id, SectionBody::SafetyLead(lead(person))).await;
        upload(app, &acme.actor, &id, "safety_lead_title").await;
        let post = Some(domain::staff::Post::Technician);
        save(app, &acme.actor, &id, SectionBody::Joining(Joining { read: true, post })).await;
        let view = app.filing(&acme.actor, &id).await.unwrap();
        assert_eq!((view.sections.safety_lead.revision, view.attachments.len()), (0, 0));
        assert!(!is_engaged(app, person).await);
        add(app, &acme.actor, &id, &technician(person)).await;
        assert!(is_engaged(app, person).await);
    })
    .await;
}
