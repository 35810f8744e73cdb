//! The long lists of a draft, row by row; on both databases.

mod drafts;
mod support;

use domain::Refusal;
use domain::filings::*;
use drafts::*;
use support::*;

#[tokio::test]
async fn a_row_is_added_once_changed_and_deleted() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        let first = technician(1);
        let added = app.save_row(&acme, &id, None, "key-of-the-dialog", &first).await.unwrap();
        assert_eq!(added.saved.revision, 1);
        let again = app.save_row(&acme, &id, None, "key-of-the-dialog", &first).await.unwrap();
        assert_eq!(again, added);
        let RowBody::Technicians(mut edited) = technician(1) else { unreachable!() };
        edited.title = Some(ProfessionalTitle::Senior);
        let edited = RowBody::Technicians(edited);
        let again = app.save_row(&acme, &id, None, "key-of-the-dialog", &edited).await.unwrap();
        assert_eq!((again.id.as_str(), again.saved.revision), (added.id.as_str(), 2), "edited before sending it again");

        for n in 2..5 {
            add(app, &acme, &id, &technician(n)).await;
        }
        let page = app.technicians(&acme, &id, 1, 2).await.unwrap();
        assert_eq!(page.rows.iter().map(|row| row.body.name.as_str()).collect::<Vec<_>>(), ["技术2", "技术3"]);
        assert_eq!(page.totals.all, 4);
        let counts: Vec<_> = page.totals.classes.iter().map(|class| (class.label.as_str(), class.count)).collect();
        assert_eq!(counts, [("高级", 1), ("中级", 0), ("初级", 3)]);
        assert_eq!(app.electricians(&acme, &id, 0, 50).await.unwrap().totals.all, 0);

        let stale = app.save_row(&acme, &id, Some((added.id.clone(), 1)), "", &first).await;
        let Refusal::Conflict { theirs, revision } = refusal(stale) else { panic!("a stale save went through") };
        assert_eq!((serde_json::from_str::<RowBody>(&theirs).unwrap(), revision), (edited.clone(), 2));
        let saved = app.save_row(&acme, &id, Some((added.id.clone(), 2)), "", &technician(9)).await.unwrap();
        assert_eq!(saved.saved.revision, 3);
        assert_eq!(engaged(app, &id).await, 4, "the person who was replaced is free");

        let refused = refusal(app.delete_row(&acme, &id, &added.id, 2).await);
        assert!(matches!(refused, Refusal::Conflict { revision: 3, .. }));
        app.delete_row(&acme, &id, &added.id, 3).await.unwrap();
        assert_eq!(refusal(app.delete_row(&acme, &id, &added.id, 3).await), Refusal::NotFound);
        assert_eq!((app.rows(&acme, &id).await.unwrap().technicians.len(), engaged(app, &id).await), (3, 3));
    })
    .await;
}

#[tokio::test]
async fn a_row_that_is_wrong_is_refused_on_its_fields() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        let RowBody::Electricians(mut row) = electrician(1, ElectricianKind::Cable) else { unreachable!() };
        row.certificate = format!("T{}", resident_id(2));
        row.valid_until = "2023-01-01".into();
        let found = findings(app.save_row(&acme, &id, None, "", &RowBody::Electricians(row)).await);
        let paths: Vec<_> = found.iter().filter_map(|line| line.split(':').next()).collect();
        assert_eq!(paths, ["certificate", "valid_until", "valid_until"]);

        let saved = add(app, &acme, &id, &technician(1)).await;
        let other_list = app.save_row(&acme, &id, Some((saved.id, 1)), "", &performance("某工程")).await;
        assert_eq!(refusal(other_list), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn a_person_stands_once_in_a_filing() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        app.save_section(&acme, &id, 0, &SectionBody::TechnicalLead(lead(1))).await.unwrap();
        app.save_section(&acme, &id, 0, &SectionBody::SafetyLead(lead(2))).await.unwrap();
        let technical_lead_too = add(app, &acme, &id, &technician(1)).await;
        add(app, &acme, &id, &technician(3)).await;
        for (body, place) in [
            (technician(1), "电力相关技术人员"),
            (technician(2), "安全负责人"),
            (electrician(3, ElectricianKind::Cable), "电力相关技术人员"),
            (electrician(1, ElectricianKind::Cable), "电力相关技术人员"),
        ] {
            let refused = app.save_row(&acme, &id, None, "", &body).await;
            assert_eq!(findings(refused), [format!("resident_id: 该身份证号码已在本申请的“{place}”中填报")]);
        }
        let row = Some((technical_lead_too.id.clone(), 1));
        let refused = app.save_row(&acme, &id, row, "", &technician(3)).await;
        assert_eq!(findings(refused), ["resident_id: 该身份证号码已在本申请的“电力相关技术人员”中填报"]);
        assert_eq!(engaged(app, &id).await, 3);

        app.delete_row(&acme, &id, &technical_lead_too.id, 1).await.unwrap();
        assert_eq!(engaged(app, &id).await, 3, "still the technical lead");
        app.save_section(&acme, &id, 1, &SectionBody::TechnicalLead(lead(4))).await.unwrap();
        assert_eq!(engaged(app, &id).await, 3, "one came, one went");
        app.save_section(&acme, &id, 2, &SectionBody::TechnicalLead(Lead::default())).await.unwrap();
        assert_eq!(engaged(app, &id).await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_list_has_an_end() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        let row = add(app, &acme, &id, &performance("第一项")).await;
        let copies = format!(
            "with recursive n (i) as (select 2 union all select i + 1 from n where i < 5000)
             insert into filing_rows (id, filing_id, list, position, revision, key, class, body)
             select 'row-' || i, filing_id, list, i, 1, 'copy-' || i, class, body
             from n, filing_rows
             where id = '{}'",
            row.id
        );
        sqlx::query(sqlx::AssertSqlSafe(copies)).execute(app.db.pool()).await.unwrap();
        let refused = refusal(app.save_row(&acme, &id, None, "", &performance("多一项")).await);
        assert_eq!(refused, Refusal::not_now("规定年限内主要业绩最多填报5000条"));
        app.delete_row(&acme, &id, "row-17", 1).await.unwrap();
        app.save_row(&acme, &id, None, "", &performance("多一项")).await.unwrap();

        let page = app.performance(&acme, &id, 4990, 50).await.unwrap();
        assert_eq!((page.rows.len(), page.totals.all), (10, 5000));
        assert_eq!(page.rows[9].body.project, "多一项");
        assert_eq!(app.performance(&acme, &id, -5, 100_000).await.unwrap().rows.len(), 2000);
    })
    .await;
}

#[tokio::test]
async fn the_same_row_sent_twice_at_once_is_added_once() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        let body = electrician(1, ElectricianKind::Testing);
        let sends = (0..6).map(|_| app.save_row(&acme, &id, None, "key-of-the-dialog", &body));
        let rows = futures::future::join_all(sends).await;
        let first = rows[0].as_ref().unwrap();
        assert!(rows.iter().all(|row| row.as_ref().unwrap().id == first.id));
        assert_eq!(app.rows(&acme, &id).await.unwrap().electricians.len(), 1);
    })
    .await;
}
