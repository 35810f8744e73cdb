//! Ratings: by the enterprise and by codes, once in five days and once a matter, and what the office does about bad ones; on
//! both databases.

mod drafts;
mod licensee;
mod support;

use chrono::{Days, NaiveDate};
use domain::Refusal;
use domain::ratings::{CaseAction, CaseStatus, CodeState, Indicator, RatingForm, RatingKind, Satisfaction, Tally};
use domain::values::date;
use domain::workflow::Action;
use licensee::{Office, office};
use services::accounts::Origin;
use services::{Actor, Result};
use support::*;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

fn form(satisfaction: Satisfaction, mobile: &str) -> RatingForm {
    RatingForm { satisfaction: Some(satisfaction), mobile: mobile.to_owned(), ..RatingForm::default() }
}

/// A mobile that nobody else in this test has.
fn mobile(n: u64) -> String {
    format!("138{n:08}")
}

/// A filing of a new enterprise that the head has refused.
async fn decided(app: &TestApp, office: &Office, name: &str) -> (Actor, String) {
    let actor = app.enterprise(name).await;
    let id = drafts::complete(app, &actor).await;
    licensee::submit(app, &actor, &id).await;
    licensee::to_sign_off(app, office, &id).await;
    drafts::act(app, &office.head, &id, Action::Refuse, "条件不足").await.unwrap();
    (actor, id)
}

/// The secret part of a code's link.
async fn token(app: &TestApp, actor: &Actor, code: &str) -> String {
    let link = app.rating_code(actor, code).await.unwrap().link;
    link.strip_prefix("https://permits.example.cn/rate/").unwrap().to_owned()
}

async fn hall(app: &TestApp, reviewer: &Actor) -> String {
    let code = app.make_visit_code(reviewer, "办事大厅一号窗口", app.today()).await.unwrap();
    token(app, reviewer, &code).await
}

async fn rate(app: &TestApp, token: &str, key: &str, form: &RatingForm) -> Result<String> {
    let n = app.next();
    let from: Origin = origin(&format!("10.9.{}.{}", n / 250, n % 250));
    app.rate_by_code(token, key, form, &from).await
}

async fn ratings_to_do(app: &TestApp, actor: &Actor) -> Vec<(String, String)> {
    let to_dos = app.to_dos(actor).await.unwrap().into_iter();
    to_dos.filter(|to_do| to_do.text.contains("评")).map(|to_do| (to_do.text, to_do.href)).collect()
}

#[tokio::test]
async fn a_decided_matter_is_rated_once_by_its_own_enterprise() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = drafts::complete(app, &acme).await;
        let good = form(Satisfaction::Satisfied, &mobile(1));
        let soon = refusal(app.rate_matter(&acme, &id, "key", &good).await);
        assert_eq!(soon, Refusal::not_now("该事项尚未办结，作出决定后才能评价"));
        licensee::submit(app, &acme, &id).await;
        licensee::to_sign_off(app, &office, &id).await;
        assert_eq!(ratings_to_do(app, &acme).await, []);
        drafts::act(app, &office.head, &id, Action::Refuse, "条件不足").await.unwrap();

        let number = app.filing(&acme, &id).await.unwrap().header.summary.number;
        let to_do = (format!("好差评：请评价许可证新申请（{number}）的办理"), format!("/ratings/new/{id}"));
        assert_eq!(ratings_to_do(app, &acme).await, [to_do]);
        let matter = app.rated_matter(&acme, &id).await.unwrap();
        let profile = app.services.enterprise(&acme).await.unwrap().profile;
        assert_eq!((matter.form.mobile, matter.form.name), (profile.mobile, profile.contact));
        assert_eq!((matter.decided, matter.ended.as_str(), matter.rated), (true, "不予许可", None));

        let stranger = app.enterprise("乙公司").await;
        assert_eq!(refusal(app.rate_matter(&stranger, &id, "key", &good).await), Refusal::NotFound);
        assert_eq!(refusal(app.rated_matter(&stranger, &id).await), Refusal::NotFound);
        for staff in [&office.reviewer, &office.head, &app.administrator().await] {
            assert_eq!(refusal(app.rate_matter(staff, &id, "key", &good).await), Refusal::Forbidden);
            assert_eq!(refusal(app.rated_matter(staff, &id).await), Refusal::Forbidden);
        }
        assert_eq!(
            findings(app.rate_matter(&acme, &id, "key", &RatingForm::default()).await),
            ["satisfaction: 请选择满意程度", "mobile: 请填写"]
        );

        let receipt = app.rate_matter(&acme, &id, "key", &good).await.unwrap();
        assert_eq!(app.rate_matter(&acme, &id, "key", &good).await.unwrap(), receipt, "the same key rates once");
        let again = refusal(app.rate_matter(&acme, &id, "other", &form(Satisfaction::Satisfied, &mobile(2))).await);
        assert_eq!(again, Refusal::not_now("该事项已经评价过，每个事项只能评价一次。"));
        assert_eq!(ratings_to_do(app, &acme).await, []);
        let rated = app.rated_matter(&acme, &id).await.unwrap().rated;
        assert_eq!(rated, Some((Satisfaction::Satisfied, Some(receipt.clone()))));

        let seen = app.rating_receipt(&receipt).await.unwrap();
        assert_eq!((seen.satisfaction, seen.case), (Satisfaction::Satisfied, None), "who is satisfied needs no answer");
        assert_eq!((seen.mobile.as_str(), seen.again_on), ("138****0001", day("2026-11-29")));
        assert_eq!(app.count("select count(*) from ratings").await, 1);
        assert_eq!(app.audited().await.iter().filter(|act| *act == "rating.rate").count(), 1);
        // A refused rating has not used the mobile up.
        let token = hall(app, &office.reviewer).await;
        rate(app, &token, "k", &form(Satisfaction::Satisfied, &mobile(2))).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_mobile_rates_once_in_five_days_in_whatever_way() {
    for_each_database(async |app| {
        let office = office(app).await;
        let (acme, matter) = decided(app, &office, "甲公司").await;
        let token = hall(app, &office.reviewer).await;
        let good = form(Satisfaction::Satisfied, "１３８００１３１２３４ ");
        rate(app, &token, "one", &good).await.unwrap();
        let told = ["mobile: 同一手机号5天内只能评价一次，该手机号可自2026年11月29日起再次评价"];
        assert_eq!(findings(rate(app, &token, "two", &good).await), told);
        assert_eq!(findings(app.rate_matter(&acme, &matter, "three", &good).await), told);
        // 23:59 of the fifth day, and the midnight after it.
        app.clock.set(START + 4 * DAY + 14 * HOUR - MINUTE);
        assert_eq!(findings(app.rate_matter(&acme, &matter, "three", &good).await), told);
        app.clock.advance(MINUTE);
        app.rate_matter(&acme, &matter, "three", &good).await.unwrap();
        let told = ["mobile: 同一手机号5天内只能评价一次，该手机号可自2026年12月4日起再次评价"];
        assert_eq!(findings(rate(app, &token, "four", &good).await), told);
        // Somebody else is not held up.
        rate(app, &token, "five", &form(Satisfaction::Satisfied, &mobile(5))).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn of_fifty_at_once_from_one_mobile_one_counts() {
    for_each_database(async |app| {
        let office = office(app).await;
        let token = hall(app, &office.reviewer).await;
        let worst = form(Satisfaction::VeryDissatisfied, &mobile(7));
        let keys: Vec<_> = (0..50).map(|n| format!("key-{n}")).collect();
        let outcomes = futures::future::join_all(keys.iter().map(|key| rate(app, &token, key, &worst))).await;
        let (rated, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
        assert_eq!(rated.len(), 1);
        for outcome in refused {
            assert!(findings(outcome)[0].starts_with("mobile: 同一手机号5天内只能评价一次"));
        }
        assert_eq!(app.count("select count(*) from ratings").await, 1);
        assert_eq!(app.count("select count(*) from rating_cases").await, 1);

        // The same request fifty times is one rating, and all are told so.
        let same = form(Satisfaction::Satisfied, &mobile(8));
        let outcomes = futures::future::join_all((0..50).map(|_| rate(app, &token, "same-key", &same))).await;
        let receipts: std::collections::HashSet<_> = outcomes.into_iter().map(Result::unwrap).collect();
        assert_eq!(receipts.len(), 1);

        // Fifty people with the code of one matter: one rates it.
        let (_, matter) = decided(app, &office, "甲公司").await;
        let code = app.make_matter_code(&office.reviewer, &matter).await.unwrap();
        let token = self::token(app, &office.reviewer, &code).await;
        let people: Vec<_> =
            (100..150).map(|n| (format!("p-{n}"), form(Satisfaction::Satisfied, &mobile(n)))).collect();
        let outcomes = futures::future::join_all(people.iter().map(|(key, form)| rate(app, &token, key, form))).await;
        let (rated, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
        assert_eq!(rated.len(), 1);
        for outcome in refused {
            assert_eq!(refusal(outcome), Refusal::not_now("该事项已经评价过，每个事项只能评价一次。"));
        }
        // Those who came too late have not used their mobiles up.
        assert_eq!(app.count("select count(*) from rating_mobiles").await, 3);
    })
    .await;
}

#[tokio::test]
async fn codes_are_made_shown_withdrawn_and_expire() {
    for_each_database(async |app| {
        let office = office(app).await;
        let (reviewer, stranger) = (&office.reviewer, app.head("north").await);
        let (acme, matter) = decided(app, &office, "甲（集团）公司").await;
        let code = app.make_matter_code(reviewer, &matter).await.unwrap();
        assert_eq!(app.make_matter_code(&office.head, &matter).await.unwrap(), code, "the one that there is");
        let view = app.rating_code(reviewer, &code).await.unwrap();
        assert_eq!((view.code.state, view.code.until), (CodeState::Usable, day("2026-12-08")));
        assert_eq!(view.office, "国家能源局华东监管局");
        assert!(view.path.starts_with("M0 0h7v1h-7z"));
        let link = token(app, reviewer, &code).await;
        assert!(link.len() == 32 && link != code && link.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let open = app.open_code(&link).await.unwrap();
        assert_eq!((open.kind, open.state), (RatingKind::PerMatter, CodeState::Usable));
        assert!(!open.about.contains("甲"), "whoever has the card does not learn whose matter it is");

        // Nobody else's, and nothing that was guessed.
        for guess in ["", "0", &"0".repeat(32), &link[..31], "不\0", &code] {
            assert_eq!(refusal(app.open_code(guess).await), Refusal::NotFound, "{guess:?}");
            let outcome = rate(app, guess, "k", &form(Satisfaction::Satisfied, &mobile(1))).await;
            assert_eq!(refusal(outcome), Refusal::NotFound);
        }
        assert_eq!(refusal(app.rating_code(&stranger, &code).await), Refusal::NotFound);
        assert_eq!(refusal(app.withdraw_code(&stranger, &code).await), Refusal::NotFound);
        assert_eq!(refusal(app.make_matter_code(&stranger, &matter).await), Refusal::NotFound);
        for other in [&acme, &app.administrator().await] {
            assert_eq!(refusal(app.rating_code(other, &code).await), Refusal::Forbidden);
            assert_eq!(refusal(app.withdraw_code(other, &code).await), Refusal::Forbidden);
            assert_eq!(refusal(app.make_matter_code(other, &matter).await), Refusal::Forbidden);
            assert_eq!(refusal(app.make_visit_code(other, "大厅", app.today()).await), Refusal::Forbidden);
            assert_eq!(refusal(app.rating_matters(other, "").await), Refusal::Forbidden);
            assert_eq!(refusal(app.visit_codes(other).await), Refusal::Forbidden);
        }

        for (search, found) in [("", 1), ("(集团)", 1), ("乙", 0), ("%", 0)] {
            assert_eq!(app.rating_matters(reviewer, search).await.unwrap().len(), found, "{search}");
        }
        assert!(app.rating_matters(&stranger, "").await.unwrap().is_empty());

        // Withdrawn: the link is dead, and another one can be made.
        app.withdraw_code(reviewer, &code).await.unwrap();
        app.withdraw_code(reviewer, &code).await.unwrap();
        assert_eq!(app.audited().await.iter().filter(|act| *act == "rating.withdraw_code").count(), 1);
        let good = form(Satisfaction::Satisfied, &mobile(1));
        let told = Refusal::not_now("该二维码已被撤回，请向工作人员索取新的二维码。");
        assert_eq!(refusal(rate(app, &link, "k", &good).await), told);
        assert_eq!(app.open_code(&link).await.unwrap().state, CodeState::Withdrawn);
        let second = app.make_matter_code(reviewer, &matter).await.unwrap();
        assert_ne!(second, code);

        // Expired: the same, and the new one takes its place.
        let second_link = token(app, reviewer, &second).await;
        app.clock.set(START + 15 * DAY);
        assert_eq!(app.open_code(&second_link).await.unwrap().state, CodeState::Expired);
        let told = Refusal::not_now("该二维码已过有效期，请向工作人员索取新的二维码。");
        assert_eq!(refusal(rate(app, &second_link, "k", &good).await), told);
        let third = app.make_matter_code(reviewer, &matter).await.unwrap();
        let third_link = token(app, reviewer, &third).await;
        let receipt = rate(app, &third_link, "k", &good).await.unwrap();
        assert_eq!(rate(app, &third_link, "k", &good).await.unwrap(), receipt);
        assert_eq!(app.open_code(&third_link).await.unwrap().state, CodeState::Used);
        let used = Refusal::not_now("该事项已经评价过，每个事项只能评价一次。");
        assert_eq!(refusal(app.make_matter_code(reviewer, &matter).await), used);
        let outcome = app.rate_matter(&acme, &matter, "own", &form(Satisfaction::Satisfied, &mobile(2))).await;
        assert_eq!(refusal(outcome), used, "one rating a matter, in whatever way it came");
        // The receipt is of whoever scanned it.
        assert_eq!(app.rated_matter(&acme, &matter).await.unwrap().rated, Some((Satisfaction::Satisfied, None)));
        assert_eq!(app.rating_matters(reviewer, "").await.unwrap()[0].rated, Some(Satisfaction::Satisfied));
    })
    .await;
}

#[tokio::test]
async fn a_service_point_has_a_code_for_its_day() {
    for_each_database(async |app| {
        let reviewer = app.reviewer("east").await;
        let today = app.today();
        let make = async |point: &str, day: NaiveDate| app.make_visit_code(&reviewer, point, day).await;
        let now = make(" 一号窗口 ", today).await.unwrap();
        assert_eq!(make("一号窗口", today).await.unwrap(), now);
        let tomorrow = make("一号窗口", today + Days::new(1)).await.unwrap();
        assert_ne!(tomorrow, now);
        assert_eq!(findings(make("", today - Days::new(1)).await).len(), 2);
        assert_eq!(
            findings(make("一号窗口", today + Days::new(32)).await),
            ["day: 服务日期应在今天至2026年12月25日之间"]
        );

        let link = token(app, &reviewer, &tomorrow).await;
        let good = form(Satisfaction::FairlySatisfied, &mobile(1));
        let early = Refusal::not_now("该二维码在服务当日才能使用，请届时再扫描。");
        assert_eq!(refusal(rate(app, &link, "k", &good).await), early);
        app.clock.advance(DAY);
        // Reasons of the other kind are none of this one's.
        let strange = RatingForm { reasons: vec![Indicator::Platform], ..good.clone() };
        assert_eq!(findings(rate(app, &link, "k", &strange).await)[0].split(':').next(), Some("reasons"));
        let reasons = vec![Indicator::ServiceAttitude, Indicator::ServiceLevel, Indicator::ServiceLevel];
        let receipt = rate(app, &link, "k", &RatingForm { reasons, ..good }).await.unwrap();
        rate(app, &link, "l", &form(Satisfaction::Satisfied, &mobile(2))).await.unwrap();
        let seen = app.rating_receipt(&receipt).await.unwrap();
        assert_eq!(seen.about, "一号窗口，2026年11月25日");
        assert_eq!(seen.reasons, ["业务熟练程度一般", "服务态度一般"]);
        let codes = app.visit_codes(&reviewer).await.unwrap();
        assert_eq!(codes.iter().map(|code| code.ratings).sum::<i64>(), 2);
        assert!(app.visit_codes(&app.reviewer("north").await).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn too_many_from_one_address_have_to_rest() {
    for_each_database(async |app| {
        let reviewer = app.reviewer("east").await;
        let link = hall(app, &reviewer).await;
        let from = origin("192.0.2.9");
        for n in 0..60 {
            app.rate_by_code(&link, &n.to_string(), &form(Satisfaction::Satisfied, &mobile(n)), &from).await.unwrap();
        }
        let one_more = form(Satisfaction::Satisfied, &mobile(60));
        let outcome = refusal(app.rate_by_code(&link, "x", &one_more, &from).await);
        assert!(matches!(outcome, Refusal::Throttled { .. }), "{outcome:?}");
        rate(app, &link, "x", &one_more).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_bad_rating_is_answered_and_the_rater_sees_it() {
    for_each_database(async |app| {
        let office = office(app).await;
        let (acme, matter) = decided(app, &office, "甲公司").await;
        let bad = RatingForm {
            reasons: vec![Indicator::Efficiency],
            comment: "等了太久".into(),
            name: "王女士".into(),
            ..form(Satisfaction::Dissatisfied, &mobile(3))
        };
        let receipt = app.rate_matter(&acme, &matter, "key", &bad).await.unwrap();
        let case = app.rating_receipt(&receipt).await.unwrap().case.unwrap();
        // Five working days after Tuesday.
        assert_eq!((case.status, case.due, case.left), (CaseStatus::Opened, day("2026-12-01"), Some(5)));
        let told = ("1 件差评待处理，最早的答复期限为2026年12月1日".to_owned(), "/ratings/cases".to_owned());
        for staff in [&office.reviewer, &office.head] {
            assert_eq!(ratings_to_do(app, staff).await, std::slice::from_ref(&told));
        }
        assert_eq!(ratings_to_do(app, &app.reviewer("north").await).await, []);

        let line = app.rating_cases(&office.reviewer).await.unwrap().remove(0);
        assert_eq!((line.rater.as_str(), line.left), ("王女士，138****0003", Some(5)));
        let id = line.id;
        let view = app.rating_case(&office.reviewer, &id).await.unwrap();
        assert_eq!(
            (view.mobile.as_str(), view.reasons.as_slice()),
            ("138****0003", &["办事效率低，办理时间长".to_owned()][..])
        );
        assert_eq!(view.filing_id.as_deref(), Some(matter.as_str()));
        assert_eq!(app.rater_mobile(&office.reviewer, &id).await.unwrap(), mobile(3));
        assert!(app.audited().await.contains(&"rating.show_mobile".to_owned()));

        // Others neither see nor move it.
        let stranger = app.head("north").await;
        let act = async |actor: &Actor, revision: i64, key: &str, action: CaseAction, note: &str| {
            app.act_on_rating(actor, &id, revision, key, action, note).await
        };
        assert_eq!(refusal(app.rating_case(&stranger, &id).await), Refusal::NotFound);
        assert_eq!(refusal(app.rater_mobile(&stranger, &id).await), Refusal::NotFound);
        assert_eq!(refusal(act(&stranger, 1, "a", CaseAction::Contact, "已致电").await), Refusal::NotFound);
        assert!(app.rating_cases(&stranger).await.unwrap().is_empty());
        for other in [&acme, &app.administrator().await] {
            assert_eq!(refusal(app.rating_cases(other).await), Refusal::Forbidden);
            assert_eq!(refusal(app.rating_case(other, &id).await), Refusal::Forbidden);
            assert_eq!(refusal(app.rater_mobile(other, &id).await), Refusal::Forbidden);
            assert_eq!(refusal(act(other, 1, "a", CaseAction::Contact, "已致电").await), Refusal::Forbidden);
        }

        // Step by step; none is skipped, each is taken once and under the revision that was seen.
        let skipped = refusal(act(&office.reviewer, 1, "a", CaseAction::Reply, "好的").await);
        assert_eq!(skipped, Refusal::not_now("该差评待联系，不能答复评价人"));
        assert_eq!(findings(act(&office.reviewer, 1, "a", CaseAction::Contact, " ").await), ["note: 请填写"]);
        let contacted = act(&office.reviewer, 1, "a", CaseAction::Contact, "已致电，称等候两周").await.unwrap();
        assert_eq!(act(&office.reviewer, 1, "a", CaseAction::Contact, "再次").await.unwrap(), contacted);
        let late = refusal(act(&office.head, 1, "b", CaseAction::Verify, "属实").await);
        assert!(matches!(late, Refusal::Conflict { revision: 2, .. }), "{late:?}");
        act(&office.reviewer, 2, "b", CaseAction::Verify, "属实").await.unwrap();
        assert_eq!(refusal(act(&office.reviewer, 3, "c", CaseAction::SetAside, "恶意").await), Refusal::Forbidden);
        act(&office.reviewer, 3, "c", CaseAction::PutRight, "已增加人手").await.unwrap();
        app.clock.advance(DAY);
        act(&office.reviewer, 4, "d", CaseAction::Reply, "给您带来不便，深表歉意，已增加人手。").await.unwrap();

        let case = app.rating_receipt(&receipt).await.unwrap().case.unwrap();
        let told: Vec<_> = case.events.iter().map(|step| (step.actor.as_str(), step.note.as_str())).collect();
        let east = "国家能源局华东监管局";
        assert_eq!(told, [(east, ""), (east, ""), (east, ""), (east, "给您带来不便，深表歉意，已增加人手。")]);
        assert_eq!((case.status, case.left), (CaseStatus::Replied, None));
        let number = app.filing(&acme, &matter).await.unwrap().header.summary.number;
        let answered = format!("您对许可证新申请（{number}）的评价已有答复，请查看");
        assert_eq!(ratings_to_do(app, &acme).await, [(answered, format!("/rated/{receipt}"))]);
        assert_eq!(ratings_to_do(app, &office.head).await[0].0, "1 件差评已答复，待办结");

        // Told once each: the head of the bad rating, the enterprise of the answer.
        let told = "select count(*) from notices where subject = ";
        assert_eq!(app.count(&format!("{told}'收到差评' and account_id = '{}'", office.head.account_id)).await, 1);
        assert_eq!(app.count(&format!("{told}'评价已处理' and account_id = '{}'", acme.account_id)).await, 1);

        let closed = act(&office.reviewer, 5, "e", CaseAction::Close, "").await.unwrap();
        assert_eq!((closed.case.status, closed.allowed), (CaseStatus::Closed, Vec::new()));
        assert_eq!(ratings_to_do(app, &office.head).await, []);
        assert!(matches!(refusal(app.rater_mobile(&office.reviewer, &id).await), Refusal::NotNow { .. }));
        // Nobody polishes what was said.
        for table in ["ratings", "rating_case_events"] {
            let deleted = sqlx::query(sqlx::AssertSqlSafe(format!("delete from {table}"))).execute(app.db.pool()).await;
            assert!(deleted.is_err(), "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_head_sets_false_ones_aside_and_the_figures_leave_them_out() {
    for_each_database(async |app| {
        let office = office(app).await;
        let link = hall(app, &office.reviewer).await;
        for (n, grade) in [(1, 0), (2, 0), (3, 1), (4, 3), (5, 4)] {
            rate(app, &link, &n.to_string(), &form(Satisfaction::ALL[grade], &mobile(n))).await.unwrap();
        }
        let cases = app.rating_cases(&office.head).await.unwrap();
        let of = |grade| cases.iter().find(|case| case.satisfaction == grade).unwrap().id.clone();
        let (answered, false_one) = (of(Satisfaction::Dissatisfied), of(Satisfaction::VeryDissatisfied));
        let steps = [CaseAction::Contact, CaseAction::Verify];
        for (revision, action) in (1..).zip(steps) {
            for id in [&answered, &false_one] {
                let key = action.code();
                app.act_on_rating(&office.reviewer, id, revision, key, action, "情况").await.unwrap();
            }
        }
        let aside = async |actor: &Actor, note: &str| {
            app.act_on_rating(actor, &false_one, 3, "aside", CaseAction::SetAside, note).await
        };
        assert_eq!(refusal(aside(&office.reviewer, "误评").await), Refusal::Forbidden);
        assert_eq!(findings(aside(&office.head, "").await), ["note: 请填写"]);
        aside(&office.head, "评价对象并非本窗口").await.unwrap();
        app.clock.advance(10 * DAY);
        for (revision, action) in (3..).zip([CaseAction::PutRight, CaseAction::Reply]) {
            app.act_on_rating(&office.reviewer, &answered, revision, action.code(), action, "答复").await.unwrap();
        }
        for actor in [&office.reviewer, &app.administrator().await, &app.head("north").await] {
            let figures = app.rating_figures(actor).await.unwrap();
            assert_eq!((figures.months.len(), figures.months[11].as_str()), (12, "2026-12"));
            let tally = Tally::of(figures.of_office("east"));
            assert_eq!(tally.grades, [2, 1, 0, 1, 0]);
            assert_eq!((tally.answered, tally.in_time, tally.set_aside), (1, 0, 1));
            assert_eq!(tally.satisfied().told(), "75.0%");
            assert_eq!(Tally::of(figures.of_office("north")), Tally::default());
        }
        assert_eq!(refusal(app.rating_figures(&app.enterprise("甲公司").await).await), Refusal::Forbidden);
    })
    .await;
}
