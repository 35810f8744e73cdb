//! What happens without anybody asking.

use metrics_exporter_prometheus::PrometheusHandle;
use services::Services;
use services::clock::Ticked;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// How often mail is handed over.
const EVERY: Duration = Duration::from_secs(5);
/// How often it is looked for self-inspections that were launched: somebody watches them.
const SOON: Duration = Duration::from_secs(2);
/// How often it is looked for papers to typeset: somebody waits for each.
const SECOND: Duration = Duration::from_secs(1);
/// How often it is looked for what time has decided, and for last days that come near.
const MINUTE: Duration = Duration::from_secs(60);

/// Works until `stop` says so. Mail that is being handed over then waits in the database for the next start.
pub async fn run(services: Services, metrics: PrometheusHandle, mut stop: watch::Receiver<bool>) {
    let work = async {
        tokio::join!(hand_over(&services, &metrics), let_time_pass(&services), launch(&services), typeset(&services))
    };
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
        // A batch at a time, until nothing is due: a step may tell many people.
        loop {
            match services.deliver_mail().await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(%error, "mail could not be delivered");
                    break;
                }
            }
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

/// What was launched before a stop goes on at the start.
async fn launch(services: &Services) {
    let mut tick = ticks(SOON);
    loop {
        tick.tick().await;
        match services.carry_out_launches().await {
            Ok(0) => {}
            Ok(created) => tracing::info!(created, "reports of a self-inspection asked for"),
            Err(error) => tracing::error!(%error, "a self-inspection could not be launched to its end"),
        }
    }
}

/// Papers, as soon as they are issued.
async fn typeset(services: &Services) {
    match services.find_fonts().await {
        Ok(true) => {}
        Ok(false) => tracing::error!(
            "no Chinese font was found, so papers (PDF) wait: install fonts-noto-cjk, or name a folder with fonts in FONT_DIR, \
             and start again"
        ),
        Err(error) => tracing::error!(%error, "fonts could not be looked for"),
    }
    match services.issue_missing_certificates().await {
        Ok(0) => {}
        Ok(copies) => tracing::info!(copies, "certificates issued for copies from before"),
        Err(error) => tracing::error!(%error, "certificates of copies from before could not be issued"),
    }
    let mut tick = ticks(SECOND);
    loop {
        tick.tick().await;
        if let Err(error) = services.typeset_papers().await {
            tracing::error!(%error, "papers could not be typeset");
        }
    }
}

fn ticks(every: Duration) -> Interval {
    let mut tick = interval(every);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    tick
}
