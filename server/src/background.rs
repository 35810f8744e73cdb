//! What happens without anybody asking.

use metrics_exporter_prometheus::PrometheusHandle;
use services::Services;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// How often mail is handed over.
const EVERY: Duration = Duration::from_secs(5);
/// How often licences are looked at whose last day has passed.
const HOURLY: Duration = Duration::from_secs(60 * 60);

/// Works until `stop` says so. Mail that is being handed over then waits in the database for the next start.
pub async fn run(services: Services, metrics: PrometheusHandle, mut stop: watch::Receiver<bool>) {
    let work = async { tokio::join!(hand_over(&services, &metrics), look_at_licences(&services)) };
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

/// From the start on: the last day of some may have passed while nothing ran.
async fn look_at_licences(services: &Services) {
    let mut tick = ticks(HOURLY);
    loop {
        tick.tick().await;
        match services.licences_due().await {
            Ok(0) => {}
            Ok(licences) => tracing::info!(licences, "expired or extended"),
            Err(error) => tracing::error!(%error, "licences could not be looked at"),
        }
    }
}

fn ticks(every: Duration) -> Interval {
    let mut tick = interval(every);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    tick
}
