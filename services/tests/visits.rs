//! Site visits: arranged, arranged anew, concluded, called off, with photographs; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::clock::Rest;
use domain::visits::{Arrangement, Conclusion, Findings, VisitStatus};
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use services::Actor;
use support::*;

/// A filing that is being examined.
async fn examined_now(app: &TestApp, office: &Office, name: &str) -> String {
    let id = submitted(app, &app.enterprise(name).await).await;
    for action in [Action::Claim, Action::Accept, Action::Examine] {
        act(app, &office.reviewer, &id, action, "").await.unwrap();
    }
    id
}

fn arrangement(day: &str, members: &[&Actor]) -> Arrangement {
    Arrangement {
        day: day.into(),
        place: "上海市徐汇区漕溪北路88号".into(),
        members: members.iter().map(|member| member.account_id.clone()).collect(),
        notes: "带上申报的人员名单".into(),
    }
}

fn found(conclusion: Conclusion) -> Findings {
    Findings { findings: "办公场所与申报一致，现场人员12名。".into(), conclusion: Some(conclusion) }
}

/// The step under which a change of a visit is sent: the filing's revision, and a key of its own.
async fn seen(app: &TestApp, actor: &Actor, id: &str) -> (i64, String) {
    (app.filing(actor, id).await.unwrap().header.revision, format!("key-of-visit-{}", app.next()))
}

async fn arrange(app: &TestApp, actor: &Actor, id: &str, arrangement: &Arrangement) -> services::Result<()> {
    let (revision, key) = seen(app, actor, id).await;
    app.arrange_visit(actor, id, (revision, &key), arrangement).await
}

async fn conclude(app: &TestApp, actor: &Actor, id: &str, found: &Findings) -> services::Result<()> {
    let (revision, key) = seen(app, actor, id).await;
    app.conclude_visit(actor, id, (revision, &key), found).await
}

#[tokio::test]
async fn the_clock_rests_from_the_arrangement_to_the_conclusion() {
    for_each_database(async |app| {
        let office = office(app).await;
        let (colleague, acme) = (app.reviewer("east").await, "甲公司");
        let id = examined_now(app, &office, acme).await;
        let enterprise = app.enterprise_of(&id).await;
        let due = app.filing(&enterprise, &id).await.unwrap().header.clock.unwrap();
        let visit = arrangement("2026-12-01", &[&office.reviewer, &colleague]);
        let key = "key-of-arranging";
        let revision = app.filing(&enterprise, &id).await.unwrap().header.revision;
        for _ in 0..2 {
            app.arrange_visit(&office.reviewer, &id, (revision, key), &visit).await.unwrap();
        }
        assert_eq!(app.count("select count(*) from visits").await, 1, "once");

        let view = app.filing(&enterprise, &id).await.unwrap();
        let clock = view.header.clock.clone().unwrap();
        assert_eq!((clock.rest, clock.due, clock.left), (Some(Rest::SiteVisit), None, due.left));
        assert_eq!((view.header.summary.status, view.header.summary.resting), (Status::Examination, true));
        let told = format!(
            "定于2026年12月1日现场核查，地点：上海市徐汇区漕溪北路88号，核查人员：{}、{}。自安排之日起至核查完成，期间不计入办理时限",
            office.reviewer.name, colleague.name
        );
        let last = view.events.last().unwrap();
        assert_eq!((last.action, last.actor.as_str()), (Action::ScheduleVisit, "国家能源局华东监管局"));
        assert!(last.note == told || last.note.contains("定于2026年12月1日现场核查"), "{}", last.note);
        let seen = &view.visits[0];
        assert_eq!((seen.status, seen.members.len(), seen.notes.as_str()), (VisitStatus::Pending, 2, ""));
        assert!(seen.members.iter().all(|member| member.id.is_empty() && !member.name.is_empty()));
        let to_dos: Vec<_> = app.to_dos(&enterprise).await.unwrap().into_iter().map(|to_do| to_do.text).collect();
        assert!(to_dos.iter().any(|text| text.starts_with("2026年12月1日现场核查，请在上海市徐汇区")), "{to_dos:?}");
        let to_dos = app.to_dos(&colleague).await.unwrap();
        assert!(to_dos.iter().any(|to_do| to_do.text.starts_with("2026年12月1日到甲公司现场核查")));

        // In between nothing moves it on.
        let told = Refusal::not_now("现场核查尚未完成");
        assert_eq!(refusal(act(app, &office.reviewer, &id, Action::PassToCommittee, "").await), told);
        let again = arrange(app, &office.reviewer, &id, &visit).await;
        assert_eq!(refusal(again), Refusal::not_now("已安排现场核查，尚未完成"));
        let by_name = act(app, &office.reviewer, &id, Action::ConcludeVisit, "").await;
        assert_eq!(refusal(by_name), Refusal::not_now("请在“现场核查”中填写后办理"));
        let early = findings(conclude(app, &office.reviewer, &id, &found(Conclusion::Conforms)).await);
        assert_eq!(early, ["findings: 核查定于2026年12月1日进行，届时才能填写结果"]);

        app.clock.advance(8 * DAY);
        let empty = findings(conclude(app, &office.reviewer, &id, &Findings::default()).await);
        assert_eq!(empty, ["findings: 请填写", "conclusion: 请选择"]);
        conclude(app, &office.reviewer, &id, &found(Conclusion::Fails)).await.unwrap();
        let view = app.filing(&enterprise, &id).await.unwrap();
        let clock = view.header.clock.unwrap();
        assert_eq!((clock.rest, clock.left), (None, due.left), "the days in between are not counted");
        // The 24th of November to the 2nd of December: six working days.
        assert_eq!((due.due.unwrap().to_string(), clock.due.unwrap().to_string()), ("2026-12-22".into(), "2026-12-30".into()));
        let seen = &view.visits[0];
        assert_eq!((seen.status, seen.conclusion), (VisitStatus::Concluded, Some(Conclusion::Fails)));
        assert_eq!(view.events.last().unwrap().note, "核查结论：不符合。恢复计时");
        act(app, &office.reviewer, &id, Action::PassToCommittee, "").await.unwrap();
        for act in ["filing.schedule_visit", "filing.conclude_visit"] {
            assert!(app.audited().await.iter().any(|line| line == act), "{act}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_visit_is_arranged_anew_or_called_off_with_a_reason() {
    for_each_database(async |app| {
        let office = office(app).await;
        let colleague = app.reviewer("east").await;
        let id = examined_now(app, &office, "甲公司").await;
        let enterprise = app.enterprise_of(&id).await;
        let both = [&office.reviewer, &colleague];
        for (visit, wrong) in [
            (arrangement("2026-11-23", &both), "day: 不能早于今日"),
            (arrangement("2026-11-30", &both[..1]), "members: 核查人员不能少于2人（行政许可法第三十四条），已选1人"),
            (arrangement("2026-11-30", &[both[0], both[0]]), "members: 同一人不能重复选择"),
            (
                arrangement("2026-11-30", &[both[0], &app.reviewer("north").await]),
                "members: 所选人员不是本机构的在职人员，请重新选择",
            ),
        ] {
            assert_eq!(findings(arrange(app, &office.reviewer, &id, &visit).await), [wrong]);
        }
        arrange(app, &office.reviewer, &id, &arrangement("2026-11-30", &both)).await.unwrap();
        let again = arrangement("2026-12-02", &[&office.reviewer, &office.head]);
        let (revision, key) = seen(app, &office.reviewer, &id).await;
        let step = |key: &'static str| (revision, key);
        let anew = app.rearrange_visit(&office.reviewer, &id, step("a"), &again, " ").await;
        assert_eq!(findings(anew), ["reason: 请填写"]);
        app.rearrange_visit(&office.reviewer, &id, (revision, &key), &again, "企业法定代表人出差").await.unwrap();
        let stale = app.rearrange_visit(&office.reviewer, &id, step("b"), &again, "理由").await;
        assert!(matches!(refusal(stale), Refusal::Conflict { .. }));
        let view = app.filing(&enterprise, &id).await.unwrap();
        let last = view.events.last().unwrap();
        assert!(
            last.note.ends_with("变更原因：企业法定代表人出差") && last.note.contains("2026年12月2日"),
            "{}",
            last.note
        );
        assert_eq!(view.visits[0].day.to_string(), "2026-12-02");
        assert_eq!(view.header.clock.unwrap().rest, Some(Rest::SiteVisit));

        let (revision, key) = seen(app, &office.reviewer, &id).await;
        for _ in 0..2 {
            app.cancel_visit(&office.reviewer, &id, (revision, &key), "书面材料已足以认定").await.unwrap();
        }
        let view = app.filing(&enterprise, &id).await.unwrap();
        assert_eq!(
            (view.visits[0].status, view.visits[0].reason.as_str()),
            (VisitStatus::Cancelled, "书面材料已足以认定")
        );
        assert_eq!(view.header.clock.unwrap().rest, None);
        let none = Refusal::not_now("没有待完成的现场核查");
        assert_eq!(refusal(conclude(app, &office.reviewer, &id, &found(Conclusion::Conforms)).await), none);
        arrange(app, &office.reviewer, &id, &arrangement("2026-11-30", &both)).await.unwrap();
        let view = app.filing(&office.head, &id).await.unwrap();
        assert_eq!((view.visits.len(), view.visits[1].notes.as_str()), (2, "带上申报的人员名单"));
        // The enterprise may still take its filing back; then nobody goes.
        act(app, &enterprise, &id, Action::Terminate, "不再申请").await.unwrap();
        assert!(conclude(app, &office.reviewer, &id, &found(Conclusion::Conforms)).await.is_err());
        assert!(!app.to_dos(&colleague).await.unwrap().iter().any(|to_do| to_do.text.contains("现场核查")));
    })
    .await;
}

#[tokio::test]
async fn whose_examination_it_is_arranges_the_visit() {
    for_each_database(async |app| {
        let office = office(app).await;
        let colleague = app.reviewer("east").await;
        let id = examined_now(app, &office, "甲公司").await;
        let (enterprise, administrator) = (app.enterprise_of(&id).await, app.administrator().await);
        let visit = arrangement("2026-11-30", &[&office.reviewer, &colleague]);
        let theirs = Refusal::not_now(format!("该申请由{}办理", office.reviewer.name));
        for (actor, told) in [
            (&app.reviewer("north").await, Refusal::NotFound),
            (&enterprise, Refusal::Forbidden),
            (&administrator, Refusal::Forbidden),
            (&colleague, theirs.clone()),
            (&office.head, theirs),
        ] {
            assert_eq!(refusal(app.arrange_visit(actor, &id, (5, "key"), &visit).await), told);
            assert_eq!(refusal(app.rearrange_visit(actor, &id, (5, "key"), &visit, "理由").await), told);
            assert_eq!(refusal(app.cancel_visit(actor, &id, (5, "key"), "理由").await), told);
            let concluded = app.conclude_visit(actor, &id, (5, "key"), &found(Conclusion::Conforms)).await;
            assert_eq!(refusal(concluded), told);
        }
        for actor in [&enterprise, &administrator] {
            assert_eq!(refusal(app.officers(actor).await), Refusal::Forbidden);
        }
        assert!(app.officers(&colleague).await.unwrap().iter().any(|officer| officer.id == office.head.account_id));
        // Before the examination there is nothing to look at on site.
        let early = submitted(app, &app.enterprise("乙公司").await).await;
        act(app, &office.reviewer, &early, Action::Claim, "").await.unwrap();
        assert!(matches!(refusal(arrange(app, &office.reviewer, &early, &visit).await), Refusal::NotNow { .. }));
    })
    .await;
}

#[tokio::test]
async fn photographs_are_the_offices_and_stay_once_the_visit_is_over() {
    for_each_database(async |app| {
        let office = office(app).await;
        let colleague = app.reviewer("east").await;
        let id = examined_now(app, &office, "甲公司").await;
        let enterprise = app.enterprise_of(&id).await;
        arrange(app, &office.reviewer, &id, &arrangement("2026-11-24", &[&office.head, &colleague])).await.unwrap();
        let visit = app.filing(&colleague, &id).await.unwrap().visits[0].id.clone();
        let add = async |actor: &Actor, name: &str, bytes: Vec<u8>| {
            app.add_photograph(actor, &visit, name, stream(bytes)).await
        };
        let first = add(&colleague, "门头.exe", jpeg().to_vec()).await.unwrap();
        assert_eq!(first.name, "门头.exe.jpg", "told by content");
        add(&office.reviewer, "车间.png", png().to_vec()).await.unwrap();
        let third = add(&office.head, "核查记录.pdf", pdf("record").to_vec()).await.unwrap();
        let wrong = findings(add(&colleague, "名册.docx", docx().to_vec()).await);
        assert_eq!(wrong, ["photographs: 只接受 JPEG、PNG 照片和 PDF 扫描件"]);
        assert_eq!(findings(add(&colleague, "空.jpg", Vec::new()).await), ["photographs: 文件是空的"]);
        let others = Refusal::not_now("只有核查人员和该申请的办理人能增删照片");
        let uninvolved = app.reviewer("east").await;
        assert_eq!(refusal(add(&uninvolved, "a.jpg", jpeg().to_vec()).await), others);
        assert_eq!(refusal(app.delete_photograph(&uninvolved, &first.id).await), others);
        drop(app.photograph(&uninvolved, &first.id).await.unwrap());
        for (actor, told) in [(&enterprise, Refusal::Forbidden), (&app.head("north").await, Refusal::NotFound)] {
            assert_eq!(refusal(add(actor, "a.jpg", jpeg().to_vec()).await), told);
            assert_eq!(refusal(app.photograph(actor, &first.id).await.map(drop)), told);
            assert_eq!(refusal(app.delete_photograph(actor, &first.id).await), told);
        }
        assert!(app.filing(&enterprise, &id).await.unwrap().visits[0].photographs.is_empty());
        app.delete_photograph(&colleague, &third.id).await.unwrap();
        let seen = app.filing(&uninvolved, &id).await.unwrap().visits.remove(0);
        assert_eq!((seen.photographs.len(), seen.photographs_open), (2, false));
        assert!(app.filing(&colleague, &id).await.unwrap().visits[0].photographs_open);

        conclude(app, &office.reviewer, &id, &found(Conclusion::Conforms)).await.unwrap();
        let over = Refusal::not_now("现场核查已结束，不能再增删照片");
        assert_eq!(refusal(add(&colleague, "b.jpg", jpeg().to_vec()).await), over);
        assert_eq!(refusal(app.delete_photograph(&colleague, &first.id).await), over);
        drop(app.photograph(&office.head, &first.id).await.unwrap());
    })
    .await;
}
