//! Whether the process lives, and whether it can work.

use axum::extract::State;
use axum::http::StatusCode;
use services::Services;
use std::time::Duration;
use tokio::time::timeout;

/// The process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// Database and storage answer too. Why not stands in the log: it is nobody's business outside.
pub async fn ready(State(services): State<Services>) -> (StatusCode, &'static str) {
    let reason = match timeout(Duration::from_secs(5), services.ready()).await {
        Ok(Ok(())) => return (StatusCode::OK, "ready\n"),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "no answer within five seconds".to_owned(),
    };
    tracing::warn!(reason, "not ready");
    (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
}
