//! Self-inspections, from the plan to the conclusion; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::conformity::Severity;
use domain::inspections::*;
use drafts::*;
use licensee::*;
use services::inspections::{Said, Which};
use services::{Actor, Error};
use sqlx::Executor;
use support::*;

const KEY: &str = "key-of-the-page";

fn plan() -> Plan {
    Plan {
        year: "2026".into(),
        title: "承装修试2026年自查".into(),
        opens_on: "2026-11-24".into(),
        closes_on: "2026-12-31".into(),
        ..Plan::default()
    }
}

/// A campaign that is planned.
async fn planned(app: &TestApp, administrator: &Actor, plan: &Plan) -> CampaignView {
    let id = app.plan_campaign(administrator, &app.id()).await.unwrap();
    app.save_campaign(administrator, &id, 1, plan).await.unwrap();
    app.campaign(administrator, &id).await.unwrap()
}

/// A campaign that has been launched to its end.
async fn launched(app: &TestApp, administrator: &Actor, plan: &Plan) -> String {
    let view = planned(app, administrator, plan).await;
    app.launch_campaign(administrator, &view.id, view.revision).await.unwrap();
    app.carry_out_launches().await.unwrap();
    view.id
}

async fn only_report(app: &TestApp, actor: &Actor) -> String {
    let own = app.own_inspections(actor).await.unwrap();
    assert_eq!(own.len(), 1);
    own[0].1.id.clone()
}

async fn take(app: &TestApp, actor: &Actor, id: &str, act: Act, note: &str, mend_by: &str) -> Result<Stage, Error> {
    let revision = app.inspection(actor, id).await?.header.revision;
    let header = app.act_on_inspection(actor, id, revision, &app.id(), act, Said { note, mend_by }).await?;
    Ok(header.line.stage)
}

/// Fills in what the system does not know, and uploads what is required.
async fn fill_in(app: &TestApp, actor: &Actor, id: &str) {
    let view = app.inspection(actor, id).await.unwrap();
    let no =
        |&violation: &Violation| ViolationAnswer { violation, found: Some(Answer::No), explanation: String::new() };
    let pages = [
        SectionBody::Company(Company {
            employees: "36".into(),
            as_registered: Some(Answer::Yes),
            ..view.report.company.body.clone()
        }),
        SectionBody::Assets(Assets { premises_area: "120".into(), ..view.report.assets.body.clone() }),
        SectionBody::Staff(Staff { as_registered: Some(Answer::Yes), explanation: String::new() }),
        SectionBody::Performance(Performance { none: true, records: vec![] }),
        SectionBody::Equipment(Equipment {
            lines: vec![EquipmentLine {
                name: "牵引机".into(),
                model: "QY-40".into(),
                quantity: "2".into(),
                inspected_on: String::new(),
            }],
        }),
        SectionBody::Safety(Safety {
            system: Some(Answer::Yes),
            trained: "36".into(),
            no_accident: true,
            accidents: vec![],
        }),
        SectionBody::Violations(Violations { answers: Violation::ALL.iter().map(no).collect() }),
    ];
    for page in pages {
        let (_, revision) = view.report.section(page.section());
        app.save_inspection(actor, id, revision, &page).await.unwrap();
    }
    for asked in view.header.campaign.documents.iter().filter(|asked| asked.required) {
        app.add_inspection_document(actor, id, &asked.key, "扫描件.pdf", stream(pdf(&asked.key))).await.unwrap();
    }
}

#[tokio::test]
async fn a_campaign_asks_each_licence_concerned_and_the_office_concludes() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        let (acme, other) = (licensee(app, &office, "甲公司").await, licensee(app, &office, "乙公司").await);
        let exempt = other.licence(app).await.number;
        let view = planned(app, &administrator, &Plan { exempt, ..plan() }).await;
        let preview = app.preview_campaign(&administrator, &view.id).await.unwrap();
        assert_eq!((preview.concerned, preview.left_out), (1, 1));
        assert_eq!(preview.first[0].1, "甲公司");
        let launching = app.launch_campaign(&administrator, &view.id, view.revision).await.unwrap();
        assert_eq!(launching.status, CampaignStatus::Launching);
        assert_eq!(app.carry_out_launches().await.unwrap(), 1);
        let running = app.campaign(&office.reviewer, &view.id).await.unwrap();
        assert_eq!(
            (running.status, running.progress),
            (CampaignStatus::Running, Some(Progress { seen: 2, of: 2, created: 1 }))
        );

        // The enterprise has the to-do of the manual, and starts from what the system knows.
        let to_dos = app.to_dos(&acme.actor).await.unwrap();
        assert_eq!(to_dos[0].text, "[承装（修丶试）类自查]承装修试2026年自查，请于2026年12月31日前提交");
        let id = only_report(app, &acme.actor).await;
        assert_eq!(to_dos[0].href, format!("/inspections/{id}"));
        assert!(app.own_inspections(&other.actor).await.unwrap().is_empty());
        assert_eq!(take(app, &acme.actor, &id, Act::Start, "", "").await.unwrap(), Stage::FillingIn);
        let view = app.inspection(&acme.actor, &id).await.unwrap();
        assert!(!view.report.company.body.contact.is_empty() && !view.report.assets.body.net_assets.is_empty());
        assert!(
            view.staff.iter().any(|line| line.severity == Severity::Met),
            "the staff is held against the conditions"
        );

        // What is missing stands in the way, each with its place.
        let missing = findings(take(app, &acme.actor, &id, Act::Submit, "", "").await);
        assert!(missing.iter().any(|line| line == "documents.report: 请上传“企业自查报告”"), "{missing:?}");
        fill_in(app, &acme.actor, &id).await;
        assert_eq!(take(app, &acme.actor, &id, Act::Submit, "", "").await.unwrap(), Stage::Submitted);
        assert!(matches!(
            refusal(app.save_inspection(&acme.actor, &id, 1, &SectionBody::Staff(Staff::default())).await),
            Refusal::NotNow { .. }
        ));

        // The office reads, sends back, orders mending, and closes.
        assert_eq!(
            app.to_dos(&office.reviewer).await.unwrap()[0].text,
            "1 份[承装（修丶试）类自查]承装修试2026年自查待审阅"
        );
        assert_eq!(findings(take(app, &office.reviewer, &id, Act::Return, " ", "").await), ["note: 请填写说明"]);
        take(app, &office.reviewer, &id, Act::Return, "请补充设备清单", "").await.unwrap();
        assert!(app.to_dos(&acme.actor).await.unwrap()[0].text.contains("已退回"));
        take(app, &acme.actor, &id, Act::Submit, "", "").await.unwrap();
        assert_eq!(
            findings(take(app, &office.reviewer, &id, Act::OrderMending, "人员不足", "2026-11-24").await),
            ["mend_by: 整改期限必须晚于今天"]
        );
        take(app, &office.reviewer, &id, Act::OrderMending, "人员不足", "2026-12-20").await.unwrap();
        let due = app.inspection(&acme.actor, &id).await.unwrap().header.line.due;
        assert_eq!(due.map(|due| due.to_string()).as_deref(), Some("2026-12-20"));
        take(app, &acme.actor, &id, Act::ReportMending, "已补足人员", "").await.unwrap();
        assert_eq!(take(app, &office.head, &id, Act::ConfirmMending, "", "").await.unwrap(), Stage::Mended);
        let events = app.inspection(&acme.actor, &id).await.unwrap().events;
        let acts: Vec<Act> = events.iter().map(|event| event.act).collect();
        use Act as A;
        assert_eq!(
            acts,
            [A::Start, A::Submit, A::Return, A::Submit, A::OrderMending, A::ReportMending, A::ConfirmMending]
        );
        assert_eq!(events[2].actor, "国家能源局华东监管局", "the office answers for its staff");
    })
    .await;
}

/// That many licences in force, of that many enterprises.
async fn licences(app: &TestApp, office: &Office, count: i64) {
    let seed = licensee(app, office, "种子公司").await;
    let sqlite = app.db.pool().execute("select sqlite_version()").await.is_ok();
    let series = match sqlite {
        true => "with recursive n(n) as (select 1 union all select n + 1 from n where n < {count})",
        false => "with n(n) as (select generate_series(1, {count}))",
    };
    let series = series.replace("{count}", &(count - 1).to_string());
    for statement in [
        "insert into enterprises (id, revision, name, name_folded, credit_code, office, province, body, created_at, updated_at)
         {series} select 'e' || n.n, 1, e.name, e.name_folded, 'c' || n.n, e.office, e.province, e.body, 0, 0
         from n, enterprises e where e.id = '{enterprise}'",
        "insert into filings (id, number, kind, track, status, live, revision, enterprise_id, office, rule_set, created_at, updated_at)
         {series} select 'f' || n.n, 'f' || n.n, 'new_licence', 'general', 'issued', 0, 1, 'e' || n.n, 'east', '', 0, 0 from n",
        "insert into licences (id, number, enterprise_id, filing_id, status, office, issued_on, valid_from, valid_until, body, created_at)
         {series} select 'l' || n.n, 'l' || n.n, 'e' || n.n, 'f' || n.n, 'in_force', 'east', l.issued_on, l.valid_from, l.valid_until, l.body, 0
         from n, licences l where l.id = '{licence}'",
    ] {
        let statement = statement
            .replace("{series}", &series)
            .replace("{enterprise}", seed.actor.enterprise())
            .replace("{licence}", &seed.licence);
        app.db.pool().execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
    }
    assert_eq!(app.count("select count(*) from licences where status = 'in_force'").await, count);
}

#[tokio::test]
async fn a_launch_that_is_killed_goes_on_and_asks_each_licence_once() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        licences(app, &office, 2500).await;
        let view = planned(app, &administrator, &plan()).await;
        app.launch_campaign(&administrator, &view.id, view.revision).await.unwrap();
        // One piece is done, the next is cut off in the middle: a future that is dropped takes its transaction with it.
        assert_eq!(app.launch_piece(&view.id).await.unwrap(), Some(1000));
        let cut = tokio::time::timeout(std::time::Duration::from_millis(3), app.launch_piece(&view.id)).await;
        let reports = app.count("select count(*) from inspections").await;
        let progress = app.campaign(&administrator, &view.id).await.unwrap().progress.unwrap();
        assert_eq!((progress.created, progress.seen), (reports, reports), "cut off: {}", cut.is_err());
        // Two servers go on at once.
        let (one, two) = tokio::join!(app.carry_out_launches(), app.carry_out_launches());
        assert_eq!(one.unwrap() + two.unwrap() + reports, 2500);
        assert_eq!(app.count("select count(distinct licence_id) from inspections").await, 2500);
        let done = app.campaign(&administrator, &view.id).await.unwrap();
        assert_eq!(done.status, CampaignStatus::Running);
        assert_eq!(done.progress, Some(Progress { seen: 2500, of: 2500, created: 2500 }));
        // Launching again does nothing, and neither does carrying out.
        app.launch_campaign(&administrator, &view.id, view.revision).await.unwrap();
        assert_eq!(app.carry_out_launches().await.unwrap(), 0);
        let tally = app.inspection_tally(&office.head, &view.id).await.unwrap();
        assert_eq!((tally.all(), tally.overdue), (2500, 0));
        app.clock.advance(60 * DAY);
        let head = app.head("east").await;
        assert_eq!(app.inspection_tally(&head, &view.id).await.unwrap().overdue, 2500);
        // The list comes in pages without gaps.
        let mut seen = 0;
        let mut which = Which { overdue: true, ..Which::default() };
        loop {
            let lines = app.inspection_lines(&head, &view.id, &which).await.unwrap();
            let Some(last) = lines.last() else { break };
            which.after.clone_from(&last.id);
            seen += lines.len();
        }
        assert_eq!(seen, 2500);
    })
    .await;
}

#[tokio::test]
async fn everybody_does_what_is_theirs() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        let (acme, other) = (licensee(app, &office, "甲公司").await, licensee(app, &office, "乙公司").await);
        for stranger in [&acme.actor, &office.reviewer, &office.head] {
            assert_eq!(refusal(app.plan_campaign(stranger, KEY).await), Refusal::Forbidden);
        }
        let draft = planned(app, &administrator, &plan()).await;
        assert_eq!(refusal(app.campaign(&office.reviewer, &draft.id).await), Refusal::NotFound);
        assert_eq!(refusal(app.launch_campaign(&office.head, &draft.id, draft.revision).await), Refusal::Forbidden);
        app.discard_campaign(&administrator, &draft.id).await.unwrap();
        let campaign = launched(app, &administrator, &plan()).await;
        let id = only_report(app, &acme.actor).await;
        let south = app.reviewer("south").await;
        for stranger in [&other.actor, &south] {
            assert_eq!(refusal(app.inspection(stranger, &id).await), Refusal::NotFound);
        }
        assert_eq!(refusal(app.inspection(&administrator, &id).await), Refusal::Forbidden);
        assert_eq!(refusal(take(app, &office.reviewer, &id, Act::Start, "", "").await), Refusal::Forbidden);
        take(app, &acme.actor, &id, Act::Start, "", "").await.unwrap();
        assert_eq!(refusal(take(app, &acme.actor, &id, Act::Conform, "", "").await), Refusal::Forbidden);
        assert_eq!(
            refusal(app.save_inspection(&other.actor, &id, 0, &SectionBody::Staff(Staff::default())).await),
            Refusal::NotFound
        );
        let document =
            app.add_inspection_document(&acme.actor, &id, "report", "a.pdf", stream(pdf("a"))).await.unwrap();
        assert!(app.inspection_document(&office.reviewer, &document.id).await.is_ok());
        for stranger in [&other.actor, &south] {
            let read = app.inspection_document(stranger, &document.id).await.map(|(document, _)| document);
            assert_eq!(refusal(read), Refusal::NotFound);
            assert!(app.delete_inspection_document(stranger, &document.id).await.is_err());
        }
        assert_eq!(
            refusal(app.add_inspection_document(&acme.actor, &id, "nothing", "a.pdf", stream(pdf("a"))).await),
            Refusal::NotFound
        );
        // Offices see their own only.
        assert_eq!(app.inspection_tally(&south, &campaign).await.unwrap().all(), 0);
        assert_eq!(app.inspection_tally(&administrator, &campaign).await.unwrap().all(), 2);
        assert_eq!(app.inspection_lines(&office.reviewer, &campaign, &Which::default()).await.unwrap().len(), 2);
        let (name, file) = app.export_inspections(&office.reviewer, &campaign, &Which::default()).await.unwrap();
        assert_eq!(name, "承装修试2026年自查.xlsx");
        assert!(file.starts_with(b"PK"));
        assert_eq!(
            refusal(app.export_inspections(&administrator, &campaign, &Which::default()).await),
            Refusal::Forbidden
        );
        assert!(app.audited().await.contains(&"inspection.export".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn what_is_stale_is_refused_and_what_is_sent_twice_is_done_once() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        let acme = licensee(app, &office, "甲公司").await;
        let id = app.plan_campaign(&administrator, KEY).await.unwrap();
        assert_eq!(app.plan_campaign(&administrator, KEY).await.unwrap(), id);
        let first = app.save_campaign(&administrator, &id, 1, &plan()).await.unwrap();
        let other = Plan { title: "另一个".into(), ..plan() };
        match refusal(app.save_campaign(&administrator, &id, 1, &other).await) {
            Refusal::Conflict { theirs, revision } => {
                assert_eq!(serde_json::from_str::<Plan>(&theirs).unwrap(), plan());
                assert_eq!(revision, first.revision);
            }
            other => panic!("{other:?}"),
        }
        assert!(matches!(refusal(app.launch_campaign(&administrator, &id, 1).await), Refusal::Conflict { .. }));
        let late = Plan { opens_on: "2026-12-01".into(), ..plan() };
        app.save_campaign(&administrator, &id, first.revision, &late).await.unwrap();
        app.launch_campaign(&administrator, &id, first.revision + 1).await.unwrap();
        app.carry_out_launches().await.unwrap();
        assert!(matches!(
            refusal(app.save_campaign(&administrator, &id, first.revision + 2, &late).await),
            Refusal::NotNow { .. }
        ));

        let report = only_report(app, &acme.actor).await;
        assert_eq!(
            refusal(take(app, &acme.actor, &report, Act::Start, "", "").await),
            Refusal::not_now("自查于2026年12月1日开始填报")
        );
        app.clock.advance(10 * DAY);
        let acme = acme.actor;
        let header = app.inspection(&acme, &report).await.unwrap().header;
        for _ in 0..2 {
            let said = Said::default();
            let moved = app.act_on_inspection(&acme, &report, header.revision, KEY, Act::Start, said).await.unwrap();
            assert_eq!(moved.line.stage, Stage::FillingIn);
        }
        let stale =
            app.act_on_inspection(&acme, &report, header.revision, "another", Act::Submit, Said::default()).await;
        assert!(matches!(refusal(stale), Refusal::Conflict { .. }));
        let staff = |text: &str| SectionBody::Staff(Staff { as_registered: None, explanation: text.into() });
        let saved = app.save_inspection(&acme, &report, 0, &staff("一")).await.unwrap();
        app.save_inspection(&acme, &report, 0, &staff("一")).await.unwrap();
        match refusal(app.save_inspection(&acme, &report, saved.revision - 1, &staff("二")).await) {
            Refusal::Conflict { theirs, .. } => {
                assert_eq!(serde_json::from_str::<SectionBody>(&theirs).unwrap(), staff("一"));
            }
            other => panic!("{other:?}"),
        }
        let long = "长".repeat(1001);
        assert_eq!(findings(app.save_inspection(&acme, &report, 2, &staff(&long)).await).len(), 1);
    })
    .await;
}
