//! A person's ID number is engaged once across the whole system; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::filings::*;
use domain::licences::{Grade, Scope};
use domain::staff::{Post, Search};
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use support::*;

const ELSEWHERE: &str = "该人员已被其他企业聘用（自2026-11-24），同一人不能重复使用";

#[tokio::test]
async fn another_enterprises_people_are_refused_without_its_secrets() {
    for_each_database(async |app| {
        let (first, second) = (app.enterprise("甲公司").await, app.enterprise("乙公司").await);
        let (id, other) = (draft(app, &first).await, draft(app, &second).await);
        let row = add(app, &first, &id, &electrician(1, ElectricianKind::Cable)).await;
        app.clock.advance(DAY);
        let expected = [format!("resident_id: {ELSEWHERE}")];
        assert_eq!(findings(app.save_row(&second, &other, None, "", &technician(1)).await), expected);
        let mine = add(app, &second, &other, &technician(2)).await;
        let renamed = app.save_row(&second, &other, Some((mine.id.clone(), 1)), "", &technician(1)).await;
        assert_eq!(findings(renamed), expected);
        assert_eq!(engaged(app, &other).await, 1);

        // A lead is kept as typed, but not engaged, and submitting is refused.
        let saved = app.save_section(&second, &other, 0, &SectionBody::SafetyLead(lead(1))).await.unwrap();
        let found: Vec<_> = saved.findings.iter().map(|f| (f.path.as_str(), f.message.as_str())).collect();
        assert_eq!(found, [("safety_lead.resident_id", ELSEWHERE)]);
        assert_eq!(app.filing(&second, &other).await.unwrap().sections.safety_lead.body, lead(1));
        let checked = app.check_filing(&second, &other).await.unwrap();
        assert_eq!((checked[0].id.as_str(), checked[0].message.as_str()), ("person_engaged", ELSEWHERE));
        let refused = findings(app.submit(&second, &other, 1, "key-of-submission").await);
        assert!(refused.contains(&format!("safety_lead.resident_id: {ELSEWHERE}")));

        // Released, the person can be engaged by the other.
        app.delete_row(&first, &id, &row.id, 1).await.unwrap();
        let saved = app.save_section(&second, &other, 1, &SectionBody::SafetyLead(lead(1))).await.unwrap();
        assert_eq!((saved.findings, engaged(app, &other).await), (vec![], 2));
    })
    .await;
}

#[tokio::test]
async fn ones_own_licence_lends_its_people_to_ones_own_filings() {
    for_each_database(async |app| {
        let office = office(app).await;
        let (acme, other) = (licensee(app, &office, "甲公司").await, app.enterprise("乙公司").await);
        let id = judged(app, &acme.actor, Kind::ScopeChange, install(Grade::Four), None).await;
        // Everybody is named again without a second engagement.
        assert_eq!((engaged(app, &id).await, engaged_by(app, &acme.licence).await), (0, 12));
        let mut row = app.technicians(&acme.actor, &id, 0, 1).await.unwrap().rows.remove(0);
        row.body.title = Some(ProfessionalTitle::Senior);
        let known = RowBody::Technicians(row.body);
        app.save_row(&acme.actor, &id, Some((row.id.clone(), row.revision)), "", &known).await.unwrap();
        save(app, &acme.actor, &id, SectionBody::SafetyLead(lead(acme.first + 1))).await;
        assert_eq!(engaged(app, &id).await, 0);

        // Not to a stranger; and what one's own other filing engages is named.
        let theirs = draft(app, &other).await;
        let refused = findings(app.save_row(&other, &theirs, None, "", &technician(acme.first + 2)).await);
        assert_eq!(refused, [format!("resident_id: {ELSEWHERE}")]);
        let joiner = people(app);
        let joining = joining(app, &acme.actor, Post::Technician, joiner).await;
        let refused = findings(app.save_row(&acme.actor, &id, None, "", &technician(joiner)).await);
        let number = app.filing(&acme.actor, &joining).await.unwrap().header.summary.number;
        assert_eq!(refused, [format!("resident_id: 已在本企业的申请 {number} 中使用（自2026-11-24）")]);

        // Taken off the list or abandoned, they are still the licence's. Who was engaged for the filing is free.
        let newcomer = people(app);
        add(app, &acme.actor, &id, &technician(newcomer)).await;
        assert_eq!(engaged(app, &id).await, 1);
        app.delete_row(&acme.actor, &id, &row.id, row.revision + 1).await.unwrap();
        act(app, &acme.actor, &id, Action::Abandon, "").await.unwrap();
        assert!(!is_engaged(app, newcomer).await);
        assert_eq!(engaged_by(app, &acme.licence).await, 12);
    })
    .await;
}

#[tokio::test]
async fn granting_settles_who_is_engaged() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let (gone, came, other_lead) = (acme.first + 2, people(app), people(app));
        let id = judged(app, &acme.actor, Kind::ScopeChange, repair_too(), None).await;
        let row = app.rows(&acme.actor, &id).await.unwrap().technicians;
        let row = row.into_iter().find(|row| row.body.resident_id == resident_id(gone)).unwrap();
        app.delete_row(&acme.actor, &id, &row.id, row.revision).await.unwrap();
        add(app, &acme.actor, &id, &technician(came)).await;
        save(app, &acme.actor, &id, SectionBody::TechnicalLead(lead(other_lead))).await;
        submit(app, &acme.actor, &id).await;
        assert!(is_engaged(app, gone).await && is_engaged(app, acme.first).await, "until it is granted");
        grant(app, &office, &id).await.unwrap();
        assert!(!is_engaged(app, gone).await && !is_engaged(app, acme.first).await);
        assert!(is_engaged(app, came).await && is_engaged(app, other_lead).await);
        assert_eq!((engaged_by(app, &acme.licence).await, posts(app, &acme.licence).await), (12, 12));
        assert_eq!(app.count("select count(*) from shortfalls").await, 0);
        let leads = Search { post: Some(Post::TechnicalLead), ..Search::default() };
        assert_eq!(app.find_staff(&acme.actor, &leads).await.unwrap()[0].resident_id, resident_id(other_lead));
    })
    .await;
}

fn repair_too() -> Scope {
    Scope { repair: Some(Grade::Five), ..install(Grade::Five) }
}

#[tokio::test]
async fn nobody_is_taken_from_another_enterprise_by_granting() {
    for_each_database(async |app| {
        let office = office(app).await;
        let (acme, other) = (licensee(app, &office, "甲公司").await, licensee(app, &office, "乙公司").await);
        let wanderer = acme.first + 2;
        let id = judged(app, &acme.actor, Kind::ScopeChange, repair_too(), None).await;
        submit(app, &acme.actor, &id).await;
        to_sign_off(app, &office, &id).await;
        leaves(app, &office, &acme.actor, &[wanderer]).await;
        app.clock.advance(DAY);
        joins(app, &office, &other.actor, Post::Technician, wanderer).await;
        let refused = refusal(act(app, &office.head, &id, Action::Grant, "").await);
        let since = ELSEWHERE.replace("2026-11-24", "2026-11-25");
        assert_eq!(refused, Refusal::not_now(format!("技术{wanderer}：{since}")));
        assert_eq!(app.filing(&office.head, &id).await.unwrap().header.summary.status, Status::SignOff);
        let scope = app.my_licence(&acme.actor).await.unwrap().unwrap().scope;
        assert_eq!((scope, engaged_by(app, &acme.licence).await), (install(Grade::Five), 11), "nothing was done");
        assert_eq!(engaged_by(app, &other.licence).await, 13);
    })
    .await;
}

#[tokio::test]
async fn two_enterprises_saving_the_same_person_at_once() {
    for_each_database(async |app| {
        let (first, second) = (app.enterprise("甲公司").await, app.enterprise("乙公司").await);
        let (id, other) = (draft(app, &first).await, draft(app, &second).await);
        for person in 0..8 {
            let (mine, theirs) = (technician(person), electrician(person, ElectricianKind::LowVoltage));
            let (a, b) = tokio::join!(
                app.save_row(&first, &id, None, "", &mine),
                app.save_row(&second, &other, None, "", &theirs),
            );
            assert_eq!(a.is_ok() as u8 + b.is_ok() as u8, 1, "{a:?} {b:?}");
            let refused = if a.is_err() { a } else { b };
            assert_eq!(findings(refused), [format!("resident_id: {ELSEWHERE}")]);
        }
        let held = "select count(*) from engagements where released_at is null";
        let rows = "select count(*) from filing_rows";
        assert_eq!((app.count(held).await, app.count(rows).await), (8, 8));
    })
    .await;
}

#[tokio::test]
async fn a_lead_who_became_free_is_engaged_by_submitting() {
    for_each_database(async |app| {
        let (first, second) = (app.enterprise("甲公司").await, app.enterprise("乙公司").await);
        let (id, other) = (draft(app, &first).await, complete(app, &second).await);
        app.save_section(&first, &id, 0, &SectionBody::TechnicalLead(lead(1))).await.unwrap();
        let saved = app.save_section(&second, &other, 1, &SectionBody::TechnicalLead(lead(1))).await.unwrap();
        assert_eq!((saved.findings.len(), engaged(app, &other).await), (1, 11));
        act(app, &first, &id, Action::Abandon, "").await.unwrap();
        assert_eq!(
            app.check_filing(&second, &other).await.unwrap().iter().filter(|f| f.id == "person_engaged").count(),
            0
        );
        app.submit(&second, &other, 1, "key-of-submission").await.unwrap();
        assert_eq!(engaged(app, &other).await, 12);
        act(app, &second, &other, Action::Terminate, "不再申请").await.unwrap();
        assert_eq!(engaged(app, &other).await, 0);
    })
    .await;
}

#[tokio::test]
async fn only_a_granted_filing_keeps_its_people() {
    for_each_database(async |app| {
        let (reviewer, head) = (app.reviewer("east").await, app.head("east").await);
        let declined = submitted(app, &app.enterprise("甲公司").await).await;
        act(app, &reviewer, &declined, Action::Claim, "").await.unwrap();
        act(app, &reviewer, &declined, Action::Decline, "不属于本机构职权范围").await.unwrap();
        let refused = submitted(app, &app.enterprise("乙公司").await).await;
        examined(app, &reviewer, &refused).await;
        act(app, &head, &refused, Action::Refuse, "不符合许可条件").await.unwrap();
        let granted = licensed(app, &app.enterprise("丙公司").await).await;
        let id = granted.summary.id;
        assert_eq!((engaged(app, &declined).await, engaged(app, &refused).await, engaged(app, &id).await), (0, 0, 12));

        let person =
            app.count("select count(*) from engagements where licence_id is not null and released_at is null").await;
        assert_eq!(person, 12);
        let other = app.enterprise("丁公司").await;
        let next = draft(app, &other).await;
        let (taken,): (String,) =
            sqlx::query_as("select resident_id from engagements where released_at is null limit 1")
                .fetch_one(app.db.pool())
                .await
                .unwrap();
        let RowBody::Technicians(row) = technician(1) else { unreachable!() };
        let row = RowBody::Technicians(Technician { resident_id: taken, ..row });
        assert_eq!(findings(app.save_row(&other, &next, None, "", &row).await), [format!("resident_id: {ELSEWHERE}")]);
    })
    .await;
}
