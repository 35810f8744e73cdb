//! Server functions of the enterprise's registration.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::enterprises::{Enterprise, Organisation, Profile};
use domain::filings::Saved;
use leptos::prelude::*;

/// The enterprise of the person who is signed in.
#[server(endpoint = "enterprises/mine", prefix = "/api", input = Json, output = Json)]
pub async fn mine() -> Result<Enterprise, ApiError> {
    answer(services()?.enterprise(&actor()?).await)
}

/// Saves what may be changed (企业信息修改); locked items stay as they are.
#[server(endpoint = "enterprises/save", prefix = "/api", input = Json, output = Json)]
pub async fn save(revision: i64, profile: Profile) -> Result<Saved, ApiError> {
    answer(services()?.save_enterprise(&actor()?, revision, &profile).await)
}

/// Organisations whose name is like this one (查询), for the picker of the parent organisation. Open to everybody, because
/// the registration form needs it.
#[server(endpoint = "enterprises/organisations", prefix = "/api", input = Json, output = Json)]
pub async fn organisations(name: String) -> Result<Vec<Organisation>, ApiError> {
    answer(services()?.organisations(&name).await)
}
