//! What administrators set because no source says it, and what that does to filings; on both databases.

mod drafts;
mod licensee;
mod support;

use chrono::NaiveDate;
use domain::Refusal;
use domain::conformity::blocking;
use domain::filings::*;
use domain::settings::{Change, Setting, Value};
use domain::values::date;
use domain::workflow::Action;
use drafts::*;
use licensee::*;
use support::*;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

fn figure(setting: Setting, figure: u32, from: &str) -> Change {
    Change { setting, value: Value::Figure(figure), from: day(from), reason: " 试点\r\n".into(), by: "nobody".into() }
}

fn documents(keys: &[&str], from: &str) -> Change {
    let value = Value::Documents(keys.iter().map(|&key| key.to_owned()).collect());
    Change { value, ..figure(Setting::DeferralDocuments, 0, from) }
}

#[tokio::test]
async fn settings_are_the_administrators() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        let change = figure(Setting::ReissueLimit, 10, "2026-11-25");
        let enterprise = app.enterprise("甲公司").await;
        assert_eq!(refusal(app.read_settings(&enterprise).await), Refusal::Forbidden);
        for actor in [enterprise, app.reviewer("east").await, app.head("east").await] {
            assert_eq!(refusal(app.change_setting(&actor, &change).await), Refusal::Forbidden);
        }
        app.change_setting(&administrator, &change).await.unwrap();
        let settings = app.read_settings(&app.reviewer("east").await).await.unwrap();
        let kept = Change { reason: "试点".into(), by: administrator.name.clone(), ..change };
        assert_eq!(settings.changes, [kept]);
        assert!(app.audited().await.contains(&"settings.change".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_change_is_refused_with_what_is_wrong_and_made_once() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        for (change, wrong) in [
            (figure(Setting::DeferralDays, 10, "2026-11-25"), "value: 与该日适用的设置相同"),
            (figure(Setting::DeferralDays, 21, "2026-11-25"), "value: 应在1至20之间"),
            (figure(Setting::DeferralDays, 5, "2026-11-24"), "from: 最早从明天起生效"),
            (documents(&["contract"], "2026-11-25"), "value: 只能从所列材料中选择"),
        ] {
            assert_eq!(findings(app.change_setting(&administrator, &change).await), [wrong]);
        }
        let change = figure(Setting::DeferralDays, 5, "2026-11-25");
        let sent = (0..4).map(|_| app.change_setting(&administrator, &change));
        let done = futures::future::join_all(sent).await;
        assert_eq!(done.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        assert_eq!(app.count("select count(*) from setting_changes").await, 1);
        for statement in ["update setting_changes set value = '1'", "delete from setting_changes"] {
            let error = sqlx::query(statement).execute(app.db.pool()).await.unwrap_err();
            assert!(error.to_string().contains("append-only"), "{statement}: {error}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_limit_holds_for_what_is_accepted_from_its_day_on() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        let office = office(app).await;
        let (before, after) = (licensee(app, &office, "甲公司").await, licensee(app, &office, "乙公司").await);
        let reissue = async |who: &Licensee| {
            let id = filled_in(app, who, Kind::Reissue).await;
            submit(app, &who.actor, &id).await;
            id
        };
        let (early, late) = (reissue(&before).await, reissue(&after).await);
        let accept = async |id: &str| {
            for action in [Action::Claim, Action::Accept] {
                act(app, &office.reviewer, id, action, "").await.unwrap();
            }
            app.filing(&office.reviewer, id).await.unwrap().header.clock.unwrap()
        };
        let told = accept(&early).await;
        assert_eq!((told.limit, told.unsourced), (15, true));
        app.change_setting(&administrator, &figure(Setting::ReissueLimit, 3, "2026-11-25")).await.unwrap();
        app.clock.advance(DAY);
        let clock = accept(&late).await;
        assert_eq!((clock.limit, clock.due, clock.unsourced), (3, Some(day("2026-11-30")), true));
        let still = app.filing(&office.reviewer, &early).await.unwrap().header.clock.unwrap();
        assert_eq!((still.limit, still.due), (15, told.due), "what people were told stays");
    })
    .await;
}

#[tokio::test]
async fn what_may_follow_is_of_the_day_of_submission_and_until_when_of_that_of_acceptance() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let offer = async || {
            let offers = app.offers(&acme, Kind::NewLicence).await.unwrap();
            offers.into_iter().find(|offer| offer.track == Track::DeferredDocuments).unwrap().follow.unwrap()
        };
        assert_eq!((offer().await.days, offer().await.documents.len()), (10, 4));
        let follows = &["financial_statement", "safety_system"];
        let id = complete_on(app, &acme, people(app), Track::DeferredDocuments, follows).await;
        app.change_setting(&administrator, &documents(&["financial_statement"], "2026-11-25")).await.unwrap();
        app.change_setting(&administrator, &figure(Setting::DeferralDays, 2, "2026-11-26")).await.unwrap();
        app.clock.advance(DAY);
        assert_eq!(offer().await.documents, ["financial_statement"]);
        // It was marked to follow when it might.
        let found = app.check_filing(&acme, &id).await.unwrap();
        let wrong: Vec<_> = blocking(&found).map(|finding| finding.path.as_str()).collect();
        assert_eq!(wrong, ["attachments.safety_system"]);
        upload(app, &acme, &id, "safety_system").await;
        submit(app, &acme, &id).await;
        // Another set of documents from then on does not touch what was submitted.
        app.change_setting(&administrator, &documents(&[], "2026-11-26")).await.unwrap();
        app.clock.advance(DAY);
        for action in [Action::Claim, Action::Accept] {
            act(app, &office.reviewer, &id, action, "").await.unwrap();
        }
        let header = app.filing(&acme, &id).await.unwrap().header;
        let deferred: Vec<_> = header.deferrals.iter().map(|each| (each.slot.as_str(), each.due)).collect();
        assert_eq!(deferred, [("financial_statement", day("2026-11-30"))]);
        assert_eq!(header.follow.unwrap().documents, ["financial_statement"]);
    })
    .await;
}
