//! Server functions of 行政许可委员会.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::committee::{Committee, Declared, Meeting, Plan, Vote};
use leptos::prelude::*;

/// The office's meetings, and what waits for one.
#[server(endpoint = "committee/load", prefix = "/api", input = Json, output = Json)]
pub async fn load() -> Result<Committee, ApiError> {
    answer(services()?.committee(&actor()?).await)
}

/// A meeting.
#[server(endpoint = "committee/meeting", prefix = "/api", input = Json, output = Json)]
pub async fn read_meeting(id: String) -> Result<Meeting, ApiError> {
    answer(services()?.meeting(&actor()?, &id).await)
}

/// 召集会议; its id.
#[server(endpoint = "committee/call", prefix = "/api", input = Json, output = Json)]
pub async fn call(key: String, plan: Plan) -> Result<String, ApiError> {
    answer(services()?.call_meeting(&actor()?, &key, &plan).await)
}

/// 修改会议.
#[server(endpoint = "committee/change", prefix = "/api", input = Json, output = Json)]
pub async fn change(id: String, revision: i64, plan: Plan) -> Result<Meeting, ApiError> {
    answer(services()?.change_meeting(&actor()?, &id, revision, &plan).await)
}

/// 取消会议.
#[server(endpoint = "committee/cancel", prefix = "/api", input = Json, output = Json)]
pub async fn cancel(id: String, revision: i64, reason: String) -> Result<Meeting, ApiError> {
    answer(services()?.cancel_meeting(&actor()?, &id, revision, &reason).await)
}

/// 审查情况介绍 of one filing.
#[server(endpoint = "committee/present", prefix = "/api", input = Json, output = Json)]
pub async fn present(id: String, filing: String, presentation: String) -> Result<Meeting, ApiError> {
    answer(services()?.present(&actor()?, &id, &filing, &presentation).await)
}

/// 表决.
#[server(endpoint = "committee/vote", prefix = "/api", input = Json, output = Json)]
pub async fn cast_vote(id: String, filing: String, vote: Vote, reason: String) -> Result<Meeting, ApiError> {
    answer(services()?.vote(&actor()?, &id, &filing, vote, &reason).await)
}

/// 结束会议.
#[server(endpoint = "committee/close", prefix = "/api", input = Json, output = Json)]
pub async fn close(
    id: String,
    revision: i64,
    key: String,
    minutes: String,
    declared: Vec<Declared>,
) -> Result<Meeting, ApiError> {
    answer(services()?.close_meeting(&actor()?, &id, (revision, &key), &minutes, &declared).await)
}
