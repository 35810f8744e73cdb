//! 许可证注销 stands alone: what else is filed about the licence goes first, or ends with it; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::accounts::Role;
use domain::filings::*;
use domain::licences::LicenceStatus;
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use support::*;

/// A cancellation that waits for the head, beside another filing about the licence that was begun before it: the checks
/// keep these apart, so the other is put away while it is begun.
async fn beside(app: &TestApp, office: &Office, acme: &Licensee, kind: Kind) -> (String, String) {
    let other = filled_in(app, acme, kind).await;
    let live = async |live: i64| {
        let query = "update filings set live = $1 where id = $2";
        sqlx::query(query).bind(live).bind(&other).execute(app.db.pool()).await.unwrap();
    };
    live(0).await;
    let id = filled_in(app, acme, Kind::Cancellation).await;
    submit(app, &acme.actor, &id).await;
    to_sign_off(app, office, &id).await;
    live(1).await;
    (id, other)
}

#[tokio::test]
async fn drafts_about_the_licence_end_with_it() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let (id, draft) = beside(app, &office, &acme, Kind::Joining).await;
        let person = app.rows(&acme.actor, &draft).await.unwrap().electricians[0].body.resident_id.clone();
        act(app, &office.head, &id, Action::Grant, "").await.unwrap();
        assert_eq!(acme.licence(app).await.status, LicenceStatus::Cancelled);
        let view = app.filing(&acme.actor, &draft).await.unwrap();
        assert_eq!((view.header.summary.status, view.header.allowed), (Status::Abandoned, vec![]));
        let event = view.events.last().unwrap();
        assert_eq!((event.action, event.actor.as_str(), event.role), (Action::Abandon, "系统", Role::Administrator));
        assert_eq!(event.note, "许可证已注销");
        let held = format!("select count(*) from engagements where resident_id = '{person}' and released_at is null");
        assert_eq!(app.count(&held).await, 0);
        // Nothing but a new licence can be filed for.
        for entry in app.entries(&acme.actor).await.unwrap() {
            assert_eq!(entry.hindrance.is_none(), entry.kind == Kind::NewLicence, "{}", entry.kind);
            assert_eq!(entry.live, None);
        }
        assert_eq!(app.filing(&office.head, &id).await.unwrap().header.licence.unwrap().status, LicenceStatus::InForce);
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_decision_is_decided_first() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let (id, other) = beside(app, &office, &acme, Kind::ScopeChange).await;
        submit(app, &acme.actor, &other).await;
        let number = app.filing(&acme.actor, &other).await.unwrap().header.summary.number;
        let refused = refusal(act(app, &office.head, &id, Action::Grant, "").await);
        assert_eq!(refused, Refusal::not_now(format!("该许可证的“许可事项变更”（{number}）尚未办结，不能准予注销")));
        assert_eq!(acme.licence(app).await.status, LicenceStatus::InForce);
        assert_eq!(app.filing(&office.head, &id).await.unwrap().header.summary.status, Status::SignOff);
        act(app, &acme.actor, &other, Action::Terminate, "先办理注销").await.unwrap();
        act(app, &office.head, &id, Action::Grant, "").await.unwrap();
        assert_eq!(acme.licence(app).await.status, LicenceStatus::Cancelled);
    })
    .await;
}

#[tokio::test]
async fn granted_while_a_renewal_is_submitted_leaves_one_of_the_two() {
    for_each_database(async |app| {
        let office = office(app).await;
        for n in 0..4 {
            let acme = licensee(app, &office, &format!("甲公司{n}")).await;
            runs_out(app, &acme.licence, "2027-01-23").await;
            let (id, renewal) = beside(app, &office, &acme, Kind::Renewal).await;
            let (granted, submitted) = tokio::join!(
                act(app, &office.head, &id, Action::Grant, ""),
                app.submit(&acme.actor, &renewal, 1, "key-of-renewal"),
            );
            assert_eq!(u8::from(granted.is_ok()) + u8::from(submitted.is_ok()), 1, "{granted:?} {submitted:?}");
            let status = app.filing(&acme.actor, &renewal).await.unwrap().header.summary.status;
            match granted.is_ok() {
                true => {
                    assert_eq!((acme.licence(app).await.status, status), (LicenceStatus::Cancelled, Status::Abandoned));
                    assert!(matches!(refusal(submitted), Refusal::Conflict { .. } | Refusal::NotNow { .. }));
                    assert_eq!(engaged_by(app, &acme.licence).await, 0);
                }
                false => {
                    assert_eq!((acme.licence(app).await.status, status), (LicenceStatus::InForce, Status::Submitted));
                    let Refusal::NotNow { reason } = refusal(granted) else { panic!("another refusal") };
                    assert!(reason.contains("许可证延续"), "{reason}");
                    assert_eq!(engaged_by(app, &acme.licence).await, 12);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn filings_about_a_licence_that_has_ended_come_to_nothing() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let submitted = filled_in(app, &acme, Kind::Reissue).await;
        submit(app, &acme.actor, &submitted).await;
        to_sign_off(app, &office, &submitted).await;
        let draft = filled_in(app, &acme, Kind::RegistrationChange).await;
        app.clock.advance(2200 * DAY);
        app.licences_due().await.unwrap();
        assert_eq!(acme.licence(app).await.status, LicenceStatus::Expired);
        let refused = refusal(act(app, &office.head, &submitted, Action::Grant, "").await);
        assert_eq!(refused, Refusal::not_now("许可证（4-1-00001-2026）已过期，不能再办理"));
        act(app, &acme.actor, &submitted, Action::Terminate, "许可证已过期").await.unwrap();
        let found = findings(app.submit(&acme.actor, &draft, 1, "key").await);
        assert_eq!(found, ["application: 没有有效的许可证"]);
    })
    .await;
}
