//! Holidays that administrators add; on both databases.

mod support;

use chrono::NaiveDate;
use domain::Refusal;
use domain::calendar::{KnownYear, Year};
use domain::values::date;
use support::*;

const TEXT: &str = "2027-01-01 至 2027-01-03 休 # 元旦\r\n2027-01-09 班\n2027-02-05 至 2027-02-12 休\n";
const SOURCE: &str = "国务院办公厅关于2027年部分节假日安排的通知";

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

#[tokio::test]
async fn an_added_year_counts_at_once() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        let shipped = app.calendar().await.unwrap();
        assert!(shipped.is_working(day("2027-01-01")) && !shipped.knows(2027));
        app.add_year(&administrator, 2027, TEXT, SOURCE).await.unwrap();
        let calendar = app.calendar().await.unwrap();
        assert!(calendar.knows(2027) && calendar.knows(2026));
        assert!(!calendar.is_working(day("2027-01-01")) && calendar.is_working(day("2027-01-09")));
        assert_eq!(calendar.after(day("2026-12-31"), 1), day("2027-01-04"));

        let years = app.calendar_years(&administrator).await.unwrap();
        assert_eq!(years.iter().map(|known| known.year).collect::<Vec<_>>(), [2027, 2026, 2025, 2024]);
        assert_eq!(Year::parse(2027, &years[0].text).unwrap().totals(), (11, 1));
        assert_eq!((years[0].source.as_str(), &years[0].added), (SOURCE, &Some((administrator.name.clone(), START))));
        assert_eq!(years[1], KnownYear::shipped().pop().unwrap());
        assert!(app.audited().await.contains(&"calendar.add".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_year_can_be_written_over_also_one_that_is_shipped() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        app.add_year(&administrator, 2027, TEXT, SOURCE).await.unwrap();
        app.add_year(&administrator, 2027, "2027-01-01 休", "更正").await.unwrap();
        app.add_year(&administrator, 2026, "2026-12-31 休", "临时安排").await.unwrap();
        let calendar = app.calendar().await.unwrap();
        assert!(calendar.is_working(day("2027-02-05")) && !calendar.is_working(day("2026-12-31")));
        let years = app.calendar_years(&administrator).await.unwrap();
        let sources: Vec<_> = years.iter().take(2).map(|year| year.source.as_str()).collect();
        assert_eq!((years.len(), sources), (4, vec!["更正", "临时安排"]));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_understood_is_said_beside_its_field() {
    for_each_database(async |app| {
        let administrator = app.administrator().await;
        let wrong = app.add_year(&administrator, 2027, "2027-01-01 休\n元旦\n2026-05-01 休", " ").await;
        let expected =
            ["source: 请填写", "text: 第2行“元旦”：请以“休”或“班”结尾", "text: 第3行“2026-05-01 休”：日期不在该年份内"];
        assert_eq!(findings(wrong), expected);
        let years = "year: 年份应在2016至2027之间";
        for year in [0, 2015, 2028, i32::MAX, i32::MIN] {
            assert_eq!(findings(app.add_year(&administrator, year, TEXT, SOURCE).await), [years]);
        }
        assert_eq!(findings(app.add_year(&administrator, 2027, "", SOURCE).await), ["text: 请填写"]);
        let long = "2027-01-01 休\n".repeat(1000);
        assert_eq!(findings(app.add_year(&administrator, 2027, &long, SOURCE).await), ["text: 不能超过5000个字"]);
        assert_eq!(app.count("select count(*) from holiday_years").await, 0);
    })
    .await;
}

#[tokio::test]
async fn holidays_are_the_administrators() {
    for_each_database(async |app| {
        let stranger = app.enterprise("甲公司").await;
        assert_eq!(refusal(app.calendar_years(&stranger).await), Refusal::Forbidden);
        for actor in [stranger, app.reviewer("east").await, app.head("east").await] {
            assert_eq!(refusal(app.add_year(&actor, 2027, TEXT, SOURCE).await), Refusal::Forbidden);
        }
    })
    .await;
}

#[tokio::test]
async fn a_missing_year_warns_a_year_ahead() {
    for_each_database(async |app| {
        let warning = async |date: &str| app.calendar_warning(day(date)).await.unwrap();
        assert_eq!(warning("2025-12-31").await, None);
        assert!(warning("2026-01-01").await.unwrap().contains("公布后请及时录入"));
        assert!(warning("2026-11-24").await.unwrap().starts_with("2027年节假日安排尚未录入，请按"));
        assert!(warning("2027-01-01").await.unwrap().contains("请立即录入"));
        app.add_year(&app.administrator().await, 2027, TEXT, SOURCE).await.unwrap();
        assert_eq!(warning("2026-11-24").await, None);
        assert!(warning("2027-01-01").await.unwrap().starts_with("2028年"));
    })
    .await;
}
