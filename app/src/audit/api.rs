//! Server functions of the audit log.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::audit::{Page, Search, Verification};
use leptos::prelude::*;

/// A page of the lines that are looked for, before this place in the chain.
#[server(endpoint = "audit/search", prefix = "/api", input = Json, output = Json)]
pub async fn find(search: Search, before: Option<i64>) -> Result<Page, ApiError> {
    answer(services()?.search_audit(&actor()?, &search, before).await)
}

/// 校验: whether every line is as it was written.
#[server(endpoint = "audit/verify", prefix = "/api", input = Json, output = Json)]
pub async fn walk_chain() -> Result<Verification, ApiError> {
    answer(services()?.verify_audit_as(&actor()?).await)
}
