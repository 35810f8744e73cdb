//! Server functions of the settings.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::settings::{Change, Settings};
use leptos::prelude::*;

/// Every value that was set.
#[server(endpoint = "settings/all", prefix = "/api", input = Json, output = Json)]
pub async fn all() -> Result<Settings, ApiError> {
    answer(services()?.read_settings(&actor()?).await)
}

/// 修改. Who changes it is the person signed in, whatever the change says.
#[server(endpoint = "settings/change", prefix = "/api", input = Json, output = Json)]
pub async fn set(change: Change) -> Result<(), ApiError> {
    answer(services()?.change_setting(&actor()?, &change).await)
}
