//! What time does to licences; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::filings::*;
use domain::licences::{Grade, LicenceStatus};
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use support::*;

/// Sixty days after the tests' first day.
const LAST: &str = "2027-01-23";

#[tokio::test]
async fn a_licence_expires_after_its_last_day_and_its_people_are_free() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        runs_out(app, &acme.licence, LAST).await;
        // A renewal that was not submitted does not help.
        judged(app, &acme.actor, Kind::Renewal, install(Grade::Five), Some(Downgrade::No)).await;
        app.clock.advance(60 * DAY);
        assert_eq!(app.licences_due().await.unwrap(), 0, "the last day is a day in force");
        app.clock.advance(DAY);
        assert_eq!(app.licences_due().await.unwrap(), 1);
        let licence = acme.licence(app).await;
        assert_eq!((licence.status, licence.valid_until.to_string()), (LicenceStatus::Expired, LAST.into()));
        assert_eq!((engaged_by(app, &acme.licence).await, posts(app, &acme.licence).await), (0, 0));
        assert_eq!(app.licences_due().await.unwrap(), 0, "once");
        assert_eq!(app.audited().await.iter().filter(|act| *act == "licence.expire").count(), 1);
        let to_dos = app.to_dos(&acme.actor).await.unwrap();
        assert!(to_dos.iter().any(|to_do| to_do.text.contains("有效期至2027年1月23日，已过期失效")), "{to_dos:?}");

        // A new licence can be filed for, with the same people, and nothing else.
        let refused = refusal(app.start_filing(&acme.actor, Kind::ScopeChange, Track::General, "key").await);
        assert_eq!(refused, Refusal::not_now("许可证已过期，只能重新申请许可证"));
        complete_with(app, &acme.actor, acme.first).await;
    })
    .await;
}

#[tokio::test]
async fn silence_extends_what_was_to_be_renewed_in_time() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        runs_out(app, &acme.licence, LAST).await;
        let id = renewal(app, &acme.actor).await;
        to_sign_off(app, &office, &id).await;
        let seen = app.filing(&office.head, &id).await.unwrap().header.revision;
        app.clock.advance(61 * DAY);
        let (one, two) = tokio::join!(app.licences_due(), app.licences_due());
        assert_eq!(one.unwrap() + two.unwrap(), 1, "by one server of several");
        assert_eq!(app.licences_due().await.unwrap(), 0, "once");

        let licence = acme.licence(app).await;
        assert_eq!((licence.status, licence.extended_by_silence), (LicenceStatus::InForce, true));
        assert_eq!(licence.valid_until.to_string(), "2033-01-23");
        assert_eq!(engaged_by(app, &acme.licence).await, 12);
        let view = app.licence(&acme.actor, &acme.licence, None).await.unwrap();
        assert_eq!((view.copies.len(), view.licence.extended_by_silence), (1, true), "no new certificate");
        assert_eq!(app.audited().await.iter().filter(|act| *act == "licence.extend_by_silence").count(), 1);

        // The head's page was opened before: it is told. Then granting is all that is left.
        let refused = app.act(&office.head, &id, seen, "key-of-the-page", Action::Refuse, "材料不实").await;
        assert!(matches!(refusal(refused), Refusal::Conflict { .. } | Refusal::NotNow { .. }));
        let refused = refusal(act(app, &office.head, &id, Action::Refuse, "材料不实").await);
        assert_eq!(refused, Refusal::not_now("许可证已视为准予延续，不能再作出不予延续的决定"));
        let header = act(app, &office.head, &id, Action::Grant, "").await.unwrap();
        assert_eq!(header.summary.status, Status::Issued);
        let licence = acme.licence(app).await;
        assert_eq!((licence.valid_until.to_string(), licence.extended_by_silence), ("2033-01-23".into(), false));
        let view = app.licence(&acme.actor, &acme.licence, None).await.unwrap();
        assert_eq!((view.copies.len(), view.licence.valid_until.to_string()), (2, "2033-01-23".into()));
    })
    .await;
}

#[tokio::test]
async fn a_decision_in_time_gives_six_years_from_the_old_expiry() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        runs_out(app, &acme.licence, LAST).await;
        let id = renewal(app, &acme.actor).await;
        grant(app, &office, &id).await.unwrap();
        let licence = acme.licence(app).await;
        assert_eq!((licence.valid_until.to_string(), licence.extended_by_silence), ("2033-01-23".into(), false));
        assert_eq!((licence.number.as_str(), licence.scope), ("4-1-00001-2026", install(Grade::Five)));
        app.clock.advance(61 * DAY);
        assert_eq!(app.licences_due().await.unwrap(), 0);
        assert_eq!((engaged_by(app, &acme.licence).await, posts(app, &acme.licence).await), (12, 12));
    })
    .await;
}

#[tokio::test]
async fn a_corrected_renewal_counts_from_its_first_submission() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        runs_out(app, &acme.licence, LAST).await;
        app.clock.advance(30 * DAY);
        let id = renewal(app, &acme.actor).await;
        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
        correct(app, &office.reviewer, &id, "performance", "请重新上传").await;
        app.clock.advance(20 * DAY);
        resubmit(app, &acme.actor, &id).await.unwrap();
        app.clock.advance(11 * DAY);
        assert_eq!(app.licences_due().await.unwrap(), 1);
        assert!(acme.licence(app).await.extended_by_silence);
    })
    .await;
}

#[tokio::test]
async fn a_renewal_that_was_terminated_or_refused_does_not_extend() {
    for_each_database(async |app| {
        let office = office(app).await;
        for (name, by_head) in [("甲公司", false), ("乙公司", true)] {
            let acme = licensee(app, &office, name).await;
            runs_out(app, &acme.licence, LAST).await;
            let id = renewal(app, &acme.actor).await;
            to_sign_off(app, &office, &id).await;
            let (actor, action) =
                if by_head { (&office.head, Action::Refuse) } else { (&acme.actor, Action::Terminate) };
            act(app, actor, &id, action, "理由").await.unwrap();
            assert_eq!(engaged_by(app, &acme.licence).await, 12, "the licence's people stay until it expires");
        }
        app.clock.advance(61 * DAY);
        assert_eq!(app.licences_due().await.unwrap(), 2);
        assert_eq!(app.count("select count(*) from engagements where released_at is null").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_tick_lets_licences_expire_and_a_broken_one_does_not_stop_the_others() {
    for_each_database(async |app| {
        let office = office(app).await;
        let (broken, acme) = (licensee(app, &office, "甲公司").await, licensee(app, &office, "乙公司").await);
        for licence in [&broken.licence, &acme.licence] {
            runs_out(app, licence, LAST).await;
        }
        let mended: String = sqlx::query_scalar("select body from licences where id = $1")
            .bind(&broken.licence)
            .fetch_one(app.db.pool())
            .await
            .unwrap();
        let write = async |body: &str| {
            let written = sqlx::query("update licences set body = $1 where id = $2").bind(body).bind(&broken.licence);
            written.execute(app.db.pool()).await.unwrap();
        };
        write("{").await;
        app.clock.advance(61 * DAY);
        assert_eq!(app.tick().await.unwrap().unwrap().licences, 1);
        assert_eq!(acme.licence(app).await.status, LicenceStatus::Expired);
        write(&mended).await;
        assert_eq!(app.tick().await.unwrap().unwrap().licences, 1);
        assert_eq!(broken.licence(app).await.status, LicenceStatus::Expired);
        assert_eq!(app.tick().await.unwrap().unwrap().licences, 0);
    })
    .await;
}
