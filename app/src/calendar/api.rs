//! Server functions of the years whose holidays are known.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::calendar::KnownYear;
use leptos::prelude::*;

/// The years, the latest first.
#[server(endpoint = "calendar/years", prefix = "/api", input = Json, output = Json)]
pub async fn years() -> Result<Vec<KnownYear>, ApiError> {
    answer(services()?.calendar_years(&actor()?).await)
}

/// 新增年份, or writing over one: the notice's lines as pasted.
#[server(endpoint = "calendar/add", prefix = "/api", input = Json, output = Json)]
pub async fn add(year: i32, text: String, source: String) -> Result<(), ApiError> {
    answer(services()?.add_year(&actor()?, year, &text, &source).await)
}
