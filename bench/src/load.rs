//! The load: some connections, each sending its next request when it has the answer to the last.

use crate::Result;
use crate::http::{Answer, Connection, Request};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Barrier;

/// What one connection does.
pub trait Work: Send + 'static {
    /// The next request; `None` when there is nothing left to do.
    fn next(&mut self) -> Option<Request>;

    /// Whether the answer is the one asked for. Every answer comes by here.
    ///
    /// # Errors
    /// What is wrong with it.
    fn check(&mut self, answer: &Answer) -> Result<()>;
}

/// What was measured of one scenario at one number of connections in one round.
#[derive(Default)]
pub struct Cell {
    elapsed: Duration,
    /// Of the right answers, ascending: from sending to the last byte of the body.
    latencies: Vec<Duration>,
    pub errors: usize,
    pub first_error: Option<String>,
    /// Peak memory of the process under load, bytes.
    pub peak: Option<u64>,
}

impl Cell {
    /// Right answers a second.
    pub fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64().max(f64::EPSILON)
    }

    /// Nearest-rank percentile in milliseconds; not a number when there was no right answer.
    pub fn percentile(&self, percent: f64) -> f64 {
        let rank = (self.latencies.len() as f64 * percent / 100.0).ceil() as usize;
        self.latencies.get(rank.saturating_sub(1)).map_or(f64::NAN, |latency| latency.as_secs_f64() * 1000.0)
    }

    fn fail(&mut self, error: &crate::Error) {
        self.errors += 1;
        self.first_error.get_or_insert_with(|| error.to_string());
    }

    fn add(&mut self, other: Cell) {
        self.elapsed = self.elapsed.max(other.elapsed);
        self.latencies.extend(other.latencies);
        self.errors += other.errors;
        self.first_error = self.first_error.take().or(other.first_error);
    }
}

/// Runs each worker on a connection of its own until the time is over or its work is done. All connections stand before
/// the clock starts. Gives the workers back.
///
/// # Errors
/// When a connection could not be opened at all.
pub async fn run<W: Work>(address: SocketAddr, workers: Vec<W>, duration: Duration) -> Result<(Cell, Vec<W>)> {
    let mut connections = Vec::new();
    for _ in &workers {
        connections.push(Connection::open(address).await?);
    }
    let start = Arc::new(Barrier::new(workers.len()));
    let running: Vec<_> = workers
        .into_iter()
        .zip(connections)
        .map(|(worker, connection)| tokio::spawn(drive(address, connection, worker, start.clone(), duration)))
        .collect();

    let mut total = Cell::default();
    let mut workers = Vec::new();
    for task in running {
        let (cell, worker) = task.await?;
        total.add(cell);
        workers.push(worker);
    }
    total.latencies.sort_unstable();
    Ok((total, workers))
}

async fn drive<W: Work>(
    address: SocketAddr,
    mut connection: Connection,
    mut worker: W,
    start: Arc<Barrier>,
    duration: Duration,
) -> (Cell, W) {
    let mut cell = Cell::default();
    start.wait().await;
    let started = Instant::now();
    while started.elapsed() < duration {
        let Some(request) = worker.next() else { break };
        let sent = Instant::now();
        match connection.send(request).await {
            Ok(answer) => {
                let latency = sent.elapsed();
                match worker.check(&answer) {
                    Ok(()) => cell.latencies.push(latency),
                    Err(error) => cell.fail(&error),
                }
            }
            Err(error) => {
                cell.fail(&error);
                tokio::time::sleep(Duration::from_millis(20)).await;
                if let Ok(new) = Connection::open(address).await {
                    connection = new;
                }
            }
        }
    }
    cell.elapsed = started.elapsed();
    (cell, worker)
}
