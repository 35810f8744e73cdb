//! What time does to filings, and whom it tells; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::filings::Track;
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::{Office, office};
use services::clock::Ticked;
use services::{Actor, Services};
use support::*;

/// Ten in the morning in China on this day.
fn morning(day: &str) -> i64 {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let day: chrono::NaiveDate = day.parse().unwrap();
    START + (day - first).num_days() * DAY
}

/// What a tick does on this day.
async fn on(app: &TestApp, day: &str) -> Ticked {
    app.clock.set(morning(day));
    app.tick().await.unwrap().expect("nobody else ticks")
}

/// The same application in another process.
fn another(app: &TestApp) -> Services {
    app.with_mailer(services::notices::Mailer::folder(app.mail_folder()))
}

async fn status(app: &TestApp, actor: &Actor, id: &str) -> Status {
    app.filing(actor, id).await.unwrap().header.summary.status
}

async fn to_dos(app: &TestApp, actor: &Actor) -> Vec<String> {
    app.to_dos(actor).await.unwrap().into_iter().map(|to_do| to_do.text).collect()
}

/// Gives a member of staff an address for mail.
async fn reachable(app: &TestApp, actor: &Actor, email: &str) {
    let changed = sqlx::query("update accounts set email = $1 where id = $2").bind(email).bind(&actor.account_id);
    changed.execute(app.db.pool()).await.unwrap();
}

/// To whom each letter about a last day went that was not handed over before, and its subject and first line.
async fn letters(app: &TestApp) -> Vec<(String, String, String)> {
    const ABOUT_DAYS: &[&str] = &["办理时限即将届满", "申请已超过办理时限", "请提交容缺材料"];
    let before = files(&app.mail_folder());
    while app.deliver_mail().await.unwrap() > 0 {}
    let mut letters = Vec::new();
    for file in files(&app.mail_folder()).into_iter().filter(|file| !before.contains(file)) {
        let letter = read_letter(&file);
        let mut lines = letter.lines().skip(1).map(str::to_owned);
        let mut line = || lines.next().unwrap();
        letters.push((line(), line(), line()));
    }
    letters.retain(|(_, subject, _)| ABOUT_DAYS.contains(&subject.as_str()));
    letters.sort();
    letters
}

/// A filing on the deferred track, accepted on the tests' first day; two documents follow by the eighth of December.
async fn deferred(app: &TestApp, office: &Office, acme: &Actor) -> String {
    let first = people(app);
    let follow = ["financial_statement", "safety_system"];
    let id = complete_on(app, acme, first, Track::DeferredDocuments, &follow).await;
    app.submit(acme, &id, 1, "key-of-submission").await.unwrap();
    act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
    act(app, &office.reviewer, &id, Action::Accept, "").await.unwrap();
    id
}

#[tokio::test]
async fn five_silent_working_days_accept_once_however_many_servers() {
    for_each_database(async |app| {
        let (acme, reviewer) = (app.enterprise("甲公司").await, app.reviewer("east").await);
        let id = submitted(app, &acme).await;
        assert_eq!(on(app, "2026-12-01").await.accepted, 0, "the last day is a day to answer");
        app.clock.set(morning("2026-12-02"));
        let other = another(app);
        let (one, two) = tokio::join!(app.tick(), other.tick());
        let accepted = |ticked: services::Result<Option<Ticked>>| ticked.unwrap().unwrap_or_default().accepted;
        assert_eq!(accepted(one) + accepted(two), 1);
        assert_eq!(app.tick().await.unwrap(), Some(Ticked::default()), "nothing more to do");

        let view = app.filing(&acme, &id).await.unwrap();
        assert_eq!(view.header.summary.status, Status::Accepted);
        let last = view.events.last().unwrap();
        assert_eq!((last.action, last.actor.as_str()), (Action::AcceptBySilence, "系统"));
        let queued = &app.queued(&reviewer).await.unwrap()[0];
        // Twenty working days from the day on which it was received.
        assert_eq!(queued.due.unwrap().to_string(), "2026-12-22");
        assert_eq!(to_dos(app, &reviewer).await, ["1 件申请待领取，最早的时限为2026年12月22日"]);
        assert_eq!(app.audited().await.iter().filter(|act| *act == "filing.accept_by_silence").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_was_answered_or_rests_is_not_accepted_by_silence() {
    for_each_database(async |app| {
        let (acme, daughter) = (app.enterprise("甲公司").await, app.enterprise("乙公司").await);
        let reviewer = app.reviewer("east").await;
        let (returned, claimed) = (submitted(app, &acme).await, submitted(app, &daughter).await);
        act(app, &reviewer, &returned, Action::Claim, "").await.unwrap();
        correct(app, &reviewer, &returned, "performance", "请补正").await;
        act(app, &reviewer, &claimed, Action::Claim, "").await.unwrap();
        assert_eq!(on(app, "2026-12-10").await.accepted, 1, "claiming is no answer");
        assert_eq!(status(app, &reviewer, &returned).await, Status::Correction);
        assert_eq!(status(app, &reviewer, &claimed).await, Status::Accepted);
        act(app, &reviewer, &claimed, Action::Examine, "").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_server_that_stopped_in_the_middle_loses_its_lease() {
    for_each_database(async |app| {
        submitted(app, &app.enterprise("甲公司").await).await;
        app.clock.set(morning("2026-12-02"));
        sqlx::query("insert into jobs (name, leased_until, leased_by) values ('tick', $1, 'somebody')")
            .bind(app.services.now() + 5 * MINUTE)
            .execute(app.db.pool())
            .await
            .unwrap();
        assert_eq!(app.tick().await.unwrap(), None);
        app.clock.advance(5 * MINUTE - 1);
        assert_eq!(app.tick().await.unwrap(), None);
        app.clock.advance(1);
        assert_eq!(app.tick().await.unwrap().unwrap().accepted, 1);
    })
    .await;
}

#[tokio::test]
async fn a_fault_in_one_filing_does_not_stop_the_others() {
    for_each_database(async |app| {
        let (acme, daughter) = (app.enterprise("甲公司").await, app.enterprise("乙公司").await);
        let (broken, whole) = (submitted(app, &acme).await, submitted(app, &daughter).await);
        let office = office(app).await;
        let follows = deferred(app, &office, &app.enterprise("丙公司").await).await;
        let track = async |track: &str| {
            let changed = sqlx::query("update filings set track = $1 where id = $2").bind(track).bind(&broken);
            changed.execute(app.db.pool()).await.unwrap();
        };
        track("no such track").await;
        let ticked = on(app, "2026-12-09").await;
        assert_eq!((ticked.accepted, ticked.lapsed, ticked.failed), (1, 1, 1));
        assert_eq!(status(app, &daughter, &whole).await, Status::Accepted);
        assert_eq!(status(app, &office.reviewer, &follows).await, Status::Terminated);
        let ticked = app.tick().await.unwrap().unwrap();
        assert_eq!((ticked.accepted, ticked.lapsed, ticked.failed), (0, 0, 1), "it is tried again");
        track("general").await;
        let ticked = app.tick().await.unwrap().unwrap();
        assert_eq!((ticked.accepted, ticked.failed), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn deferred_documents_are_reminded_of_three_days_and_one_day_before() {
    for_each_database(async |app| {
        let (office, acme) = (office(app).await, app.enterprise("甲公司").await);
        let id = deferred(app, &office, &acme).await;
        let number = app.filing(&acme, &id).await.unwrap().header.summary.number;
        let told = format!("请最迟于2026年12月8日提交容缺材料，还剩10个工作日（许可证新申请，{number}）");
        assert_eq!(to_dos(app, &acme).await, [told]);
        // The weekend of the fifth does not count.
        for (day, reminded, left) in [
            ("2026-12-02", 0, 4),
            ("2026-12-03", 1, 3),
            ("2026-12-03", 0, 3),
            ("2026-12-04", 0, 2),
            ("2026-12-06", 0, 2),
            ("2026-12-07", 1, 1),
            ("2026-12-07", 0, 1),
        ] {
            assert_eq!(on(app, day).await.reminded, reminded, "{day}");
            let term = format!("还剩{left}个工作日");
            assert!(to_dos(app, &acme).await[0].contains(&term), "{day}");
            let told = letters(app).await;
            assert_eq!(told.len(), reminded, "{day}");
            for (recipient, subject, line) in told {
                assert!(recipient.starts_with("enterprise") && subject == "请提交容缺材料");
                assert!(line.starts_with(&format!("请最迟于2026年12月8日提交容缺材料（{term}）：")), "{line}");
            }
        }
        for slot in ["financial_statement", "safety_system"] {
            upload(app, &acme, &id, slot).await;
        }
        app.hand_in(&acme, &id).await.unwrap();
        assert_eq!(on(app, "2026-12-08").await, Ticked::default());
        assert!(to_dos(app, &acme).await.is_empty());
        let check = format!("甲公司已提交容缺材料，请核对（许可证新申请，{number}）");
        assert!(to_dos(app, &office.reviewer).await.contains(&check));
        assert!(!to_dos(app, &app.reviewer("east").await).await.contains(&check));
        for slot in ["financial_statement", "safety_system"] {
            app.check_deferred(&office.reviewer, &id, slot).await.unwrap();
        }
        assert!(!to_dos(app, &office.reviewer).await.contains(&check));
        assert_eq!(on(app, "2026-12-09").await.lapsed, 0);
    })
    .await;
}

#[tokio::test]
async fn a_deferral_that_is_missed_ends_the_filing_once() {
    for_each_database(async |app| {
        let (office, acme) = (office(app).await, app.enterprise("甲公司").await);
        let id = deferred(app, &office, &acme).await;
        let ticked = on(app, "2026-12-08").await;
        assert_eq!((ticked.lapsed, ticked.reminded), (0, 1), "what nobody was reminded of yet comes at last");
        assert!(to_dos(app, &acme).await[0].contains("今天是最后一天"));
        app.clock.set(morning("2026-12-09") - 10 * HOUR);
        let other = another(app);
        let (one, two) = tokio::join!(app.tick(), other.tick());
        let lapsed = |ticked: services::Result<Option<Ticked>>| ticked.unwrap().unwrap_or_default().lapsed;
        assert_eq!(lapsed(one) + lapsed(two), 1);
        assert_eq!(app.tick().await.unwrap(), Some(Ticked::default()));
        assert_eq!(status(app, &acme, &id).await, Status::Terminated);
        assert_eq!(engaged(app, &id).await, 0);
        assert!(to_dos(app, &acme).await.is_empty());
        assert_eq!(app.count("select count(*) from missed_deferrals").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_office_is_reminded_and_its_heads_are_alerted() {
    for_each_database(async |app| {
        let (office, acme) = (office(app).await, app.enterprise("甲公司").await);
        let (colleague, elsewhere) = (app.reviewer("east").await, app.reviewer("north").await);
        for (actor, email) in [
            (&office.reviewer, "a@example.com"),
            (&colleague, "b@example.com"),
            (&office.head, "head@example.com"),
            (&elsewhere, "north@example.com"),
        ] {
            reachable(app, actor, email).await;
        }
        let recipients = async || letters(app).await.into_iter().map(|(to, _, _)| to).collect::<Vec<_>>();
        let id = submitted(app, &acme).await;
        let number = app.filing(&acme, &id).await.unwrap().header.summary.number;
        assert_eq!(on(app, "2026-11-25").await.reminded, 0);
        assert_eq!(on(app, "2026-11-26").await.reminded, 1);
        assert_eq!(app.tick().await.unwrap().unwrap().reminded, 0);
        let told = letters(app).await;
        assert_eq!(told.iter().map(|(to, _, _)| to.as_str()).collect::<Vec<_>>(), ["a@example.com", "b@example.com"]);
        assert_eq!(told[0].1, "办理时限即将届满");
        assert_eq!(told[0].2, "请最迟于2026年12月1日答复是否受理（还剩3个工作日）。");
        let near = format!("许可证新申请（{number}，甲公司）须最迟于2026年12月1日答复是否受理，还剩3个工作日");
        assert_eq!(to_dos(app, &colleague).await[0], near);
        assert!(!to_dos(app, &office.head).await.contains(&near));

        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
        assert!(!to_dos(app, &colleague).await.contains(&near), "it is somebody's");
        assert_eq!(to_dos(app, &office.reviewer).await[0], near);
        assert_eq!(on(app, "2026-11-30").await.reminded, 1);
        assert_eq!(recipients().await, ["a@example.com"]);

        // Twenty working days from here: the twenty-eighth of December. On the days before nothing ran.
        act(app, &office.reviewer, &id, Action::Accept, "").await.unwrap();
        assert_eq!(on(app, "2026-12-24").await.reminded, 1);
        assert_eq!(letters(app).await[0].2, "请最迟于2026年12月28日作出决定（还剩2个工作日）。");
        for action in [Action::Examine, Action::PassToCommittee] {
            act(app, &office.reviewer, &id, action, "").await.unwrap();
        }
        deliberate(app, &[&id]).await;
        assert_eq!(on(app, "2026-12-25").await.reminded, 1);
        assert_eq!(recipients().await, ["head@example.com"], "it is the head's move");
        assert!(to_dos(app, &office.head).await[0].ends_with("须最迟于2026年12月28日作出决定，还剩1个工作日"));
        assert_eq!(on(app, "2026-12-28").await, Ticked::default());

        let ticked = on(app, "2026-12-30").await;
        assert_eq!((ticked.alerted, ticked.reminded), (1, 0));
        let told = letters(app).await;
        assert_eq!((told.len(), told[0].0.as_str(), told[0].1.as_str()), (1, "head@example.com", "申请已超过办理时限"));
        assert_eq!(told[0].2, "请督促尽快作出决定：应于2026年12月28日前作出决定，现已超期。");
        assert_eq!(app.tick().await.unwrap(), Some(Ticked::default()), "once");
        let late = format!("许可证新申请（{number}，甲公司）应于2026年12月28日前作出决定，已超期2个工作日，请督促");
        assert_eq!(to_dos(app, &office.head).await[0], late);
        // Another last day is another one to remind of.
        act(app, &office.head, &id, Action::Extend, "案情复杂").await.unwrap();
        assert!(!to_dos(app, &office.head).await.contains(&late));
        let due = app.filing(&office.head, &id).await.unwrap().header.summary.due.unwrap();
        assert_eq!(on(app, &due.to_string()).await.reminded, 1);
    })
    .await;
}

#[tokio::test]
async fn filings_of_before_get_their_days() {
    for_each_database(async |app| {
        submitted(app, &app.enterprise("甲公司").await).await;
        sqlx::query("update filings set due_day = ''").execute(app.db.pool()).await.unwrap();
        assert_eq!(on(app, "2026-11-24").await, Ticked::default());
        let due = app.queued(&app.reviewer("east").await).await.unwrap()[0].due;
        assert_eq!(due.unwrap().to_string(), "2026-12-01");
    })
    .await;
}
