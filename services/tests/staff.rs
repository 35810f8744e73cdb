//! A person's ID number is engaged once across the whole system; on both databases.

mod drafts;
mod support;

use domain::filings::*;
use domain::workflow::Action;
use drafts::*;
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
async fn ones_own_other_filing_is_named() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        add(app, &acme, &id, &technician(1)).await;
        // Other kinds are not open yet; to the database there is no difference.
        let renewal = "insert into filings (id, number, kind, track, status, live, revision, enterprise_id, office,
                                            rule_set, created_at, updated_at)
                       select 'renewal', '2026000099', 'renewal', track, status, 1, 1, enterprise_id, office,
                              rule_set, created_at, updated_at
                       from filings";
        sqlx::query(renewal).execute(app.db.pool()).await.unwrap();
        let refused = app.save_row(&acme, "renewal", None, "", &technician(1)).await;
        assert_eq!(findings(refused), ["resident_id: 已在本企业的申请 2026000001 中使用（自2026-11-24）"]);
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
