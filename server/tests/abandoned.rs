//! Clients that go away: their pages leave nothing behind.

mod support;

use std::net::Shutdown;
use std::time::Duration;
use support::process::{Running, answer, get, send};

/// How much memory may be in use more than before, in MiB.
const GROWTH: f64 = 30.0;

fn asking(running: &Running, path: &str, cookie: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {}\r\nAccept: text/html\r\nCookie: {cookie}\r\n\r\n", running.address)
}

/// Asks for the page and goes away: at once, or in the middle of it.
fn abandon(running: &Running, path: &str, cookie: &str, number: usize) {
    let connection = send(&running.address, &asking(running, path, cookie));
    std::thread::sleep(Duration::from_micros([0, 200, 700, 1500, 3000, 6000, 12000][number % 7]));
    let _ = connection.shutdown(Shutdown::Both);
}

/// Waits until nothing is being rendered any more.
fn settle(running: &Running) {
    for _ in 0..3 {
        assert!(get(&running.address, "/sign-in").starts_with("HTTP/1.1 200"));
    }
    std::thread::sleep(Duration::from_secs(1));
}

fn sign_in(running: &Running) -> String {
    let form = format!("account=demo-enterprise&password={}", services::demo::PASSWORD);
    let request = format!(
        "POST /api/accounts/sign_in HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{form}",
        running.address,
        form.len()
    );
    let answer = answer(&running.address, &request);
    let cookie =
        answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap_or_else(|| panic!("{answer}"));
    cookie.split(';').next().unwrap().to_owned()
}

#[test]
fn three_thousand_abandoned_pages_leave_no_memory_behind() {
    let running = Running::start(true);
    let cookie = sign_in(&running);
    let home = answer(&running.address, &asking(&running, "/", &format!("{cookie}\r\nConnection: close")));
    let filing = home.split_once("/filings/").map(|(_, rest)| &rest[..32]).expect("the enterprise has a filing");
    let wizard = format!("/filings/{filing}/electricians");
    assert!(
        answer(&running.address, &asking(&running, &wizard, &format!("{cookie}\r\nConnection: close")))
            .contains("<tbody>")
    );
    let pages = [&wizard, "/", &wizard, "/enterprise"];
    let abandon_all = |count: usize| {
        for number in 0..count {
            abandon(&running, pages[number % pages.len()], &cookie, number);
        }
        settle(&running);
    };
    abandon_all(300);
    let before = running.memory();
    abandon_all(3000);
    let after = running.memory();
    println!("{before:.1} MiB before, {after:.1} MiB after");
    assert!(after - before < GROWTH, "{before:.1} MiB before, {after:.1} MiB after");
    let log = running.log();
    let panics: Vec<_> = log.lines().filter(|line| line.contains("panicked")).take(10).collect();
    assert!(panics.is_empty(), "{panics:#?}");
    let metrics = get(&running.metrics, "/metrics");
    assert!(metrics.contains("http_requests_abandoned_total"), "no request was abandoned: {metrics}");
}
