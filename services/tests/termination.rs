//! 业务办理终止申请: ends whatever kind of filing is under way, and nothing moves it again; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::filings::*;
use domain::licences::LicenceStatus;
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use support::*;

#[tokio::test]
async fn every_kind_can_be_terminated_wherever_it_is_under_way() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        runs_out(app, &acme.licence, "2027-01-23").await;
        let before = acme.licence(app).await;
        for &kind in Kind::ALL.iter().filter(|kind| kind.about_licence()) {
            let id = filled_in(app, &acme, kind).await;
            let refused = refusal(act(app, &acme.actor, &id, Action::Terminate, "不再办理").await);
            assert_eq!(refused, Refusal::not_now("该申请已由他人处理，请刷新"), "a draft is abandoned, not terminated");
            submit(app, &acme.actor, &id).await;
            to_sign_off(app, &office, &id).await;
            assert_eq!(findings(act(app, &acme.actor, &id, Action::Terminate, " ").await), ["note: 请填写理由"]);
            let header = act(app, &acme.actor, &id, Action::Terminate, "不再办理").await.unwrap();
            assert_eq!((header.summary.status, header.allowed), (Status::Terminated, vec![]), "{kind}");

            let view = app.filing(&office.reviewer, &id).await.unwrap();
            let event = view.events.last().unwrap();
            assert_eq!((event.action, event.note.as_str()), (Action::Terminate, "不再办理"));
            assert!(app.queued(&office.reviewer).await.unwrap().is_empty());
            assert!(app.terminated(&office.head).await.unwrap().iter().any(|line| line.id == id && line.kind == kind));
            for actor in [&acme.actor, &office.reviewer, &office.head] {
                for &action in Action::ALL {
                    assert!(act(app, actor, &id, action, "理由").await.is_err(), "{action} moves a terminated {kind}");
                }
            }
            assert_eq!(engaged(app, &id).await, 0);
        }
        assert_eq!(acme.licence(app).await, before);
        assert_eq!(engaged_by(app, &acme.licence).await, 12, "the licence keeps its people");
        assert_eq!(app.licence(&acme.actor, &acme.licence, None).await.unwrap().copies.len(), 1);
        // Each makes room for the next.
        assert!(app.entries(&acme.actor).await.unwrap().iter().all(|entry| entry.live.is_none()));
    })
    .await;
}

#[tokio::test]
async fn terminating_and_granting_at_once_leave_one_outcome() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let id = filled_in(app, &acme, Kind::Cancellation).await;
        submit(app, &acme.actor, &id).await;
        to_sign_off(app, &office, &id).await;
        let (granted, terminated) = tokio::join!(
            act(app, &office.head, &id, Action::Grant, ""),
            act(app, &acme.actor, &id, Action::Terminate, "不注销了"),
        );
        assert_eq!(u8::from(granted.is_ok()) + u8::from(terminated.is_ok()), 1, "{granted:?} {terminated:?}");
        let expected = match granted.is_ok() {
            true => (LicenceStatus::Cancelled, Status::Issued, 0),
            false => (LicenceStatus::InForce, Status::Terminated, 12),
        };
        let status = app.filing(&acme.actor, &id).await.unwrap().header.summary.status;
        assert_eq!((acme.licence(app).await.status, status, engaged_by(app, &acme.licence).await), expected);
    })
    .await;
}
