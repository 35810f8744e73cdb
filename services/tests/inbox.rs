//! What people are told (消息): whom each step is told to, once each, in the list and by mail; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::notices::NoticeLine;
use domain::workflow::Action;
use drafts::*;
use licensee::*;
use services::Actor;
use support::*;

async fn inbox(app: &TestApp, actor: &Actor) -> Vec<NoticeLine> {
    app.notices(actor, None).await.unwrap().lines
}

/// The first line of what the actor was told last.
async fn latest(app: &TestApp, actor: &Actor) -> String {
    let mut lines = inbox(app, actor).await;
    lines.sort_by_key(|line| line.at);
    lines.last().map(|line| line.text.lines().next().unwrap_or_default().to_owned()).unwrap_or_default()
}

async fn reachable(app: &TestApp, actor: &Actor, email: &str) {
    let changed = sqlx::query("update accounts set email = $1 where id = $2").bind(email).bind(&actor.account_id);
    changed.execute(app.db.pool()).await.unwrap();
}

/// To whom each letter went that was not handed over before, and its first line.
async fn letters(app: &TestApp) -> Vec<(String, String)> {
    let before = files(&app.mail_folder());
    while app.deliver_mail().await.unwrap() > 0 {}
    let new = files(&app.mail_folder()).into_iter().filter(|file| !before.contains(file));
    let mut letters: Vec<_> = new
        .map(|file| {
            let letter = read_letter(&file);
            let lines: Vec<_> = letter.lines().collect();
            (lines[1].to_owned(), lines[3].to_owned())
        })
        .collect();
    letters.sort();
    letters
}

#[tokio::test]
async fn each_step_is_told_to_whom_it_concerns() {
    for_each_database(async |app| {
        let office = office(app).await;
        let (colleague, elsewhere) = (app.reviewer("east").await, app.reviewer("north").await);
        let acme = app.enterprise("甲公司").await;
        let id = submitted(app, &acme).await;
        let number = app.filing(&acme, &id).await.unwrap().header.summary.number;
        let (own, all) = (format!("许可证新申请（{number}）"), format!("许可证新申请（{number}，甲公司）"));
        for reviewer in [&office.reviewer, &colleague] {
            assert_eq!(latest(app, reviewer).await, format!("请领取并最迟于2026年12月1日答复是否受理：{all}"));
        }
        for nobody in [&elsewhere, &office.head, &acme, &app.administrator().await] {
            assert_eq!(app.unread_notices(nobody).await.unwrap(), 0);
        }

        app.clock.advance(MINUTE);
        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
        act(app, &office.reviewer, &id, Action::Accept, "").await.unwrap();
        assert_eq!(latest(app, &acme).await, format!("请等待审查，无需操作：{own}已受理"));
        assert_eq!(inbox(app, &colleague).await.len(), 1, "what somebody has claimed is that person's");
        to_sign_off(app, &office, &id).await;
        assert!(latest(app, &office.head).await.starts_with("请最迟于"), "{}", latest(app, &office.head).await);
        assert!(latest(app, &office.head).await.ends_with(&format!("签批：{all}")));

        app.clock.advance(MINUTE);
        grant(app, &office, &id).await.unwrap();
        assert_eq!(latest(app, &acme).await, format!("请查看并打印许可证：{own}，准予许可"));
        let lines = inbox(app, &acme).await;
        let licence = app.my_licence(&acme).await.unwrap().unwrap().id;
        let granted = lines.iter().find(|line| line.subject == "申请已办结").unwrap();
        assert_eq!(granted.href, format!("/licences/{licence}"));
    })
    .await;
}

#[tokio::test]
async fn reasons_are_told_and_steps_of_ones_own_are_not() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = submitted(app, &acme).await;
        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
        app.clock.advance(MINUTE);
        act(app, &office.head, &id, Action::Release, "").await.unwrap();
        let told = latest(app, &office.reviewer).await;
        assert!(told.starts_with("无需再办理，负责人已将该申请退回队列"), "{told}");
        assert_eq!(app.unread_notices(&office.head).await.unwrap(), 0);

        app.clock.advance(MINUTE);
        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
        act(app, &office.reviewer, &id, Action::Decline, "不属于本机构管辖").await.unwrap();
        let declined = inbox(app, &acme).await.remove(0);
        assert!(declined.text.starts_with("请查看不予受理的理由"), "{}", declined.text);
        assert!(declined.text.ends_with("\n\n不属于本机构管辖"), "{}", declined.text);

        let next = submitted(app, &acme).await;
        act(app, &office.reviewer, &next, Action::Claim, "").await.unwrap();
        app.clock.advance(MINUTE);
        act(app, &acme, &next, Action::Terminate, "不再办理").await.unwrap();
        assert!(latest(app, &office.reviewer).await.starts_with("无需再办理，企业已终止申请"));
    })
    .await;
}

#[tokio::test]
async fn letters_go_to_those_who_want_them_once_each() {
    for_each_database(async |app| {
        let office = office(app).await;
        let colleague = app.reviewer("east").await;
        reachable(app, &office.reviewer, "a@example.com").await;
        reachable(app, &colleague, "b@example.com").await;
        app.set_mail_notices(&colleague, false).await.unwrap();
        assert!(!app.own_account(&colleague).await.unwrap().mail);
        let acme = app.enterprise("甲公司").await;
        let id = complete(app, &acme).await;
        let revision = app.filing(&acme, &id).await.unwrap().header.revision;
        let key = app.id();
        for _ in 0..2 {
            app.submit(&acme, &id, revision, &key).await.unwrap();
        }
        let sent = letters(app).await;
        assert_eq!(sent.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["a@example.com"]);
        assert!(sent[0].1.starts_with("请领取并"), "{}", sent[0].1);
        assert_eq!(inbox(app, &colleague).await.len(), 1, "without letters the list still tells");
        let letter = read_letter(files(&app.mail_folder()).last().unwrap());
        assert!(letter.contains(&format!("https://permits.example.cn/filings/{id}")), "{letter}");

        // An account that was closed is told nothing.
        app.set_mail_notices(&colleague, true).await.unwrap();
        sqlx::query("update accounts set active = 0 where id = $1")
            .bind(&office.reviewer.account_id)
            .execute(app.db.pool())
            .await
            .unwrap();
        submitted(app, &app.enterprise("乙公司").await).await;
        let sent = letters(app).await;
        assert_eq!(sent.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["b@example.com"]);
    })
    .await;
}

#[tokio::test]
async fn unread_ones_come_first_and_a_strangers_stay_unread() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let other = app.enterprise("乙公司").await;
        for (n, actor) in (0..75).map(|n| (n, &acme)).chain([(75, &other)]) {
            sqlx::query(
                "insert into notices (id, account_id, key, subject, body, href, created_at)
                 values ($1, $2, $3, '消息', $4, '/', $5)",
            )
            .bind(format!("{n:032}"))
            .bind(&actor.account_id)
            .bind(n.to_string())
            .bind(format!("第{n}条"))
            // Three at each moment: the id decides among them.
            .bind(i64::from(n / 3))
            .execute(app.db.pool())
            .await
            .unwrap();
        }
        assert_eq!(app.unread_notices(&acme).await.unwrap(), 75);
        for n in [74, 40] {
            app.read_notice(&acme, &format!("{n:032}")).await.unwrap();
        }
        for id in [format!("{:032}", 75), "none".to_owned(), "\0".to_owned()] {
            app.read_notice(&acme, &id).await.unwrap();
        }
        assert_eq!(app.unread_notices(&other).await.unwrap(), 1);

        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = app.notices(&acme, after.as_ref()).await.unwrap();
            seen.extend(page.lines);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let texts: Vec<_> = seen.iter().map(|line| line.text.clone()).collect();
        let unread = (0..75).rev().filter(|n| ![74, 40].contains(n));
        assert_eq!(texts, unread.chain([74, 40]).map(|n| format!("第{n}条")).collect::<Vec<_>>());
        assert!(seen[..73].iter().all(|line| !line.read) && seen[73..].iter().all(|line| line.read));

        app.read_all_notices(&acme).await.unwrap();
        assert_eq!((app.unread_notices(&acme).await.unwrap(), app.unread_notices(&other).await.unwrap()), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn holders_are_reminded_to_renew_and_administrators_of_holidays() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        let acme = licensee(app, &office, "甲公司").await;
        let renewing = licensee(app, &office, "乙公司").await;
        for licence in [&acme.licence, &renewing.licence] {
            runs_out(app, licence, "2027-02-21").await;
        }
        let id = renewal(app, &renewing.actor).await;
        submit(app, &renewing.actor, &id).await;
        // Eighty-nine days before.
        for _ in 0..2 {
            app.tick().await.unwrap();
        }
        let reminders = async |actor: &Actor| {
            let all = inbox(app, actor).await.into_iter();
            all.filter(|line| line.subject == "许可证即将到期").map(|line| line.text).collect::<Vec<_>>()
        };
        let told = reminders(&acme.actor).await;
        assert_eq!(told.len(), 1, "once");
        assert!(told[0].starts_with("请最迟于2027年1月22日提交许可证延续申请。"), "{}", told[0]);
        assert!(reminders(&renewing.actor).await.is_empty(), "it has been filed for");
        let asked = inbox(app, &administrator).await;
        assert_eq!(asked.iter().map(|line| line.subject.as_str()).collect::<Vec<_>>(), ["请录入节假日安排"]);

        app.clock.advance(50 * DAY);
        app.tick().await.unwrap();
        assert_eq!(reminders(&acme.actor).await.len(), 2, "it is getting late");
        app.clock.advance(40 * DAY);
        app.tick().await.unwrap();
        assert_eq!(
            latest(app, &acme.actor).await.split('：').next(),
            Some("请停止承装（修、试）活动，需要的可重新申请许可证")
        );
    })
    .await;
}
