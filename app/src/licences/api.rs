//! Server functions of licences.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::licences::{Licence, LicenceView};
use leptos::prelude::*;

/// The licence of the enterprise that is signed in, if it has one.
#[server(endpoint = "licences/mine", prefix = "/api", input = Json, output = Json)]
pub async fn mine() -> Result<Option<Licence>, ApiError> {
    answer(services()?.my_licence(&actor()?).await)
}

/// One licence with its history: as the named copy of its certificate says, or as the newest.
#[server(endpoint = "licences/load", prefix = "/api", input = Json, output = Json)]
pub async fn load(id: String, copy: Option<i64>) -> Result<LicenceView, ApiError> {
    answer(services()?.licence(&actor()?, &id, copy).await)
}
