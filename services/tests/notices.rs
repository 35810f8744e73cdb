//! Mail, and recovering a password by it.

mod support;

use services::Services;
use services::notices::Mailer;
use support::{
    HOUR, MINUTE, MailServer, PASSWORD, TestApp, files, findings, for_each_database, origin, read_letter, refusal,
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
