//! Server functions of 企业信用.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use chrono::NaiveDate;
use domain::credit::{CreditRegister, Standing};
use leptos::prelude::*;

/// The standings that staff recorded, by part of the enterprise's name or by its credit code; all of them for an empty search.
#[server(endpoint = "credit/records", prefix = "/api", input = Json, output = Json)]
pub async fn records(search: String) -> Result<CreditRegister, ApiError> {
    let services = services()?;
    let records = answer(services.credit_records(&actor()?, &search).await)?;
    Ok(CreditRegister { remote: services.credit_is_remote(), records })
}

/// 登记.
#[server(endpoint = "credit/record", prefix = "/api", input = Json, output = Json)]
pub async fn record(
    enterprise: String,
    standing: Standing,
    reason: String,
    from: NaiveDate,
    until: Option<NaiveDate>,
) -> Result<(), ApiError> {
    answer(services()?.record_credit(&actor()?, &enterprise, standing, &reason, from, until).await).map(|_id| ())
}

/// 结束.
#[server(endpoint = "credit/end", prefix = "/api", input = Json, output = Json)]
pub async fn end(id: String) -> Result<(), ApiError> {
    answer(services()?.end_credit(&actor()?, &id).await)
}
