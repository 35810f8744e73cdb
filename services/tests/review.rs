//! From submission to decision, by the regulator's staff; on both databases.

mod drafts;
mod support;

use domain::Refusal;
use domain::accounts::Role;
use domain::filings::FilingHeader;
use domain::workflow::{Action, Status};
use drafts::*;
use support::*;

#[tokio::test]
async fn the_whole_thread_from_draft_to_licence() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let (reviewer, head) = (app.reviewer("east").await, app.head("east").await);
        let id = submitted(app, &acme).await;
        let steps = [
            (&reviewer, Action::Claim, Status::FormalReview),
            (&reviewer, Action::Accept, Status::Accepted),
            (&reviewer, Action::Examine, Status::Examination),
            (&reviewer, Action::PassToCommittee, Status::Committee),
            (&head, Action::Grant, Status::Issued),
        ];
        for (actor, action, status) in steps {
            app.clock.advance(HOUR);
            if action == Action::Grant {
                deliberate(app, &[&id]).await;
            }
            let header = app.filing(actor, &id).await.unwrap().header;
            assert!(header.allowed.contains(&action), "{action:?} in {:?}", header.summary.status);
            let header = act(app, actor, &id, action, " 一切齐全 ").await.unwrap();
            assert_eq!(header.summary.status, status);
        }
        let view = app.filing(&acme, &id).await.unwrap();
        assert!(view.header.licence_id.is_some() && view.header.allowed.is_empty());
        assert_eq!(view.header.summary.assignee, None, "the office answers for its staff");
        let seen: Vec<_> = view.events.iter().map(|event| (event.action, event.at, event.role)).collect();
        assert_eq!(seen[0], (Action::Submit, START, Role::Enterprise));
        assert_eq!(seen[6], (Action::Grant, START + 5 * HOUR, Role::Head));
        assert_eq!(view.events[0].actor, "甲公司");
        assert!(view.events[1..].iter().all(|event| event.actor == "国家能源局华东监管局"));
        let (notes, of_meeting) = (view.events.iter().map(|event| event.note.as_str()).collect::<Vec<_>>(), 5);
        assert_eq!(notes[of_meeting], "经2026年11月24日行政许可委员会会议审议，提交机构负责人签批");
        assert!((1..7).filter(|&n| n != of_meeting).all(|n| notes[n] == "一切齐全"), "{notes:?}");
        let view = app.filing(&reviewer, &id).await.unwrap();
        assert_eq!((view.events[1].actor.as_str(), view.events.len()), (reviewer.name.as_str(), 7));
        assert_eq!(view.header.profile.mobile, "138****8000");
        assert!(view.header.profile.representative_id.contains("********"));
        assert_eq!(app.check_filing(&reviewer, &id).await.unwrap(), app.check_filing(&acme, &id).await.unwrap());
        let audited = app.audited().await;
        for act in ["filing.start", "filing.submit", "filing.claim", "filing.grant", "licence.issue"] {
            assert!(audited.iter().any(|line| line == act), "{act} is not in the audit log");
        }
        let changed = sqlx::query("delete from events").execute(app.db.pool()).await;
        assert!(changed.unwrap_err().to_string().contains("append-only"));
    })
    .await;
}

#[tokio::test]
async fn the_queue_is_the_offices_and_what_is_claimed_is_ones_own() {
    for_each_database(async |app| {
        let (reviewer, colleague) = (app.reviewer("east").await, app.reviewer("east").await);
        let head = app.head("east").await;
        let acme = app.enterprise("甲公司").await;
        let first = submitted(app, &acme).await;
        app.clock.advance(HOUR);
        let second = submitted(app, &app.enterprise("乙公司").await).await;
        let draft_only = draft(app, &app.enterprise("丙公司").await).await;

        let ids =
            async |actor| -> Vec<String> { app.queued(actor).await.unwrap().into_iter().map(|line| line.id).collect() };
        assert_eq!(ids(&reviewer).await, [first.clone(), second.clone()]);
        assert_eq!(ids(&head).await.len(), 2);
        assert!(ids(&app.reviewer("north").await).await.is_empty());
        assert_eq!(refusal(app.queued(&acme).await), Refusal::Forbidden);
        assert_eq!(refusal(app.queued(&app.administrator().await).await), Refusal::Forbidden);
        assert_eq!(refusal(app.filing(&reviewer, &draft_only).await), Refusal::NotFound);

        assert_eq!(refusal(act(app, &reviewer, &first, Action::Accept, "").await), changed());
        let header = act(app, &reviewer, &first, Action::Claim, "").await.unwrap();
        assert_eq!((header.summary.assignee, header.summary.mine), (Some(reviewer.name.clone()), true));
        assert_eq!(refusal(act(app, &colleague, &first, Action::Claim, "").await), changed());
        let theirs = Refusal::not_now(format!("该申请由{}办理", reviewer.name));
        for action in [Action::Accept, Action::Decline, Action::RequestCorrection, Action::Release] {
            assert_eq!(refusal(act(app, &colleague, &first, action, "理由").await), theirs);
        }
        assert!(app.filing(&colleague, &first).await.unwrap().header.allowed.is_empty());
        let line = &app.queued(&colleague).await.unwrap()[0];
        assert_eq!((line.assignee.as_deref(), line.mine), (Some(reviewer.name.as_str()), false));

        act(app, &reviewer, &first, Action::Release, "").await.unwrap();
        act(app, &colleague, &first, Action::Claim, "").await.unwrap();
        let header = act(app, &head, &first, Action::Release, "").await.unwrap();
        assert_eq!((header.summary.status, header.summary.assignee), (Status::Submitted, None));
    })
    .await;
}

fn changed() -> Refusal {
    Refusal::not_now("该申请已由他人处理，请刷新")
}

#[tokio::test]
async fn whoever_examined_does_not_sign_off() {
    for_each_database(async |app| {
        let (reviewer, head) = (app.reviewer("east").await, app.head("east").await);
        let id = submitted(app, &app.enterprise("甲公司").await).await;
        examined(app, &head, &id).await;
        let allowed = app.filing(&head, &id).await.unwrap().header.allowed;
        assert!(!allowed.contains(&Action::Grant) && !allowed.contains(&Action::Refuse));
        for action in [Action::Grant, Action::Refuse] {
            let refused = refusal(act(app, &head, &id, action, "理由").await);
            assert_eq!(refused, Refusal::not_now("签批人不能是本申请的审查人"));
            assert_eq!(refusal(act(app, &reviewer, &id, action, "理由").await), Refusal::Forbidden);
        }
        act(app, &app.head("east").await, &id, Action::Grant, "").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn steps_are_for_those_whose_they_are() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = submitted(app, &acme).await;
        for action in [Action::Claim, Action::Accept, Action::Grant, Action::PassToSignOff] {
            assert_eq!(refusal(act(app, &acme, &id, action, "").await), Refusal::Forbidden);
        }
        let strangers = [app.enterprise("乙公司").await, app.reviewer("north").await, app.head("north").await];
        for stranger in &strangers {
            let refused = refusal(app.act(stranger, &id, 2, "key-of-stranger", Action::Claim, "").await);
            assert_eq!(refused, Refusal::NotFound);
            assert_eq!(refusal(app.filing(stranger, &id).await), Refusal::NotFound);
            assert_eq!(refusal(app.electricians(stranger, &id, 0, 10).await), Refusal::NotFound);
            assert_eq!(refusal(app.rows(stranger, &id).await), Refusal::NotFound);
            assert_eq!(refusal(app.check_filing(stranger, &id).await), Refusal::NotFound);
        }
        let administrator = app.administrator().await;
        let refused = refusal(app.act(&administrator, &id, 2, "key-of-stranger", Action::Claim, "").await);
        assert_eq!(refused, Refusal::Forbidden);
        assert_eq!(refusal(app.filing(&administrator, &id).await), Refusal::Forbidden);
        let reviewer = app.reviewer("east").await;
        assert_eq!(refusal(app.submit(&reviewer, &id, 2, "key").await), Refusal::Forbidden);
        assert_eq!(refusal(act(app, &reviewer, &id, Action::Terminate, "理由").await), Refusal::Forbidden);
    })
    .await;
}

#[tokio::test]
async fn malformed_and_foreign_ids_are_not_found() {
    for_each_database(async |app| {
        let (acme, stranger) = (app.enterprise("甲公司").await, app.enterprise("乙公司").await);
        let id = draft(app, &acme).await;
        let row = add(app, &acme, &id, &technician(1)).await;
        let document = upload(app, &acme, &id, "business_licence").await;
        for (actor, id) in
            [(&stranger, id.as_str()), (&acme, ""), (&acme, "'; --"), (&acme, "不存在\0"), (&acme, "0123")]
        {
            let section = domain::filings::SectionBody::Basics(basics());
            assert_eq!(refusal(app.filing(actor, id).await), Refusal::NotFound);
            assert_eq!(refusal(app.technicians(actor, id, 0, 10).await), Refusal::NotFound);
            assert_eq!(refusal(app.save_section(actor, id, 0, &section).await), Refusal::NotFound);
            assert_eq!(refusal(app.save_row(actor, id, None, "", &technician(2)).await), Refusal::NotFound);
            assert_eq!(refusal(app.delete_row(actor, id, &row.id, 1).await), Refusal::NotFound);
            assert_eq!(refusal(app.submit(actor, id, 1, "key").await), Refusal::NotFound);
            assert_eq!(refusal(app.act(actor, id, 1, "key", Action::Abandon, "").await), Refusal::NotFound);
            let upload = app.add_attachment(actor, id, "business_licence", None, "a.pdf", stream(pdf("")));
            assert_eq!(refusal(upload.await), Refusal::NotFound);
        }
        assert_eq!(refusal(app.attachment(&stranger, &document.id).await), Refusal::NotFound);
        assert_eq!(refusal(app.delete_attachment(&stranger, &document.id).await), Refusal::NotFound);
        // A row of one's own, in a filing that is somebody else's, and the other way round.
        let theirs = draft(app, &stranger).await;
        assert_eq!(refusal(app.delete_row(&stranger, &theirs, &row.id, 1).await), Refusal::NotFound);
        let moved = app.save_row(&stranger, &theirs, Some((row.id.clone(), 1)), "", &technician(2)).await;
        assert_eq!(refusal(moved), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn a_step_is_taken_once_and_never_on_a_stale_page() {
    for_each_database(async |app| {
        let id = submitted(app, &app.enterprise("甲公司").await).await;
        let reviewer = app.reviewer("east").await;
        let claims = (0..4).map(|_| app.act(&reviewer, &id, 2, "key-of-claim", Action::Claim, ""));
        for header in futures::future::join_all(claims).await {
            assert_eq!(header.unwrap().revision, 3);
        }
        assert_eq!(app.count("select count(*) from events where action = 'claim'").await, 1);

        let reused = app.act(&reviewer, &id, 3, "key-of-claim", Action::Accept, "").await;
        assert_eq!(refusal(reused), Refusal::not_now("该申请已变动，请刷新"));
        let stale = app.act(&reviewer, &id, 2, "key-of-accept", Action::Accept, "").await;
        let Refusal::Conflict { theirs, revision: 3 } = refusal(stale) else { panic!("a stale page decided") };
        assert_eq!(serde_json::from_str::<FilingHeader>(&theirs).unwrap().summary.status, Status::FormalReview);

        for (note, message) in [
            (" \n", "note: 请填写理由".to_owned()),
            (&*"长".repeat(1001), "note: 不能超过1000个字".to_owned()),
            ("a\u{7}", "note: 含有不可见的控制字符，请删除后重试".to_owned()),
        ] {
            assert_eq!(findings(act(app, &reviewer, &id, Action::Decline, note).await), [message]);
        }
        let header = act(app, &reviewer, &id, Action::Decline, "一、\r\n二、").await.unwrap();
        assert_eq!(header.summary.status, Status::Declined);
        assert_eq!(app.filing(&reviewer, &id).await.unwrap().events[2].note, "一、\n二、");
        assert!(app.queued(&reviewer).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_enterprises_terminate_leaves_the_queue_and_is_shown_for_a_month() {
    for_each_database(async |app| {
        let (reviewer, acme) = (app.reviewer("east").await, app.enterprise("甲公司").await);
        let id = submitted(app, &acme).await;
        act(app, &reviewer, &id, Action::Claim, "").await.unwrap();
        assert!(app.terminated(&reviewer).await.unwrap().is_empty());
        app.clock.advance(HOUR);
        act(app, &acme, &id, Action::Terminate, "业务调整").await.unwrap();
        assert!(app.queued(&reviewer).await.unwrap().is_empty());
        let lines = app.terminated(&reviewer).await.unwrap();
        assert_eq!((lines.len(), lines[0].id.as_str(), lines[0].status), (1, id.as_str(), Status::Terminated));
        assert_eq!((lines[0].updated_at, lines[0].mine), (START + HOUR, true));
        assert_eq!(app.filing(&reviewer, &id).await.unwrap().events.last().unwrap().note, "业务调整");
        for actor in [&reviewer, &app.head("east").await] {
            for action in [Action::Accept, Action::Claim, Action::Grant] {
                assert!(act(app, actor, &id, action, "").await.is_err(), "nothing moves it again");
            }
        }
        assert!(app.terminated(&app.reviewer("north").await).await.unwrap().is_empty());
        assert_eq!(refusal(app.terminated(&acme).await), Refusal::Forbidden);
        assert_eq!(refusal(app.terminated(&app.administrator().await).await), Refusal::Forbidden);
        app.clock.advance(30 * DAY);
        assert!(app.terminated(&app.head("east").await).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_due_first_comes_first_and_what_is_not_due_comes_last() {
    for_each_database(async |app| {
        let reviewer = app.reviewer("east").await;
        let mut ids = Vec::new();
        for name in ["甲公司", "乙公司", "丙公司"] {
            ids.push(submitted(app, &app.enterprise(name).await).await);
            app.clock.advance(DAY);
        }
        // The first is accepted, and has until later than the others; the second, as if it had no last day.
        act(app, &reviewer, &ids[0], Action::Claim, "").await.unwrap();
        act(app, &reviewer, &ids[0], Action::Accept, "").await.unwrap();
        sqlx::query("update filings set due_day = '', resting = 1 where id = $1")
            .bind(&ids[1])
            .execute(app.db.pool())
            .await
            .unwrap();
        let queue = app.queued(&reviewer).await.unwrap();
        let lines: Vec<_> =
            queue.iter().map(|line| (line.id.as_str(), line.due.map(|day| day.to_string()), line.resting)).collect();
        let expected = [
            (ids[2].as_str(), Some("2026-12-03".to_owned()), false),
            (ids[0].as_str(), Some("2026-12-25".to_owned()), false),
            (ids[1].as_str(), None, true),
        ];
        assert_eq!(lines, expected);
    })
    .await;
}
