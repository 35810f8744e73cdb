//! Registering, signing in, sessions, and changing the password.

mod support;

use domain::Refusal;
use domain::accounts::Role;
use services::Error;
use services::accounts::viewer;
use support::{
    DAY, HOUR, MINUTE, PASSWORD, SECOND, TestApp, findings, for_each_database, origin, refusal, registration,
};

const WRONG: &str = "山低月大，水落石出。";
const REFUSED: [&str; 1] = ["password: 用户名或密码不正确"];

/// Seconds to wait, if that is what was answered.
fn wait<T>(outcome: Result<T, Error>) -> Option<i64> {
    match refusal(outcome) {
        Refusal::Throttled { seconds } => Some(seconds),
        _ => None,
    }
}

async fn fail(app: &TestApp, account: &str, address: &str) -> Option<i64> {
    wait(app.sign_in(account, WRONG, &origin(address)).await)
}

#[tokio::test]
async fn registering_makes_enterprise_and_account_and_signs_in() {
    for_each_database(async |app| {
        let mut form = registration(1);
        form.account = "Ｈｕａｄｏｎｇ".into();
        form.profile.credit_code = form.profile.credit_code.to_lowercase();
        form.profile.name = " 上海测试电力工程有限公司 ".into();
        let signed_in = app.register(&form, &origin("10.0.0.9")).await.unwrap();
        assert_eq!(signed_in.token.len(), 64);
        let actor = app.actor(&signed_in).await;
        assert_eq!((actor.account.as_str(), actor.role), ("Huadong", Role::Enterprise));
        assert_eq!(actor.name, "上海测试电力工程有限公司");
        assert_eq!(viewer(&actor).enterprise_id, actor.enterprise_id);
        let enterprise = app.services.enterprise(&actor).await.unwrap();
        assert_eq!((enterprise.revision, enterprise.office.as_str()), (1, "国家能源局华东监管局"));
        assert_eq!(enterprise.profile.credit_code, registration(1).profile.credit_code);
        assert!(app.sign_in(" HUADONG", PASSWORD, &origin("10.0.0.9")).await.is_ok());
        assert_eq!(app.audited().await, ["account.register", "account.sign_in", "enterprise.register"]);
        assert_eq!(
            app.count(&format!("select count(*) from sessions where token_hash = '{}'", signed_in.token)).await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn a_name_or_code_registers_once() {
    for_each_database(async |app| {
        app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        let mut same = registration(1);
        same.account = same.account.to_uppercase();
        assert_eq!(
            findings(app.register(&same, &origin("10.0.0.9")).await),
            ["account: 该用户名已被使用", "credit_code: 该统一社会信用代码已注册"]
        );
        assert_eq!(app.count("select count(*) from enterprises").await, 1);
        // The same at the same moment: one of them wins, the other is told why not.
        let form = registration(2);
        let from = origin("10.0.0.9");
        let (one, other) = tokio::join!(app.register(&form, &from), app.register(&form, &from));
        let lost = if one.is_ok() { other } else { one };
        assert_eq!(findings(lost).len(), 2);
        assert_eq!(app.count("select count(*) from accounts").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_form_is_told_field_by_field_and_registers_nothing() {
    for_each_database(async |app| {
        let mut form = registration(1);
        form.account = "a b".into();
        form.password_again = "another".into();
        form.profile.mobile = "021-12345678".into();
        form.profile.province = "火星".into();
        let found = findings(app.register(&form, &origin("10.0.0.9")).await);
        let paths: Vec<_> = found.iter().map(|finding| finding.split(':').next().unwrap()).collect();
        assert_eq!(paths, ["account", "password_again", "province", "mobile"]);
        let mut form = registration(1);
        form.profile.parent_id = "0".repeat(32);
        assert_eq!(findings(app.register(&form, &origin("10.0.0.9")).await).len(), 1);
        form.profile.parent_id = "\0'".into();
        assert_eq!(findings(app.register(&form, &origin("10.0.0.9")).await).len(), 1);
        assert_eq!(app.count("select count(*) from accounts").await, 0);
    })
    .await;
}

#[tokio::test]
async fn unknown_wrong_and_closed_look_the_same() {
    for_each_database(async |app| {
        app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        for (account, password) in [("enterprise-1", WRONG), ("nobody-here", PASSWORD), ("\0 not a name", PASSWORD)] {
            assert_eq!(findings(app.sign_in(account, password, &origin("10.0.0.3")).await), REFUSED);
        }
        assert_eq!(findings(app.sign_in(" ", "", &origin("10.0.0.3")).await).len(), 2);
        sqlx::query("update accounts set active = 0").execute(app.db.pool()).await.unwrap();
        assert_eq!(findings(app.sign_in("enterprise-1", PASSWORD, &origin("10.0.0.3")).await), REFUSED);
        // What was typed as a name that is none stands nowhere.
        assert_eq!(app.count("select count(*) from audit where account like '%nobody%'").await, 0);
        assert_eq!(app.audited().await.iter().filter(|act| *act == "account.sign_in_failed").count(), 4);
    })
    .await;
}

#[tokio::test]
async fn guessing_waits_longer_and_longer_but_the_owner_gets_in() {
    for_each_database(async |app| {
        app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        for n in 0..6 {
            assert_eq!(fail(app, "enterprise-1", &format!("10.1.0.{n}")).await, None, "try {n}");
        }
        // From anywhere, also with the right password; a refused try does not lengthen the wait.
        for _ in 0..3 {
            assert_eq!(wait(app.sign_in("enterprise-1", PASSWORD, &origin("10.1.0.99")).await), Some(15));
        }
        app.clock.advance(15 * SECOND);
        assert_eq!(fail(app, "enterprise-1", "10.1.0.7").await, None);
        assert_eq!(fail(app, "enterprise-1", "10.1.0.8").await, Some(30));
        // The owner, at home, has a count apart; success clears it.
        assert_eq!(fail(app, "enterprise-1", "10.0.0.9").await, None);
        assert!(app.sign_in("enterprise-1", PASSWORD, &origin("10.0.0.9")).await.is_ok());
        for _ in 0..6 {
            assert_eq!(fail(app, "enterprise-1", "10.0.0.9").await, None);
        }
        assert_eq!(fail(app, "enterprise-1", "10.0.0.9").await, Some(15));
        // And elsewhere nobody waits longer than a quarter of an hour.
        app.clock.advance(15 * MINUTE);
        assert!(app.sign_in("enterprise-1", PASSWORD, &origin("10.1.0.99")).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn tries_at_the_same_moment_gain_nothing() {
    for_each_database(async |app| {
        app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        let from: Vec<_> = (0..12).map(|n| origin(&format!("10.1.0.{n}"))).collect();
        let tries = from.iter().map(|from| app.sign_in("enterprise-1", WRONG, from));
        let answers = futures::future::join_all(tries).await;
        let looked_at =
            answers.into_iter().filter(|answer| matches!(answer, Err(Error::Refused(Refusal::Invalid { .. }))));
        assert_eq!(looked_at.count(), 6);
    })
    .await;
}

#[tokio::test]
async fn an_address_fails_thirty_times_in_a_quarter_of_an_hour() {
    for_each_database(async |app| {
        app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        for n in 0..30 {
            assert_eq!(fail(app, &format!("somebody-{n}"), "2001:db8::1").await, None);
            app.clock.advance(SECOND);
        }
        // The whole network of the address waits, and others do not.
        assert_eq!(fail(app, "somebody-30", "2001:db8::2").await, Some(15 * 60 - 30));
        assert!(app.sign_in("enterprise-1", PASSWORD, &origin("2001:db8:0:1::1")).await.is_ok());
        app.clock.advance(15 * MINUTE - 30 * SECOND);
        // Successes are not counted.
        for _ in 0..35 {
            assert!(app.sign_in("enterprise-1", PASSWORD, &origin("2001:db8::1")).await.is_ok());
        }
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_an_idle_hour_and_after_a_day() {
    for_each_database(async |app| {
        let signed_in = app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        let token = signed_in.token.as_str();
        let holds = async |token: &str| app.authenticate(token, &origin("10.0.0.9")).await.unwrap().is_some();
        for _ in 0..25 {
            app.clock.advance(55 * MINUTE);
            assert!(holds(token).await);
        }
        app.clock.advance(55 * MINUTE);
        assert!(holds(token).await);
        app.clock.advance(10 * MINUTE);
        assert!(!holds(token).await, "a day is over");
        let other = app.sign_in("enterprise-1", PASSWORD, &origin("10.0.0.9")).await.unwrap();
        assert_eq!(app.count("select count(*) from sessions").await, 1, "what has ended is swept away");
        app.clock.advance(HOUR - 1);
        assert!(holds(&other.token).await);
        app.clock.advance(HOUR);
        assert!(!holds(&other.token).await, "an hour without a request");
        for token in ["", "x", "\0", &"0".repeat(64)] {
            assert!(!holds(token).await);
        }
    })
    .await;
}

#[tokio::test]
async fn a_session_is_touched_at_most_once_a_minute() {
    for_each_database(async |app| {
        let signed_in = app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        let touched = async || app.count("select last_seen_at from sessions").await;
        let begun = touched().await;
        app.clock.advance(59 * SECOND);
        app.actor(&signed_in).await;
        assert_eq!(touched().await, begun);
        app.clock.advance(SECOND);
        app.actor(&signed_in).await;
        assert_eq!(touched().await, begun + MINUTE);
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_this_session_only() {
    for_each_database(async |app| {
        let one = app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        let other = app.sign_in("enterprise-1", PASSWORD, &origin("10.0.0.9")).await.unwrap();
        assert_ne!(one.token, other.token);
        app.sign_out(&app.actor(&one).await).await.unwrap();
        assert!(app.authenticate(&one.token, &origin("10.0.0.9")).await.unwrap().is_none());
        app.actor(&other).await;
    })
    .await;
}

#[tokio::test]
async fn changing_the_password_ends_every_session() {
    for_each_database(async |app| {
        let one = app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        let other = app.sign_in("enterprise-1", PASSWORD, &origin("10.0.0.9")).await.unwrap();
        let actor = app.actor(&one).await;
        let new = "江流有声，断岸千尺。";
        let change =
            async |current: &str, new: &str, again: &str| app.change_password(&actor, current, new, again).await;
        assert_eq!(findings(change(WRONG, new, new).await), ["current: 当前密码不正确"]);
        assert_eq!(findings(change(PASSWORD, new, WRONG).await), ["password_again: 两次输入的密码不一致"]);
        assert_eq!(findings(change(PASSWORD, "enterprise-1!", "enterprise-1!").await).len(), 1);
        assert_eq!(findings(change(PASSWORD, PASSWORD, PASSWORD).await), ["password: 新密码不能与当前密码相同"]);
        let third = change(PASSWORD, new, new).await.unwrap();
        for token in [&one.token, &other.token] {
            assert!(app.authenticate(token, &origin("10.0.0.9")).await.unwrap().is_none());
        }
        app.actor(&third).await;
        assert_eq!(findings(app.sign_in("enterprise-1", PASSWORD, &origin("10.0.0.9")).await), REFUSED);
        assert!(app.sign_in("enterprise-1", new, &origin("10.0.0.9")).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn staff_have_an_office_and_administrators_none() {
    for_each_database(async |app| {
        let reviewer = app.reviewer("east").await;
        assert_eq!(viewer(&reviewer).office.as_deref(), Some("国家能源局华东监管局"));
        assert_eq!(app.administrator().await.office, None);
        let create =
            async |account: &str, role, office| app.create_staff(account, PASSWORD, "张三", role, office).await;
        assert_eq!(findings(create(&reviewer.account, Role::Head, Some("east")).await), ["account: 该用户名已被使用"]);
        assert_eq!(findings(create("somebody", Role::Head, None).await).len(), 1);
        assert_eq!(findings(create("somebody", Role::Head, Some("moon")).await).len(), 1);
        assert_eq!(findings(create("somebody", Role::Administrator, Some("east")).await).len(), 1);
        assert_eq!(findings(create("somebody", Role::Enterprise, None).await).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_address_is_known_for_ninety_days() {
    for_each_database(async |app| {
        app.register(&registration(1), &origin("10.0.0.9")).await.unwrap();
        app.clock.advance(91 * DAY);
        app.sign_in("enterprise-1", PASSWORD, &origin("10.0.0.8")).await.unwrap();
        assert_eq!(app.count("select count(*) from known_addresses").await, 1);
    })
    .await;
}

#[tokio::test]
async fn one_address_registers_twenty_in_a_quarter_of_an_hour() {
    for_each_database(async |app| {
        let from = origin("10.0.0.9");
        let twice = registration(100);
        app.register(&twice, &from).await.unwrap();
        // What is refused because it is taken counts as well; what is filled in wrongly does not.
        for _ in 0..19 {
            assert_eq!(findings(app.register(&twice, &from).await).len(), 2);
            assert!(!findings(app.register(&Default::default(), &from).await).is_empty());
        }
        let refused = refusal(app.register(&registration(1), &from).await);
        assert!(matches!(refused, Refusal::Throttled { seconds: 900 }), "{refused:?}");
        app.register(&registration(2), &origin("10.0.0.8")).await.unwrap();
        app.sign_in("enterprise-100", PASSWORD, &from).await.unwrap();
        app.clock.advance(15 * MINUTE);
        app.register(&registration(1), &from).await.unwrap();
    })
    .await;
}
