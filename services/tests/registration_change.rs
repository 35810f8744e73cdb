//! 登记事项变更: from what is registered to what is shown everywhere; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::enterprises::{EnterpriseKind, Profile};
use domain::filings::*;
use domain::licences::Licence;
use domain::values::ResidentId;
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use support::*;

/// What is wrong with the filing, as ids of rules.
async fn broken(app: &TestApp, actor: &services::Actor, id: &str) -> Vec<String> {
    let findings = app.check_filing(actor, id).await.unwrap();
    domain::conformity::blocking(&findings).map(|finding| finding.id.clone()).collect()
}

async fn registered(app: &TestApp, actor: &services::Actor) -> Profile {
    app.services.enterprise(actor).await.unwrap().profile
}

#[tokio::test]
async fn granting_rewrites_what_is_locked_wherever_it_is_shown() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "上海甲电力有限公司").await;
        let daughter = app.enterprise("上海甲电力安装有限公司").await;
        let read = app.services.enterprise(&daughter).await.unwrap();
        let below = Profile { parent_id: acme.actor.enterprise().into(), ..read.profile };
        app.save_enterprise(&daughter, read.revision, &below).await.unwrap();
        let before = registered(app, &acme.actor).await;
        let licence = acme.licence(app).await;

        app.clock.advance(DAY);
        let id = start(app, &acme.actor, Kind::RegistrationChange).await;
        let view = app.filing(&acme.actor, &id).await.unwrap();
        assert_eq!((view.sections.change.body.clone(), view.sections.change.revision), (Change::of(&before), 1));
        assert_eq!(view.header.licence.as_ref(), Some(&licence));
        assert!(broken(app, &acme.actor, &id).await.contains(&"nothing_changed".to_owned()));

        let change = Change {
            kind: Some(EnterpriseKind::JointStock),
            name: " 上海乙电力股份有限公司 ".into(),
            credit_code: credit_code(700),
            representative: "赵敏".into(),
            representative_id: resident_id(700),
            registered_address: "上海市浦东新区世纪大道1号".into(),
        };
        save(app, &acme.actor, &id, SectionBody::Application(application())).await;
        save(app, &acme.actor, &id, SectionBody::Change(change)).await;
        documents(app, &acme.actor, &id).await;
        let slots: Vec<_> =
            app.filing(&acme.actor, &id).await.unwrap().attachments.into_iter().map(|file| file.slot).collect();
        for slot in ["name_approval", "new_representative_identity", "new_address_proof", "credit_code_proof"] {
            assert!(slots.contains(&slot.to_owned()), "{slot} is asked for");
        }
        submit(app, &acme.actor, &id).await;
        // Meanwhile somebody changes what is not locked.
        let read = app.services.enterprise(&acme.actor).await.unwrap();
        let sent = Profile { mobile: "13900139000".into(), ..read.profile };
        app.save_enterprise(&acme.actor, read.revision, &sent).await.unwrap();
        let seen = app.filing(&office.reviewer, &id).await.unwrap().header;
        let ends = ResidentId::parse(&before.representative_id).unwrap().masked();
        assert_eq!(seen.profile.representative_id, ends);
        assert_eq!((seen.profile.name.as_str(), seen.licence.as_ref()), ("上海甲电力有限公司", Some(&licence)));
        grant(app, &office, &id).await.unwrap();

        let after = registered(app, &acme.actor).await;
        assert_eq!(
            after,
            Profile {
                kind: Some(EnterpriseKind::JointStock),
                name: "上海乙电力股份有限公司".into(),
                credit_code: credit_code(700),
                representative: "赵敏".into(),
                representative_id: resident_id(700),
                registered_address: "上海市浦东新区世纪大道1号".into(),
                mobile: "13900139000".into(),
                ..before
            }
        );
        let changed = Licence {
            holder: after.name.clone(),
            credit_code: after.credit_code.clone(),
            representative: after.representative.clone(),
            registered_address: after.registered_address.clone(),
            ..licence.clone()
        };
        assert_eq!(acme.licence(app).await, changed, "number, scope and dates stay");
        let printed = app.licence(&acme.actor, &acme.licence, None).await.unwrap();
        assert_eq!((printed.licence, printed.copy.sequence), (changed, 2));
        assert_eq!(registered(app, &daughter).await.parent_name, "上海乙电力股份有限公司");
        let found = app.organisations("上海乙电力").await.unwrap();
        assert_eq!((found.len(), found[0].credit_code.as_str()), (1, credit_code(700).as_str()));
        assert_eq!(app.my_filings(&acme.actor).await.unwrap()[0].enterprise, "上海乙电力股份有限公司");
        let signed_in = app.sign_in(&acme.actor.account, PASSWORD, &origin("10.0.0.1")).await.unwrap();
        assert_eq!(app.actor(&signed_in).await.name, "上海乙电力股份有限公司");
        // What was decided keeps showing what it was decided on.
        let view = app.filing(&office.reviewer, &id).await.unwrap();
        assert_eq!((view.header.profile.name.as_str(), view.header.licence), ("上海甲电力有限公司", Some(licence)));
        assert!(app.audited().await.iter().any(|act| act == "enterprise.rewrite"));
    })
    .await;
}

#[tokio::test]
async fn a_credit_code_belongs_to_one_enterprise() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let other = app.enterprise("乙公司").await;
        let theirs = registered(app, &other).await.credit_code;
        let before = registered(app, &acme.actor).await;
        let id = filled_in(app, &acme, Kind::RegistrationChange).await;
        save(app, &acme.actor, &id, SectionBody::Change(Change { credit_code: theirs, ..Change::of(&before) })).await;
        documents(app, &acme.actor, &id).await;
        let told = "change.credit_code: 该统一社会信用代码已由其他企业注册".to_owned();
        assert_eq!(findings(app.submit(&acme.actor, &id, 1, "key").await), [told]);
        assert_eq!(broken(app, &acme.actor, &id).await, ["credit_code_taken"]);

        // Free when it was submitted, and registered by somebody else before it was granted.
        let change = Change { credit_code: credit_code(800), ..Change::of(&before) };
        save(app, &acme.actor, &id, SectionBody::Change(change)).await;
        submit(app, &acme.actor, &id).await;
        to_sign_off(app, &office, &id).await;
        let mut form = registration(801);
        form.profile.credit_code = credit_code(800);
        app.register(&form, &origin("10.0.0.9")).await.unwrap();
        let refused = refusal(act(app, &office.head, &id, Action::Grant, "").await);
        let told = format!("统一社会信用代码{}已由其他企业注册，不能准予变更", credit_code(800));
        assert_eq!(refused, Refusal::not_now(told));
        assert_eq!(registered(app, &acme.actor).await, before);
        let licence = app.licence(&acme.actor, &acme.licence, None).await.unwrap();
        assert_eq!((licence.licence.credit_code, licence.copies.len()), (before.credit_code, 1));
        let header = app.filing(&office.head, &id).await.unwrap().header;
        assert_eq!(header.summary.status, Status::SignOff);
        act(app, &office.head, &id, Action::Refuse, "信用代码已被注册").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn two_heads_granting_at_once_leave_one_outcome() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let id = filled_in(app, &acme, Kind::RegistrationChange).await;
        submit(app, &acme.actor, &id).await;
        to_sign_off(app, &office, &id).await;
        let second = app.head("east").await;
        let revision = app.filing(&second, &id).await.unwrap().header.revision;
        let (granted, refused) = tokio::join!(
            app.act(&office.head, &id, revision, "key-of-one", Action::Grant, ""),
            app.act(&second, &id, revision, "key-of-other", Action::Refuse, "不予变更"),
        );
        assert_eq!(u8::from(granted.is_ok()) + u8::from(refused.is_ok()), 1, "{granted:?} {refused:?}");
        let name = registered(app, &acme.actor).await.name;
        let copies = app.licence(&acme.actor, &acme.licence, None).await.unwrap().copies.len();
        match granted.is_ok() {
            true => assert_eq!((name.as_str(), copies), ("甲公司（集团）", 2)),
            false => assert_eq!((name.as_str(), copies), ("甲公司", 1)),
        }
        let late = if granted.is_ok() { refused } else { granted };
        match refusal(late) {
            Refusal::Conflict { theirs, .. } => {
                let theirs: FilingHeader = serde_json::from_str(&theirs).unwrap();
                assert!(theirs.summary.status.ended());
            }
            other => assert_eq!(other, Refusal::not_now("该申请已由他人处理，请刷新")),
        }
    })
    .await;
}

#[tokio::test]
async fn two_changes_of_one_licence_both_hold() {
    for_each_database(async |app| {
        let office = office(app).await;
        for at_once in [false, true] {
            let acme = licensee(app, &office, &format!("甲公司{at_once}")).await;
            let name = filled_in(app, &acme, Kind::RegistrationChange).await;
            let scope = filled_in(app, &acme, Kind::ScopeChange).await;
            for id in [&name, &scope] {
                submit(app, &acme.actor, id).await;
                to_sign_off(app, &office, id).await;
            }
            if at_once {
                let (one, other) = tokio::join!(
                    act(app, &office.head, &name, Action::Grant, ""),
                    act(app, &office.head, &scope, Action::Grant, ""),
                );
                // Whoever came second waited, or is asked to try again.
                for (id, outcome) in [(&name, one), (&scope, other)] {
                    if outcome.is_err() {
                        assert_eq!(refusal(outcome), Refusal::not_now("许可证刚刚变动，请重试"));
                        act(app, &office.head, id, Action::Grant, "").await.unwrap();
                    }
                }
            } else {
                for id in [&scope, &name] {
                    act(app, &office.head, id, Action::Grant, "").await.unwrap();
                }
            }
            let licence = acme.licence(app).await;
            assert_eq!(licence.holder, format!("甲公司{at_once}（集团）"));
            assert_eq!(licence.scope.label(), "承装类五级 承修类五级");
            let printed = app.licence(&acme.actor, &acme.licence, None).await.unwrap();
            assert_eq!((printed.licence, printed.copies.len()), (licence, 3));
        }
    })
    .await;
}
