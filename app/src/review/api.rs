//! Server functions of the reviewers' queue.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::filings::{FilingHeader, FilingSummary};
use domain::review::{self, Colleague, Cursor, QueueFilter, QueuePage};
use leptos::prelude::*;

/// A page of the queue of the office of the person who is signed in, what is due first on top.
#[server(endpoint = "review/queue", prefix = "/api", input = Json, output = Json)]
pub async fn queue(filter: QueueFilter, after: Option<Cursor>) -> Result<QueuePage, ApiError> {
    answer(services()?.queue(&actor()?, &filter, after.as_ref()).await)
}

/// The office's filings that enterprises have terminated of late.
#[server(endpoint = "review/terminated", prefix = "/api", input = Json, output = Json)]
pub async fn terminated() -> Result<Vec<FilingSummary>, ApiError> {
    answer(services()?.terminated(&actor()?).await)
}

/// The office's reviewers, to whom a filing can be given.
#[server(endpoint = "review/reviewers", prefix = "/api", input = Json, output = Json)]
pub async fn reviewers() -> Result<Vec<Colleague>, ApiError> {
    answer(services()?.reviewers(&actor()?).await)
}

/// How much lies with each member of the office.
#[server(endpoint = "review/workload", prefix = "/api", input = Json, output = Json)]
pub async fn workload() -> Result<Vec<review::Workload>, ApiError> {
    answer(services()?.workload(&actor()?).await)
}

/// 转交: gives one's own to another reviewer.
#[server(endpoint = "review/hand_over", prefix = "/api", input = Json, output = Json)]
pub async fn hand_over(
    id: String,
    revision: i64,
    key: String,
    to: String,
    note: String,
) -> Result<FilingHeader, ApiError> {
    answer(services()?.hand_over(&actor()?, &id, revision, &key, &to, &note).await)
}

/// 改派: gives anybody's to another reviewer.
#[server(endpoint = "review/reassign", prefix = "/api", input = Json, output = Json)]
pub async fn reassign(
    id: String,
    revision: i64,
    key: String,
    to: String,
    note: String,
) -> Result<FilingHeader, ApiError> {
    answer(services()?.reassign(&actor()?, &id, revision, &key, &to, &note).await)
}

/// What the office knows of a filing's enterprise and people besides it.
#[server(endpoint = "review/dossier", prefix = "/api", input = Json, output = Json)]
pub async fn dossier(id: String) -> Result<review::Dossier, ApiError> {
    answer(services()?.dossier(&actor()?, &id).await)
}
