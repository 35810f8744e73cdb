//! Server functions of the rules by which filings are judged.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use chrono::NaiveDate;
use domain::conformity::{Adjustment, Impact, RuleBook};
use leptos::prelude::*;

/// The rule sets, which is in force, and the figures adjusted.
#[server(endpoint = "rules/book", prefix = "/api", input = Json, output = Json)]
pub async fn book() -> Result<RuleBook, ApiError> {
    answer(services()?.rule_book(&actor()?).await)
}

/// 选用: from a day on, filings are judged by this set.
#[server(endpoint = "rules/choose", prefix = "/api", input = Json, output = Json)]
pub async fn choose(set: String, from: NaiveDate, reason: String) -> Result<(), ApiError> {
    answer(services()?.choose_rule_set(&actor()?, &set, from, &reason).await)
}

/// 预览影响: which live filings another set would judge otherwise, and how.
#[server(endpoint = "rules/preview_choice", prefix = "/api", input = Json, output = Json)]
pub async fn preview_choice(set: String, from: NaiveDate) -> Result<Vec<Impact>, ApiError> {
    answer(services()?.preview_choice(&actor()?, &set, from).await)
}

/// 预览影响: which live filings the adjustment would change, and how.
#[server(endpoint = "rules/preview", prefix = "/api", input = Json, output = Json)]
pub async fn preview(adjustment: Adjustment) -> Result<Vec<Impact>, ApiError> {
    answer(services()?.preview_adjustment(&actor()?, &adjustment).await)
}

/// 调整数值. Who adjusts is the person signed in, whatever the adjustment says.
#[server(endpoint = "rules/adjust", prefix = "/api", input = Json, output = Json)]
pub async fn adjust(adjustment: Adjustment) -> Result<(), ApiError> {
    answer(services()?.adjust_figure(&actor()?, &adjustment).await)
}
