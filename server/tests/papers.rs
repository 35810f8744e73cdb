//! Papers are typeset by the program itself, as another process.

use domain::filings::Kind;
use domain::papers::{About, Paper, declined};
use domain::values::date;
use services::papers::{Press, PressError};

const SERVER: &str = env!("CARGO_BIN_EXE_server");

fn notice() -> Paper {
    let day = date::parse("2026-11-24").unwrap();
    let about = About {
        kind: Kind::NewLicence,
        filing: "2026000001",
        enterprise: "上海甲电力工程有限公司",
        submitted_on: day,
        office: "国家能源局华东监管局",
        number: "华东监能许不受〔2026〕1号",
        today: day,
    };
    declined(&about, "不属于本机关职权范围")
}

#[tokio::test]
async fn another_process_makes_the_same_paper_and_is_ended_when_idle() {
    let apart = Press::apart(SERVER.into(), vec!["typeset".into()]);
    assert!(apart.ready().await.unwrap());
    let made = apart.typeset("1", notice(), 0).await.unwrap();
    assert!(made.starts_with(b"%PDF"));
    assert_eq!(made, Press::new(None).typeset("1", notice(), 0).await.unwrap());
    apart.rest(60_000).await;
    assert_eq!(apart.typeset("1", notice(), 60_000).await.unwrap(), made, "another one was started");
}

#[tokio::test]
async fn without_a_font_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = vec!["typeset".into(), "--font-dir".into(), folder.path().display().to_string()];
    let apart = Press::apart(SERVER.into(), arguments);
    assert!(!apart.ready().await.unwrap() && apart.known_without_font());
    assert!(matches!(apart.typeset("1", notice(), 0).await, Err(PressError::NoFont)));
}

#[tokio::test]
async fn what_is_no_such_program_is_a_fault_that_can_pass() {
    let apart = Press::apart(SERVER.into(), vec!["no-such-command".into()]);
    assert!(matches!(apart.ready().await, Err(PressError::Process(_))));
}
