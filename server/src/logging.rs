//! The log, on standard output. Panics go into it as well.

use crate::config::{Config, LogFormat};
use std::backtrace::{Backtrace, BacktraceStatus};
use tracing_subscriber::EnvFilter;

/// Starts logging. A second call changes nothing.
pub fn start(config: &Config) {
    // Parsed once already when the settings were read.
    let filter = EnvFilter::try_new(&config.log_levels).unwrap_or_default();
    let log = tracing_subscriber::fmt().with_env_filter(filter);
    let started = match config.log_format {
        LogFormat::Text => log.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stdout())).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    if started.is_ok() {
        std::panic::set_hook(Box::new(|panic| {
            let trace = Backtrace::capture();
            match trace.status() {
                BacktraceStatus::Captured => tracing::error!("{panic}\n{trace}"),
                _ => tracing::error!("{panic}"),
            }
        }));
    }
}
