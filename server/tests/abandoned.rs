//! Clients that go away: their pages leave nothing behind.

mod support;

use std::io::Write;
use std::net::{Shutdown, TcpStream};
use std::time::Duration;
use support::process::{Running, answer, get};

/// How much memory may be in use more than before, in MiB.
const GROWTH: f64 = 30.0;

/// Asks for the page and goes away: at once, or in the middle of it.
fn abandon(running: &Running, path: &str, cookie: &str, number: usize) {
    let mut connection = TcpStream::connect(&running.address).unwrap();
    let address = &running.address;
    let asked = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nCookie: {cookie}\r\n\r\n");
    connection.write_all(asked.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_micros([0, 200, 700, 1500, 3000, 6000][number % 6]));
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
    let log = running.log();
    let line = log.lines().find(|line| line.contains("企业用户")).expect("the demonstration has an enterprise");
    let mut words = line.split_whitespace();
    let (account, password) = (words.next().unwrap(), words.next().unwrap());
    let form = format!("account={account}&password={password}");
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
    let pages = ["/", "/enterprise", "/sign-in"];
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
