//! The enterprise's registration, and finding organisations.

mod support;

use domain::Refusal;
use domain::enterprises::Profile;
use support::{TestApp, findings, for_each_database, refusal};

async fn names(app: &TestApp, search: &str) -> Vec<String> {
    app.organisations(search).await.unwrap().into_iter().map(|organisation| organisation.name).collect()
}

#[tokio::test]
async fn the_locked_items_stay_whatever_is_sent() {
    for_each_database(async |app| {
        let actor = app.enterprise("上海明珠电力工程有限公司").await;
        let read = app.services.enterprise(&actor).await.unwrap();
        let mut changed = read.profile.clone();
        changed.name = "别人的公司".into();
        changed.representative = "别人".into();
        changed.registered_address = "别处".into();
        changed.kind = None;
        changed.province = "浙江省".into();
        changed.contact = "  赵敏 ".into();
        changed.mobile = "１３９００１３９０００".into();
        changed.email = "new@example.com".into();
        let saved = app.save_enterprise(&actor, read.revision, &changed).await.unwrap();
        assert_eq!(saved.revision, 2);
        let expected = Profile {
            contact: "赵敏".into(),
            mobile: "13900139000".into(),
            email: "new@example.com".into(),
            ..read.profile
        };
        let read = app.services.enterprise(&actor).await.unwrap();
        assert_eq!((read.revision, read.office.as_str()), (2, "国家能源局华东监管局"));
        assert_eq!(read.profile, expected);
        // Where the recovery mail goes follows.
        assert_eq!(app.count("select count(*) from accounts where email = 'new@example.com'").await, 1);
        assert!(app.audited().await.contains(&"enterprise.save".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_stale_save_gets_what_is_stored() {
    for_each_database(async |app| {
        let actor = app.enterprise("上海明珠电力工程有限公司").await;
        let read = app.services.enterprise(&actor).await.unwrap();
        let (mine, theirs) = (
            Profile { contact: "赵敏".into(), ..read.profile.clone() },
            Profile { contact: "周芷若".into(), ..read.profile.clone() },
        );
        app.save_enterprise(&actor, 1, &theirs).await.unwrap();
        match refusal(app.save_enterprise(&actor, 1, &mine).await) {
            Refusal::Conflict { theirs: stored, revision } => {
                assert_eq!(serde_json::from_str::<Profile>(&stored).unwrap(), theirs);
                // Naming that revision is the deliberate overwrite.
                app.save_enterprise(&actor, revision, &mine).await.unwrap();
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(app.services.enterprise(&actor).await.unwrap().profile.contact, "赵敏");
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_told_and_nothing_saved() {
    for_each_database(async |app| {
        let actor = app.enterprise("上海明珠电力工程有限公司").await;
        let read = app.services.enterprise(&actor).await.unwrap();
        let wrong = Profile { mobile: "1".into(), contact: String::new(), ..read.profile.clone() };
        assert_eq!(findings(app.save_enterprise(&actor, 1, &wrong).await).len(), 2);
        assert_eq!(app.services.enterprise(&actor).await.unwrap(), read);
        for staff in [app.reviewer("east").await, app.administrator().await] {
            assert_eq!(refusal(app.save_enterprise(&staff, 1, &read.profile).await), Refusal::Forbidden);
            assert!(app.services.enterprise(&staff).await.is_err());
        }
    })
    .await;
}

#[tokio::test]
async fn a_parent_stands_above_and_nowhere_else() {
    for_each_database(async |app| {
        let group = app.enterprise("上海明珠（集团）有限公司").await;
        let middle = app.enterprise("上海明珠电力有限公司").await;
        let bottom = app.enterprise("上海明珠电力安装有限公司").await;
        let set_parent = async |child: &services::Actor, parent: &str| {
            let read = app.services.enterprise(child).await.unwrap();
            let sent = Profile { parent_id: parent.into(), parent_name: "随便写的".into(), ..read.profile };
            app.save_enterprise(child, read.revision, &sent).await
        };
        set_parent(&middle, group.enterprise()).await.unwrap();
        set_parent(&bottom, middle.enterprise()).await.unwrap();
        assert_eq!(app.services.enterprise(&bottom).await.unwrap().profile.parent_name, "上海明珠电力有限公司");
        for below in [&group, &middle, &bottom] {
            let refused = findings(set_parent(&group, below.enterprise()).await);
            assert_eq!(refused, ["parent_id: 上级企业不能是本企业或本企业的下级企业"]);
        }
        assert_eq!(
            findings(set_parent(&group, "0123456789abcdef").await),
            ["parent_id: 没有找到该上级企业，请重新选择"]
        );
        set_parent(&bottom, "").await.unwrap();
        assert_eq!(app.services.enterprise(&bottom).await.unwrap().profile.parent_name, "");
    })
    .await;
}

#[tokio::test]
async fn organisations_are_found_by_parts_of_their_name() {
    for_each_database(async |app| {
        for name in ["上海明珠（集团）有限公司", "上海明珠电力ABC有限公司", "苏州100%电力_工程\\公司"]
        {
            app.enterprise(name).await;
        }
        assert_eq!(names(app, "明珠").await, ["上海明珠（集团）有限公司", "上海明珠电力ABC有限公司"]);
        assert_eq!(names(app, "(集团)").await, ["上海明珠（集团）有限公司"]);
        assert_eq!(names(app, " 上海　ａｂｃ ").await, ["上海明珠电力ABC有限公司"]);
        assert_eq!(names(app, "0%电力_").await, ["苏州100%电力_工程\\公司"]);
        assert_eq!(names(app, "程\\公").await, ["苏州100%电力_工程\\公司"]);
        for nothing in ["", "明", " 明 ", "%%", "__", "%_", "\\\\", "明%珠", "明_", "';--", "x\0y", &"明珠".repeat(100)]
        {
            assert!(names(app, nothing).await.is_empty(), "{nothing}");
        }
        let found = app.organisations("ABC").await.unwrap();
        assert_eq!((found[0].province.as_str(), found[0].id.len()), ("上海市", 32));
    })
    .await;
}

#[tokio::test]
async fn at_most_twenty_are_shown() {
    for_each_database(async |app| {
        for n in 0..21 {
            app.enterprise(&format!("上海第{n}明珠公司")).await;
        }
        assert_eq!(names(app, "明珠").await.len(), 20);
        assert_eq!(names(app, "第20明珠").await, ["上海第20明珠公司"]);
    })
    .await;
}
