//! Server functions of the to-do list.

use crate::api::{ApiError, Json};
use domain::notices::ToDo;
use leptos::prelude::*;

/// What awaits the person who is signed in.
#[server(endpoint = "notices/to_dos", prefix = "/api", input = Json, output = Json)]
pub async fn to_dos() -> Result<Vec<ToDo>, ApiError> {
    let actor = crate::api::actor()?;
    crate::api::answer(crate::api::services()?.to_dos(&actor).await)
}
