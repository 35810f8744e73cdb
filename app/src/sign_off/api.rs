//! Server functions of 批量签批.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::sign_off::{Chosen, Decided, Waiting};
use domain::workflow::Action;
use leptos::prelude::*;

/// What waits for the head's decision.
#[server(endpoint = "sign_off/desk", prefix = "/api", input = Json, output = Json)]
pub async fn desk() -> Result<Vec<Waiting>, ApiError> {
    answer(services()?.sign_off_desk(&actor()?).await)
}

/// Decides on several, each by itself; what came of each.
#[server(endpoint = "sign_off/decide", prefix = "/api", input = Json, output = Json)]
pub async fn decide(chosen: Vec<Chosen>, step: Action, note: String) -> Result<Vec<Decided>, ApiError> {
    answer(services()?.sign_off(&actor()?, &chosen, step, &note).await)
}
