//! Server functions of papers.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::papers::PaperSummary;
use leptos::prelude::*;

/// The papers of a filing, the newest first.
#[server(endpoint = "papers/of_filing", prefix = "/api", input = Json, output = Json)]
pub async fn of_filing(id: String) -> Result<Vec<PaperSummary>, ApiError> {
    answer(services()?.papers_of_filing(&actor()?, &id).await)
}

/// The certificates of a licence, those of the newest copy first.
#[server(endpoint = "papers/of_licence", prefix = "/api", input = Json, output = Json)]
pub async fn of_licence(id: String) -> Result<Vec<PaperSummary>, ApiError> {
    answer(services()?.papers_of_licence(&actor()?, &id).await)
}
