//! Measures the release server on this machine and prints what was measured, as Markdown. `bench/README.md` says how to read it.

mod api;
mod browser;
mod ceiling;
mod drafts;
mod expected;
mod http;
mod load;
mod papers;
mod process;
mod queue;
mod report;
mod scenarios;
mod server_process;
mod setup;

use report::Report;
use scenarios::{CONNECTIONS, Scenario};
use server_process::ServerProcess;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// What fails carries a sentence for whoever runs this.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
pub type Result<T> = std::result::Result<T, Error>;

/// Electricians of the filing under load.
const ELECTRICIANS: usize = 1000;
/// Filings in the queue that is opened.
const FILINGS: usize = 50_000;

const USAGE: &str =
    "bench [--rounds N] [--seconds S] [--no-browser]   (after \"make build\"; \"make bench\" does both)";

struct Options {
    rounds: usize,
    duration: Duration,
    browser: bool,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
        let mut options = Options { rounds: 5, duration: Duration::from_secs(2), browser: true };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--rounds" => options.rounds = arguments.next()?.parse().ok().filter(|&rounds| rounds > 0)?,
                "--seconds" => options.duration = Duration::try_from_secs_f64(arguments.next()?.parse().ok()?).ok()?,
                "--no-browser" => options.browser = false,
                _ => return None,
            }
        }
        Some(options)
    }
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let outcome = match arguments.as_slice() {
        // What this program starts itself as, in another process.
        [first, folder] if first == "ceiling" => run(true, ceiling::serve(Path::new(folder))),
        _ => match Options::read(arguments.into_iter()) {
            Some(options) => run(false, measure(options)),
            None => Err(USAGE.into()),
        },
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// A server has all cores; the load has one, so that it leaves the others alone.
fn run(all_cores: bool, future: impl Future<Output = Result<()>>) -> Result<()> {
    let mut builder = if all_cores {
        tokio::runtime::Builder::new_multi_thread()
    } else {
        tokio::runtime::Builder::new_current_thread()
    };
    builder.enable_all().build()?.block_on(future)
}

async fn measure(options: Options) -> Result<()> {
    eprintln!("Starting the server with {ELECTRICIANS} electricians");
    let server = ServerProcess::start(&["--electricians", &ELECTRICIANS.to_string()]).await?;
    let mut stage = setup::stage(&server).await?;
    let mut report = Report::new(&stage, options.rounds, options.duration);
    report.program_size = browser::program_size();

    // The first requests of all meet cold caches and are nobody's measure.
    for scenario in Scenario::ALL.into_iter().filter(|&scenario| scenario != Scenario::Submit) {
        stage.play(scenario, 8, options.duration / 4).await?;
    }
    for round in 1..=options.rounds {
        eprintln!("Round {round} of {}", options.rounds);
        let waiting = stage.ready.drain(..).chain(stage.submitted.drain(..)).collect();
        stage.ready = drafts::prepare(waiting).await?;
        for connections in CONNECTIONS {
            for scenario in Scenario::ALL {
                if let Some(cell) = stage.play(scenario, connections, options.duration).await? {
                    report.add(scenario, connections, cell);
                }
            }
        }
        report.resident.push(process::resident(server.pid)?);
    }
    setup::hold_what_was_written(&stage).await?;
    if options.browser {
        eprintln!("Editing in Chromium");
        report.edit_latency = browser::edit_latency(&stage.visitor, &stage.filing, server.folder()).await;
    }
    drop(stage);
    server.stop().await?;
    eprintln!("A queue of {FILINGS} filings");
    report.queue = queue::measure(options.duration).await;
    eprintln!("Typesetting papers");
    report.papers = papers::measure();
    println!("{report}");
    Ok(())
}
