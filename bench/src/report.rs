//! What was measured, as Markdown: medians of the rounds, and each aim with whether it was met.

use crate::browser::EditLatency;
use crate::load::Cell;
use crate::papers::Typeset;
use crate::queue::{Percentiles, QueueLatency};
use crate::scenarios::{CONNECTIONS, Scenario, Stage};
use crate::{ELECTRICIANS, Result};
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// Everything that was measured.
pub struct Report {
    cells: BTreeMap<(Scenario, usize), Vec<Cell>>,
    /// Memory that the server held after the 32 connections of each round, bytes.
    pub resident: Vec<u64>,
    /// All wasm and js as compressed by brotli, bytes.
    pub program_size: Result<u64>,
    pub edit_latency: Result<EditLatency>,
    /// The queue of an office with very many filings.
    pub queue: Result<QueueLatency>,
    /// Each kind of paper, typeset.
    pub papers: Result<Vec<Typeset>>,
    rounds: usize,
    duration: Duration,
    bytes: (usize, usize),
    first_rows: usize,
}

impl Report {
    pub fn new(stage: &Stage, rounds: usize, duration: Duration) -> Report {
        Report {
            cells: BTreeMap::new(),
            resident: Vec::new(),
            program_size: Err("not measured".into()),
            edit_latency: Err("left out by --no-browser".into()),
            queue: Err("not measured".into()),
            papers: Err("not measured".into()),
            rounds,
            duration,
            bytes: (stage.all.length, stage.first.length),
            first_rows: stage.first.rows,
        }
    }

    pub fn add(&mut self, scenario: Scenario, connections: usize, cell: Cell) {
        if let Some(error) = &cell.first_error {
            eprintln!("{} at {connections}: {} errors, the first: {error}", scenario.label(), cell.errors);
        }
        self.cells.entry((scenario, connections)).or_default().push(cell);
    }

    fn rounds_of(&self, scenario: Scenario, connections: usize) -> &[Cell] {
        self.cells.get(&(scenario, connections)).map_or(&[], Vec::as_slice)
    }

    fn median(&self, scenario: Scenario, connections: usize, figure: impl Fn(&Cell) -> f64) -> f64 {
        median(self.rounds_of(scenario, connections).iter().map(figure))
    }

    fn rate(&self, scenario: Scenario, connections: usize) -> f64 {
        self.median(scenario, connections, Cell::rate)
    }

    fn percentile(&self, scenario: Scenario, connections: usize, percent: f64) -> f64 {
        self.median(scenario, connections, |cell| cell.percentile(percent))
    }

    /// Errors of the server's scenarios at this many connections.
    fn errors(&self, connections: usize) -> usize {
        let own = self.cells.iter().filter(|((scenario, at), _)| !scenario.is_ceiling() && *at == connections);
        own.flat_map(|(_, rounds)| rounds).map(|cell| cell.errors).sum()
    }

    fn line(&self, f: &mut Formatter<'_>, scenario: Scenario, connections: usize) -> fmt::Result {
        let rounds = self.rounds_of(scenario, connections);
        if rounds.is_empty() {
            return Ok(());
        }
        let rate = self.rate(scenario, connections);
        let share = scenario.ceiling().map(|ceiling| rate * 100.0 / self.rate(ceiling, connections));
        let errors: usize = rounds.iter().map(|cell| cell.errors).sum();
        let peak = rounds.iter().filter_map(|cell| cell.peak).max().unwrap_or_default();
        writeln!(
            f,
            "| {} | {connections} | {rate:.0} | {:.2} | {:.2} | {:.0} | {errors} | {} |",
            scenario.label(),
            self.percentile(scenario, connections, 50.0),
            self.percentile(scenario, connections, 99.0),
            megabytes(peak),
            share.map_or(String::new(), |share| format!("{share:.0}%")),
        )
    }

    fn aims(&self) -> Vec<Aim> {
        let p50 = |scenario| self.percentile(scenario, 1, 50.0);
        let resident = self.resident.iter().copied().max().map_or(f64::NAN, megabytes);
        let mut aims = vec![
            Aim::below("all rows: p50 at 1 connection", p50(Scenario::All), 10.0, "ms"),
            Aim::above("all rows: requests/s at 8", self.rate(Scenario::All, 8), 250.0),
            Aim::below("first screen: p50 at 1 connection", p50(Scenario::First), 3.0, "ms"),
            Aim::above("first screen: requests/s at 8", self.rate(Scenario::First, 8), 1500.0),
            Aim::below("save one electrician: p50 at 1 connection", p50(Scenario::Save), 5.0, "ms"),
            Aim::of("errors at 32 connections", "0", self.errors(32).to_string(), self.errors(32) == 0),
            Aim::below("server after the 32-connection rounds", resident, 120.0, "MB"),
        ];
        aims.push(match &self.program_size {
            Ok(bytes) => Aim::below("wasm and js, brotli", *bytes as f64 / 1000.0, 450.0, "KB"),
            Err(error) => Aim::unknown("wasm and js, brotli", "under 450 KB", error),
        });
        aims.push(match &self.edit_latency {
            Ok(latency) => {
                let shown = median(latency.shown.iter().copied());
                let measured = format!("{shown:.1} ms (worst {:.1})", worst(&latency.shown));
                Aim::of("edit one of 1,000: click to totals on screen, median", "under 50 ms", measured, shown < 50.0)
            }
            Err(error) => Aim::unknown("edit one of 1,000: click to totals on screen", "under 50 ms", error),
        });
        aims.push(match &self.edit_latency {
            Ok(latency) => {
                let check = median(latency.checks.iter().copied());
                let measured = format!("{check:.1} ms (worst {:.1})", worst(&latency.checks));
                Aim::of("live check of 1,000 in three categories, in wasm, median", "under 2 ms", measured, check < 2.0)
            }
            Err(error) => Aim::unknown("live check of 1,000 in three categories, in wasm", "under 2 ms", error),
        });
        aims.push(match &self.papers {
            Ok(papers) => {
                let slowest = papers.iter().map(|paper| median(paper.milliseconds.iter().copied())).fold(0.0, f64::max);
                Aim::below("each paper as PDF, the slowest kind, median", slowest, 500.0, "ms")
            }
            Err(error) => Aim::unknown("each paper as PDF", "under 500 ms", error),
        });
        aims.extend(self.queue_aims());
        aims
    }

    fn queue_aims(&self) -> Vec<Aim> {
        const WHAT: [&str; 3] = [
            "queue of 50,000: opening it, p50 at 1 connection",
            "queue of 50,000: the next page, p50 at 1 connection",
            "queue of 50,000: searching part of a name, p50 at 1 connection",
        ];
        match &self.queue {
            Ok(QueueLatency { open, next, search }) => {
                let aim = |(what, measured): (&'static str, &Percentiles)| {
                    let Percentiles { p50, p99 } = measured;
                    Aim::of(what, "under 100 ms", format!("{p50:.1} ms (p99 {p99:.1})"), *p50 < 100.0)
                };
                WHAT.into_iter().zip([open, next, search]).map(aim).collect()
            }
            Err(error) => WHAT.into_iter().map(|what| Aim::unknown(what, "under 100 ms", error)).collect(),
        }
    }
}

struct Aim {
    what: &'static str,
    aim: String,
    measured: String,
    /// `None` where nothing was measured.
    met: Option<bool>,
}

impl Aim {
    fn of(what: &'static str, aim: &str, measured: String, met: bool) -> Aim {
        Aim { what, aim: aim.to_owned(), measured, met: Some(met) }
    }

    fn below(what: &'static str, measured: f64, limit: f64, unit: &str) -> Aim {
        let digits = if measured < 20.0 { 2 } else { 0 };
        Aim::of(what, &format!("under {limit} {unit}"), format!("{measured:.digits$} {unit}"), measured < limit)
    }

    fn above(what: &'static str, measured: f64, limit: f64) -> Aim {
        Aim::of(what, &format!("over {limit}"), format!("{measured:.0}"), measured > limit)
    }

    fn unknown(what: &'static str, aim: &str, why: &crate::Error) -> Aim {
        let why = why.to_string();
        let why = why.lines().next().unwrap_or_default();
        Aim { what, aim: aim.to_owned(), measured: format!("not measured: {why}"), met: None }
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (all, first) = self.bytes;
        writeln!(f, "Machine: {}.", machine())?;
        writeln!(
            f,
            "Medians of {} interleaved rounds of {:.1} s; {ELECTRICIANS} rows in {all} bytes, {} rows in {first} bytes.\n",
            self.rounds,
            self.duration.as_secs_f64(),
            self.first_rows,
        )?;
        writeln!(f, "| aim | wanted | measured | |\n|---|---|---|---|")?;
        for Aim { what, aim, measured, met } in self.aims() {
            let met = met.map_or("", |met| if met { "met" } else { "not met" });
            writeln!(f, "| {what} | {aim} | {measured} | {met} |")?;
        }
        writeln!(f, "\n| scenario | connections | requests/s | p50 ms | p99 ms | peak MB | errors | of the ceiling |")?;
        writeln!(f, "|---|---:|---:|---:|---:|---:|---:|---:|")?;
        for scenario in Scenario::ALL {
            for connections in CONNECTIONS {
                self.line(f, scenario, connections)?;
            }
        }
        if let Ok(latency) = &self.edit_latency {
            writeln!(
                f,
                "\n{} edits in Chromium {}: totals changed after {:.1} ms (worst {:.1}), on screen after {:.1} ms (worst {:.1}); \
                 {} clicks took 16 ms or more by event timing, the longest {:.0} ms.",
                latency.shown.len(),
                latency.browser,
                median(latency.changed.iter().copied()),
                worst(&latency.changed),
                median(latency.shown.iter().copied()),
                worst(&latency.shown),
                latency.events.len(),
                worst(&latency.events),
            )?;
        }
        if let Ok(papers) = &self.papers {
            writeln!(f, "\n| paper as PDF | pages | KB | median ms | worst ms |\n|---|---:|---:|---:|---:|")?;
            for Typeset { what, pages, bytes, milliseconds } in papers {
                let (median, worst) = (median(milliseconds.iter().copied()), worst(milliseconds));
                let kilobytes = *bytes as f64 / 1000.0;
                writeln!(f, "| {what} | {pages} | {kilobytes:.0} | {median:.0} | {worst:.0} |")?;
            }
        }
        Ok(())
    }
}

fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("unknown", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kernel = read("/proc/sys/kernel/osrelease");
    format!("{cores} cores ({model}), Linux {}", kernel.trim())
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn worst(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

/// Not a number when there are none.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => values[half],
        _ => f64::midpoint(values[half - 1], values[half]),
    }
}
