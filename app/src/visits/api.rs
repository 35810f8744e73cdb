//! Server functions of 现场核查.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::offices::Officer;
use domain::visits::{Arrangement, Findings};
use leptos::prelude::*;

/// Whom the office has: who may go.
#[server(endpoint = "visits/officers", prefix = "/api", input = Json, output = Json)]
pub async fn officers() -> Result<Vec<Officer>, ApiError> {
    answer(services()?.officers(&actor()?).await)
}

/// 安排现场核查; with a reason, 变更现场核查安排.
#[server(endpoint = "visits/arrange", prefix = "/api", input = Json, output = Json)]
pub async fn arrange(
    id: String,
    revision: i64,
    key: String,
    arrangement: Arrangement,
    anew: Option<String>,
) -> Result<(), ApiError> {
    let (services, actor) = (services()?, actor()?);
    answer(match anew {
        None => services.arrange_visit(&actor, &id, (revision, &key), &arrangement).await,
        Some(reason) => services.rearrange_visit(&actor, &id, (revision, &key), &arrangement, &reason).await,
    })
}

/// 取消现场核查.
#[server(endpoint = "visits/cancel", prefix = "/api", input = Json, output = Json)]
pub async fn cancel(id: String, revision: i64, key: String, reason: String) -> Result<(), ApiError> {
    answer(services()?.cancel_visit(&actor()?, &id, (revision, &key), &reason).await)
}

/// 完成现场核查.
#[server(endpoint = "visits/conclude", prefix = "/api", input = Json, output = Json)]
pub async fn conclude(id: String, revision: i64, key: String, found: Findings) -> Result<(), ApiError> {
    answer(services()?.conclude_visit(&actor()?, &id, (revision, &key), &found).await)
}
