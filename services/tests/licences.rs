//! The licence that granting makes; on both databases.

mod drafts;
mod support;

use domain::Refusal;
use domain::filings::Kind;
use domain::licences::LicenceStatus;
use domain::values::LicenceNumber;
use domain::workflow::{Action, Status};
use drafts::*;
use support::*;

#[tokio::test]
async fn a_licence_has_a_number_and_six_years() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        assert_eq!(app.my_licence(&acme).await.unwrap(), None);
        let header = licensed(app, &acme).await;
        let licence = app.my_licence(&acme).await.unwrap().unwrap();
        assert_eq!(Some(&licence.id), header.licence_id.as_ref());
        assert_eq!(LicenceNumber::parse(&licence.number).unwrap().as_str(), "4-1-00001-2026");
        assert_eq!(
            (licence.valid_from.to_string(), licence.valid_until.to_string()),
            ("2026-11-24".into(), "2032-11-23".into())
        );
        assert_eq!((licence.issued_on, licence.status), (licence.valid_from, LicenceStatus::InForce));
        assert_eq!((licence.holder.as_str(), licence.scope.label().as_str()), ("甲公司", "承装类五级"));
        assert_eq!((licence.office.as_str(), licence.representative.as_str()), ("国家能源局华东监管局", "王建国"));

        let refused = refusal(app.start_filing(&acme, Kind::NewLicence, "key").await);
        assert_eq!(refused, Refusal::not_now("贵单位已持有有效许可证（4-1-00001-2026），不能再次申请新许可证"));

        let second = app.enterprise("乙公司").await;
        licensed(app, &second).await;
        assert_eq!(app.my_licence(&second).await.unwrap().unwrap().number, "4-1-00002-2026");

        for reader in [&acme, &app.reviewer("east").await, &app.head("east").await] {
            assert_eq!(app.licence(reader, &licence.id).await.unwrap(), licence);
        }
        for stranger in [&second, &app.reviewer("north").await] {
            assert_eq!(refusal(app.licence(stranger, &licence.id).await), Refusal::NotFound);
        }
        assert_eq!(refusal(app.licence(&acme, "0123").await), Refusal::NotFound);
        assert_eq!(refusal(app.licence(&app.administrator().await, &licence.id).await), Refusal::Forbidden);
    })
    .await;
}

#[tokio::test]
async fn an_enterprise_has_one_licence_in_force() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = submitted(app, &acme).await;
        examined(app, &app.reviewer("east").await, &id).await;
        // A second one, as a fault elsewhere might make it.
        let other = "insert into licences (id, number, enterprise_id, filing_id, status, office, issued_on, valid_from,
                                           valid_until, body, created_at)
                     select 'other', '4-1-99999-2020', f.enterprise_id, f.id, 'in_force', 'east', '', '', '', '', 0
                     from filings f";
        let other_filing =
            "insert into filings (id, number, kind, track, status, live, revision, enterprise_id, office,
                                                 rule_set, created_at, updated_at)
                            select 'older', '2020000001', kind, track, 'issued', 0, 1, enterprise_id, office, rule_set,
                                   0, 0
                            from filings";
        sqlx::query(other_filing).execute(app.db.pool()).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(format!("{other} where f.id = 'older'"))).execute(app.db.pool()).await.unwrap();
        let head = app.head("east").await;
        let refused = refusal(act(app, &head, &id, Action::Grant, "").await);
        assert_eq!(refused, Refusal::not_now("该企业已持有有效许可证，不能再次发证"));
        assert_eq!(app.filing(&head, &id).await.unwrap().header.summary.status, Status::SignOff);
    })
    .await;
}
