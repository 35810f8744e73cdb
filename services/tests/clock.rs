//! The statutory clock of filings, what time does to them, and by which rules they are judged; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::clock::{Phase, Rest};
use domain::conformity::{Adjustment, Measure, blocking};
use domain::filings::*;
use domain::licences::{Category, Grade};
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use services::Actor;
use support::*;

/// The last day and whether the clock rests: in the header, in its line, and as stored.
async fn due(app: &TestApp, actor: &Actor, id: &str) -> (String, bool) {
    let header = app.filing(actor, id).await.unwrap().header;
    let stored: (String, i64) = sqlx::query_as("select due_day, resting from filings where id = $1")
        .bind(id)
        .fetch_one(app.db.pool())
        .await
        .unwrap();
    let day = header.summary.due.map(|day| day.to_string()).unwrap_or_default();
    assert_eq!(stored, (day.clone(), i64::from(header.summary.resting)));
    let clock = header.clock.as_ref();
    assert_eq!(clock.and_then(|clock| clock.due), header.summary.due);
    assert_eq!(clock.is_some_and(|clock| clock.rest.is_some()), header.summary.resting);
    (day, header.summary.resting)
}

fn runs(day: &str) -> (String, bool) {
    (day.to_owned(), false)
}

#[tokio::test]
async fn every_step_writes_until_when_the_office_must_act() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = complete(app, &acme).await;
        assert_eq!(due(app, &acme, &id).await, runs(""));
        submit(app, &acme, &id).await;
        assert_eq!(due(app, &acme, &id).await, runs("2026-12-01"));
        let mine = app.my_filings(&acme).await.unwrap();
        assert_eq!(mine[0].due.unwrap().to_string(), "2026-12-01");
        app.clock.advance(DAY);
        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
        let header = correct(app, &office.reviewer, &id, "performance", "请补正").await;
        let clock = header.clock.unwrap();
        assert_eq!((clock.phase, clock.rest, clock.left), (Phase::Answer, Some(Rest::Correction), 4));
        assert_eq!(due(app, &acme, &id).await, (String::new(), true));

        app.clock.advance(30 * DAY);
        resubmit(app, &acme, &id).await.unwrap();
        // Friday, the 25th of December.
        assert_eq!(due(app, &acme, &id).await, runs("2027-01-01"));
        for action in [Action::Claim, Action::Accept] {
            act(app, &office.reviewer, &id, action, "").await.unwrap();
        }
        assert_eq!(due(app, &office.reviewer, &id).await, runs("2027-01-22"));

        // Other days are worked now.
        let text = "2027-01-01 至 2027-01-03 休\n2027-01-09 班";
        app.add_year(&app.administrator().await, 2027, text, "通知").await.unwrap();
        assert_eq!(due(app, &acme, &id).await, runs("2027-01-22"), "one day less, one day more");
        app.add_year(&app.administrator().await, 2027, "2027-01-01 至 2027-01-03 休", "更正").await.unwrap();
        assert_eq!(due(app, &acme, &id).await, runs("2027-01-25"));

        grant(app, &office, &id).await.unwrap();
        assert_eq!(due(app, &acme, &id).await, runs(""));
        assert_eq!(app.filing(&acme, &id).await.unwrap().header.clock, None);
    })
    .await;
}

#[tokio::test]
async fn what_was_submitted_before_days_were_written_down_gets_its_day() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = submitted(app, &acme).await;
        draft(app, &app.enterprise("乙公司").await).await;
        sqlx::query("update filings set due_day = ''").execute(app.db.pool()).await.unwrap();
        assert_eq!(app.fill_in_due_days().await.unwrap(), 1);
        assert_eq!(due(app, &acme, &id).await, runs("2026-12-01"));
        assert_eq!(app.fill_in_due_days().await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn five_silent_working_days_accept() {
    for_each_database(async |app| {
        let office = office(app).await;
        let (acme, beta, corrected) =
            (app.enterprise("甲公司").await, app.enterprise("乙公司").await, app.enterprise("丙公司").await);
        let waiting = submitted(app, &acme).await;
        let claimed = submitted(app, &beta).await;
        act(app, &office.reviewer, &claimed, Action::Claim, "").await.unwrap();
        let correcting = submitted(app, &corrected).await;
        act(app, &office.reviewer, &correcting, Action::Claim, "").await.unwrap();
        correct(app, &office.reviewer, &correcting, "performance", "请补正").await;
        // The 1st of December is the fifth.
        app.clock.advance(7 * DAY);
        assert_eq!(app.tick().await.unwrap().unwrap().accepted, 0);
        app.clock.advance(DAY);
        assert_eq!(app.tick().await.unwrap().unwrap().accepted, 2);
        assert_eq!(app.tick().await.unwrap().unwrap().accepted, 0);
        for (actor, id) in [(&acme, &waiting), (&beta, &claimed)] {
            let view = app.filing(actor, id).await.unwrap();
            assert_eq!(view.header.summary.status, Status::Accepted);
            let silence = view.events.last().unwrap();
            assert_eq!((silence.action, silence.actor.as_str()), (Action::AcceptBySilence, "系统"));
            // Twenty working days from the day of receipt.
            assert_eq!(due(app, actor, id).await, runs("2026-12-22"));
        }
        assert_eq!(app.filing(&corrected, &correcting).await.unwrap().header.summary.status, Status::Correction);

        // Whoever begins takes on what nobody had claimed; what somebody had stays theirs.
        let colleague = app.reviewer("east").await;
        let header = act(app, &colleague, &waiting, Action::Examine, "").await.unwrap();
        assert_eq!((header.summary.mine, header.summary.assignee), (true, Some(colleague.name.clone())));
        let theirs = Refusal::not_now(format!("该申请由{}办理", office.reviewer.name));
        assert_eq!(refusal(act(app, &colleague, &claimed, Action::Examine, "").await), theirs);
        act(app, &colleague, &waiting, Action::PassToCommittee, "").await.unwrap();
        grant(app, &office, &claimed).await.unwrap();
        for action in [Action::AcceptBySilence, Action::Lapse] {
            assert_eq!(refusal(act(app, &office.head, &waiting, action, "").await), Refusal::Forbidden);
        }
    })
    .await;
}

#[tokio::test]
async fn answering_and_silence_at_one_moment_accept_once() {
    for_each_database(async |app| {
        let office = office(app).await;
        for n in 0..4 {
            let acme = app.enterprise(&format!("甲公司{n}")).await;
            let id = submitted(app, &acme).await;
            act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
            app.clock.advance(8 * DAY);
            let (answered, ticked) = tokio::join!(act(app, &office.reviewer, &id, Action::Accept, ""), app.tick());
            let by_silence = ticked.unwrap().unwrap().accepted;
            assert_eq!(by_silence + usize::from(answered.is_ok()), 1, "{answered:?}");
            assert_eq!(app.filing(&acme, &id).await.unwrap().header.summary.status, Status::Accepted);
        }
    })
    .await;
}

#[tokio::test]
async fn the_head_extends_once_with_a_reason() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = submitted(app, &acme).await;
        let early = Refusal::not_now("该申请已由他人处理，请刷新");
        assert_eq!(refusal(act(app, &office.head, &id, Action::Extend, "理由").await), early);
        for action in [Action::Claim, Action::Accept, Action::Examine] {
            act(app, &office.reviewer, &id, action, "").await.unwrap();
        }
        assert_eq!(due(app, &acme, &id).await, runs("2026-12-22"));
        assert_eq!(refusal(act(app, &office.reviewer, &id, Action::Extend, "理由").await), Refusal::Forbidden);
        assert_eq!(findings(act(app, &office.head, &id, Action::Extend, " ").await), ["note: 请填写理由"]);
        let header = act(app, &office.head, &id, Action::Extend, "案情复杂").await.unwrap();
        assert_eq!(
            (header.summary.status, header.summary.assignee),
            (Status::Examination, Some(office.reviewer.name.clone()))
        );
        assert!(!header.allowed.contains(&Action::Extend) && header.clock.unwrap().extended);
        assert_eq!(due(app, &acme, &id).await, runs("2027-01-05"));
        let once = Refusal::not_now("审查期限已延长过一次，不能再次延长");
        assert_eq!(refusal(act(app, &office.head, &id, Action::Extend, "再次").await), once);
        // The reviewer goes on, and has examined it; the head has not.
        grant(app, &office, &id).await.unwrap();
    })
    .await;
}

/// Electricians for 承装五级 from tomorrow on, where the set asks for five and the drafts name five.
fn six_electricians() -> Adjustment {
    Adjustment {
        set: "default".into(),
        measure: Measure::Electricians,
        category: Category::Install,
        grade: Grade::Five,
        figure: 6,
        from: "2026-11-25".parse().unwrap(),
        reason: "试点".into(),
        by: String::new(),
    }
}

#[tokio::test]
async fn a_filing_is_judged_by_the_rules_of_the_day_on_which_it_was_submitted() {
    for_each_database(async |app| {
        let office = office(app).await;
        let administrator = app.administrator().await;
        let (acme, beta) = (app.enterprise("甲公司").await, app.enterprise("乙公司").await);
        let submitted = submitted(app, &acme).await;
        let ready = complete(app, &beta).await;
        app.adjust_figure(&administrator, &six_electricians()).await.unwrap();
        app.choose_rule_set(&administrator, "order-36-2020", "2026-12-01".parse().unwrap(), "改按").await.unwrap();
        let falls_short = async |actor: &Actor, id: &str| {
            let findings = app.check_filing(actor, id).await.unwrap();
            blocking(&findings).map(|finding| finding.id.clone()).collect::<Vec<_>>()
        };
        let judged_by = async |actor: &Actor, id: &str| {
            let title = app.filing(actor, id).await.unwrap().header.rules;
            assert_eq!(app.rules_for(actor, id).await.unwrap().title, title);
            title
        };
        let (default, order) = ("承装（修、试）电力设施许可条件", "第36号令许可条件（2020年）");
        assert_eq!(falls_short(&beta, &ready).await, [""; 0]);
        app.clock.advance(DAY);
        assert_eq!(falls_short(&beta, &ready).await, ["electricians"]);
        assert_eq!(findings(app.submit(&beta, &ready, 1, "key").await).len(), 1);
        for reader in [&acme, &office.reviewer] {
            assert_eq!(falls_short(reader, &submitted).await, [""; 0]);
            assert_eq!(judged_by(reader, &submitted).await, default);
        }
        app.clock.advance(7 * DAY);
        assert_eq!(judged_by(&beta, &ready).await, order);
        assert_eq!(judged_by(&office.reviewer, &submitted).await, default);
        assert_eq!(falls_short(&beta, &ready).await, [""; 0], "that set asks for five");
        app.submit(&beta, &ready, 1, "key").await.unwrap();
        let noted = "select rule_set from filings where id = $1";
        for (id, set) in [(&submitted, "default"), (&ready, "order-36-2020")] {
            let stored: String = sqlx::query_scalar(noted).bind(id).fetch_one(app.db.pool()).await.unwrap();
            assert_eq!(stored, set);
        }

        // What is corrected is judged anew by the rules of the day.
        act(app, &office.reviewer, &submitted, Action::Claim, "").await.unwrap();
        correct(app, &office.reviewer, &submitted, "performance", "请补正").await;
        assert_eq!(judged_by(&acme, &submitted).await, order);
        assert_eq!(judged_by(&office.reviewer, &submitted).await, order);
        let stranger = app.enterprise("丙公司").await;
        assert_eq!(refusal(app.rules_for(&stranger, &submitted).await), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn where_no_conditions_are_judged_no_rules_are_named() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let id = filled_in(app, &acme, Kind::Reissue).await;
        assert_eq!(app.filing(&acme.actor, &id).await.unwrap().header.rules, "");
        submit(app, &acme.actor, &id).await;
        // Unsourced, and said to be.
        for action in [Action::Claim, Action::Accept] {
            act(app, &office.reviewer, &id, action, "").await.unwrap();
        }
        let clock = app.filing(&acme.actor, &id).await.unwrap().header.clock.unwrap();
        assert_eq!((clock.limit, clock.unsourced), (15, true));
    })
    .await;
}
