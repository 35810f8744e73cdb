//! 统计: what is counted, for whom, and the spreadsheet; on both databases.

mod drafts;
mod licensee;
mod support;

use calamine::{Data, Reader, Xlsx};
use domain::Refusal;
use domain::figures::{Figures, FiguresQuery, Outcomes};
use domain::filings::*;
use domain::licences::{Category, Grade};
use domain::workflow::Action;
use drafts::*;
use licensee::*;
use services::Actor;
use std::io::Cursor;
use support::*;

/// The winter in which everything of these tests happens.
fn winter() -> FiguresQuery {
    FiguresQuery {
        span: "custom".into(),
        from: "2026-11-01".into(),
        until: "2027-01-31".into(),
        ..FiguresQuery::default()
    }
}

fn of(office: &str) -> FiguresQuery {
    FiguresQuery { office: office.into(), ..winter() }
}

async fn comment(app: &TestApp, reviewer: &Actor, id: &str, path: &str, reason: &str) {
    let key = format!("key-of-comment-{}", app.next());
    app.save_comment(reviewer, id, None, &key, path, reason, None).await.unwrap();
}

/// On the first day one is granted, one goes back to be corrected, three others are submitted, one of them elsewhere. On the
/// second one is declined and one accepted. That one is refused much too late, and the last lies there unanswered.
async fn a_winter(app: &TestApp) -> (Office, Licensee) {
    let office = office(app).await;
    let acme = licensee(app, &office, "甲公司").await;
    let corrected = submitted(app, &app.enterprise("乙公司").await).await;
    let (declined, refused) =
        (submitted(app, &app.enterprise("丙公司").await).await, submitted(app, &app.enterprise("丁公司").await).await);
    submitted(app, &app.enterprise("戊公司").await).await;
    submitted(app, &app.enterprise_in("己公司", "广东省").await).await;
    act(app, &office.reviewer, &corrected, Action::Claim, "").await.unwrap();
    comment(app, &office.reviewer, &corrected, "technical_lead.title", "证书已过有效期，请更换有效证书或更换人员。")
        .await;
    comment(app, &office.reviewer, &corrected, "attachments.financial_statement", "请说明第三页").await;
    act(app, &office.reviewer, &corrected, Action::RequestCorrection, "请补正").await.unwrap();

    app.clock.advance(DAY);
    for id in [&declined, &refused] {
        act(app, &office.reviewer, id, Action::Claim, "").await.unwrap();
    }
    act(app, &office.reviewer, &declined, Action::Decline, "不属于职权范围").await.unwrap();
    act(app, &office.reviewer, &refused, Action::Accept, "").await.unwrap();
    app.clock.advance(39 * DAY);
    to_sign_off(app, &office, &refused).await;
    act(app, &office.head, &refused, Action::Refuse, "不符合条件").await.unwrap();
    runs_out(app, &acme.licence, "2027-01-23").await;
    (office, acme)
}

#[tokio::test]
async fn an_office_sees_what_came_of_what_it_was_given_and_how_long_it_took() {
    for_each_database(async |app| {
        let (office, _) = a_winter(app).await;
        let figures = app.figures(&office.head, &winter()).await.unwrap();
        assert_eq!(figures.office.as_deref(), Some("国家能源局华东监管局"));
        let new = figures.matters.iter().find(|matter| matter.kind == Kind::NewLicence).unwrap();
        assert_eq!(new.outcomes, Outcomes { granted: 1, refused: 1, declined: 1, ended: 0, open: 2 });
        assert_eq!(new.outcomes.submitted(), 5, "without the one elsewhere");
        assert_eq!(figures.matters.iter().map(|matter| matter.outcomes.submitted()).sum::<i64>(), 5);

        // Three were answered on their day or the next, one by the correction; the decisions took none and too many.
        let lines: Vec<_> =
            figures.limits.iter().map(|line| (line.name(), line.times.count, line.limit, line.late)).collect();
        assert_eq!(lines, [("答复是否受理".to_owned(), 4, 5, 0), ("许可证新申请".to_owned(), 2, 20, 1)]);
        assert_eq!((figures.limits[0].times.median, figures.limits[0].times.longest), (0.5, 1));
        // From 25 November to 3 January are 26 working days and the first of January.
        assert!((24..=28).contains(&figures.limits[1].times.longest), "{:?}", figures.limits[1]);
        let stages: Vec<_> = figures.stages.iter().map(|line| line.stage.code()).collect();
        assert_eq!(stages, ["waiting", "formal_review", "accepted", "examination", "committee", "sign_off"]);

        let open: Vec<_> = figures.open.iter().map(|open| (open.kind, open.count, open.overdue)).collect();
        assert_eq!(open, [(Kind::NewLicence, 1, 1)], "what is being corrected is not with the office");
        let counted = |lines: &[domain::figures::Counted]| -> Vec<(String, i64)> {
            lines.iter().map(|line| (line.name.clone(), line.count)).collect()
        };
        let reasons =
            [("证书已过有效期，请更换有效证书或更换人员。".to_owned(), 1), ("其他（自行填写）".to_owned(), 1)];
        assert_eq!(counted(&figures.reasons), reasons);
        assert_eq!(counted(&figures.places), [("基本情况".to_owned(), 1), ("技术负责人".to_owned(), 1)]);
    })
    .await;
}

#[tokio::test]
async fn licences_are_counted_by_scope_and_by_their_end() {
    for_each_database(async |app| {
        let (office, acme) = a_winter(app).await;
        let figures = app.figures(&office.reviewer, &winter()).await.unwrap();
        assert_eq!((figures.licences, figures.held_in(Category::Install, Grade::Five)), (1, 1));
        assert_eq!(figures.held.iter().map(|held| held.count).sum::<i64>(), 1);
        let expiring = |figures: &Figures| -> Vec<(i64, i64)> {
            figures.expiring.iter().map(|step| (step.count, step.waiting)).collect()
        };
        assert_eq!(expiring(&figures), [(1, 1), (0, 0), (0, 0)]);
        assert_eq!((figures.ending[0].holder.as_str(), figures.ending[0].renewal), ("甲公司", false));
        app.clock.set(START);
        renewal(app, &acme.actor).await;
        let figures = app.figures(&office.reviewer, &winter()).await.unwrap();
        assert_eq!(expiring(&figures), [(0, 0), (1, 0), (0, 0)], "sixty days before, and renewed in time");
        assert!(figures.ending[0].renewal);

        let id: String = sqlx::query_scalar("select public_id from licence_copies where licence_id = $1")
            .bind(&acme.licence)
            .fetch_one(app.db.pool())
            .await
            .unwrap();
        for _ in 0..3 {
            app.verify_certificate(&id, &origin("192.0.2.1")).await.unwrap();
        }
        assert_eq!(app.figures(&office.reviewer, &winter()).await.unwrap().looks, 3);
        let south = app.head("south").await;
        assert_eq!(app.figures(&south, &winter()).await.unwrap().looks, 0);
    })
    .await;
}

#[tokio::test]
async fn everybody_sees_their_own_and_administrators_all_without_names() {
    for_each_database(async |app| {
        let (office, acme) = a_winter(app).await;
        let administrator = app.administrator().await;
        let all = app.figures(&administrator, &winter()).await.unwrap();
        assert_eq!((all.office.clone(), all.ending.len()), (None, 0));
        assert_eq!(all.matters[0].outcomes.submitted(), 6);
        let line = |code: &str| all.offices.iter().find(|line| line.code == code).unwrap();
        assert_eq!((line("east").outcomes.submitted(), line("south").outcomes.submitted()), (5, 1));
        assert_eq!((line("east").overdue, line("south").overdue, line("north").open), (1, 1, 0));
        assert_eq!((line("east").licences, line("east").expiring), (1, 1));
        let east = app.figures(&administrator, &of("east")).await.unwrap();
        assert_eq!((east.matters[0].outcomes.submitted(), east.offices.len()), (5, 0));
        assert_eq!(east.expiring[0].count, 1);
        assert!(east.ending.is_empty(), "totals only");
        assert!(!serde_json::to_string(&(all, east)).unwrap().contains("甲公司"));

        assert_eq!(app.figures(&office.head, &of("east")).await.unwrap().matters[0].outcomes.submitted(), 5);
        assert_eq!(refusal(app.figures(&office.head, &of("south")).await), Refusal::NotFound);
        assert_eq!(refusal(app.figures(&acme.actor, &winter()).await), Refusal::Forbidden);
        for nowhere in ["nowhere", "\0", "east' or 1=1 --"] {
            assert_eq!(refusal(app.figures(&administrator, &of(nowhere)).await), Refusal::NotFound);
        }
    })
    .await;
}

#[tokio::test]
async fn only_the_period_counts() {
    for_each_database(async |app| {
        let (office, _) = a_winter(app).await;
        let before = FiguresQuery { from: "2026-01-01".into(), until: "2026-11-23".into(), ..winter() };
        let figures = app.figures(&office.head, &before).await.unwrap();
        assert_eq!(figures.matters.iter().map(|matter| matter.outcomes.submitted()).sum::<i64>(), 0);
        assert!(figures.limits.is_empty() && figures.stages.is_empty() && figures.reasons.is_empty());
        assert_eq!(figures.licences, 1, "what is now does not depend on it");
        // The day is the Chinese day: the first submissions were at ten in the morning.
        let first = FiguresQuery { from: "2026-11-24".into(), until: "2026-11-24".into(), ..winter() };
        let figures = app.figures(&office.head, &first).await.unwrap();
        assert_eq!((figures.matters[0].outcomes.submitted(), figures.limits[1].times.count), (5, 1));
        // This year has begun.
        let year = app.figures(&office.head, &FiguresQuery::default()).await.unwrap();
        assert_eq!((year.period.label(), year.limits[0].times.count), ("2027-01-01 至 2027-12-31".to_owned(), 1));

        let wrong = FiguresQuery { from: "2026-12-01".into(), ..before };
        assert_eq!(findings(app.figures(&office.head, &wrong).await), ["until: 结束日期不能早于开始日期"]);
    })
    .await;
}

#[tokio::test]
async fn the_spreadsheet_says_what_the_page_says_and_holds_no_formula() {
    for_each_database(async |app| {
        let (office, acme) = a_winter(app).await;
        // As somebody might have registered to trick who opens it.
        let renamed = "update licences set body = replace(body, '甲公司', '=HYPERLINK(1)') where id = $1";
        sqlx::query(renamed).bind(&acme.licence).execute(app.db.pool()).await.unwrap();
        let (name, bytes) = app.figures_workbook(&office.head, &winter()).await.unwrap();
        assert_eq!(name, "统计_国家能源局华东监管局_2026-11-01_2027-01-31.xlsx");
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let figures = app.figures(&office.head, &winter()).await.unwrap();
        let titles: Vec<_> = figures.tables().into_iter().map(|table| table.title).collect();
        assert_eq!(book.sheet_names()[1..], titles);
        let matters = book.worksheet_range("申请与结果").unwrap();
        let first: Vec<_> = matters.rows().nth(1).unwrap().iter().map(Data::to_string).collect();
        assert_eq!(first, ["许可证新申请", "5", "1", "1", "1", "0", "2"]);
        let ending = book.worksheet_range("九十日内到期的许可证").unwrap();
        assert_eq!(ending.get_value((1, 1)), Some(&Data::String("'=HYPERLINK(1)".into())));
        for sheet in book.sheet_names() {
            assert!(book.worksheet_formula(&sheet).unwrap().is_empty());
        }
        assert_eq!(refusal(app.figures_workbook(&acme.actor, &winter()).await), Refusal::Forbidden);
    })
    .await;
}
