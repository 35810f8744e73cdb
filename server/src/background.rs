//! What happens without anybody asking.

use metrics_exporter_prometheus::PrometheusHandle;
use services::Services;
use services::clock::Ticked;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// How often mail is handed over.
const EVERY: Duration = Duration::from_secs(5);
/// How often it is looked for what time has decided, and for last days that come near.
const MINUTE: Duration = Duration::from_secs(60);

/// Works until `stop` says so. Mail that is being handed over then waits in the database for the next start.
pub async fn run(services: Services, metrics: PrometheusHandle, mut stop: watch::Receiver<bool>) {
    let work = async { tokio::join!(hand_over(&services, &metrics), let_time_pass(&services)) };
    tokio::select! {
        _ = work => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
}

async fn hand_over(services: &Services, metrics: &PrometheusHandle) {
    let mut tick = ticks(EVERY);
    loop {
        tick.tick().await;
        metrics.run_upkeep();
        if let Err(error) = services.deliver_mail().await {
            tracing::error!(%error, "mail could not be delivered");
        }
    }
}

/// From the start on: days may have passed while nothing ran.
async fn let_time_pass(services: &Services) {
    let mut tick = ticks(MINUTE);
    loop {
        tick.tick().await;
        match services.tick().await {
            Ok(Some(ticked)) if ticked != Ticked::default() => tracing::info!(?ticked, "time passed"),
            // Nothing was due, or another server is looking.
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "what time has decided could not be looked for"),
        }
    }
}

fn ticks(every: Duration) -> Interval {
    let mut tick = interval(every);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    tick
}
