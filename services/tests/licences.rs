//! The licence that granting makes, changes and ends; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::filings::*;
use domain::licences::{Grade, LicenceStatus, Scope};
use domain::values::LicenceNumber;
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
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

        let refused = refusal(app.start_filing(&acme, Kind::NewLicence, Track::General, "key").await);
        assert_eq!(refused, Refusal::not_now("贵单位已持有有效许可证（4-1-00001-2026），不能再次申请新许可证"));

        let second = app.enterprise("乙公司").await;
        licensed(app, &second).await;
        assert_eq!(app.my_licence(&second).await.unwrap().unwrap().number, "4-1-00002-2026");

        for reader in [&acme, &app.reviewer("east").await, &app.head("east").await] {
            let view = app.licence(reader, &licence.id, None).await.unwrap();
            assert_eq!((view.licence, view.shortfall), (licence.clone(), None));
            assert_eq!((view.copy.sequence, view.copy.kind, view.copy.voided_at), (1, Kind::NewLicence, None));
            assert_eq!(view.copies, [view.copy]);
        }
        for stranger in [&second, &app.reviewer("north").await] {
            assert_eq!(refusal(app.licence(stranger, &licence.id, None).await), Refusal::NotFound);
        }
        assert_eq!(refusal(app.licence(&acme, "0123", None).await), Refusal::NotFound);
        assert_eq!(refusal(app.licence(&app.administrator().await, &licence.id, None).await), Refusal::Forbidden);
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

#[tokio::test]
async fn a_change_of_scope_keeps_number_and_expiry() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let before = acme.licence(app).await;
        app.clock.advance(10 * DAY);
        let wanted = Scope { repair: Some(Grade::Five), ..install(Grade::Five) };
        let id = judged(app, &acme.actor, Kind::ScopeChange, wanted, None).await;
        submit(app, &acme.actor, &id).await;
        grant(app, &office, &id).await.unwrap();
        let after = acme.licence(app).await;
        assert_eq!((after.scope, after.issued_on.to_string()), (wanted, "2026-12-04".into()));
        assert_eq!((&after.number, after.valid_from), (&before.number, before.valid_from));
        assert_eq!(after.valid_until, before.valid_until);

        // The old certificate is void and still to be seen.
        let view = app.licence(&acme.actor, &acme.licence, None).await.unwrap();
        assert_eq!((view.licence, view.copy.kind), (after, Kind::ScopeChange));
        assert_eq!(view.copies.iter().map(|copy| copy.sequence).collect::<Vec<_>>(), [2, 1]);
        let first = app.licence(&office.reviewer, &acme.licence, Some(1)).await.unwrap();
        assert_eq!(first.licence, before);
        assert_eq!((first.copy.sequence, first.copy.voided_at), (1, Some(START + 10 * DAY)));
        let none = app.licence(&acme.actor, &acme.licence, Some(3)).await;
        assert_eq!(refusal(none), Refusal::NotFound);
        assert!(app.audited().await.iter().any(|act| act == "licence.rescope"));
    })
    .await;
}

#[tokio::test]
async fn a_reissue_prints_the_same_licence_anew() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let before = acme.licence(app).await;
        app.clock.advance(DAY);
        let id = start(app, &acme.actor, Kind::Reissue).await;
        let body =
            Reissue {
                reason: Some(ReissueReason::Replaced), explanation: "纸质证书污损".into(), ..Reissue::default()
            };
        save(app, &acme.actor, &id, SectionBody::Reissue(body)).await;
        documents(app, &acme.actor, &id).await;
        submit(app, &acme.actor, &id).await;
        grant(app, &office, &id).await.unwrap();
        let view = app.licence(&acme.actor, &acme.licence, None).await.unwrap();
        assert_eq!((view.licence, view.copy.sequence, view.copy.kind), (before, 2, Kind::Reissue));
        assert_eq!((view.copy.printed_at, view.copies[1].voided_at), (START + DAY, Some(START + DAY)));
        let to_dos = app.to_dos(&acme.actor).await.unwrap();
        assert_eq!(to_dos[0].text, "许可证（4-1-00001-2026）已换发，请查看并打印");
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_licence_ends_and_a_new_one_can_be_filed_for() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let id = start(app, &acme.actor, Kind::Cancellation).await;
        let body = Cancellation { reason: Some(CancellationReason::Ceased), ..Cancellation::default() };
        save(app, &acme.actor, &id, SectionBody::Cancellation(body)).await;
        documents(app, &acme.actor, &id).await;
        submit(app, &acme.actor, &id).await;
        grant(app, &office, &id).await.unwrap();
        let licence = acme.licence(app).await;
        assert_eq!(licence.status, LicenceStatus::Cancelled);
        assert_eq!((engaged_by(app, &acme.licence).await, posts(app, &acme.licence).await), (0, 0));
        let view = app.licence(&acme.actor, &acme.licence, None).await.unwrap();
        assert_eq!((view.licence.status, view.copies.len()), (LicenceStatus::Cancelled, 1));
        assert!(view.copy.voided_at.is_some());
        let refused = refusal(app.start_filing(&acme.actor, Kind::Reissue, Track::General, "key").await);
        assert_eq!(refused, Refusal::not_now("许可证已注销，只能重新申请许可证"));

        let again = complete_with(app, &acme.actor, acme.first).await;
        submit(app, &acme.actor, &again).await;
        grant(app, &office, &again).await.unwrap();
        let next = acme.licence(app).await;
        assert_eq!((next.number.as_str(), next.status), ("4-1-00002-2026", LicenceStatus::InForce));
        assert_eq!(engaged_by(app, &next.id).await, 12);
    })
    .await;
}

#[tokio::test]
async fn filings_of_several_kinds_granted_at_once_lose_nothing() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let wanted = Scope { repair: Some(Grade::Five), ..install(Grade::Five) };
        let rescoping = judged(app, &acme.actor, Kind::ScopeChange, wanted, None).await;
        let reissue = start(app, &acme.actor, Kind::Reissue).await;
        let body =
            Reissue { reason: Some(ReissueReason::Replaced), explanation: "污损".into(), ..Reissue::default() };
        save(app, &acme.actor, &reissue, SectionBody::Reissue(body)).await;
        documents(app, &acme.actor, &reissue).await;
        for id in [&rescoping, &reissue] {
            submit(app, &acme.actor, id).await;
            to_sign_off(app, &office, id).await;
        }
        let (a, b) = tokio::join!(
            act(app, &office.head, &rescoping, Action::Grant, ""),
            act(app, &office.head, &reissue, Action::Grant, ""),
        );
        let mut granted = 0;
        for (id, outcome) in [(&rescoping, a), (&reissue, b)] {
            match outcome {
                Ok(_) => granted += 1,
                Err(error) => {
                    assert_eq!(refusal::<()>(Err(error)), Refusal::not_now("许可证刚刚变动，请重试"));
                    act(app, &office.head, id, Action::Grant, "").await.unwrap();
                }
            }
        }
        assert!(granted >= 1);
        assert_eq!(acme.licence(app).await.scope, wanted);
        let view = app.licence(&acme.actor, &acme.licence, None).await.unwrap();
        assert_eq!(view.copies.iter().map(|copy| copy.sequence).collect::<Vec<_>>(), [3, 2, 1]);
        assert_eq!(view.licence.scope, wanted, "also printed");
        assert_eq!(view.copies.iter().filter(|copy| copy.voided_at.is_none()).count(), 1);
    })
    .await;
}
