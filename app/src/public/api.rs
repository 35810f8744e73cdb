//! Server functions that answer everybody.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{answer, origin, services};
use domain::public::{DecisionPage, DecisionQuery, RegisterPage, RegisterQuery, Verification};
use leptos::prelude::*;

/// How a printed certificate stands; each look is counted.
#[server(endpoint = "public/verify", prefix = "/api", input = Json, output = Json)]
pub async fn verify(public_id: String) -> Result<Verification, ApiError> {
    answer(services()?.verify_certificate(&public_id, &origin()?).await)
}

/// A page of the register.
#[server(endpoint = "public/register", prefix = "/api", input = Json, output = Json)]
pub async fn register(query: RegisterQuery) -> Result<RegisterPage, ApiError> {
    answer(services()?.public_register(&query).await)
}

/// A page of the decisions.
#[server(endpoint = "public/decisions", prefix = "/api", input = Json, output = Json)]
pub async fn decisions(query: DecisionQuery) -> Result<DecisionPage, ApiError> {
    answer(services()?.public_decisions(&query).await)
}
