//! The command line.

use crate::config::{Config, Settings};
use crate::startup::{self, Stop};
use crate::{logging, serve};
use clap::{Parser, Subcommand};
use domain::accounts::Role;
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
    /// Make demonstration data, unless it is there, and print the accounts to sign in with
    Demo {
        /// One enterprise more, whose draft has this many electricians and 200 performance records
        #[arg(long, value_name = "NUMBER")]
        electricians: Option<usize>,
        /// So many enterprises more, each with a licence that runs out in two months
        #[arg(long, value_name = "NUMBER")]
        licensed: Option<usize>,
    },
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
        Command::Serve | Command::Migrate => Ok(()),
        Command::Demo { electricians, licensed } => services.demo(electricians, licensed).await.map(|report| {
            println!("Demonstration accounts:");
            for account in report.accounts {
                println!("  {:<16} {:<20} {}，{}", account.account, account.password, account.role, account.what);
            }
        }),
        Command::CreateAdmin { account, name } => {
            let password = password()?;
            services.create_staff(&account, &password, &name, Role::Administrator, None).await
        }
    };
    services.close().await;
    Ok(done?)
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
