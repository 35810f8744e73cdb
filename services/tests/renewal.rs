//! 许可证延续: when it can be filed for, and what it may ask for; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::filings::*;
use domain::licences::{Grade, Scope};
use domain::workflow::Status;
use drafts::*;
use licensee::*;
use support::*;

async fn hindrance(app: &TestApp, actor: &services::Actor) -> Option<String> {
    let entries = app.entries(actor).await.unwrap();
    entries.into_iter().find(|entry| entry.kind == Kind::Renewal).unwrap().hindrance
}

/// Makes it a licence of this grade.
async fn regraded(app: &TestApp, licence: &str, grade: &str) {
    sqlx::query(r#"update licences set body = replace(body, '"install":"5"', $1) where id = $2"#)
        .bind(format!(r#""install":"{grade}""#))
        .bind(licence)
        .execute(app.db.pool())
        .await
        .unwrap();
}

#[tokio::test]
async fn it_opens_ninety_days_before_the_expiry_and_closes_thirty_days_before() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let told = "有效期至2032年11月23日，自2032年8月25日起（届满前90日内）可申请延续";
        assert_eq!(hindrance(app, &acme.actor).await.as_deref(), Some(told));
        assert_eq!(
            refusal(app.start_filing(&acme.actor, Kind::Renewal, Track::General, "key").await),
            Refusal::not_now(told)
        );
        // START is 2026-11-24: 91, 90, 30 and 29 days.
        for (day, open) in [("2027-02-23", false), ("2027-02-22", true), ("2026-12-24", true), ("2026-12-23", false)] {
            sqlx::query("update licences set valid_until = $1, body = replace(body, valid_until, $1)")
                .bind(day)
                .execute(app.db.pool())
                .await
                .unwrap();
            assert_eq!(hindrance(app, &acme.actor).await.is_none(), open, "{day}");
        }
        let late = "有效期至2026年12月23日，延续须在届满30日前申请，现已逾期";
        assert_eq!(
            refusal(app.start_filing(&acme.actor, Kind::Renewal, Track::General, "key").await),
            Refusal::not_now(late)
        );
    })
    .await;
}

#[tokio::test]
async fn begun_in_time_and_submitted_too_late_is_too_late() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        runs_out(app, &acme.licence, "2026-12-26").await;
        let id = filled_in(app, &acme, Kind::Renewal).await;
        app.clock.advance(3 * DAY);
        let told = "有效期至2026年12月26日，延续须在届满30日前申请，现已逾期";
        assert_eq!(findings(app.submit(&acme.actor, &id, 1, "key").await), [format!("application.downgrade: {told}")]);
        let checked = app.check_filing(&acme.actor, &id).await.unwrap();
        assert!(checked.iter().any(|finding| finding.id == "renewal_time" && finding.message == told));
        app.clock.advance(-DAY);
        app.submit(&acme.actor, &id, 1, "key").await.unwrap();
        grant(app, &office, &id).await.unwrap();
        assert_eq!(acme.licence(app).await.valid_until.to_string(), "2032-12-26", "six years from the old expiry");
    })
    .await;
}

#[tokio::test]
async fn a_downgrade_is_judged_by_the_lower_grade_and_granted_with_it() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        runs_out(app, &acme.licence, "2027-01-23").await;
        regraded(app, &acme.licence, "4").await;
        let id = start(app, &acme.actor, Kind::Renewal).await;
        let asks = async |wanted: Scope, downgrade| {
            let body = Application { wanted, downgrade, ..application() };
            save(app, &acme.actor, &id, SectionBody::Application(body)).await;
            documents(app, &acme.actor, &id).await;
            let findings = app.check_filing(&acme.actor, &id).await.unwrap();
            let mut ids: Vec<_> = domain::conformity::blocking(&findings).map(|finding| finding.id.clone()).collect();
            ids.dedup();
            ids
        };
        let as_held = asks(install(Grade::Four), Some(Downgrade::No)).await;
        assert!(as_held.contains(&"electricians".to_owned()), "staffed for grade five only: {as_held:?}");
        assert!(asks(install(Grade::Five), Some(Downgrade::No)).await.contains(&"renewal_scope".to_owned()));
        let raised = asks(install(Grade::Three), Some(Downgrade::Yes)).await;
        assert!(raised.contains(&"renewal_scope".to_owned()), "only lower grades: {raised:?}");
        assert!(asks(install(Grade::Five), None).await.contains(&"field".to_owned()));
        assert_eq!(asks(install(Grade::Five), Some(Downgrade::Yes)).await, Vec::<String>::new());
        submit(app, &acme.actor, &id).await;
        let header = grant(app, &office, &id).await.unwrap();
        assert_eq!(header.summary.status, Status::Issued);
        let licence = acme.licence(app).await;
        assert_eq!((licence.scope, licence.valid_until.to_string()), (install(Grade::Five), "2033-01-23".into()));
    })
    .await;
}
