//! Server functions of the reviewers' queue.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::filings::FilingSummary;
use leptos::prelude::*;

/// The filings that wait for the office of the person who is signed in, what is due first on top.
#[server(endpoint = "review/queue", prefix = "/api", input = Json, output = Json)]
pub async fn queue() -> Result<Vec<FilingSummary>, ApiError> {
    answer(services()?.queue(&actor()?).await)
}

/// The office's filings that enterprises have terminated of late.
#[server(endpoint = "review/terminated", prefix = "/api", input = Json, output = Json)]
pub async fn terminated() -> Result<Vec<FilingSummary>, ApiError> {
    answer(services()?.terminated(&actor()?).await)
}
