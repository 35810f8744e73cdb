//! Server functions of comments, corrections and versions.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::corrections::{Comment, Desk, Versions};
use domain::filings::FilingHeader;
use leptos::prelude::*;

/// What may become the items of a notice.
#[server(endpoint = "corrections/desk", prefix = "/api", input = Json, output = Json)]
pub async fn load_desk(id: String) -> Result<Desk, ApiError> {
    answer(services()?.correction_desk(&actor()?, &id).await)
}

/// 批注: adds a comment, or changes the one named with the revision that was seen.
#[server(endpoint = "corrections/comment", prefix = "/api", input = Json, output = Json)]
pub async fn save_comment(
    id: String,
    known: Option<(String, i64)>,
    key: String,
    path: String,
    reason: String,
    cited: Option<String>,
) -> Result<Comment, ApiError> {
    let cited = cited.as_deref();
    answer(services()?.save_comment(&actor()?, &id, known, &key, &path, &reason, cited).await)
}

/// Deletes a comment.
#[server(endpoint = "corrections/drop_comment", prefix = "/api", input = Json, output = Json)]
pub async fn drop_comment(id: String, comment: String) -> Result<(), ApiError> {
    answer(services()?.delete_comment(&actor()?, &id, &comment).await)
}

/// 要求补正, with these comments as its items.
#[server(endpoint = "corrections/request", prefix = "/api", input = Json, output = Json)]
pub async fn request(
    id: String,
    revision: i64,
    key: String,
    items: Vec<String>,
    note: String,
) -> Result<FilingHeader, ApiError> {
    answer(services()?.request_correction(&actor()?, &id, revision, &key, &items, &note).await)
}

/// Keeps the enterprise's answer to an item.
#[server(endpoint = "corrections/answer", prefix = "/api", input = Json, output = Json)]
pub async fn answer_item(id: String, item: String, text: String) -> Result<(), ApiError> {
    answer(services()?.answer_item(&actor()?, &id, &item, &text).await)
}

/// The submitted versions, two of them beside each other.
#[server(endpoint = "corrections/versions", prefix = "/api", input = Json, output = Json)]
pub async fn load_versions(id: String, between: Option<(i64, i64)>) -> Result<Versions, ApiError> {
    answer(services()?.versions(&actor()?, &id, between).await)
}
