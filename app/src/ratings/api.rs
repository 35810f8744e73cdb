//! Server functions of ratings. What whoever scanned a code sends is a form, so that it works without a script.

#[cfg(feature = "ssr")]
use crate::accounts::send_back;
use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, origin, services, with_query};
use chrono::NaiveDate;
use domain::ratings::{
    CaseAction, CaseSummary, CaseView, CodeView, MatterLine, OpenCode, RatedMatter, RatingCode, RatingFigures,
    RatingForm, RatingReceipt,
};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use leptos::server_fn::ServerFn;

/// A matter of one's own, to be rated or rated.
#[server(endpoint = "ratings/matter", prefix = "/api", input = Json, output = Json)]
pub async fn matter(id: String) -> Result<RatedMatter, ApiError> {
    answer(services()?.rated_matter(&actor()?, &id).await)
}

/// Rates a matter of one's own; the receipt.
#[server(endpoint = "ratings/rate_matter", prefix = "/api", input = Json, output = Json)]
pub async fn rate_matter(id: String, key: String, form: RatingForm) -> Result<String, ApiError> {
    answer(services()?.rate_matter(&actor()?, &id, &key, &form).await)
}

/// What a scanned code rates.
#[server(endpoint = "ratings/open", prefix = "/api", input = Json, output = Json)]
pub async fn open(token: String) -> Result<OpenCode, ApiError> {
    answer(services()?.open_code(&token).await)
}

/// Rates by a scanned code, and continues at the receipt.
#[server(endpoint = "ratings/rate", prefix = "/api", output = Json)]
pub async fn rate(token: String, key: String, form: RatingForm) -> Result<(), ApiError> {
    match services()?.rate_by_code(&token, &key, &form, &origin()?).await {
        Ok(receipt) => {
            leptos_axum::redirect(&format!("/rated/{receipt}"));
            Ok(())
        }
        Err(error) => {
            // Our own page's address; what must not stand in one (name, mobile) is typed again.
            let own = token.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let page = if own { format!("/rate/{token}") } else { "/".to_owned() };
            let reasons: Vec<_> = form.reasons.iter().map(|reason| reason.code()).collect();
            let page = with_query(
                &page,
                &[
                    ("satisfaction", form.satisfaction.map(|grade| grade.code()).unwrap_or_default()),
                    ("reasons", &reasons.join(",")),
                    ("comment", &form.comment),
                ],
            );
            Err(send_back(&page, Rate::PATH, error))
        }
    }
}

/// A rating and what the office does about it, by its receipt.
#[server(endpoint = "ratings/receipt", prefix = "/api", input = Json, output = Json)]
pub async fn receipt(receipt: String) -> Result<RatingReceipt, ApiError> {
    answer(services()?.rating_receipt(&receipt).await)
}

/// The office's decided matters, with their ratings and codes.
#[server(endpoint = "ratings/matters", prefix = "/api", input = Json, output = Json)]
pub async fn matters(search: String) -> Result<Vec<MatterLine>, ApiError> {
    answer(services()?.rating_matters(&actor()?, &search).await)
}

/// The office's codes for service points.
#[server(endpoint = "ratings/visits", prefix = "/api", input = Json, output = Json)]
pub async fn visits() -> Result<Vec<RatingCode>, ApiError> {
    answer(services()?.visit_codes(&actor()?).await)
}

/// 生成, for a matter; the code's id.
#[server(endpoint = "ratings/make_matter_code", prefix = "/api", input = Json, output = Json)]
pub async fn make_matter_code(id: String) -> Result<String, ApiError> {
    answer(services()?.make_matter_code(&actor()?, &id).await)
}

/// 生成, for a service point and a day; the code's id.
#[server(endpoint = "ratings/make_visit_code", prefix = "/api", input = Json, output = Json)]
pub async fn make_visit_code(service_point: String, day: NaiveDate) -> Result<String, ApiError> {
    answer(services()?.make_visit_code(&actor()?, &service_point, day).await)
}

/// A code to be shown and printed.
#[server(endpoint = "ratings/code", prefix = "/api", input = Json, output = Json)]
pub async fn code(id: String) -> Result<CodeView, ApiError> {
    answer(services()?.rating_code(&actor()?, &id).await)
}

/// 撤回.
#[server(endpoint = "ratings/withdraw_code", prefix = "/api", input = Json, output = Json)]
pub async fn withdraw_code(id: String) -> Result<(), ApiError> {
    answer(services()?.withdraw_code(&actor()?, &id).await)
}

/// The office's bad ratings.
#[server(endpoint = "ratings/cases", prefix = "/api", input = Json, output = Json)]
pub async fn cases() -> Result<Vec<CaseSummary>, ApiError> {
    answer(services()?.rating_cases(&actor()?).await)
}

/// One bad rating and its steps.
#[server(endpoint = "ratings/case", prefix = "/api", input = Json, output = Json)]
pub async fn case(id: String) -> Result<CaseView, ApiError> {
    answer(services()?.rating_case(&actor()?, &id).await)
}

/// Takes a step with a bad rating.
#[server(endpoint = "ratings/act", prefix = "/api", input = Json, output = Json)]
pub async fn act(
    id: String,
    revision: i64,
    key: String,
    action: CaseAction,
    note: String,
) -> Result<CaseView, ApiError> {
    answer(services()?.act_on_rating(&actor()?, &id, revision, &key, action, &note).await)
}

/// The rater's whole mobile.
#[server(endpoint = "ratings/mobile", prefix = "/api", input = Json, output = Json)]
pub async fn mobile(id: String) -> Result<String, ApiError> {
    answer(services()?.rater_mobile(&actor()?, &id).await)
}

/// The figures of the last twelve months.
#[server(endpoint = "ratings/figures", prefix = "/api", input = Json, output = Json)]
pub async fn figures() -> Result<RatingFigures, ApiError> {
    answer(services()?.rating_figures(&actor()?).await)
}
