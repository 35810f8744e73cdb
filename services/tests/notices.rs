//! Mail, recovering a password by it, and the to-do list.

mod drafts;
mod licensee;
mod support;

use domain::staff::Post;
use domain::workflow::Action;
use services::notices::Mailer;
use services::{Actor, Services};
use support::{
    DAY, HOUR, MINUTE, MailServer, PASSWORD, TestApp, files, findings, for_each_database, origin, read_letter, refusal,
    registration,
};

const NEW: &str = "江流有声，断岸千尺。";

/// The token in the link of a letter.
fn token_in(letter: &str) -> String {
    let (_, rest) = letter.split_once("https://permits.example.cn/recover/").expect("a link in the letter");
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}

async fn request(services: &Services, account: &str) {
    services.request_recovery(account, &origin("10.0.0.9")).await.unwrap();
}

/// Requests a recovery and reads the token from the letter in the mail folder.
async fn token_by_mail(app: &TestApp, account: &str) -> String {
    request(app, account).await;
    assert_eq!(app.deliver_mail().await.unwrap(), 1);
    let letters = files(&app.mail_folder());
    token_in(&read_letter(letters.last().unwrap()))
}

#[tokio::test]
async fn a_forgotten_password_is_recovered_by_a_letter_in_the_folder() {
    for_each_database(async |app| {
        let session = app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        request(app, "Enterprise-1").await;
        assert_eq!(app.deliver_mail().await.unwrap(), 1);
        assert_eq!(app.deliver_mail().await.unwrap(), 0, "once is enough");
        let letter = read_letter(&files(&app.mail_folder())[0]);
        let mut lines = letter.lines();
        assert_eq!(lines.next(), Some("资质和信用信息系统 <no-reply@permits.example.cn>"));
        assert_eq!(lines.next(), Some("enterprise1@example.com"));
        assert_eq!(lines.next(), Some("找回密码"));
        assert_eq!(lines.next(), Some("enterprise-1，您好："));
        let token = token_in(&letter);
        assert_eq!(app.count("select count(*) from outgoing_mail where body <> ''").await, 0, "the link is not kept");

        let from = origin("10.0.0.9");
        assert_eq!(findings(app.recover(&token, "short", "short", &from).await).len(), 1);
        app.recover(&token, NEW, NEW, &from).await.unwrap();
        assert!(app.authenticate(&session.token, &from).await.unwrap().is_none(), "sessions have ended");
        assert!(app.sign_in("enterprise-1", PASSWORD, &from).await.is_err());
        assert!(app.sign_in("enterprise-1", NEW, &from).await.is_ok());
        // Once only.
        assert_eq!(
            refusal(app.recover(&token, PASSWORD, PASSWORD, &from).await).to_string(),
            "该链接已失效，请重新申请找回密码"
        );
        for act in ["account.request_recovery", "account.recover"] {
            assert!(app.audited().await.iter().any(|done| done == act));
        }
    })
    .await;
}

#[tokio::test]
async fn mail_goes_through_a_mail_server() {
    for_each_database(async |app| {
        let server = MailServer::start();
        let services = app.with_mailer(Mailer::smtp(&server.url).unwrap());
        app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        request(&services, "enterprise-1").await;
        assert_eq!(services.deliver_mail().await.unwrap(), 1);
        let letters = server.letters();
        assert_eq!(letters.len(), 1);
        let token = token_in(&read_letter(&letters[0]));
        services.recover(&token, NEW, NEW, &origin("10.0.0.9")).await.unwrap();
        assert!(services.sign_in("enterprise-1", NEW, &origin("10.0.0.9")).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_link_works_for_an_hour_and_until_the_password_changes() {
    for_each_database(async |app| {
        let session = app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        let from = origin("10.0.0.9");
        let late = token_by_mail(app, "enterprise-1").await;
        app.clock.advance(HOUR);
        assert!(app.recover(&late, NEW, NEW, &from).await.is_err());
        let session = match app.authenticate(&session.token, &from).await.unwrap() {
            Some(_) => session,
            None => app.sign_in("enterprise-1", PASSWORD, &from).await.unwrap(),
        };
        let overtaken = token_by_mail(app, "enterprise-1").await;
        app.change_password(&app.actor(&session).await, PASSWORD, NEW, NEW).await.unwrap();
        assert!(app.recover(&overtaken, PASSWORD, PASSWORD, &from).await.is_err());
        for token in ["", "\0", &"0".repeat(64)] {
            assert!(app.recover(token, NEW, NEW, &from).await.is_err());
        }
        assert!(app.sign_in("enterprise-1", NEW, &from).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn the_answer_does_not_tell_whether_there_is_such_an_account() {
    for_each_database(async |app| {
        app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        app.reviewer("east").await;
        for account in ["nobody-here", "\0 not a name", "reviewer-0", "enterprise-1"] {
            request(app, account).await;
        }
        assert_eq!(findings(app.request_recovery(" ", &origin("10.0.0.9")).await).len(), 1);
        assert_eq!(app.count("select count(*) from outgoing_mail").await, 1);
        // A mailbox is not filled: three links an hour, though the answer stays the same.
        for _ in 0..5 {
            request(app, "enterprise-1").await;
        }
        assert_eq!(app.count("select count(*) from outgoing_mail").await, 3);
        for n in 0..21 {
            request(app, &format!("nobody-{n}")).await;
        }
        let thirtieth = app.request_recovery("nobody-here", &origin("10.0.0.9")).await;
        assert!(matches!(refusal(thirtieth), domain::Refusal::Throttled { .. }));
    })
    .await;
}

#[tokio::test]
async fn mail_waits_for_a_server_that_is_away() {
    for_each_database(async |app| {
        let server = MailServer::start();
        let url = server.url.clone();
        drop(server);
        let away = app.with_mailer(Mailer::smtp(&url).unwrap());
        app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        request(app, "enterprise-1").await;
        let tries = async || app.count("select tries from outgoing_mail").await;
        // After 1, 2 and 4 minutes, and not before.
        for (minutes, tried) in [(0, 1), (0, 1), (1, 2), (1, 2), (1, 3), (3, 3), (1, 4)] {
            app.clock.advance(minutes * MINUTE);
            assert_eq!(away.deliver_mail().await.unwrap(), 0);
            assert_eq!(tries().await, tried);
        }
        app.clock.advance(8 * MINUTE);
        assert_eq!(app.deliver_mail().await.unwrap(), 1, "in the end it goes");
    })
    .await;
}

#[tokio::test]
async fn two_servers_hand_a_letter_over_once() {
    for_each_database(async |app| {
        app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        request(app, "enterprise-1").await;
        let other = app.with_mailer(Mailer::folder(app.mail_folder()));
        let (one, two) = tokio::join!(app.deliver_mail(), other.deliver_mail());
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        assert_eq!(files(&app.mail_folder()).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_sender_may_be_set() {
    for_each_database(async |app| {
        let mailer = Mailer::folder(app.mail_folder()).with_sender("许可办 <permits@example.org>").unwrap();
        app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        let services = app.with_mailer(mailer);
        request(&services, "enterprise-1").await;
        services.deliver_mail().await.unwrap();
        assert!(read_letter(&files(&app.mail_folder())[0]).starts_with("许可办 <permits@example.org>\n"));
        assert!(Mailer::folder("mail").with_sender("nobody").is_err());
        assert!(Mailer::smtp("http://example.org").is_err());
    })
    .await;
}

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
        assert_eq!(to_dos(app, &head).await, ["1 件申请待领取"]);
        take(&reviewer, Action::Claim).await;
        assert!(to_dos(app, &other).await.is_empty());
        for action in [Action::Accept, Action::Examine, Action::PassToCommittee, Action::PassToSignOff] {
            assert_eq!(to_dos(app, &reviewer).await, ["1 件由您领取的申请待办理"]);
            take(&reviewer, action).await;
        }
        assert!(to_dos(app, &reviewer).await.is_empty());
        assert_eq!(to_dos(app, &head).await, ["1 件申请待您签批"]);
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
        assert_eq!(to_dos(app, &enterprise).await, [told]);
        app.clock.advance(31 * DAY);
        assert!(to_dos(app, &enterprise).await.is_empty());
        assert!(to_dos(app, &demo_actor(app, "administrator").await).await.is_empty());
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

        assert_eq!(app.deliver_mail().await.unwrap(), 1);
        let letter = read_letter(&files(&app.mail_folder())[0]);
        assert!(letter.contains("人员不再符合许可条件\n甲公司，您好："), "{letter}");
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
