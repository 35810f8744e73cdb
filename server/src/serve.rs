//! Serving, from the first request to the last.

use crate::config::Config;
use crate::connections::{self, PATIENCE};
use crate::router::{self, Site};
use crate::setting::WrongSetting;
use crate::startup::{self, Stop};
use crate::{background, metrics};
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::timeout;

/// How long running requests may take to finish once the process is told to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How long the database may take to close after that.
const CLOSING: Duration = Duration::from_secs(3);

/// Serves until SIGTERM or SIGINT, then finishes what runs.
///
/// # Errors
/// What cannot be opened, and a listener that fails.
pub async fn serve(config: &Config) -> Result<(), Stop> {
    let (stopping, stop) = watch::channel(false);
    // From the first moment on: migrations may take a while.
    let signals = Signals::listen().map_err(fault)?;
    let listener = bind("LISTEN_ADDR", config.listen).await?;
    let metrics_listener = bind("METRICS_ADDR", config.metrics).await?;
    let handle = metrics::install().map_err(fault)?;
    let services = startup::services(config).await?;
    let app = router::router(Site::new(config, services.clone())?);

    let address = listener.local_addr().map_err(fault)?;
    let metrics_address = metrics_listener.local_addr().map_err(fault)?;
    tracing::info!(%address, %metrics_address, public_url = config.origin(), "listening");
    println!("{}", config.origin());

    let background = tokio::spawn(background::run(services.clone(), handle.clone(), stop.clone()));
    let metrics = tokio::spawn(connections::serve(metrics_listener, metrics::router(handle), PATIENCE, stop.clone()));
    let requests = tokio::spawn(connections::serve(listener, app, PATIENCE, stop));
    let mut all = Box::pin(async {
        let (requests, metrics, background) = tokio::join!(requests, metrics, background);
        requests.map_err(fault)?;
        metrics.map_err(fault)?;
        background.map_err(fault)
    });

    let outcome = tokio::select! {
        outcome = &mut all => outcome,
        name = signals.first() => {
            tracing::info!(signal = name, "stopping");
            stopping.send_replace(true);
            timeout(GRACE, all).await.unwrap_or_else(|_| {
                tracing::warn!("some requests were not finished in time");
                Ok(())
            })
        }
    };
    if timeout(CLOSING, services.close()).await.is_err() {
        tracing::warn!("the database did not close in time");
    }
    tracing::info!("stopped");
    outcome
}

async fn bind(setting: &'static str, address: SocketAddr) -> Result<TcpListener, Stop> {
    TcpListener::bind(address).await.map_err(|error| {
        WrongSetting::new(setting, format!("must be an address of this machine with a free port; {address}: {error}"))
            .into()
    })
}

fn fault(error: impl std::error::Error + Send + Sync + 'static) -> Stop {
    Stop::Fault(Box::new(error))
}

/// The two ways in which a process is asked to stop.
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

impl Signals {
    fn listen() -> io::Result<Signals> {
        Ok(Signals { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn first(mut self) -> &'static str {
        tokio::select! {
            _ = self.terminate.recv() => "SIGTERM",
            _ = self.interrupt.recv() => "SIGINT",
        }
    }
}
