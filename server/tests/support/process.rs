//! The program in a process of its own, on data and ports of its own.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The program with no setting of the developer's shell.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.args(arguments).env_clear().stdin(Stdio::null());
    command
}

/// An address that is free now.
pub fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

/// A running server; killed when dropped.
pub struct Running {
    child: Child,
    pub address: String,
    pub metrics: String,
    folder: TempDir,
}

impl Running {
    /// Starts it on demonstration data, if asked, and waits until it is ready.
    pub fn start(demo: bool) -> Running {
        let folder = tempfile::tempdir().unwrap();
        let (address, metrics) = (free_address(), free_address());
        let log = std::fs::File::create(folder.path().join("log")).unwrap();
        let run = |command: &str| {
            program(&[command])
                .current_dir(folder.path())
                .env("DATA_DIR", folder.path().join("data"))
                .env("LISTEN_ADDR", &address)
                .env("METRICS_ADDR", &metrics)
                .stdout(log.try_clone().unwrap())
                .stderr(log.try_clone().unwrap())
                .spawn()
                .unwrap()
        };
        if demo {
            assert!(
                run("demo").wait().unwrap().success(),
                "{}",
                std::fs::read_to_string(folder.path().join("log")).unwrap()
            );
        }
        let mut running = Running { child: run("serve"), address: address.clone(), metrics: metrics.clone(), folder };
        let started = Instant::now();
        while !TcpStream::connect(&running.address)
            .is_ok_and(|_| get(&running.address, "/readyz").starts_with("HTTP/1.1 200"))
        {
            assert!(running.child.try_wait().unwrap().is_none(), "ended: {}", running.log());
            assert!(started.elapsed() < Duration::from_secs(60), "not ready: {}", running.log());
            std::thread::sleep(Duration::from_millis(50));
        }
        running
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn signal(&self, name: &str) {
        assert!(Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap().success());
    }

    /// Waits until it has gone by itself.
    pub fn wait(&mut self, limit: Duration) -> ExitStatus {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(started.elapsed() < limit, "still there after {limit:?}: {}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Memory in use, in MiB.
    pub fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection on which this has been sent.
pub fn send(address: &str, request: &str) -> TcpStream {
    let mut connection = TcpStream::connect(address).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    connection
}

/// The answer to this, head and body.
pub fn answer(address: &str, request: &str) -> String {
    let mut answer = Vec::new();
    send(address, request).read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// What a GET gives, head and body.
pub fn get(address: &str, path: &str) -> String {
    answer(
        address,
        &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nConnection: close\r\n\r\n"),
    )
}
