//! 容缺受理 from the start to its end, either way; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::conformity::{Severity, blocking};
use domain::filings::*;
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use services::Actor;
use support::*;

/// What follows, in the order of the keys.
const FOLLOWS: &[&str] = &["financial_statement", "safety_system"];
/// Ten working days after the 24th of November.
const DUE: &str = "2026-12-08";

/// A draft for a new licence with these documents left to follow.
async fn deferred(app: &TestApp, actor: &Actor, follows: &[&str]) -> String {
    let first = people(app);
    complete_on(app, actor, first, Track::DeferredDocuments, follows).await
}

/// The same, accepted.
async fn accepted(app: &TestApp, office: &Office, actor: &Actor) -> String {
    let id = deferred(app, actor, FOLLOWS).await;
    submit(app, actor, &id).await;
    for action in [Action::Claim, Action::Accept] {
        act(app, &office.reviewer, &id, action, "").await.unwrap();
    }
    id
}

async fn header(app: &TestApp, actor: &Actor, id: &str) -> FilingHeader {
    app.filing(actor, id).await.unwrap().header
}

async fn try_upload(app: &TestApp, actor: &Actor, id: &str, slot: &str) -> services::Result<()> {
    app.add_attachment(actor, id, slot, None, "a.pdf", stream(pdf(slot))).await.map(|_| ())
}

#[tokio::test]
async fn what_follows_is_handed_in_and_found_right_before_the_decision() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = deferred(app, &acme, FOLLOWS).await;
        let checked = app.check_filing(&acme, &id).await.unwrap();
        assert_eq!(blocking(&checked).count(), 0);
        let advice = checked.iter().filter(|finding| finding.severity == Severity::Advice);
        assert_eq!(advice.map(|finding| finding.id.as_str()).collect::<Vec<_>>(), ["document_follows"; 2]);
        submit(app, &acme, &id).await;
        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
        assert_eq!(header(app, &acme, &id).await.deferrals, []);
        let early = Refusal::not_now("申请受理后才能提交容缺材料");
        assert_eq!(refusal(app.hand_in(&acme, &id).await), early);
        let locked = Refusal::not_now("申请已提交，不能再修改");
        assert_eq!(refusal(try_upload(app, &acme, &id, FOLLOWS[0]).await), locked);

        let accepted = act(app, &office.reviewer, &id, Action::Accept, "").await.unwrap();
        let line = |slot: &&str| Deferral {
            slot: (*slot).to_owned(),
            due: DUE.parse().unwrap(),
            handed_in_at: None,
            checked_at: None,
            returned_at: None,
            returned_reason: String::new(),
        };
        assert_eq!(accepted.deferrals, FOLLOWS.iter().map(line).collect::<Vec<_>>());
        assert_eq!(header(app, &acme, &id).await.deferrals, accepted.deferrals);

        // It is examined meanwhile, and not decided.
        let examined = act(app, &office.reviewer, &id, Action::Examine, "").await.unwrap();
        assert!(!examined.allowed.contains(&Action::PassToCommittee));
        let waits = Refusal::not_now("容缺材料尚未全部交齐并核对");
        assert_eq!(refusal(act(app, &office.reviewer, &id, Action::PassToCommittee, "").await), waits);
        let refused = app.check_deferred(&office.reviewer, &id, FOLLOWS[0]).await;
        assert_eq!(refusal(refused), Refusal::not_now("该项容缺材料尚未提交"));

        // What was not deferred stays closed.
        assert_eq!(refusal(try_upload(app, &acme, &id, "legal_declaration").await), locked);
        let declaration = app.filing(&acme, &id).await.unwrap().attachments;
        let declaration = declaration.iter().find(|file| file.slot == "legal_declaration").unwrap();
        assert_eq!(refusal(app.delete_attachment(&acme, &declaration.id).await), locked);
        let wrong = upload(app, &acme, &id, FOLLOWS[0]).await;
        app.delete_attachment(&acme, &wrong.id).await.unwrap();
        upload(app, &acme, &id, FOLLOWS[1]).await;
        let missing = app.hand_in(&acme, &id).await;
        assert_eq!(findings(missing), [format!("attachments.{}: 请上传“{}”", FOLLOWS[0], label(FOLLOWS[0]))]);
        upload(app, &acme, &id, FOLLOWS[0]).await;

        app.clock.advance(14 * DAY);
        let handed_in = app.hand_in(&acme, &id).await.unwrap();
        assert!(handed_in.deferrals.iter().all(|each| each.handed_in_at == Some(START + 14 * DAY)));
        app.clock.advance(DAY);
        assert_eq!(app.hand_in(&acme, &id).await.unwrap().deferrals, handed_in.deferrals, "once");
        let done = Refusal::not_now("容缺材料已提交，不能再修改");
        assert_eq!(refusal(try_upload(app, &acme, &id, FOLLOWS[0]).await), done);
        assert_eq!(app.tick().await.unwrap().unwrap().lapsed, 0);

        let other = app.reviewer("east").await;
        let theirs = Refusal::not_now(format!("该申请由{}办理", office.reviewer.name));
        assert_eq!(refusal(app.check_deferred(&other, &id, FOLLOWS[0]).await), theirs);
        assert_eq!(refusal(app.check_deferred(&office.reviewer, &id, "legal_declaration").await), Refusal::NotFound);
        let first = app.check_deferred(&office.reviewer, &id, FOLLOWS[0]).await.unwrap();
        assert_eq!(first.deferrals[0].checked_at, Some(app.now()));
        assert_eq!(refusal(act(app, &office.reviewer, &id, Action::PassToCommittee, "").await), waits);
        for _ in 0..2 {
            let both = app.check_deferred(&office.reviewer, &id, FOLLOWS[1]).await.unwrap();
            assert!(both.allowed.contains(&Action::PassToCommittee));
        }
        let granted = grant(app, &office, &id).await.unwrap();
        assert_eq!((granted.summary.status, granted.deferrals.len()), (Status::Issued, 2));
        let audited = app.audited().await;
        let times = |act: &str| audited.iter().filter(|line| *line == act).count();
        assert_eq!((times("filing.hand_in"), times("filing.check_deferred")), (1, 2));
        assert_eq!(app.count("select count(*) from missed_deferrals").await, 0);
        assert_eq!(refusal(app.hand_in(&acme, &id).await), Refusal::not_now("申请已结束，不能再提交材料"));
    })
    .await;
}

fn label(slot: &str) -> &'static str {
    domain::attachments::slot(slot).unwrap().label
}

#[tokio::test]
async fn a_missed_day_ends_the_filing_and_bars_the_track_for_two_years() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = accepted(app, &office, &acme).await;
        act(app, &office.reviewer, &id, Action::Examine, "").await.unwrap();
        assert_eq!(engaged(app, &id).await, 12);
        upload(app, &acme, &id, FOLLOWS[0]).await;
        // The last day is theirs to its end: 23:59:59 in China.
        app.clock.advance(14 * DAY + 14 * HOUR - SECOND);
        assert_eq!(app.tick().await.unwrap().unwrap().lapsed, 0);
        let late = upload(app, &acme, &id, FOLLOWS[1]).await;
        app.clock.advance(SECOND);
        let over = Refusal::not_now("容缺材料的提交期限（2026年12月8日）已过");
        assert_eq!(refusal(app.hand_in(&acme, &id).await), over);
        assert_eq!(refusal(try_upload(app, &acme, &id, FOLLOWS[0]).await), over);
        assert_eq!(refusal(app.delete_attachment(&acme, &late.id).await), over);

        let revision = header(app, &acme, &id).await.revision;
        let ticks = futures::future::join_all((0..3).map(|_| app.tick())).await;
        let lapsed = ticks.into_iter().filter_map(|ticked| ticked.unwrap()).map(|ticked| ticked.lapsed);
        assert_eq!(lapsed.sum::<usize>(), 1);
        let view = app.filing(&acme, &id).await.unwrap();
        assert_eq!((view.header.summary.status, view.header.revision), (Status::Terminated, revision + 1));
        assert_eq!((&view.header.clock, view.header.summary.due), (&None, None));
        let last = view.events.last().unwrap();
        let note = format!("未按时提交：{}、{}", label(FOLLOWS[0]), label(FOLLOWS[1]));
        assert_eq!((last.action, last.actor.as_str(), &last.note), (Action::Lapse, "系统", &note));
        assert_eq!(engaged(app, &id).await, 0);
        assert!(app.audited().await.contains(&"filing.lapse".to_owned()));

        let start = async |track| app.start_filing(&acme, Kind::NewLicence, track, "key").await;
        let barred =
            "不能选择“容缺受理”：两年内曾申请容缺受理但未按时提交容缺材料，2028年12月8日起方可再次选择容缺受理";
        assert_eq!(refusal(start(Track::DeferredDocuments).await), Refusal::not_now(barred));
        let days = |from: &str, until: &str| -> i64 {
            let day = |text: &str| domain::values::date::parse(text).unwrap();
            (day(until) - day(from)).num_days()
        };
        app.clock.advance(days("2026-12-09", "2028-12-07") * DAY);
        assert_eq!(refusal(start(Track::DeferredDocuments).await), Refusal::not_now(barred));
        app.clock.advance(DAY);
        start(Track::DeferredDocuments).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_missed_it_may_apply_in_the_general_way_at_once() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let first = people(app);
        let id = complete_on(app, &acme, first, Track::DeferredDocuments, FOLLOWS).await;
        submit(app, &acme, &id).await;
        for action in [Action::Claim, Action::Accept] {
            act(app, &office.reviewer, &id, action, "").await.unwrap();
        }
        app.clock.advance(15 * DAY);
        app.tick().await.unwrap();
        // The same people are free.
        let again = complete_with(app, &acme, first).await;
        assert_ne!(again, id);
        submit(app, &acme, &again).await;
        assert_eq!(engaged(app, &again).await, 12);
    })
    .await;
}

#[tokio::test]
async fn what_came_all_the_same_and_what_may_not_follow_is_not_deferred() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = deferred(app, &acme, &["financial_statement", "legal_declaration"]).await;
        let missing = app.submit(&acme, &id, 1, "key").await;
        assert_eq!(
            findings(missing),
            [format!("attachments.legal_declaration: 请上传“{}”", label("legal_declaration"))]
        );
        upload(app, &acme, &id, "legal_declaration").await;
        upload(app, &acme, &id, "financial_statement").await;
        submit(app, &acme, &id).await;
        let granted = grant(app, &office, &id).await.unwrap();
        assert_eq!((granted.summary.status, granted.deferrals), (Status::Issued, Vec::new()));
        assert_eq!(refusal(app.check_deferred(&office.reviewer, &id, "financial_statement").await), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn silence_accepts_with_what_follows_too() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = deferred(app, &acme, FOLLOWS).await;
        submit(app, &acme, &id).await;
        app.clock.advance(8 * DAY);
        assert_eq!(app.tick().await.unwrap().unwrap().accepted, 1);
        let header = header(app, &acme, &id).await;
        // From the day on which they could learn of it.
        assert!(header.deferrals.iter().all(|each| each.due.to_string() == "2026-12-16"), "{:?}", header.deferrals);
        for slot in FOLLOWS {
            upload(app, &acme, &id, slot).await;
        }
        app.hand_in(&acme, &id).await.unwrap();
        let unclaimed = refusal(app.check_deferred(&office.reviewer, &id, FOLLOWS[0]).await);
        assert_eq!(unclaimed, Refusal::not_now("请先开始审查该申请"));
        act(app, &office.reviewer, &id, Action::Examine, "").await.unwrap();
        for slot in FOLLOWS {
            app.check_deferred(&office.reviewer, &id, slot).await.unwrap();
        }
        assert_eq!(grant(app, &office, &id).await.unwrap().summary.status, Status::Issued);
    })
    .await;
}

#[tokio::test]
async fn handing_in_is_the_enterprises_and_checking_the_offices() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = accepted(app, &office, &acme).await;
        let stranger = app.enterprise("乙公司").await;
        let elsewhere = app.reviewer("north").await;
        assert_eq!(refusal(app.hand_in(&stranger, &id).await), Refusal::NotFound);
        assert_eq!(refusal(app.hand_in(&office.reviewer, &id).await), Refusal::Forbidden);
        assert_eq!(refusal(app.check_deferred(&elsewhere, &id, FOLLOWS[0]).await), Refusal::NotFound);
        for actor in [&acme, &app.administrator().await] {
            assert_eq!(refusal(app.check_deferred(actor, &id, FOLLOWS[0]).await), Refusal::Forbidden);
        }
        for filing in ["", "x", "\0"] {
            assert_eq!(refusal(app.hand_in(&acme, filing).await), Refusal::NotFound);
            assert_eq!(refusal(app.check_deferred(&office.reviewer, filing, FOLLOWS[0]).await), Refusal::NotFound);
        }
        // What has no deferrals.
        let general = submitted(app, &stranger).await;
        for action in [Action::Claim, Action::Accept] {
            act(app, &office.reviewer, &general, action, "").await.unwrap();
        }
        assert_eq!(refusal(app.hand_in(&stranger, &general).await), Refusal::not_now("本申请没有容缺材料"));
    })
    .await;
}
