//! What is measured, and the work that each connection does for it.

use crate::Result;
use crate::api;
use crate::ceiling::{self, Ceiling};
use crate::drafts::Draft;
use crate::expected::Expected;
use crate::http::{Answer, Request, Visitor};
use crate::load::{self, Cell, Work};
use crate::process;
use domain::filings::{Electrician, Receipt, Row, SavedRow};
use hyper::StatusCode;
use hyper::header::CONTENT_ENCODING;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// Numbers of connections.
pub const CONNECTIONS: [usize; 3] = [1, 8, 32];

/// Drafts that are submitted in one round at each number of connections: some for each connection.
pub const SUBMISSIONS: [usize; 3] = [20, 48, 96];

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scenario {
    /// The electricians tab with all rows.
    All,
    /// The same bytes from the ceiling.
    AllCeiling,
    /// The electricians tab as people get it: the first screen and the totals.
    First,
    FirstCeiling,
    /// The same, compressed as browsers ask for it.
    Compressed,
    /// Saving one electrician.
    Save,
    SaveCeiling,
    /// Submitting a filing.
    Submit,
}

impl Scenario {
    pub const ALL: [Scenario; 8] = [
        Scenario::All,
        Scenario::AllCeiling,
        Scenario::First,
        Scenario::FirstCeiling,
        Scenario::Compressed,
        Scenario::Save,
        Scenario::SaveCeiling,
        Scenario::Submit,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Scenario::All => "tab, all 1,000 rows",
            Scenario::First => "tab, first screen",
            Scenario::Compressed => "tab, first screen, compressed",
            Scenario::Save => "save one electrician",
            Scenario::Submit => "submit",
            Scenario::AllCeiling | Scenario::FirstCeiling | Scenario::SaveCeiling => "— plain axum, same bytes",
        }
    }

    /// The scenario that is this one's ceiling.
    pub fn ceiling(self) -> Option<Scenario> {
        match self {
            Scenario::All => Some(Scenario::AllCeiling),
            Scenario::First => Some(Scenario::FirstCeiling),
            Scenario::Save => Some(Scenario::SaveCeiling),
            _ => None,
        }
    }

    pub fn is_ceiling(self) -> bool {
        Scenario::ALL.iter().any(|scenario| scenario.ceiling() == Some(self))
    }
}

/// Everything that the scenarios play with.
pub struct Stage {
    pub server: SocketAddr,
    pub server_pid: u32,
    pub ceiling: Ceiling,
    pub visitor: Visitor,
    pub filing: String,
    pub all: Arc<Expected>,
    pub first: Arc<Expected>,
    /// Whether the server compresses its pages.
    pub compressed: bool,
    /// One row for each connection.
    pub saving: Vec<Saving>,
    /// Ready to be submitted.
    pub ready: Vec<Draft>,
    /// Submitted in this round.
    pub submitted: Vec<Draft>,
}

impl Stage {
    pub fn all_path(filing: &str) -> String {
        format!("/filings/{filing}/electricians?all")
    }

    pub fn first_path(filing: &str) -> String {
        format!("/filings/{filing}/electricians")
    }

    /// Plays one scenario; `None` where there is nothing to measure.
    pub async fn play(&mut self, scenario: Scenario, connections: usize, duration: Duration) -> Result<Option<Cell>> {
        if scenario == Scenario::Compressed && !self.compressed {
            return Ok(None);
        }
        let pid = if scenario.is_ceiling() { self.ceiling.pid } else { self.server_pid };
        process::forget_peak(pid)?;
        let mut cell = match scenario {
            Scenario::All | Scenario::First | Scenario::Compressed | Scenario::AllCeiling | Scenario::FirstCeiling => {
                let reading = self.reading(scenario)?;
                load::run(reading.address, vec![reading; connections], duration).await?.0
            }
            Scenario::Save => {
                let others = self.saving.split_off(connections);
                let saving = std::mem::take(&mut self.saving);
                let (cell, saving) = load::run(self.server, saving, duration).await?;
                self.saving = saving;
                self.saving.extend(others);
                cell
            }
            Scenario::SaveCeiling => {
                let address = self.ceiling.address;
                let saving = &self.saving[..connections];
                let visitor = Visitor::anonymous(address);
                let echo = |saving: &Saving| Saving {
                    path: ceiling::SAVE,
                    visitor: visitor.clone(),
                    echo: true,
                    ..saving.clone()
                };
                load::run(address, saving.iter().map(echo).collect(), duration).await?.0
            }
            Scenario::Submit => self.submit(connections).await?,
        };
        cell.peak = Some(process::peak(pid)?);
        Ok(Some(cell))
    }

    fn reading(&self, scenario: Scenario) -> Result<Reading> {
        let whole = matches!(scenario, Scenario::All | Scenario::AllCeiling);
        let expected = if whole { self.all.clone() } else { self.first.clone() };
        let compressed = scenario == Scenario::Compressed;
        let (address, request) = match scenario {
            Scenario::AllCeiling => {
                (self.ceiling.address, Visitor::anonymous(self.ceiling.address).page(ceiling::ALL)?)
            }
            Scenario::FirstCeiling => {
                (self.ceiling.address, Visitor::anonymous(self.ceiling.address).page(ceiling::FIRST)?)
            }
            Scenario::Compressed => (self.server, self.visitor.compressed_page(&Self::first_path(&self.filing))?),
            Scenario::All => (self.server, self.visitor.page(&Self::all_path(&self.filing))?),
            _ => (self.server, self.visitor.page(&Self::first_path(&self.filing))?),
        };
        Ok(Reading { address, request, expected, compressed })
    }

    async fn submit(&mut self, connections: usize) -> Result<Cell> {
        let count = CONNECTIONS.iter().zip(SUBMISSIONS).find_map(|(&c, count)| (c == connections).then_some(count));
        let count = count.unwrap_or(connections).min(self.ready.len());
        let mut workers: Vec<_> = (0..connections).map(|_| Submitting::default()).collect();
        for (n, draft) in self.ready.drain(..count).enumerate() {
            workers[n % connections].waiting.push(draft);
        }
        // Ends by itself: there are only so many drafts.
        let (cell, workers) = load::run(self.server, workers, Duration::MAX).await?;
        self.submitted.extend(workers.into_iter().flat_map(|worker| worker.done));
        Ok(cell)
    }
}

/// Reads one page again and again.
#[derive(Clone)]
struct Reading {
    address: SocketAddr,
    request: Request,
    expected: Arc<Expected>,
    compressed: bool,
}

impl Work for Reading {
    fn next(&mut self) -> Option<Request> {
        Some(self.request.clone())
    }

    fn check(&mut self, answer: &Answer) -> Result<()> {
        succeeded(answer)?;
        if self.compressed { self.expected.hold(&decompressed(answer)?) } else { self.expected.hold(&answer.body) }
    }
}

/// The page in an answer that must be compressed.
pub fn decompressed(answer: &Answer) -> Result<Vec<u8>> {
    match answer.headers.get(CONTENT_ENCODING).map(|coding| coding.as_bytes()) {
        Some(b"br") => {
            let mut page = Vec::new();
            brotli_decompressor::BrotliDecompress(&mut answer.body.as_ref(), &mut page)?;
            Ok(page)
        }
        other => Err(format!("the page is not compressed by brotli but by {other:?}").into()),
    }
}

/// Saves one electrician again and again, each time under the revision that the last save gave.
#[derive(Clone)]
pub struct Saving {
    visitor: Visitor,
    path: &'static str,
    filing: String,
    /// As last saved and confirmed.
    pub row: Row<Electrician>,
    /// As being saved.
    next: Row<Electrician>,
    count: u32,
    /// The other side answers always the same.
    echo: bool,
}

impl Saving {
    pub fn new(visitor: Visitor, filing: String, row: Row<Electrician>) -> Saving {
        Saving { visitor, path: "/api/filings/save_row", filing, next: row.clone(), row, count: 0, echo: false }
    }
}

impl Work for Saving {
    fn next(&mut self) -> Option<Request> {
        self.count += 1;
        self.next = self.row.clone();
        // Neither the totals nor the length of the page may change: others read it.
        self.next.body.issuing_authority = format!("应急管理局{:06}", self.count);
        let body = api::save_row(&self.filing, &self.next, &format!("bench-{}-{}", self.row.id, self.count));
        self.visitor.json(self.path, body.to_string().into_bytes()).ok()
    }

    fn check(&mut self, answer: &Answer) -> Result<()> {
        succeeded(answer)?;
        let saved: SavedRow = serde_json::from_slice(&answer.body)?;
        if self.echo {
            return Ok(());
        }
        if saved.id != self.row.id || saved.saved.revision <= self.row.revision {
            return Err(format!("the row was saved under an old revision or another id: {}", answer.excerpt()).into());
        }
        self.next.revision = saved.saved.revision;
        self.row = self.next.clone();
        Ok(())
    }
}

/// Submits its drafts, one after the other.
#[derive(Default)]
struct Submitting {
    waiting: Vec<Draft>,
    done: Vec<Draft>,
}

impl Work for Submitting {
    fn next(&mut self) -> Option<Request> {
        let draft = self.waiting.pop()?;
        let request = draft.visitor.json("/api/filings/submit", draft.submission.clone()).ok();
        self.done.push(draft);
        request
    }

    fn check(&mut self, answer: &Answer) -> Result<()> {
        succeeded(answer)?;
        let receipt: Receipt = serde_json::from_slice(&answer.body)?;
        match receipt.number.is_empty() || receipt.submitted_at <= 0 || receipt.office.is_empty() {
            true => Err(format!("the receipt is not whole: {}", answer.excerpt()).into()),
            false => Ok(()),
        }
    }
}

fn succeeded(answer: &Answer) -> Result<()> {
    match answer.status {
        StatusCode::OK => Ok(()),
        status => Err(format!("{status}: {}", answer.excerpt()).into()),
    }
}
