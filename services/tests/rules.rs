//! The rule sets, what administrators change in them, and what that does to filings; on both databases.

mod drafts;
mod support;

use chrono::NaiveDate;
use domain::Refusal;
use domain::conformity::{Adjustment, Measure, RuleSet, Severity};
use domain::filings::*;
use domain::licences::{Category, Grade};
use domain::values::date;
use drafts::*;
use support::*;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

/// Electricians for 承装五级, where the default set asks for five.
fn electricians(figure: u32, from: &str) -> Adjustment {
    Adjustment {
        set: "default".into(),
        measure: Measure::Electricians,
        category: Category::Install,
        grade: Grade::Five,
        figure,
        from: day(from),
        reason: "试点".into(),
        by: "somebody else".into(),
    }
}

fn figure(rules: &RuleSet, category: Category) -> Option<u32> {
    let mut found = rules.conditions.iter().filter(|condition| condition.measure == Measure::Electricians);
    found.find_map(|condition| condition.figure(category, Grade::Five))
}

#[tokio::test]
async fn rules_are_the_administrators() {
    for_each_database(async |app| {
        let stranger = app.enterprise("甲公司").await;
        assert_eq!(refusal(app.rule_book(&stranger).await), Refusal::Forbidden);
        for actor in [stranger, app.reviewer("east").await, app.head("east").await] {
            let adjustment = electricians(6, "2027-01-01");
            let chosen = app.choose_rule_set(&actor, "order-36-2020", day("2027-01-01"), "理由").await;
            assert_eq!(refusal(chosen), Refusal::Forbidden);
            assert_eq!(refusal(app.adjust_figure(&actor, &adjustment).await), Refusal::Forbidden);
            assert_eq!(refusal(app.preview_adjustment(&actor, &adjustment).await), Refusal::Forbidden);
        }
        // Whoever judges by them may read them.
        for reader in [app.administrator().await, app.reviewer("east").await] {
            let book = app.rule_book(&reader).await.unwrap();
            assert_eq!((book.sets.len(), book.choices.len(), book.adjustments.len()), (4, 0, 0));
        }
    })
    .await;
}

#[tokio::test]
async fn a_set_judges_from_its_day_on() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        let choose = async |set: &str, from: &str| {
            app.choose_rule_set(&administrator, set, day(from), " 改按第36号令\r\n").await.unwrap();
        };
        choose("order-36-2020", "2026-11-25").await;
        choose("order-28-2010", "2027-01-01").await;
        // Called off at the same moment: the later choice holds.
        choose("order-36-2020", "2027-01-01").await;
        let on = async |date: &str| app.rule_book(&administrator).await.unwrap().on(day(date)).id;
        assert_eq!(on("2026-11-24").await, "default");
        assert_eq!(on("2026-11-25").await, "order-36-2020");
        assert_eq!(on("2027-06-01").await, "order-36-2020");
        let choices = app.rule_book(&administrator).await.unwrap().choices;
        let order: Vec<_> = choices.iter().map(|choice| choice.set.as_str()).collect();
        assert_eq!(order, ["order-36-2020", "order-28-2010", "order-36-2020"]);
        assert_eq!((choices[0].reason.as_str(), &choices[0].by), ("改按第36号令", &administrator.name));
        let audited = app.audited().await;
        assert_eq!(audited.iter().filter(|act| *act == "rules.choose").count(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_choice_is_refused_with_what_is_wrong() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        for (set, from, reason, wrong) in [
            ("order-36-2020", "2026-11-24", "理由", vec!["from: 最早从明天起生效"]),
            ("order-36-2020", "2036-11-25", "理由", vec!["from: 最多提前十年设定"]),
            ("order-30-2025", "2027-01-01", "理由", vec!["set: 该规则的数值尚不完整，不能选用"]),
            ("order-99", "2027-01-01", "\u{3000}", vec!["set: 该规则的数值尚不完整，不能选用", "reason: 请填写"]),
            ("default", "2027-01-01", "理由", vec!["set: 该日适用的已是此规则"]),
        ] {
            assert_eq!(findings(app.choose_rule_set(&administrator, set, day(from), reason).await), wrong);
        }
        assert_eq!(app.count("select count(*) from rule_choices").await, 0);
        assert!(!app.audited().await.contains(&"rules.choose".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_figure_is_another_from_its_day_on() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        app.adjust_figure(&administrator, &electricians(6, "2027-01-01")).await.unwrap();
        app.adjust_figure(&administrator, &electricians(0, "2028-01-01")).await.unwrap();
        let on =
            async |date: &str, category| figure(&app.rule_book(&administrator).await.unwrap().on(day(date)), category);
        assert_eq!(on("2026-12-31", Category::Install).await, Some(5));
        assert_eq!(on("2027-01-01", Category::Install).await, Some(6));
        assert_eq!(on("2028-01-01", Category::Install).await, None);
        assert_eq!(on("2028-01-01", Category::Repair).await, Some(5));
        let adjusted = app.rule_book(&administrator).await.unwrap().adjustments;
        let mut expected = electricians(6, "2027-01-01");
        expected.by = administrator.name.clone();
        assert_eq!((adjusted.len(), &adjusted[0]), (2, &expected));
        // The set that is adjusted need not be in force.
        let other = Adjustment { set: "order-36-2020".into(), ..electricians(7, "2027-01-01") };
        app.adjust_figure(&administrator, &other).await.unwrap();
        assert_eq!(on("2027-01-01", Category::Install).await, Some(6));
        app.choose_rule_set(&administrator, "order-36-2020", day("2027-02-01"), "理由").await.unwrap();
        assert_eq!(on("2027-02-01", Category::Install).await, Some(7));
        assert_eq!(app.audited().await.iter().filter(|act| *act == "rules.adjust").count(), 3);
    })
    .await;
}

#[tokio::test]
async fn an_adjustment_is_refused_with_what_is_wrong() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        let good = electricians(6, "2027-01-01");
        let title = Adjustment { measure: Measure::LeadTitle, figure: 4, ..good.clone() };
        for (wrong, message) in [
            (Adjustment { figure: 1001, ..good.clone() }, "figure: 不能超过1000"),
            (Adjustment { figure: u32::MAX, measure: Measure::NetAssetsRatio, ..good.clone() }, "figure: 不能超过100"),
            (title, "figure: 不能超过3"),
            (Adjustment { figure: 5, ..good.clone() }, "figure: 与该日适用的数值相同"),
            (Adjustment { from: day("2026-11-24"), ..good.clone() }, "from: 最早从明天起生效"),
            (Adjustment { set: "order-30-2025".into(), ..good.clone() }, "set: 该规则的数值尚不完整，不能调整"),
            (Adjustment { set: "\0".into(), ..good.clone() }, "set: 该规则的数值尚不完整，不能调整"),
        ] {
            assert_eq!(findings(app.adjust_figure(&administrator, &wrong).await), [message]);
            assert_eq!(findings(app.preview_adjustment(&administrator, &wrong).await), [message]);
        }
        let unexplained = Adjustment { reason: String::new(), ..good.clone() };
        assert_eq!(findings(app.adjust_figure(&administrator, &unexplained).await), ["reason: 请填写"]);
        assert_eq!(app.preview_adjustment(&administrator, &unexplained).await.unwrap(), []);
        // Sent twice, it is adjusted once.
        app.adjust_figure(&administrator, &good).await.unwrap();
        let again = findings(app.adjust_figure(&administrator, &good).await);
        assert_eq!(again, ["figure: 与该日适用的数值相同"]);
        assert_eq!(app.count("select count(*) from rule_adjustments").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_preview_says_whom_it_would_hit() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        let (submitted_by, ready, begun) =
            (app.enterprise("甲公司").await, app.enterprise("乙公司").await, app.enterprise("丙公司").await);
        let submitted = submitted(app, &submitted_by).await;
        let ready = complete(app, &ready).await;
        let empty = draft(app, &begun).await;
        app.save_section(&begun, &empty, 0, &SectionBody::Application(application())).await.unwrap();
        draft(app, &app.enterprise("丁公司").await).await;
        let preview = async |adjustment: Adjustment| {
            let impacts = app.preview_adjustment(&administrator, &adjustment).await.unwrap();
            let line = |finding: &domain::Finding| finding.message.clone();
            let short_and_met = impacts.into_iter().map(|impact| {
                let short = impact.short.iter().map(line).collect::<Vec<_>>().join("|");
                (impact.filing.id, short, impact.met.iter().map(line).collect::<Vec<_>>().join("|"))
            });
            short_and_met.collect::<Vec<_>>()
        };

        let raised = "承装五级：电力相关专业技能人员 5人，不足（不少于6人）".to_owned();
        let hit = preview(electricians(6, "2027-01-01")).await;
        let none = String::new;
        assert_eq!(hit, [(submitted, raised.clone(), none()), (ready.clone(), raised.clone(), none())]);
        let dropped = "承装五级：不再要求电力相关专业技能人员".to_owned();
        assert_eq!(preview(electricians(0, "2027-01-01")).await, [(empty, none(), dropped)]);
        // Another grade, another category: nobody here wants them.
        assert_eq!(preview(Adjustment { grade: Grade::Four, ..electricians(60, "2027-01-01") }).await, []);
        assert_eq!(preview(Adjustment { category: Category::Test, ..electricians(60, "2027-01-01") }).await, []);

        // What has ended is hit by nothing; a set that nobody chose hits nobody until somebody does.
        let revision = app.filing(&submitted_by, &hit[0].0).await.unwrap().header.revision;
        let terminated = domain::workflow::Action::Terminate;
        app.act(&submitted_by, &hit[0].0, revision, "key", terminated, "不再申请").await.unwrap();
        let other = Adjustment { set: "order-36-2020".into(), ..electricians(6, "2027-01-01") };
        assert_eq!(preview(other.clone()).await, []);
        app.choose_rule_set(&administrator, "order-36-2020", day("2027-03-01"), "理由").await.unwrap();
        assert_eq!(preview(other).await, [(ready, raised, none())]);
        assert_eq!(app.count("select count(*) from rule_adjustments").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_preview_of_another_set_says_whom_it_would_hit() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        for actor in [app.enterprise("丁公司").await, app.head("east").await] {
            let seen = app.preview_choice(&actor, "order-36-2020", day("2027-01-01")).await;
            assert_eq!(refusal(seen), Refusal::Forbidden);
        }
        let (filed_by, begun_by) = (app.enterprise("甲公司").await, app.enterprise("乙公司").await);
        let ready = complete(app, &filed_by).await;
        let empty = draft(app, &begun_by).await;
        app.save_section(&begun_by, &empty, 0, &SectionBody::Application(application())).await.unwrap();
        let hit = async |set: &str| app.preview_choice(&administrator, set, day("2027-01-01")).await.unwrap();
        let wrong = app.preview_choice(&administrator, "default", day("2027-01-01")).await;
        assert_eq!(findings(wrong), ["set: 该日适用的已是此规则"]);
        let wrong = app.preview_choice(&administrator, "order-36-2020", day("2026-11-24")).await;
        assert_eq!(findings(wrong), ["from: 最早从明天起生效"]);

        // The default set asks for the special electricians of Order 28 besides; who has none is freed by Order 36.
        let impacts = hit("order-36-2020").await;
        let freed: Vec<_> = impacts.iter().map(|impact| impact.filing.id.as_str()).collect();
        assert_eq!(freed, [empty.as_str()], "what is met by both changes nothing");
        assert!(impacts[0].short.is_empty());
        let met: Vec<_> = impacts[0].met.iter().map(|line| line.message.as_str()).collect();
        assert!(met.iter().all(|line| line.starts_with("承装五级：不再要求")), "{met:?}");
        // It says beforehand what the check says then.
        let short = async || {
            let found = app.check_filing(&begun_by, &empty).await.unwrap();
            found.iter().filter(|line| line.severity == Severity::Blocking && line.measured.is_some()).count()
        };
        let before = short().await;
        app.choose_rule_set(&administrator, "order-36-2020", day("2027-01-01"), "理由").await.unwrap();
        app.clock.advance(60 * DAY);
        assert_eq!(before - short().await, impacts[0].met.len());
        // What would fall short is told as well: back to the set that ships.
        let back = app.preview_choice(&administrator, "default", day("2028-01-01")).await.unwrap();
        assert_eq!((back.len(), back[0].short.len(), back[0].met.len()), (1, met.len(), 0));
        assert_eq!(ready.len(), 32);
        assert_eq!(app.count("select count(*) from rule_choices").await, 1);
    })
    .await;
}

#[tokio::test]
async fn changes_of_the_rules_are_append_only() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        app.choose_rule_set(&administrator, "order-36-2020", day("2027-01-01"), "理由").await.unwrap();
        app.adjust_figure(&administrator, &electricians(6, "2027-01-01")).await.unwrap();
        for statement in [
            "update rule_choices set set_id = 'default'",
            "delete from rule_choices",
            "update rule_adjustments set figure = 0",
            "delete from rule_adjustments",
        ] {
            let error = sqlx::query(statement).execute(app.db.pool()).await.unwrap_err();
            assert!(error.to_string().contains("append-only"), "{statement}: {error}");
        }
    })
    .await;
}

#[tokio::test]
async fn changes_made_at_the_same_moment_see_each_other() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        let adjustment = electricians(6, "2027-01-01");
        let sent = (0..5).map(|_| app.adjust_figure(&administrator, &adjustment));
        let done = futures::future::join_all(sent).await;
        assert_eq!(done.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        assert_eq!(app.count("select count(*) from rule_adjustments").await, 1);
    })
    .await;
}
