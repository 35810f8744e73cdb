//! The command line.

use crate::config::{Config, Settings};
use crate::startup::{self, Stop};
use crate::{logging, serve};
use clap::{Parser, Subcommand};
use domain::accounts::Role;
use domain::audit::{Fault, Verification};
use services::Services;
use std::io::IsTerminal;
use std::process::ExitCode;

/// Licences for businesses that install, repair and test electric power facilities.
///
/// Every setting is a flag or a variable of the environment; the flag wins. One that is wrong stops the program with
/// exit code 2.
#[derive(Parser)]
#[command(name = "server", version, max_term_width = 120)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Subcommand)]
enum Command {
    /// Bring the database up to date and serve until SIGTERM or SIGINT
    Serve,
    /// Bring the database up to date
    Migrate,
    /// Walk the chain of the audit log, and say whether every line is as it was written
    VerifyAudit {
        /// Place and hash of a line as an earlier run printed them and somebody kept elsewhere
        #[arg(long, value_name = "PLACE:HASH", value_parser = noted)]
        noted: Option<(i64, String)>,
    },
    /// Make demonstration data, unless it is there, and print the accounts to sign in with
    Demo {
        /// One enterprise more, whose draft has this many electricians and 200 performance records
        #[arg(long, value_name = "NUMBER")]
        electricians: Option<usize>,
        /// So many enterprises more, each with a licence that runs out in two months
        #[arg(long, value_name = "NUMBER")]
        licensed: Option<usize>,
        /// So many filings more in the queue of 国家能源局华东监管局, without content
        #[arg(long, value_name = "NUMBER")]
        queue: Option<usize>,
    },
    /// What the server starts to typeset papers: reads them from standard input, and writes PDF
    #[command(hide = true)]
    Typeset,
    /// Make an administrator's account; the password is asked for, or read from standard input
    CreateAdmin {
        /// Name to sign in with
        account: String,
        /// Name shown to others
        #[arg(long, default_value = "系统管理员")]
        name: String,
    },
}

/// Runs the program.
pub fn main() -> ExitCode {
    let Cli { command, settings } = Cli::parse();
    let config = match Config::read(&settings) {
        Ok(config) => config,
        Err(wrong) => {
            wrong.iter().for_each(|wrong| eprintln!("{wrong}"));
            return ExitCode::from(2);
        }
    };
    if matches!(command, Command::Typeset) {
        return match services::papers::serve_typesetter(config.font_dir) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    logging::start(&config);
    let done = tokio::runtime::Runtime::new()
        .map_err(|error| Stop::Fault(Box::new(error)))
        .and_then(|runtime| runtime.block_on(run(command, &config)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("{stop}");
            ExitCode::from(if matches!(stop, Stop::Setting(_)) { 2 } else { 1 })
        }
    }
}

async fn run(command: Command, config: &Config) -> Result<(), Stop> {
    if matches!(command, Command::Serve) {
        return serve::serve(config).await;
    }
    let services = startup::services(config).await?;
    let done = match command {
        Command::Serve | Command::Migrate | Command::Typeset => Ok(()),
        Command::VerifyAudit { noted } => {
            let noted = noted.as_ref().map(|(place, hash)| (*place, hash.as_str()));
            let found = services.verify_audit(noted).await;
            services.close().await;
            return verified(found?);
        }
        Command::Demo { electricians, licensed, queue } => demo(&services, electricians, licensed, queue).await,
        Command::CreateAdmin { account, name } => {
            let password = password()?;
            services.create_staff(&account, &password, &name, Role::Administrator, None).await
        }
    };
    services.close().await;
    Ok(done?)
}

/// Place and hash of a line, as `verify-audit` prints them.
fn noted(text: &str) -> Result<(i64, String), &'static str> {
    const SHAPE: &str = "must be what verify-audit printed, such as 120:9f86d081…";
    let (place, hash) = text.split_once(':').ok_or(SHAPE)?;
    let hash = hash.trim().to_ascii_lowercase();
    let shaped = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    match place.trim().parse() {
        Ok(place) if shaped => Ok((place, hash)),
        _ => Err(SHAPE),
    }
}

/// Says what was found; a broken chain is exit code 1.
fn verified(found: Verification) -> Result<(), Stop> {
    match found {
        Verification::Whole { lines, hash } => {
            println!("The audit log is whole: {lines} lines.");
            println!("{lines}:{hash}");
            Ok(())
        }
        Verification::Broken { sequence, what } => {
            let what = match what {
                Fault::Missing => "is missing",
                Fault::Changed => "is not as it was written",
                Fault::Unlinked => "does not follow from the one before",
                Fault::Unchained => "or others have no place in the chain",
                Fault::Noted => "has another hash than the one noted",
            };
            Err(Stop::Refused(format!("The audit log is broken: line {sequence} {what}.")))
        }
    }
}

async fn demo(
    services: &Services,
    electricians: Option<usize>,
    licensed: Option<usize>,
    queue: Option<usize>,
) -> services::Result<()> {
    let report = services.demo(electricians, licensed).await?;
    if let Some(count) = queue {
        services.fill_queue("east", count).await?;
    }
    println!("Demonstration accounts:");
    for account in report.accounts {
        println!("  {:<16} {:<20} {}，{}", account.account, account.password, account.role, account.what);
    }
    Ok(())
}

/// Never an argument: those can be seen in the list of processes and stay in the shell's history.
fn password() -> Result<String, Stop> {
    let read = match std::io::stdin().is_terminal() {
        true => rpassword::prompt_password("Password: "),
        false => {
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).map(|_| line.trim_end_matches(['\r', '\n']).to_owned())
        }
    };
    read.map_err(|error| Stop::Fault(Box::new(error)))
}
