//! The committee's meetings: who calls them, who votes, what follows; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::committee::{Declared, MeetingStatus, Outcome, Plan, Vote};
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use services::Actor;
use support::committee::{call, declared, members};
use support::*;

/// A filing that waits for the committee, examined by the office's reviewer.
async fn waiting(app: &TestApp, office: &Office, name: &str) -> String {
    let id = submitted(app, &app.enterprise(name).await).await;
    for action in [Action::Claim, Action::Accept, Action::Examine, Action::PassToCommittee] {
        act(app, &office.reviewer, &id, action, "").await.unwrap();
    }
    id
}

async fn status(app: &TestApp, office: &Office, id: &str) -> Status {
    app.filing(&office.head, id).await.unwrap().header.summary.status
}

#[tokio::test]
async fn a_meeting_votes_and_moves_each_filing_on() {
    for_each_database(async |app| {
        let office = office(app).await;
        let members = members(app, "east").await;
        let mut ids = Vec::new();
        for name in ["甲公司", "乙公司", "丙公司", "丁公司"] {
            ids.push(waiting(app, &office, name).await);
        }
        let [granted, refused, returned, ended] = [0, 1, 2, 3].map(|n| ids[n].as_str());
        let page = app.committee(&members[1]).await.unwrap();
        assert_eq!((page.waiting.len(), page.quorum, page.meetings.len()), (4, 3, 0));
        assert!(page.waiting.iter().all(|line| line.left.is_some()));
        assert!(page.officers.iter().any(|officer| officer.name == "委员2"));
        let meeting = call(app, &members, &[granted, refused, returned, ended]).await;
        let page = app.committee(&members[1]).await.unwrap();
        assert_eq!((page.waiting.len(), page.meetings[0].items, page.meetings[0].awaits_vote), (0, 4, 4));
        let to_do = app.to_dos(&members[1]).await.unwrap().remove(0);
        assert_eq!(to_do.text, "2026年11月24日行政许可委员会会议有4件申请待您表决");
        assert_eq!(to_do.href, format!("/committee/{meeting}"));

        for (member, vote) in members.iter().zip([Vote::Agree, Vote::Agree, Vote::Against]) {
            app.vote(member, &meeting, granted, vote, "业绩存疑").await.unwrap();
        }
        for member in &members[..2] {
            app.vote(member, &meeting, refused, Vote::Against, "不符合条件").await.unwrap();
            app.vote(member, &meeting, returned, Vote::Agree, "").await.unwrap();
        }
        // What one sees in the meeting may change one's mind, once more the same way changes nothing.
        let seen = app.vote(&members[1], &meeting, returned, Vote::Abstain, "").await.unwrap();
        let seen_again = app.vote(&members[1], &meeting, returned, Vote::Abstain, "").await.unwrap();
        assert_eq!(seen, seen_again);
        assert_eq!(seen.items[2].tally().to_string(), "同意1，不同意0，弃权1，未表决1");
        let enterprise = app.enterprise_of(ended).await;
        act(app, &enterprise, ended, Action::Terminate, "不再申请").await.unwrap();

        let wrong = |outcomes: [Outcome; 3], reason: &str, minutes: &'static str| {
            let all = [granted, refused, returned].into_iter().zip(outcomes);
            let declared: Vec<_> = all.flat_map(|(id, outcome)| declared(&[id], outcome, reason)).collect();
            let (meeting, chair) = (meeting.clone(), &members[0]);
            async move { findings(app.close_meeting(chair, &meeting, (1, "key-1"), minutes, &declared).await) }
        };
        use Outcome::{Grant, Refuse, Return};
        let told = wrong([Refuse, Grant, Return], "", " ").await;
        assert_eq!(
            told,
            [
                format!("outcome.{granted}: 表决结果不支持“建议不予”：同意2，不同意1，弃权0"),
                format!("outcome.{refused}: 表决结果不支持“建议准予”：同意0，不同意2，弃权0，未表决1"),
                format!("reason.{returned}: 请填写退回审查的理由"),
                "minutes: 请填写".to_owned(),
            ]
        );
        assert_eq!(status(app, &office, granted).await, Status::Committee, "nothing was done");

        let mut closing = declared(&[granted], Grant, "");
        closing.extend(declared(&[refused], Refuse, "主要业绩不足"));
        closing.extend(declared(&[returned], Return, "请补充核实人员社保"));
        let close = async |key: &'static str| {
            app.close_meeting(&members[0], &meeting, (1, key), "会议审议了三件申请。", &closing).await
        };
        let closed = close("key-2").await.unwrap();
        assert_eq!((closed.status, closed.minutes.as_str()), (MeetingStatus::Closed, "会议审议了三件申请。"));
        assert_eq!(close("key-2").await.unwrap(), closed, "once");
        assert_eq!(refusal(close("key-3").await), Refusal::not_now("会议已结束或已取消，请刷新"));
        let outcomes: Vec<_> = closed.items.iter().map(|item| item.outcome).collect();
        assert_eq!(outcomes, [Some(Grant), Some(Refuse), Some(Return), None]);
        for (id, stands) in [
            (granted, Status::SignOff),
            (refused, Status::SignOff),
            (returned, Status::Examination),
            (ended, Status::Terminated),
        ] {
            assert_eq!(status(app, &office, id).await, stands);
        }
        let late = app.vote(&members[2], &meeting, refused, Vote::Agree, "").await;
        assert_eq!(refusal(late), Refusal::not_now("该申请已不在审议阶段，请刷新"));

        // The head reads how it was found; the enterprise that it was before the committee, and no more.
        let view = app.filing(&office.head, refused).await.unwrap();
        let found = &view.deliberations[0];
        assert_eq!((found.outcome, found.reason.as_str(), found.ballots.len()), (Some(Refuse), "主要业绩不足", 3));
        let told = app.filing(&app.enterprise_of(refused).await, refused).await.unwrap();
        assert!(told.deliberations.is_empty());
        let last = told.events.last().unwrap();
        assert_eq!(last.note, "经2026年11月24日行政许可委员会会议审议，提交机构负责人签批");
        assert_eq!((last.action, last.actor.as_str()), (Action::PassToSignOff, "国家能源局华东监管局"));
        let told = app.filing(&app.enterprise_of(returned).await, returned).await.unwrap();
        assert_eq!(told.events.last().unwrap().action, Action::ReturnToExamination);

        // What was sent back is examined on by the same reviewer, and comes before another meeting.
        act(app, &office.reviewer, returned, Action::PassToCommittee, "").await.unwrap();
        deliberate(app, &[returned]).await;
        assert_eq!(app.filing(&office.head, returned).await.unwrap().deliberations.len(), 2);
        let done = act(app, &office.head, returned, Action::Grant, "").await.unwrap();
        assert_eq!(done.summary.status, Status::Issued);
        for act in ["meeting.call", "meeting.vote", "meeting.close"] {
            assert!(app.audited().await.iter().any(|line| line == act), "{act}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_examined_a_filing_does_not_vote_on_it() {
    for_each_database(async |app| {
        let office = office(app).await;
        let other = app.reviewer("east").await;
        let (own, others) =
            (waiting(app, &office, "甲公司").await, submitted(app, &app.enterprise("乙公司").await).await);
        for action in [Action::Claim, Action::Accept, Action::Examine, Action::PassToCommittee] {
            act(app, &other, &others, action, "").await.unwrap();
        }
        let sits: Vec<Actor> = vec![office.head.clone(), office.reviewer.clone(), other.clone()];
        let meeting = call(app, &sits, &[&own, &others]).await;
        let told = Refusal::not_now("您是该申请的审查人，不参加对该申请的表决");
        assert_eq!(refusal(app.vote(&office.reviewer, &meeting, &own, Vote::Agree, "").await), told);
        assert_eq!(refusal(app.vote(&other, &meeting, &others, Vote::Against, "理由").await), told);
        app.vote(&other, &meeting, &own, Vote::Agree, "").await.unwrap();
        let seen = app.vote(&office.reviewer, &meeting, &others, Vote::Agree, "").await.unwrap();
        assert_eq!((seen.items[0].tally().voters, seen.items[0].tally().cast()), (2, 1));
        // One of two is no majority, and nothing can be declared at all.
        let close = async |outcome| {
            let declared = declared(&[&own, &others], outcome, "理由");
            findings(app.close_meeting(&office.head, &meeting, (1, "key"), "纪要", &declared).await)
        };
        let told = "表决人数未过半（2人有表决权，1人已表决），不能作出结论";
        assert_eq!(
            close(Outcome::Grant).await,
            [format!("outcome.{own}: {told}"), format!("outcome.{others}: {told}")]
        );
        assert_eq!(close(Outcome::Return).await.len(), 2);
        for id in [&own, &others] {
            app.vote(&office.head, &meeting, id, Vote::Agree, "").await.unwrap();
        }
        let declared = declared(&[&own, &others], Outcome::Grant, "");
        app.close_meeting(&office.head, &meeting, (1, "key"), "纪要", &declared).await.unwrap();
        // Who leads the meeting may sign, who examined may not.
        let granted = act(app, &office.head, &own, Action::Grant, "").await.unwrap();
        assert_eq!(granted.summary.status, Status::Issued);
    })
    .await;
}

#[tokio::test]
async fn meetings_are_the_offices_and_each_right_is_ones_own() {
    for_each_database(async |app| {
        let office = office(app).await;
        let members = members(app, "east").await;
        let id = waiting(app, &office, "甲公司").await;
        let meeting = call(app, &members, &[&id]).await;
        let (stranger, enterprise) = (app.head("north").await, app.enterprise_of(&id).await);
        let plan = plan(app, &members, &[&id]);
        for (actor, told) in [
            (&stranger, Refusal::NotFound),
            (&enterprise, Refusal::Forbidden),
            (&app.administrator().await, Refusal::Forbidden),
        ] {
            assert_eq!(refusal(app.meeting(actor, &meeting).await), told);
            assert_eq!(refusal(app.vote(actor, &meeting, &id, Vote::Agree, "").await), told);
            assert_eq!(refusal(app.present(actor, &meeting, &id, "").await), told);
            assert_eq!(refusal(app.change_meeting(actor, &meeting, 1, &plan).await), told);
            assert_eq!(refusal(app.cancel_meeting(actor, &meeting, 1, "理由").await), told);
            let closing = declared(&[&id], Outcome::Grant, "");
            assert_eq!(refusal(app.close_meeting(actor, &meeting, (1, "key"), "纪要", &closing).await), told);
        }
        for actor in [&enterprise, &app.administrator().await] {
            assert_eq!(refusal(app.committee(actor).await), Refusal::Forbidden);
            assert_eq!(refusal(app.call_meeting(actor, "key", &plan).await), Refusal::Forbidden);
        }
        assert!(app.committee(&stranger).await.unwrap().meetings.is_empty());
        assert_eq!(
            findings(app.call_meeting(&stranger, "key", &plan).await),
            ["members: 所选人员不是本机构的在职人员，请重新选择"]
        );

        let told = Refusal::not_now("您不是本次会议的委员，不能表决");
        assert_eq!(refusal(app.vote(&office.head, &meeting, &id, Vote::Agree, "").await), told);
        let told = Refusal::not_now("只有会议召集人和主持人能修改会议");
        assert_eq!(refusal(app.change_meeting(&members[1], &meeting, 1, &plan).await), told);
        assert_eq!(refusal(app.cancel_meeting(&office.head, &meeting, 1, "理由").await), told);
        let closing = declared(&[&id], Outcome::Grant, "");
        let told = Refusal::not_now("只有会议主持人能宣布结论并结束会议");
        assert_eq!(refusal(app.close_meeting(&members[1], &meeting, (1, "key"), "纪要", &closing).await), told);
        let told = Refusal::not_now("只有该申请的审查人和会议召集人、主持人能填写审查情况介绍");
        assert_eq!(refusal(app.present(&members[1], &meeting, &id, "介绍").await), told);
        let seen = app.present(&office.reviewer, &meeting, &id, " 材料齐全。\r\n条件符合。 ").await.unwrap();
        assert_eq!((seen.items[0].presentation.as_str(), seen.organises), ("材料齐全。\n条件符合。", false));
        assert_eq!(
            findings(app.vote(&members[1], &meeting, &id, Vote::Against, " ").await),
            ["reason: 不同意的，请填写理由"]
        );
        // Nobody else moves a filing on from the committee.
        for actor in [&office.reviewer, &office.head] {
            for action in [Action::PassToSignOff, Action::ReturnToExamination] {
                let refused = refusal(act(app, actor, &id, action, "").await);
                let told = "请由行政许可委员会会议审议，会议结束后自动提交签批或退回审查";
                assert_eq!(refused, Refusal::not_now(told));
            }
        }
        assert_eq!(refusal(act(app, &enterprise, &id, Action::PassToSignOff, "").await), Refusal::Forbidden);
    })
    .await;
}

fn plan(app: &TestApp, members: &[Actor], filings: &[&str]) -> Plan {
    Plan {
        day: app.today().to_string(),
        place: "第二会议室".into(),
        chair: members[0].account_id.clone(),
        members: members.iter().map(|member| member.account_id.clone()).collect(),
        filings: filings.iter().map(|&id| id.to_owned()).collect(),
    }
}

#[tokio::test]
async fn a_filing_is_on_one_agenda_and_a_meeting_changes_until_it_is_over() {
    for_each_database(async |app| {
        let office = office(app).await;
        let members = members(app, "east").await;
        let (first, second) = (waiting(app, &office, "甲公司").await, waiting(app, &office, "乙公司").await);
        let (drafted, other) =
            (submitted(app, &app.enterprise("丙公司").await).await, app.enterprise_in("丁公司", "广东省").await);
        let theirs = submitted(app, &other).await;
        let few = Plan { members: plan(app, &members[..2], &[]).members, ..plan(app, &members, &[&first]) };
        assert_eq!(findings(app.call_meeting(&members[0], "k", &few).await), ["members: 委员不能少于3人，已选2人"]);
        let wrong = findings(app.call_meeting(&members[0], "k", &plan(app, &members, &[&drafted])).await);
        assert!(
            wrong[0].starts_with("filings: 申请") && wrong[0].ends_with("不在审议阶段，请刷新后重新选择"),
            "{wrong:?}"
        );
        let strange = app.call_meeting(&members[0], "k", &plan(app, &members, &[&theirs])).await;
        assert_eq!(refusal(strange), Refusal::NotFound);

        let called = app.call_meeting(&members[0], "k", &plan(app, &members, &[&first])).await.unwrap();
        assert_eq!(app.call_meeting(&members[0], "k", &plan(app, &members, &[&first])).await.unwrap(), called, "once");
        let taken = findings(app.call_meeting(&members[1], "k2", &plan(app, &members, &[&first, &second])).await);
        assert_eq!(taken, ["filings: 所选申请已列入其他会议的议程，请刷新后重新选择"]);
        assert_eq!(app.count("select count(*) from meetings").await, 1, "and nothing of it was kept");

        // Another day, another member, another filing: who is gone has not voted.
        for member in &members {
            app.vote(member, &called, &first, Vote::Agree, "").await.unwrap();
        }
        let joins = [&members[0], &members[1], &office.head].map(Clone::clone);
        let changed = Plan { day: "2026-11-26".into(), ..plan(app, &joins, &[&second, &first]) };
        let seen = app.change_meeting(&members[0], &called, 1, &changed).await.unwrap();
        let order: Vec<_> = seen.items.iter().map(|item| item.filing.id.as_str()).collect();
        assert_eq!((seen.revision, order), (2, vec![second.as_str(), first.as_str()]));
        assert_eq!((seen.items[1].tally().cast(), seen.items[1].tally().voters), (2, 3));
        let stale = refusal(app.change_meeting(&members[0], &called, 1, &changed).await);
        assert!(matches!(stale, Refusal::Conflict { revision: 2, .. }), "{stale:?}");
        let early = Refusal::not_now("会议定于2026年11月26日召开，届时才能表决");
        assert_eq!(refusal(app.vote(&office.head, &called, &first, Vote::Agree, "").await), early);
        let closing = declared(&[&first, &second], Outcome::Grant, "");
        let early = Refusal::not_now("会议定于2026年11月26日召开，届时才能结束");
        assert_eq!(refusal(app.close_meeting(&members[0], &called, (2, "c"), "纪要", &closing).await), early);
        let only: Vec<Declared> = declared(&[&first], Outcome::Grant, "");
        app.clock.advance(2 * DAY);
        let told = findings(app.close_meeting(&members[0], &called, (2, "c"), "纪要", &only).await);
        assert_eq!(told, [format!("outcome.{second}: 请选择审议结论")]);

        assert_eq!(findings(app.cancel_meeting(&members[0], &called, 2, " ").await), ["reason: 请填写"]);
        let cancelled = app.cancel_meeting(&members[0], &called, 2, "人数不足").await.unwrap();
        assert_eq!((cancelled.status, cancelled.minutes.as_str()), (MeetingStatus::Cancelled, "人数不足"));
        let over = Refusal::not_now("会议已结束或已取消，请刷新");
        assert_eq!(refusal(app.change_meeting(&members[0], &called, 3, &changed).await), over);
        assert_eq!(refusal(app.vote(&office.head, &called, &first, Vote::Agree, "").await), over);
        assert_eq!(app.committee(&office.head).await.unwrap().waiting.len(), 2);
        assert!(app.filing(&office.head, &first).await.unwrap().deliberations.is_empty());
        deliberate(app, &[&first, &second]).await;
        assert_eq!(status(app, &office, &first).await, Status::SignOff);
    })
    .await;
}

#[tokio::test]
async fn voting_and_closing_at_one_moment_lose_no_vote() {
    for_each_database(async |app| {
        let office = office(app).await;
        let members = members(app, "east").await;
        let id = waiting(app, &office, "甲公司").await;
        let meeting = call(app, &members, &[&id]).await;
        for member in &members[..2] {
            app.vote(member, &meeting, &id, Vote::Agree, "").await.unwrap();
        }
        let closing = declared(&[&id], Outcome::Grant, "");
        let (voted, closed) = tokio::join!(
            app.vote(&members[2], &meeting, &id, Vote::Against, "理由"),
            app.close_meeting(&members[0], &meeting, (1, "key"), "纪要", &closing)
        );
        let tally = closed.unwrap().items[0].tally();
        assert_eq!(app.meeting(&members[0], &meeting).await.unwrap().items[0].tally(), tally);
        assert_eq!(tally.against, usize::from(voted.is_ok()));
    })
    .await;
}
