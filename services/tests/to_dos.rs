//! The to-do list, and public notices; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::staff::Post;
use domain::workflow::Action;
use services::Actor;
use support::{DAY, TestApp, deliberate, files, for_each_database, origin, read_letter};

async fn to_dos(app: &TestApp, actor: &Actor) -> Vec<String> {
    app.to_dos(actor).await.unwrap().into_iter().map(|to_do| to_do.text).collect()
}

async fn demo_actor(app: &TestApp, account: &str) -> Actor {
    app.actor(&app.sign_in(account, services::demo::PASSWORD, &origin("10.0.0.9")).await.unwrap()).await
}

#[tokio::test]
async fn the_to_do_list_follows_a_filing() {
    for_each_database(async |app| {
        app.demo(None, None).await.unwrap();
        let (enterprise, head) = (demo_actor(app, "demo-hefei").await, demo_actor(app, "head-east").await);
        let (reviewer, other) = (demo_actor(app, "reviewer-east").await, demo_actor(app, "reviewer2-east").await);
        let filing = app.my_filings(&enterprise).await.unwrap().remove(0);
        let take = async |actor: &Actor, action: Action| {
            let revision = app.filing(actor, &filing.id).await.unwrap().header.revision;
            app.act(actor, &filing.id, revision, &format!("step-{}", action.code()), action, "条件不足").await.unwrap();
        };
        assert!(to_dos(app, &enterprise).await.is_empty());
        assert_eq!(to_dos(app, &head).await, ["1 件申请待领取，最早的时限为2026年12月1日"]);
        take(&reviewer, Action::Claim).await;
        assert!(to_dos(app, &other).await.is_empty());
        for (action, due) in [
            (Action::Accept, "2026年12月1日"),
            (Action::Examine, "2026年12月22日"),
            (Action::PassToCommittee, "2026年12月22日"),
        ] {
            assert_eq!(to_dos(app, &reviewer).await, [format!("1 件由您领取的申请待办理，最早的时限为{due}")]);
            take(&reviewer, action).await;
        }
        assert_eq!(to_dos(app, &reviewer).await, ["1 件由您领取的申请待办理，最早的时限为2026年12月22日"]);
        deliberate(app, &[&filing.id]).await;
        assert!(to_dos(app, &reviewer).await.is_empty());
        assert_eq!(to_dos(app, &head).await, ["1 件申请待您签批，最早的时限为2026年12月22日"]);
        // Four eyes: to whoever examined it, it is nothing to do.
        sqlx::query("update filings set examiner_id = $1 where id = $2")
            .bind(&head.account_id)
            .bind(&filing.id)
            .execute(app.db.pool())
            .await
            .unwrap();
        assert!(to_dos(app, &head).await.is_empty());
        sqlx::query("update filings set examiner_id = $1")
            .bind(&reviewer.account_id)
            .execute(app.db.pool())
            .await
            .unwrap();
        take(&head, Action::Refuse).await;
        assert!(to_dos(app, &head).await.is_empty());
        let told = format!("许可证新申请（{}）不予许可，请查看理由", filing.number);
        let rate = format!("好差评：请评价许可证新申请（{}）的办理", filing.number);
        assert_eq!(to_dos(app, &enterprise).await, [told, rate]);
        app.clock.advance(31 * DAY);
        assert!(to_dos(app, &enterprise).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn enterprise_and_office_are_told_when_staff_falls_short() {
    for_each_database(async |app| {
        let office = licensee::office(app).await;
        let acme = licensee::licensee(app, &office, "甲公司").await;
        let short = async |actor: &Actor| -> Vec<String> {
            to_dos(app, actor).await.into_iter().filter(|text| text.contains("许可条件")).collect()
        };
        assert!(short(&acme.actor).await.is_empty());
        licensee::leaves(app, &office, &acme.actor, &[acme.first + 2]).await;
        assert_eq!(short(&acme.actor).await, ["人员已不符合许可条件，请最迟于2026年12月24日补足"]);
        let told = ["甲公司（4-1-00001-2026）人员不符合许可条件，补足期限（2026年12月24日）"];
        assert_eq!(short(&office.reviewer).await, told);
        assert_eq!(short(&office.head).await, told);
        assert!(short(&app.reviewer("north").await).await.is_empty());
        let to_do = app.to_dos(&acme.actor).await.unwrap().into_iter().find(|to_do| to_do.text.contains("许可条件"));
        assert_eq!(to_do.unwrap().href, "/personnel");
        let to_do = app.to_dos(&office.head).await.unwrap().into_iter().find(|to_do| to_do.text.contains("许可条件"));
        assert_eq!(to_do.unwrap().href, format!("/licences/{}", acme.licence));

        app.deliver_mail().await.unwrap();
        let letters: Vec<_> = files(&app.mail_folder()).iter().map(|file| read_letter(file)).collect();
        let letter = letters.iter().find(|letter| letter.contains("人员不再符合许可条件")).unwrap();
        assert!(letter.contains("人员不再符合许可条件\n请最迟于2026年12月24日补足人员，"), "{letter}");
        assert!(letter.contains("承装五级：电力相关专业技术人员 4人，不足（不少于5人）"), "{letter}");
        assert!(letter.contains("2026年12月24日") && letter.contains("https://permits.example.cn/personnel"));
        assert!(!letter.contains(&support::resident_id(acme.first + 2)));

        app.clock.advance(31 * DAY);
        let late = "人员已不符合许可条件，补足期限（2026年12月24日）已过，请立即补足";
        assert_eq!(short(&acme.actor).await, [late]);
        assert_eq!(
            short(&office.head).await,
            ["甲公司（4-1-00001-2026）人员不符合许可条件，补足期限已过（2026年12月24日）"]
        );
        licensee::joins(app, &office, &acme.actor, Post::Technician, drafts::people(app)).await;
        assert!(short(&acme.actor).await.is_empty() && short(&office.head).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_administrator_is_told_of_holidays_that_are_missing() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        let to_do = app.to_dos(&administrator).await.unwrap().remove(0);
        assert!(to_do.text.starts_with("2027年节假日安排尚未录入"), "{}", to_do.text);
        assert_eq!(to_do.href, "/administration/calendar");
        // Since the first of January, midnight in China.
        assert_eq!(services::context::china_date(to_do.at).to_string(), "2026-01-01");
        app.add_year(&administrator, 2027, "2027-01-01 至 2027-01-03 休", "国务院办公厅通知").await.unwrap();
        assert!(to_dos(app, &administrator).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn public_notices_are_there_for_everybody() {
    for_each_database(async |app| {
        assert!(app.public_notices().await.unwrap().is_empty());
        let office = licensee::office(app).await;
        let acme = licensee::licensee(app, &office, "甲公司").await;
        let filing = app.my_filings(&acme.actor).await.unwrap().remove(0).id;
        for (kind, at) in [("loss", 1), ("other", 2)] {
            sqlx::query(
                "insert into notices_public (id, kind, licence_id, filing_id, text, published_at)
                 values ($1, $1, $2, $3, '声明作废。', $4)",
            )
            .bind(kind)
            .bind(&acme.licence)
            .bind(&filing)
            .bind(support::START + at)
            .execute(app.db.pool())
            .await
            .unwrap();
        }
        let notices = app.public_notices().await.unwrap();
        assert_eq!(notices.iter().map(|notice| notice.title.as_str()).collect::<Vec<_>>(), ["公告", "许可证遗失公告"]);
        let loss = &notices[1];
        assert_eq!((loss.text.as_str(), loss.licence_number.as_str()), ("声明作废。", "4-1-00001-2026"));
        assert_eq!((loss.office.as_str(), loss.published_at), ("国家能源局华东监管局", support::START + 1));
    })
    .await;
}
