//! The release server under load, on demonstration data in a folder of its own.

use crate::Result;
use crate::http::{Connection, Visitor};
use std::fs::{self, File};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// A running server. Killed when dropped; [`ServerProcess::stop`] ends it decently and looks at its log.
pub struct ServerProcess {
    pub address: SocketAddr,
    pub pid: u32,
    /// What `server demo` printed: the accounts.
    pub demo: String,
    child: Child,
    folder: TempDir,
}

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

impl ServerProcess {
    /// Starts it on demonstration data made with these arguments.
    pub async fn start(demonstrating: &[&str]) -> Result<ServerProcess> {
        let binary = std::env::var_os("SERVER_BIN").map_or_else(|| root().join("target/release/server"), PathBuf::from);
        let site = root().join("target/site");
        if !binary.is_file() {
            return Err("There is no release build of the server; \"make bench\" makes one first.".into());
        }
        let folder = tempfile::Builder::new().prefix("licensing-bench-").tempdir()?;
        let address = free_address()?;
        let settings = Settings { binary, site, folder: folder.path().to_owned(), address };

        let demo = settings.command(&[&["demo"], demonstrating].concat()).output().await?;
        if !demo.status.success() {
            return Err(format!("\"server demo\" failed: {}", String::from_utf8_lossy(&demo.stderr)).into());
        }
        let log = File::create(settings.log())?;
        let mut child = settings.command(&["serve"]).stdout(log.try_clone()?).stderr(log).kill_on_drop(true).spawn()?;
        let pid = child.id().ok_or("the server ended at once")?;
        if let Err(error) = ready(&mut child, address).await {
            return Err(format!("{error}\n{}", tail(&settings.log())).into());
        }
        let demo = String::from_utf8_lossy(&demo.stdout).into_owned();
        Ok(ServerProcess { address, pid, demo, child, folder })
    }

    /// Where what belongs to this run can be kept.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Ends the server as a service manager would.
    ///
    /// # Errors
    /// When it did not end by itself, not with 0, or panicked on its way.
    pub async fn stop(mut self) -> Result<()> {
        Command::new("kill").arg("-TERM").arg(self.pid.to_string()).status().await?;
        let status = tokio::time::timeout(Duration::from_secs(15), self.child.wait()).await;
        let status = status.map_err(|_| "the server was still there 15 s after SIGTERM")??;
        let log = self.folder.path().join("server.log");
        if fs::read_to_string(&log)?.contains("panicked") {
            return Err(format!("the server panicked:\n{}", tail(&log)).into());
        }
        if status.success() { Ok(()) } else { Err(format!("the server ended with {status}:\n{}", tail(&log)).into()) }
    }
}

struct Settings {
    binary: PathBuf,
    site: PathBuf,
    folder: PathBuf,
    address: SocketAddr,
}

impl Settings {
    fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// Only these settings: one in the developer's shell must not reach the server.
    fn command(&self, arguments: &[&str]) -> Command {
        let folder = self.folder.display();
        let mut command = Command::new(&self.binary);
        command
            .args(arguments)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .env_clear()
            .envs(["PATH", "HOME"].into_iter().filter_map(|name| Some((name, std::env::var_os(name)?))))
            .env("LISTEN_ADDR", self.address.to_string())
            .env("METRICS_ADDR", "127.0.0.1:0")
            .env("TRUSTED_PROXIES", "127.0.0.1")
            .env("PUBLIC_URL", format!("http://{}", self.address))
            .env("DATABASE_URL", format!("sqlite://{folder}/licensing.db"))
            .env("STORAGE_URL", format!("file://{folder}/attachments"))
            .env("DATA_DIR", &self.folder)
            .env("LEPTOS_SITE_ROOT", &self.site)
            .env("LEPTOS_HASH_FILES", "true");
        command
    }
}

/// An address that is free just now.
fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

async fn ready(child: &mut Child, address: SocketAddr) -> Result<()> {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(30) {
        if let Some(status) = child.try_wait()? {
            return Err(format!("\"server serve\" ended with {status}").into());
        }
        if let Ok(mut connection) = Connection::open(address).await {
            let answer = connection.send(Visitor::anonymous(address).page("/readyz")?).await;
            if answer.is_ok_and(|answer| answer.status.is_success()) {
                return Ok(());
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(format!("http://{address}/readyz did not say yes within 30 s").into())
}

fn tail(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}
