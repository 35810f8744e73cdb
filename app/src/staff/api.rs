//! Server functions of staff.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::Finding;
use domain::staff::{Member, Search};
use leptos::prelude::*;

/// The people whom the enterprise's licence engages, as far as they match.
#[server(endpoint = "staff/find", prefix = "/api", input = Json, output = Json)]
pub async fn find(search: Search) -> Result<Vec<Member>, ApiError> {
    answer(services()?.find_staff(&actor()?, &search).await)
}

/// What the licence conditions about staff say once the people of this filing have left.
#[server(endpoint = "staff/effect", prefix = "/api", input = Json, output = Json)]
pub async fn effect(id: String) -> Result<Vec<Finding>, ApiError> {
    answer(services()?.departure_effect(&actor()?, &id).await)
}
