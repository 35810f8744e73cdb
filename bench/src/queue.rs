//! The queue of an office with fifty thousand filings: opening it, and its next page. On a server of its own, so that the other
//! scenarios keep their small database.

use crate::api::Session;
use crate::http::{Answer, Request};
use crate::load::{self, Work};
use crate::server_process::ServerProcess;
use crate::{FILINGS, Result};
use domain::accounts::Role;
use hyper::StatusCode;
use serde_json::json;
use std::time::Duration;

/// Milliseconds at one connection.
pub struct QueueLatency {
    /// The page, with its counts.
    pub open: Percentiles,
    /// The next fifty lines.
    pub next: Percentiles,
    /// Searching part of a name.
    pub search: Percentiles,
}

/// Half of the answers came within the first, nearly all within the second.
pub struct Percentiles {
    pub p50: f64,
    pub p99: f64,
}

/// Makes the filings, and measures.
///
/// # Errors
/// What went wrong; an answer that is not the one asked for is an error.
pub async fn measure(duration: Duration) -> Result<QueueLatency> {
    let server = ServerProcess::start(&["--queue", &FILINGS.to_string()]).await?;
    let mut session = reviewer(&server).await?;
    let visitor = session.visitor.clone();
    let first = session.queue(&json!({ "filter": {}, "after": null })).await?;
    let counted = first.counts.as_ref().map_or(0, |counts| counts.with_office);
    // Some of them are being corrected.
    if counted < i64::try_from(FILINGS)? * 3 / 4 {
        return Err(format!("the queue has {counted} filings").into());
    }
    let after = first.next.as_ref().ok_or("the queue has one page only")?;
    let arguments = json!({ "filter": {}, "after": after.to_string() });
    let next = visitor.json("/api/review/queue", arguments.to_string().into_bytes())?;
    let number = first.lines.first().ok_or("the queue is empty")?.number.clone();
    let search = json!({ "filter": { "search": "第123" }, "after": null });
    let search = visitor.json("/api/review/queue", search.to_string().into_bytes())?;
    let latency = QueueLatency {
        open: run(&server, Reading { request: visitor.page("/queue")?, holds: number }, duration).await?,
        next: run(&server, Reading { request: next, holds: "\"lines\"".to_owned() }, duration).await?,
        search: run(&server, Reading { request: search, holds: "第123".to_owned() }, duration).await?,
    };
    server.stop().await?;
    Ok(latency)
}

/// A reviewer of the office, from what `server demo` printed.
async fn reviewer(server: &ServerProcess) -> Result<Session> {
    for line in server.demo.lines().filter(|line| line.contains(Role::Reviewer.label())) {
        let mut words = line.split_whitespace();
        let (Some(account), Some(password)) = (words.next(), words.next()) else { continue };
        if account.ends_with("east") {
            return Session::sign_in(server.address, account, password).await;
        }
    }
    Err(format!("there is no reviewer:\n{}", server.demo).into())
}

async fn run(server: &ServerProcess, reading: Reading, duration: Duration) -> Result<Percentiles> {
    // The first meets cold caches.
    load::run(server.address, vec![reading.clone()], duration / 4).await?;
    let (cell, _) = load::run(server.address, vec![reading], duration).await?;
    match cell.first_error {
        Some(error) => Err(error.into()),
        None => Ok(Percentiles { p50: cell.percentile(50.0), p99: cell.percentile(99.0) }),
    }
}

/// Asks for the same again and again.
#[derive(Clone)]
struct Reading {
    request: Request,
    holds: String,
}

impl Work for Reading {
    fn next(&mut self) -> Option<Request> {
        Some(self.request.clone())
    }

    fn check(&mut self, answer: &Answer) -> Result<()> {
        let there = answer.status == StatusCode::OK && String::from_utf8_lossy(&answer.body).contains(&self.holds);
        if there { Ok(()) } else { Err(format!("{}: {}", answer.status, answer.excerpt()).into()) }
    }
}
