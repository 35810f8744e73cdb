//! Server functions of the canned reasons.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::reasons::{Reason, Topic};
use leptos::prelude::*;

/// The reasons by topic, in their order; administrators get the retired ones as well.
#[server(endpoint = "reasons/all", prefix = "/api", input = Json, output = Json)]
pub async fn all() -> Result<Vec<Reason>, ApiError> {
    answer(services()?.reasons(&actor()?).await)
}

/// All of them, for those who keep them.
#[server(endpoint = "reasons/kept", prefix = "/api", input = Json, output = Json)]
pub async fn kept() -> Result<Vec<Reason>, ApiError> {
    answer(services()?.kept_reasons(&actor()?).await)
}

/// Adds a reason.
#[server(endpoint = "reasons/add", prefix = "/api", input = Json, output = Json)]
pub async fn add(key: String, topic: Topic, text: String) -> Result<(), ApiError> {
    answer(services()?.add_reason(&actor()?, &key, topic, &text).await)
}

/// Rewords a reason.
#[server(endpoint = "reasons/reword", prefix = "/api", input = Json, output = Json)]
pub async fn reword(id: String, revision: i64, text: String) -> Result<(), ApiError> {
    answer(services()?.reword_reason(&actor()?, &id, revision, &text).await)
}

/// Offers a reason no more, or again.
#[server(endpoint = "reasons/retire", prefix = "/api", input = Json, output = Json)]
pub async fn retire(id: String, retired: bool) -> Result<(), ApiError> {
    answer(services()?.retire_reason(&actor()?, &id, retired).await)
}

/// Gives the reasons of a topic this order.
#[server(endpoint = "reasons/order", prefix = "/api", input = Json, output = Json)]
pub async fn order(topic: Topic, ids: Vec<String>) -> Result<(), ApiError> {
    answer(services()?.order_reasons(&actor()?, topic, &ids).await)
}
