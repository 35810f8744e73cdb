//! Server functions of the to-do list and of public notices.

use crate::api::{ApiError, Json};
use domain::notices::{PublicNotice, ToDo};
use leptos::prelude::*;

/// What awaits the person who is signed in.
#[server(endpoint = "notices/to_dos", prefix = "/api", input = Json, output = Json)]
pub async fn to_dos() -> Result<Vec<ToDo>, ApiError> {
    let actor = crate::api::actor()?;
    crate::api::answer(crate::api::services()?.to_dos(&actor).await)
}

/// The notices that everybody may read, the newest first.
#[server(endpoint = "notices/public", prefix = "/api", input = Json, output = Json)]
pub async fn public_notices() -> Result<Vec<PublicNotice>, ApiError> {
    crate::api::answer(crate::api::services()?.public_notices().await)
}
