//! The ceiling: plain axum handlers that answer with the same bytes, in a process of their own like the server.

use crate::Result;
use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::{get, post};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// Answers that the ceiling gives: path, and the file in the folder that holds the body.
pub const ALL: &str = "/all";
pub const FIRST: &str = "/first";
pub const SAVE: &str = "/save";

/// The running child process; killed when dropped.
pub struct Ceiling {
    pub address: SocketAddr,
    pub pid: u32,
    _child: Child,
}

impl Ceiling {
    /// Starts this very program as `bench ceiling FOLDER`; the bodies must be in the folder.
    pub async fn start(folder: &Path) -> Result<Ceiling> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.arg("ceiling").arg(folder).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let pid = child.id().ok_or("the ceiling ended at once")?;
        let stdout = child.stdout.take().ok_or("the ceiling has no output")?;
        let line = BufReader::new(stdout).lines().next_line().await?.ok_or("the ceiling said nothing")?;
        Ok(Ceiling { address: line.parse()?, pid, _child: child })
    }
}

/// Keeps a body for [`serve`].
pub fn keep(folder: &Path, path: &str, body: &[u8]) -> Result<()> {
    Ok(std::fs::write(folder.join(path.trim_start_matches('/')), body)?)
}

/// What the child process does until it is killed.
pub async fn serve(folder: &Path) -> Result<()> {
    let body = |path: &str| std::fs::read(folder.join(path.trim_start_matches('/'))).map(Bytes::from);
    let (all, first, save) = (body(ALL)?, body(FIRST)?, body(SAVE)?);
    let html = |body: Bytes| get(move || async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], body) });
    let router = Router::new().route(ALL, html(all)).route(FIRST, html(first)).route(
        SAVE,
        // Taking `Bytes` reads what is sent, as the server must.
        post(move |_: Bytes| async move { ([(CONTENT_TYPE, "application/json")], save) }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    Ok(axum::serve(listener, router).await?)
}
