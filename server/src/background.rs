//! What happens without anybody asking.

use metrics_exporter_prometheus::PrometheusHandle;
use services::Services;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

const EVERY: Duration = Duration::from_secs(5);

/// Works until `stop` says so. Mail that is being handed over then waits in the database for the next start.
pub async fn run(services: Services, metrics: PrometheusHandle, mut stop: watch::Receiver<bool>) {
    let mut tick = interval(EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let work = async {
        loop {
            tick.tick().await;
            metrics.run_upkeep();
            if let Err(error) = services.deliver_mail().await {
                tracing::error!(%error, "mail could not be delivered");
            }
        }
    };
    tokio::select! {
        () = work => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
}
