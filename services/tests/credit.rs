//! Credit: what the offices record, what a service answers, and which tracks that opens; on both databases.

mod credit_service;
mod support;

use chrono::NaiveDate;
use credit_service::{Mood, Service};
use domain::Refusal;
use domain::credit::Standing;
use domain::filings::{Kind, Track};
use domain::values::date;
use services::credit::HttpRegistry;
use services::{Actor, Services};
use std::time::{Duration, Instant};
use support::*;
use tokio::net::TcpListener;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

/// What stands against 容缺受理 for the enterprise.
async fn failed(services: &Services, actor: &Actor) -> Vec<String> {
    let offers = services.offers(actor, Kind::NewLicence).await.unwrap();
    offers.into_iter().find(|offer| offer.track == Track::DeferredDocuments).unwrap().failed
}

const GOOD: Mood = Mood::Answers(r#"{"standing": "good", "reason": "", "since": "2020"}"#);

#[tokio::test]
async fn an_answer_is_kept_for_the_day() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let service = Service::start(Mood::Answers(r#"{"standing":"broken","reason":" 拖欠\u0007工资 "}"#)).await;
        let services = service.of(app);
        for _ in 0..3 {
            assert_eq!(failed(&services, &acme).await, ["信用情况为“失信”（拖欠工资），须为“信用良好”"]);
        }
        let credit_code = app.services.enterprise(&acme).await.unwrap().profile.credit_code;
        assert_eq!(*service.asked.lock().unwrap(), [credit_code]);
        service.turns(GOOD);
        app.clock.advance(DAY);
        assert_eq!(failed(&services, &acme).await, [""; 0]);
        assert_eq!(service.asked(), 2);
        // A kind without special tracks asks nobody.
        app.clock.advance(DAY);
        assert_eq!(services.offers(&acme, Kind::Cancellation).await.unwrap(), []);
        assert_eq!(service.asked(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_service_that_fails_leaves_the_general_way() {
    for_each_database(async |app| {
        let told = |why: &str| [format!("暂时无法查询企业信用（{why}），可稍后重试或选择一般性申请")];
        let garbage = "信用服务的答复无法识别";
        for (mood, tries, why) in [
            (Mood::Fails, 2, "信用服务答复异常，代码500"),
            (Mood::Denies, 1, "信用服务没有该企业的记录"),
            (Mood::LeadsElsewhere, 2, "信用服务答复异常，代码307"),
            (Mood::Stalls, 2, "信用服务未及时答复"),
            (Mood::Rambles, 2, garbage),
            (Mood::Answers("<html>"), 2, garbage),
            (Mood::Answers(""), 2, garbage),
            (Mood::Answers(r#"{"standing": "splendid", "reason": ""}"#), 2, garbage),
        ] {
            let acme = app.enterprise("甲公司").await;
            let service = Service::start(mood).await;
            let services = service.of(app);
            let began = Instant::now();
            assert_eq!(failed(&services, &acme).await, told(why));
            assert!(began.elapsed() < Duration::from_secs(2));
            // Not asked again at once, but before long.
            assert_eq!((failed(&services, &acme).await, service.asked()), (told(why).to_vec(), tries));
            service.turns(GOOD);
            app.clock.advance(MINUTE);
            assert_eq!(failed(&services, &acme).await, [""; 0]);
            assert_eq!(service.asked(), tries + 1);
        }
    })
    .await;
}

#[tokio::test]
async fn a_service_that_is_not_there_is_said() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let services = app.services.clone().with_credit(HttpRegistry::new(&format!("http://{free}")).unwrap());
        assert!(failed(&services, &acme).await[0].contains("信用服务无法连接"));
        let zone = services.offers(&acme, Kind::Renewal).await.unwrap();
        assert!(zone[0].failed.iter().any(|line| line.contains("信用服务无法连接")));
    })
    .await;
    for wrong in ["", "credit.example.cn", "ftp://credit.example.cn", "file:///etc/passwd"] {
        assert!(HttpRegistry::new(wrong).is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn one_failure_is_tried_again() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let service = Service::start(Mood::FailsOnce(r#"{"standing": "good"}"#)).await;
        assert_eq!(failed(&service.of(app), &acme).await, [""; 0]);
        assert_eq!(service.asked(), 2);
    })
    .await;
}

#[tokio::test]
async fn many_at_once_get_one_answer() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let service = Service::start(GOOD).await;
        let services = service.of(app);
        let failures = futures::future::join_all((0..8).map(|_| failed(&services, &acme))).await;
        assert!(failures.iter().all(Vec::is_empty));
        assert_eq!(app.count("select count(*) from credit_answers").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_offices_own_records_hold_at_once_and_for_their_days() {
    for_each_database(async |app| {
        let (acme, reviewer) = (app.enterprise("甲公司").await, app.reviewer("east").await);
        assert_eq!(failed(app, &acme).await, [""; 0]);
        let record = async |standing, reason: &str, from: &str, until: Option<&str>| {
            app.record_credit(&reviewer, acme.enterprise(), standing, reason, day(from), until.map(day)).await.unwrap()
        };
        record(Standing::Broken, "已过期", "2025-01-01", Some("2026-11-23")).await;
        record(Standing::Grave, "将来", "2026-12-24", None).await;
        assert_eq!(failed(app, &acme).await, [""; 0]);
        let today = record(Standing::Broken, "拖欠工资", "2026-11-24", Some("2026-11-24")).await;
        let broken = ["信用情况为“失信”（拖欠工资），须为“信用良好”"];
        assert_eq!(failed(app, &acme).await, broken);
        // The worst of several.
        record(Standing::Good, "已整改", "2026-11-24", None).await;
        assert_eq!(failed(app, &acme).await, broken);
        app.end_credit(&reviewer, &today).await.unwrap();
        assert_eq!(failed(app, &acme).await, [""; 0]);
        app.clock.advance(30 * DAY);
        assert_eq!(failed(app, &acme).await, ["信用情况为“严重失信”（将来），须为“信用良好”"]);

        let records = app.credit_records(&reviewer, "").await.unwrap();
        assert_eq!(records.len(), 4);
        let ended = records.iter().find(|record| record.id == today).unwrap();
        assert_eq!((ended.until, ended.recorded_by.as_str()), (Some(day("2026-11-23")), reviewer.name.as_str()));
        assert_eq!((ended.enterprise.as_str(), ended.enterprise_id.as_str()), ("甲公司", acme.enterprise()));
        for (act, times) in [("credit.record", 4), ("credit.end", 1)] {
            assert_eq!(app.audited().await.iter().filter(|audited| *audited == act).count(), times);
        }
    })
    .await;
}

#[tokio::test]
async fn an_office_keeps_the_records_of_its_own_enterprises() {
    for_each_database(async |app| {
        let (acme, north) = (app.enterprise("甲（集团）公司").await, app.enterprise_in("乙公司", "北京市").await);
        let (reviewer, stranger) = (app.head("east").await, app.reviewer("north").await);
        let record = async |actor: &Actor, enterprise: &str| {
            app.record_credit(actor, enterprise, Standing::Broken, "理由", day("2026-11-24"), None).await
        };
        let id = record(&reviewer, acme.enterprise()).await.unwrap();
        assert_eq!(record(&reviewer, acme.enterprise()).await.unwrap(), id, "the same again is the same record");
        record(&stranger, north.enterprise()).await.unwrap();
        for unknown in [north.enterprise(), "", "0123", "不存在\0"] {
            assert_eq!(refusal(record(&reviewer, unknown).await), Refusal::NotFound);
        }
        assert_eq!(refusal(app.end_credit(&stranger, &id).await), Refusal::NotFound);
        assert_eq!(refusal(app.end_credit(&reviewer, "'; --").await), Refusal::NotFound);
        for actor in [&acme, &app.administrator().await] {
            assert_eq!(refusal(app.credit_records(actor, "").await), Refusal::Forbidden);
            assert_eq!(refusal(record(actor, acme.enterprise()).await), Refusal::Forbidden);
            assert_eq!(refusal(app.end_credit(actor, &id).await), Refusal::Forbidden);
        }
        assert_eq!(refusal(app.offers(&reviewer, Kind::NewLicence).await), Refusal::Forbidden);

        let credit_code = app.services.enterprise(&acme).await.unwrap().profile.credit_code;
        for (search, found) in [
            ("", 1),
            ("(集 团)", 1),
            (&credit_code[4..], 1),
            (&*credit_code.to_lowercase(), 1),
            ("乙", 0),
            ("%", 0),
            ("\0", 1),
        ] {
            let records = app.credit_records(&reviewer, search).await.unwrap();
            assert_eq!(records.len(), found, "{search:?}");
            assert!(records.iter().all(|record| record.id == id && record.until.is_none()));
        }
        assert_eq!(app.credit_records(&stranger, &"长".repeat(5000)).await.unwrap(), []);

        app.end_credit(&reviewer, &id).await.unwrap();
        assert_eq!(refusal(app.end_credit(&reviewer, &id).await), Refusal::not_now("该信用记录已经结束"));
    })
    .await;
}

#[tokio::test]
async fn a_record_is_refused_with_what_is_wrong() {
    for_each_database(async |app| {
        let (acme, reviewer) = (app.enterprise("甲公司").await, app.reviewer("east").await);
        let year = "日期有误，请核对年份";
        for (reason, from, until, wrong) in [
            ("", "2026-11-24", None, vec!["reason: 请填写".to_owned()]),
            ("理由", "2026-11-24", Some("2026-11-23"), vec!["until: 不能早于起始日期".to_owned()]),
            ("理由", "1999-12-31", None, vec![format!("from: {year}")]),
            ("\u{7}", "2199-01-01", Some("2199-01-01"), {
                let hidden = "reason: 含有不可见的控制字符，请删除后重试".to_owned();
                vec![hidden, format!("from: {year}"), format!("until: {year}")]
            }),
        ] {
            let until = until.map(day);
            let refused = app.record_credit(&reviewer, acme.enterprise(), Standing::Broken, reason, day(from), until);
            assert_eq!(findings(refused.await), wrong);
        }
        assert_eq!(app.count("select count(*) from credit_records").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_zone_and_missed_deferrals_decide_too() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let enterprise = app.services.enterprise(&acme).await.unwrap();
        let zone = async || {
            let offers = app.offers(&acme, Kind::RegistrationChange).await.unwrap();
            assert_eq!(offers.len(), 1);
            (offers[0].failed.len(), offers[0].measures.len())
        };
        assert_eq!(zone().await, (1, 3));
        let profile = domain::enterprises::Profile { free_trade_zone: true, ..enterprise.profile };
        app.save_enterprise(&acme, enterprise.revision, &profile).await.unwrap();
        assert_eq!(zone().await, (0, 3));

        let filing = app.start_filing(&acme, Kind::NewLicence, Track::General, "key").await.unwrap();
        let missed = async |day: &str| {
            let again = "on conflict (filing_id) do update set day = excluded.day";
            let insert = "insert into missed_deferrals (filing_id, enterprise_id, day) values ($1, $2, $3)";
            let statement = sqlx::query(sqlx::AssertSqlSafe(format!("{insert} {again}")));
            statement.bind(&filing).bind(acme.enterprise()).bind(day).execute(app.db.pool()).await.unwrap();
        };
        missed("2024-11-25").await;
        assert!(failed(app, &acme).await[0].contains("2026年11月25日起方可"));
        missed("2024-11-24").await;
        assert_eq!(failed(app, &acme).await, [""; 0]);
    })
    .await;
}
