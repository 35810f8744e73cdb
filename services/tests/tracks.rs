//! The special tracks: who may enter them, and what the zone drops, waives and publishes; on both databases.

mod credit_service;
mod drafts;
mod licensee;
mod support;

use Track::{DeferredDocuments, FreeTradeZone, General};
use credit_service::{Mood, Service};
use domain::Refusal;
use domain::conformity::blocking;
use domain::credit::Standing;
use domain::filings::*;
use domain::values::date;
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use services::{Actor, Services};
use support::*;

/// Why the track cannot be entered for a new licence.
async fn told(services: &Services, actor: &Actor, track: Track) -> Refusal {
    refusal(services.start_filing(actor, Kind::NewLicence, track, "key").await)
}

fn closed(track: Track, why: &[&str]) -> Refusal {
    Refusal::not_now(format!("不能选择“{track}”：{}", why.join("；")))
}

#[tokio::test]
async fn each_condition_that_fails_is_told_and_the_general_way_stays_open() {
    for_each_database(async |app| {
        let outside = "企业不在自贸区试点范围内（以企业注册信息为准）";
        let broken = "信用情况为“失信”（拖欠工程款），须为“信用良好”";
        let acme = app.enterprise("甲公司").await;
        assert_eq!(told(app, &acme, FreeTradeZone).await, closed(FreeTradeZone, &[outside]));
        let reviewer = app.reviewer("east").await;
        let from = date::parse("2026-11-01").unwrap();
        let record = app.record_credit(&reviewer, acme.enterprise(), Standing::Broken, "拖欠工程款", from, None);
        record.await.unwrap();
        assert_eq!(told(app, &acme, FreeTradeZone).await, closed(FreeTradeZone, &[outside, broken]));
        assert_eq!(told(app, &acme, DeferredDocuments).await, closed(DeferredDocuments, &[broken]));

        let unknown = "暂时无法查询企业信用（信用服务答复异常，代码500），可稍后重试或选择一般性申请";
        let service = Service::start(Mood::Fails).await;
        let beta = app.enterprise_in_zone("乙公司").await;
        for track in [FreeTradeZone, DeferredDocuments] {
            assert_eq!(told(&service.of(app), &beta, track).await, closed(track, &[unknown]));
        }
        assert_eq!(app.count("select count(*) from filings").await, 0);
        for actor in [&acme, &beta] {
            service.of(app).start_filing(actor, Kind::NewLicence, General, "key").await.unwrap();
        }
        assert_eq!(
            refusal(app.start_filing(&reviewer, Kind::NewLicence, FreeTradeZone, "key").await),
            Refusal::Forbidden
        );
    })
    .await;
}

#[tokio::test]
async fn a_track_is_of_its_kinds_and_comes_after_what_hinders_the_kind() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee_in_zone(app, &office, "甲公司").await;
        for (kind, track) in [(Kind::Reissue, DeferredDocuments), (Kind::Joining, FreeTradeZone)] {
            let told = format!("“{kind}”没有“{track}”的办理方式，请选择一般性申请");
            assert_eq!(refusal(app.start_filing(&acme.actor, kind, track, "key").await), Refusal::not_now(told));
        }
        let Refusal::NotNow { reason } = told(app, &acme.actor, FreeTradeZone).await else { panic!() };
        assert!(reason.contains("已持有有效许可证"), "{reason}");
    })
    .await;
}

#[tokio::test]
async fn entering_again_goes_to_the_draft_whatever_its_track() {
    for_each_database(async |app| {
        let acme = app.enterprise_in_zone("甲公司").await;
        let id = app.start_filing(&acme, Kind::NewLicence, FreeTradeZone, "key").await.unwrap();
        for track in [General, DeferredDocuments, FreeTradeZone] {
            assert_eq!(app.start_filing(&acme, Kind::NewLicence, track, "key").await.unwrap(), id);
        }
        assert_eq!(app.filing(&acme, &id).await.unwrap().header.summary.track, FreeTradeZone);
    })
    .await;
}

/// Has the two special electricians be ordinary ones.
async fn nobody_special(app: &TestApp, actor: &Actor, id: &str) {
    let rows = app.rows(actor, id).await.unwrap().electricians;
    for row in rows.iter().filter(|row| row.body.kind != Some(ElectricianKind::HighVoltage)) {
        app.delete_row(actor, id, &row.id, row.revision).await.unwrap();
        add(app, actor, id, &electrician(people(app), ElectricianKind::LowVoltage)).await;
    }
}

#[tokio::test]
async fn the_zone_drops_documents_and_waives_conditions() {
    for_each_database(async |app| {
        let acme = app.enterprise_in_zone("甲公司").await;
        let beta = app.enterprise_in_zone("乙公司").await;
        for (actor, track) in [(&acme, FreeTradeZone), (&beta, General)] {
            let first = people(app);
            let id = complete_on(app, actor, first, track, &[]).await;
            nobody_special(app, actor, &id).await;
            let checked = app.check_filing(actor, &id).await.unwrap();
            let wrong: Vec<_> = blocking(&checked).map(|finding| finding.id.as_str()).collect();
            let licence = app.add_attachment(actor, &id, "business_licence", None, "a.pdf", stream(pdf("a"))).await;
            if track == General {
                assert_eq!(wrong, ["special_electricians"]);
                licence.unwrap();
                continue;
            }
            assert_eq!(wrong, [""; 0]);
            assert_eq!(findings(licence), ["attachments.business_licence: 按当前填报的内容，不需要该项材料"]);
            submit(app, actor, &id).await;
            let reviewer = app.reviewer("east").await;
            act(app, &reviewer, &id, Action::Claim, "").await.unwrap();
            let header = act(app, &reviewer, &id, Action::Accept, "").await.unwrap();
            assert_eq!(header.clock.unwrap().limit, 15);
        }
    })
    .await;
}

#[tokio::test]
async fn a_registration_change_in_the_zone_goes_without_the_committee() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee_in_zone(app, &office, "甲公司").await;
        let id = start_on(app, &acme.actor, Kind::RegistrationChange, FreeTradeZone).await;
        save(app, &acme.actor, &id, SectionBody::Application(application())).await;
        let before = app.filing(&acme.actor, &id).await.unwrap().sections.change.body;
        save(app, &acme.actor, &id, SectionBody::Change(Change { name: "甲新公司".into(), ..before })).await;
        documents(app, &acme.actor, &id).await;
        submit(app, &acme.actor, &id).await;
        for action in [Action::Claim, Action::Accept] {
            act(app, &office.reviewer, &id, action, "").await.unwrap();
        }
        let header = act(app, &office.reviewer, &id, Action::Examine, "").await.unwrap();
        assert_eq!(header.clock.unwrap().limit, 10);
        assert!(header.allowed.contains(&Action::PassToSignOff) && !header.allowed.contains(&Action::PassToCommittee));
        // Whose examination it is, ends it.
        let told = Refusal::not_now(format!("该申请由{}办理", office.reviewer.name));
        for other in [&app.reviewer("east").await, &office.head] {
            assert_eq!(refusal(act(app, other, &id, Action::PassToSignOff, "").await), told);
        }
        act(app, &office.reviewer, &id, Action::PassToSignOff, "").await.unwrap();
        let header = act(app, &office.head, &id, Action::Grant, "").await.unwrap();
        assert_eq!((header.summary.status, header.profile.name.as_str()), (Status::Issued, "甲公司"));
        assert_eq!(acme.licence(app).await.holder, "甲新公司");
    })
    .await;
}

/// A reissue, submitted.
async fn reissue(app: &TestApp, acme: &Licensee, track: Track, reason: ReissueReason) -> String {
    let id = start_on(app, &acme.actor, Kind::Reissue, track).await;
    let announced = |text: &str| if track == General { text.to_owned() } else { String::new() };
    let body = Reissue {
        reason: Some(reason),
        happened_on: "2026-11-01".into(),
        explanation: "搬迁途中".into(),
        notice_medium: announced("中国电力报"),
        notice_on: announced("2026-11-05"),
    };
    save(app, &acme.actor, &id, SectionBody::Reissue(body)).await;
    documents(app, &acme.actor, &id).await;
    submit(app, &acme.actor, &id).await;
    id
}

#[tokio::test]
async fn the_office_publishes_what_was_lost_in_the_zone() {
    for_each_database(async |app| {
        let office = office(app).await;
        let published = async || -> Vec<(String, String, String, i64)> {
            let query = "select n.kind, n.text, l.number, n.published_at
                         from notices_public n join licences l on l.id = n.licence_id
                         order by n.published_at";
            sqlx::query_as(query).fetch_all(app.db.pool()).await.unwrap()
        };
        // Neither what was damaged there, nor what was lost elsewhere.
        let acme = licensee_in_zone(app, &office, "甲公司").await;
        let beta = licensee_in_zone(app, &office, "乙公司").await;
        for id in [
            reissue(app, &acme, FreeTradeZone, ReissueReason::Damaged).await,
            reissue(app, &beta, General, ReissueReason::Lost).await,
        ] {
            grant(app, &office, &id).await.unwrap();
        }
        assert_eq!(published().await, []);

        let id = reissue(app, &acme, FreeTradeZone, ReissueReason::Lost).await;
        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
        assert_eq!(published().await, [], "not before it is accepted");
        let header = act(app, &office.reviewer, &id, Action::Accept, "").await.unwrap();
        assert_eq!(header.clock.unwrap().due.unwrap().to_string(), "2026-11-24", "decided on the day");
        let number = acme.licence(app).await.number;
        let text = format!("甲公司持有的承装（修、试）电力设施许可证（编号{number}）于2026年11月1日遗失，声明作废。");
        let expected = ("loss".to_owned(), text, number, START);
        assert_eq!(published().await, std::slice::from_ref(&expected));
        grant(app, &office, &id).await.unwrap();
        assert_eq!(published().await, [expected]);

        // Silence accepts as well, and publishes.
        let id = reissue(app, &beta, FreeTradeZone, ReissueReason::Lost).await;
        app.clock.advance(8 * DAY);
        app.tick().await.unwrap();
        assert_eq!(app.filing(&beta.actor, &id).await.unwrap().header.summary.status, Status::Accepted);
        let published = published().await;
        assert_eq!((published.len(), published[1].3), (2, START + 8 * DAY));
    })
    .await;
}
