//! The program from outside: command line, settings, start and stop.

mod support;

use std::io::{Read, Write};
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};
use support::process::{Running, free_address, get, program, send};

fn run(arguments: &[&str], settings: &[(&str, &str)]) -> (Output, String) {
    let folder = tempfile::tempdir().unwrap();
    let free = [("LISTEN_ADDR", free_address()), ("METRICS_ADDR", free_address())];
    let mut program = program(arguments);
    let output = program.current_dir(folder.path()).envs(free).envs(settings.iter().copied()).output().unwrap();
    let text = String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned();
    (output, text)
}

#[test]
fn a_wrong_setting_stops_it_with_the_settings_name() {
    let wrong = [
        ("LISTEN_ADDR", "3000", "127.0.0.1:3000"),
        ("DATABASE_URL", "mysql://localhost/licensing", "sqlite: or postgres:"),
        ("DATABASE_URL", "sqlite:///nowhere/at/all/licensing.db", "cannot be opened"),
        ("STORAGE_URL", "/var/lib/licensing", "file: or s3:"),
        ("PUBLIC_URL", "licensing.example.cn", "https://"),
        ("SMTP_URL", "mail.example.cn", "smtps:"),
        ("MAIL_FROM", "nobody", "must be an address"),
        ("METRICS_ADDR", "localhost", "127.0.0.1:3000"),
        ("TRUSTED_PROXIES", "everybody", "networks"),
        ("LOG_FORMAT", "xml", "text or json"),
        ("RUST_LOG", "server=loud", "level"),
        ("LEPTOS_HASH_FILES", "perhaps", "true or false"),
    ];
    for (name, value, should) in wrong {
        let (output, text) = run(&["serve"], &[(name, value)]);
        assert_eq!(output.status.code(), Some(2), "{name}: {text}");
        assert!(text.contains(name) && text.contains(should), "{name}: {text}");
    }
}

#[test]
fn a_port_in_use_names_its_setting() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (output, text) = run(&["serve", "--listen-addr", &address], &[]);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("LISTEN_ADDR") && text.contains(&address), "{text}");
}

#[test]
fn help_documents_every_setting() {
    let (output, text) = run(&["--help"], &[]);
    assert!(output.status.success());
    for name in [
        "LISTEN_ADDR",
        "DATABASE_URL",
        "STORAGE_URL",
        "PUBLIC_URL",
        "SMTP_URL",
        "METRICS_ADDR",
        "DATA_DIR",
        "LOG_FORMAT",
        "RUST_LOG",
    ] {
        assert!(text.contains(&format!("[env: {name}]")), "{name}: {text}");
    }
    for command in ["serve", "migrate", "verify-audit", "demo", "create-admin"] {
        assert!(text.contains(command), "{command}: {text}");
    }
}

#[test]
fn it_migrates_twice_and_makes_an_administrator_once() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], input: &str| {
        let mut child = program(arguments)
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert_eq!(run(&["migrate"], "").0, Some(0));
    assert_eq!(run(&["migrate"], "").0, Some(0));
    assert!(folder.path().join("data/licensing.db").exists());
    let (code, message) = run(&["create-admin", "operator"], "short\n");
    assert_eq!(code, Some(1), "{message}");
    assert!(message.contains("password"), "{message}");
    assert_eq!(run(&["create-admin", "operator"], "high-mountains-small-moon\n").0, Some(0));
    assert_eq!(run(&["create-admin", "operator"], "high-mountains-small-moon\n").0, Some(1));
}

#[tokio::test]
async fn the_audit_log_is_verified_and_a_change_by_hand_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = program(arguments).current_dir(folder.path()).output().unwrap();
        let text = String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned();
        (output.status.code(), text)
    };
    assert_eq!(run(&["demo"]).0, Some(0));
    let (code, text) = run(&["verify-audit"]);
    assert_eq!(code, Some(0), "{text}");
    let noted =
        text.lines().find(|line| line.len() > 64 && line.contains(':') && !line.contains(' ')).unwrap().to_owned();
    assert_eq!(run(&["verify-audit", "--noted", &noted]).0, Some(0));
    assert_eq!(run(&["verify-audit", "--noted", "nonsense"]).0, Some(2));
    let (place, _) = noted.split_once(':').unwrap();
    let (code, text) = run(&["verify-audit", "--noted", &format!("{place}:{}", "0".repeat(64))]);
    assert!(code == Some(1) && text.contains("another hash than the one noted"), "{text}");

    sqlx::any::install_default_drivers();
    let url = format!("sqlite://{}", folder.path().join("data/licensing.db").display());
    let pool = sqlx::AnyPool::connect(&url).await.unwrap();
    sqlx::query("drop trigger audit_no_update").execute(&pool).await.unwrap();
    sqlx::query("update audit set account = 'nobody' where sequence = 3").execute(&pool).await.unwrap();
    pool.close().await;
    let (code, text) = run(&["verify-audit"]);
    assert!(code == Some(1) && text.contains("line 3 is not as it was written"), "{text}");
}

#[test]
fn it_prints_its_address_and_stops_when_told() {
    for signal in ["TERM", "INT"] {
        let mut running = Running::start(false);
        assert!(running.log().lines().any(|line| line == format!("http://{}", running.address)), "{}", running.log());
        // An idle connection and a request that never ends must not hold it up.
        let mut idle = send(&running.address, &format!("GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", running.address));
        let mut head = [0; 15];
        idle.read_exact(&mut head).unwrap();
        assert_eq!(&head, b"HTTP/1.1 200 OK");
        running.signal(signal);
        assert_eq!(running.wait(Duration::from_secs(5)).code(), Some(0), "{}", running.log());
        assert!(!running.data().join("licensing.db-wal").exists(), "the database was not closed");
    }
}

#[test]
fn a_request_that_never_ends_does_not_keep_it_alive() {
    let mut running = Running::start(false);
    let _unfinished = send(
        &running.address,
        &format!("POST /api/accounts/viewer HTTP/1.1\r\nHost: {}\r\nContent-Length: 9\r\n\r\n", running.address),
    );
    std::thread::sleep(Duration::from_millis(200));
    running.signal("TERM");
    let started = Instant::now();
    assert_eq!(running.wait(Duration::from_secs(14)).code(), Some(0), "{}", running.log());
    assert!(started.elapsed() > Duration::from_secs(8), "it did not wait for a request that might have ended");
}

#[test]
fn metrics_are_on_their_own_listener_only() {
    let running = Running::start(false);
    get(&running.address, "/sign-in");
    let elsewhere = get(&running.address, "/metrics");
    assert!(elsewhere.starts_with("HTTP/1.1 404") && !elsewhere.contains("http_requests_total"));
    let metrics = get(&running.metrics, "/metrics");
    assert!(metrics.contains(r#"http_requests_total{method="GET",route="/sign-in",status="200"} 1"#), "{metrics}");
    assert!(metrics.contains("http_request_duration_seconds_bucket"), "{metrics}");
    assert!(get(&running.metrics, "/sign-in").starts_with("HTTP/1.1 404"));
}

#[test]
fn the_log_holds_no_secret() {
    let running = Running::start(false);
    get(&running.address, "/recover/0123456789abcdef?token=fedcba9876543210");
    let log = running.log();
    assert!(log.contains("/recover/{token}"), "{log}");
    assert!(!log.contains("0123456789abcdef") && !log.contains("fedcba9876543210"), "{log}");
}
