//! Server functions of the figures.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::figures::{Figures, FiguresQuery};
use leptos::prelude::*;

/// The figures that the query asks for.
#[server(endpoint = "figures/load", prefix = "/api", input = Json, output = Json)]
pub async fn load(query: FiguresQuery) -> Result<Figures, ApiError> {
    answer(services()?.figures(&actor()?, &query).await)
}
