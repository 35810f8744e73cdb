//! What administrators keep: accounts of the staff, and the offices; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::accounts::Role;
use domain::administration::{StaffAccount, StaffForm, StaffSearch};
use domain::offices::{OFFICES, OfficeChange};
use domain::values::date;
use domain::workflow::Action;
use drafts::*;
use licensee::*;
use services::Actor;
use support::*;

const NEW: &str = "江流有声，断岸千尺。";

fn form(account: &str, role: Role, office: &str) -> StaffForm {
    StaffForm {
        account: account.into(),
        name: format!("{account}先生"),
        role: Some(role),
        office: office.into(),
        email: format!("{account}@example.cn"),
    }
}

async fn found(app: &TestApp, administrator: &Actor, text: &str) -> Vec<StaffAccount> {
    let search = StaffSearch { text: text.into(), ..StaffSearch::default() };
    app.staff_accounts(administrator, &search).await.unwrap().accounts
}

async fn account_of(app: &TestApp, administrator: &Actor, actor: &Actor) -> StaffAccount {
    found(app, administrator, &actor.account).await.remove(0)
}

fn token(url: &str) -> &str {
    url.strip_prefix("https://permits.example.cn/recover/").expect("a link to set a password")
}

#[tokio::test]
async fn a_new_member_of_staff_sets_the_password_by_the_link() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        let link = app.add_staff(&administrator, &form("zhangsan", Role::Reviewer, "east")).await.unwrap();
        assert_eq!(link.sent_to, "zhangsan@example.cn");
        assert_eq!(app.deliver_mail().await.unwrap(), 1);
        let letter = read_letter(&files(&app.mail_folder())[0]);
        assert!(letter.contains(&link.url) && letter.contains("zhangsan"), "{letter}");
        assert_eq!(letter.lines().nth(3), Some("请在三天内打开下面的链接设置登录密码，链接只能使用一次："));

        // Longer than the link of a recovery, and no password opens the account before.
        app.clock.advance(71 * HOUR);
        let from = origin("10.0.0.9");
        app.recover(token(&link.url), NEW, NEW, &from).await.unwrap();
        assert!(app.recover(token(&link.url), PASSWORD, PASSWORD, &from).await.is_err(), "once only");
        let zhangsan = app.actor(&app.sign_in("zhangsan", NEW, &from).await.unwrap()).await;
        assert_eq!((zhangsan.role, zhangsan.office()), (Role::Reviewer, "east"));
        assert_eq!(zhangsan.office_name.as_deref(), Some("国家能源局华东监管局"));
        app.queued(&zhangsan).await.unwrap();

        let late = app.add_staff(&administrator, &form("lisi", Role::Head, "north")).await.unwrap();
        app.clock.advance(72 * HOUR);
        assert!(app.recover(token(&late.url), NEW, NEW, &from).await.is_err());
        assert!(app.audited().await.contains(&"account.create_staff".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_an_account_is_told_on_its_field() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        app.enterprise("甲公司").await;
        let add = async |form: StaffForm| findings(app.add_staff(&administrator, &form).await);
        assert_eq!(add(form("wangwu", Role::Reviewer, "mars")).await, ["office: 请选择"]);
        assert_eq!(
            add(form(&administrator.account.to_uppercase(), Role::Head, "east")).await,
            ["account: 该用户名已被使用"]
        );
        assert_eq!(add(StaffForm { email: "nobody".into(), ..form("wangwu", Role::Head, "east") }).await.len(), 1);
        let enterprise = form("wangwu", Role::Enterprise, "");
        assert_eq!(add(enterprise).await, ["role: 请选择"]);
    })
    .await;
}

#[tokio::test]
async fn only_administrators_keep_accounts_and_only_the_staffs() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        let acme = app.enterprise("甲公司").await;
        let reviewer = account_of(app, &administrator, &office.reviewer).await;
        for other in [&acme, &office.reviewer, &office.head] {
            let all = StaffSearch::default();
            let (id, form) = (&reviewer.id, &reviewer.form);
            assert_eq!(refusal(app.staff_accounts(other, &all).await), Refusal::Forbidden);
            assert_eq!(refusal(app.add_staff(other, form).await), Refusal::Forbidden);
            assert_eq!(refusal(app.change_staff(other, id, 1, form).await), Refusal::Forbidden);
            assert_eq!(refusal(app.set_staff_active(other, id, 1, false).await), Refusal::Forbidden);
            assert_eq!(refusal(app.reset_staff(other, id, 1).await), Refusal::Forbidden);
            assert_eq!(refusal(app.claimed_filings(other, id).await), Refusal::Forbidden);
            assert_eq!(refusal(app.office_book(other).await), Refusal::Forbidden);
            assert_eq!(refusal(app.administration_overview(other).await), Refusal::Forbidden);
        }
        // An enterprise's account is not theirs to keep.
        for id in [acme.account_id.as_str(), "none", "\0"] {
            assert_eq!(refusal(app.set_staff_active(&administrator, id, 1, false).await), Refusal::NotFound);
            assert_eq!(refusal(app.reset_staff(&administrator, id, 1).await), Refusal::NotFound);
        }
        assert!(found(app, &administrator, "甲公司").await.is_empty());
        assert_eq!(found(app, &administrator, "%").await.len(), 0, "no pattern");
        assert_eq!(found(app, &administrator, "REVIEWER").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_is_closed_is_out_at_once_and_the_heads_are_told_what_waits() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        let id = submitted(app, &app.enterprise("甲公司").await).await;
        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
        let session = app.sign_in(&office.reviewer.account, PASSWORD, &origin("10.0.0.3")).await.unwrap();
        let account = account_of(app, &administrator, &office.reviewer).await;
        assert_eq!((account.claimed, account.active), (1, true));
        assert_eq!(app.claimed_filings(&administrator, &account.id).await.unwrap()[0].enterprise, "甲公司");

        let closed = app.set_staff_active(&administrator, &account.id, account.revision, false).await.unwrap();
        assert!(!closed.active);
        assert!(app.authenticate(&session.token, &origin("10.0.0.3")).await.unwrap().is_none());
        assert!(app.sign_in(&office.reviewer.account, PASSWORD, &origin("10.0.0.3")).await.is_err());
        let told = app.notices(&office.head, None).await.unwrap().lines;
        assert_eq!(told[0].subject, "申请待改派");
        assert!(told[0].text.starts_with(&format!("请改派{}领取的1件申请", account.form.name)), "{}", told[0].text);
        assert_eq!(
            app.filing(&office.head, &id).await.unwrap().header.summary.assignee,
            Some(account.form.name.clone()),
            "it stays its own until the head gives it to somebody else"
        );

        // Who saw the account as it was before is refused, with how it stands.
        let stale = refusal(app.set_staff_active(&administrator, &account.id, account.revision, true).await);
        assert!(matches!(stale, Refusal::Conflict { revision, .. } if revision == closed.revision), "{stale:?}");
        assert!(app.reset_staff(&administrator, &account.id, closed.revision).await.is_err(), "closed");
        app.set_staff_active(&administrator, &account.id, closed.revision, true).await.unwrap();
        assert!(app.sign_in(&office.reviewer.account, PASSWORD, &origin("10.0.0.3")).await.is_ok());
        for act in ["account.deactivate", "account.reactivate"] {
            assert!(app.audited().await.iter().any(|done| done == act), "{act}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_administrator_remains() {
    for_each_database(async |app| {
        let (one, two) = (app.administrator().await, app.administrator().await);
        let own = account_of(app, &one, &one).await;
        let reviewer = form(&one.account, Role::Reviewer, "east");
        assert!(refusal(app.set_staff_active(&one, &own.id, own.revision, false).await).to_string().contains("自己"));
        assert!(refusal(app.change_staff(&one, &own.id, own.revision, &reviewer).await).to_string().contains("自己"));
        // Both close each other's accounts at once: one of them remains.
        let other = account_of(app, &one, &two).await;
        let (first, second) = tokio::join!(
            app.set_staff_active(&one, &other.id, other.revision, false),
            app.set_staff_active(&two, &own.id, own.revision, false)
        );
        assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1);
        assert_eq!(app.count("select count(*) from accounts where role = 'administrator' and active = 1").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_role_and_office_holds_from_the_next_request() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        let id = submitted(app, &app.enterprise("甲公司").await).await;
        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
        let from = origin("10.0.0.3");
        let session = app.sign_in(&office.reviewer.account, PASSWORD, &from).await.unwrap();
        let account = account_of(app, &administrator, &office.reviewer).await;
        let moved = StaffForm { office: "north".into(), email: "m@example.cn".into(), ..account.form.clone() };
        let after = app.change_staff(&administrator, &account.id, account.revision, &moved).await.unwrap();
        assert_eq!(
            (after.form.office.as_str(), after.form.account.as_str()),
            ("north", office.reviewer.account.as_str())
        );
        let actor = app.authenticate(&session.token, &from).await.unwrap().unwrap();
        assert_eq!(actor.office(), "north");
        assert_eq!(refusal(app.filing(&actor, &id).await), Refusal::NotFound);
        assert_eq!(app.notices(&office.head, None).await.unwrap().lines[0].subject, "申请待改派");

        let link = app.reset_staff(&administrator, &after.id, after.revision).await.unwrap();
        assert_eq!(link.sent_to, "m@example.cn");
        assert!(app.authenticate(&session.token, &from).await.unwrap().is_none(), "a reset ends the sessions");
        assert!(app.sign_in(&office.reviewer.account, PASSWORD, &from).await.is_err(), "and the password");
        app.recover(token(&link.url), NEW, NEW, &from).await.unwrap();
        assert!(app.sign_in(&office.reviewer.account, NEW, &from).await.is_ok());
    })
    .await;
}

fn named(code: &str, name: &str, mark: &str, prefix: &str) -> OfficeChange {
    OfficeChange::Office { code: code.into(), name: name.into(), mark: mark.into(), prefix: prefix.into() }
}

fn supervised(province: &str, office: &str) -> OfficeChange {
    OfficeChange::Province { province: province.into(), office: office.into() }
}

#[tokio::test]
async fn what_ships_of_the_offices_is_written_in_once() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        let book = app.office_book(&administrator).await.unwrap();
        assert_eq!((book.offices.len(), book.changes.len()), (18, 0));
        for shipped in OFFICES {
            let kept = book.office(shipped.code).unwrap();
            assert_eq!(
                (kept.name.as_str(), kept.mark.as_str(), kept.prefix),
                (shipped.name, shipped.mark, shipped.prefix)
            );
            assert_eq!(kept.provinces.len(), shipped.provinces.len());
        }
        assert_eq!(app.office_directory().await.unwrap().len(), 31);
        let (today, reason) = (app.today(), "更正");
        app.change_office(&administrator, 0, &supervised("安徽省", "jiangsu"), today, reason).await.unwrap();
        app.db.migrate().await.unwrap();
        let moved = app.office_directory().await.unwrap();
        assert!(
            moved.contains(&("安徽省".into(), "国家能源局江苏监管办公室".into())),
            "starting again changes nothing"
        );
    })
    .await;
}

#[tokio::test]
async fn a_province_changes_hands_on_its_day_and_filings_stay() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        let south = app.reviewer("south").await;
        let acme = licensee(app, &office, "甲公司").await;
        let there = submitted(app, &app.enterprise("乙公司").await).await;
        let day = date::parse("2026-12-01").unwrap();
        let change = supervised("上海市", "south");
        app.change_office(&administrator, 0, &change, day, "机构调整").await.unwrap();
        app.tick().await.unwrap();
        assert_eq!(app.services.enterprise(&acme.actor).await.unwrap().office, "国家能源局华东监管局");

        app.clock.advance(7 * DAY);
        assert_eq!(app.tick().await.unwrap().unwrap().offices, 1);
        assert_eq!(app.tick().await.unwrap().unwrap().offices, 0);
        assert_eq!(app.services.enterprise(&acme.actor).await.unwrap().office, "国家能源局南方监管局");
        // What was filed before stays where it is, the licence is supervised by the new office from now on.
        assert!(app.filing(&office.reviewer, &there).await.is_ok());
        assert_eq!(refusal(app.filing(&south, &there).await), Refusal::NotFound);
        assert!(app.licence(&south, &acme.licence, None).await.is_ok());
        assert_eq!(refusal(app.licence(&office.reviewer, &acme.licence, None).await), Refusal::NotFound);
        let new = submitted(app, &app.enterprise("丙公司").await).await;
        assert!(app.filing(&south, &new).await.is_ok());

        // Who saw the offices as they were before is refused.
        let stale = app.change_office(&administrator, 0, &supervised("安徽省", "south"), app.today(), "调整").await;
        assert!(matches!(refusal(stale), Refusal::Conflict { revision: 1, .. }));
        let same = app.change_office(&administrator, 1, &change, app.today(), "调整").await;
        assert_eq!(findings(same), ["office: 该省份现在即由该机构监管"]);
        assert!(app.audited().await.contains(&"offices.change".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn licences_are_numbered_by_the_prefix_in_force() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        let before = licensee(app, &office, "甲公司").await.licence(app).await;
        assert!(before.number.starts_with("4-1-00001-"), "{}", before.number);
        let change = named("east", "国家能源局长三角监管局", "长三角监能", "4-9");
        app.change_office(&administrator, 0, &change, app.today(), "更名").await.unwrap();
        let after = licensee(app, &office, "乙公司").await.licence(app).await;
        assert!(after.number.starts_with("4-9-00001-"), "{}", after.number);
        assert_eq!((before.office.as_str(), after.office.as_str()), ("国家能源局华东监管局", "国家能源局长三角监管局"));
        let taken = named("", "某某监管办公室", "某监能", "4-9");
        let wrong = findings(app.change_office(&administrator, 1, &taken, app.today(), "新设").await);
        assert_eq!(wrong, ["prefix: 已由其他机构使用，每个机构的编号前缀各不相同"]);
        let new = named("", "国家能源局海南监管办公室", "琼监能", "6-4");
        app.change_office(&administrator, 1, &new, app.today(), "新设").await.unwrap();
        assert_eq!(app.office_book(&administrator).await.unwrap().offices.len(), 19);
    })
    .await;
}
