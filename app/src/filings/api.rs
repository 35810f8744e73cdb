//! Server functions of filings: each finds the actor and calls one use case.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::Finding;
use domain::conformity::RuleSet;
use domain::filings::{
    Electrician, Entry, FilingHeader, FilingSummary, FilingView, Kind, PerformanceRecord, Receipt, RowBody, RowPage,
    SavedRow, SavedSection, SectionBody, Technician, Track,
};
use domain::tracks::Offer;
use domain::workflow::Action;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use services::corrections::With;

/// Starts a filing on a track, the general one unless told, or finds the live one, and continues there. URL-encoded, so that
/// the home page's form works without a script.
#[server(endpoint = "filings/start", prefix = "/api", output = Json)]
pub async fn start(kind: Kind, #[server(default)] track: Option<Track>, key: String) -> Result<String, ApiError> {
    let track = track.unwrap_or(Track::General);
    let id = answer(services()?.start_filing(&actor()?, kind, track, &key).await)?;
    leptos_axum::redirect(&format!("/filings/{id}/{}", kind.first_tab().code()));
    Ok(id)
}

/// The special tracks of a kind, each open to the enterprise or with what stands against it. Asks the credit registry.
#[server(endpoint = "filings/offers", prefix = "/api", input = Json, output = Json)]
pub async fn offers(kind: Kind) -> Result<Vec<Offer>, ApiError> {
    answer(services()?.offers(&actor()?, kind).await)
}

/// What the enterprise can file, what is under way, and why not the rest: one for each kind.
#[server(endpoint = "filings/entries", prefix = "/api", input = Json, output = Json)]
pub async fn entries() -> Result<Vec<Entry>, ApiError> {
    answer(services()?.entries(&actor()?).await)
}

/// A filing without its long lists.
#[server(endpoint = "filings/load", prefix = "/api", input = Json, output = Json)]
pub async fn load(id: String) -> Result<FilingView, ApiError> {
    answer(services()?.filing(&actor()?, &id).await)
}

/// The enterprise's filings, newest first.
#[server(endpoint = "filings/mine", prefix = "/api", input = Json, output = Json)]
pub async fn mine() -> Result<Vec<FilingSummary>, ApiError> {
    answer(services()?.my_filings(&actor()?).await)
}

/// Some of the 电力相关技术人员, with the totals of all.
#[server(endpoint = "filings/technicians", prefix = "/api", input = Json, output = Json)]
pub async fn technicians(id: String, offset: i64, limit: i64) -> Result<RowPage<Technician>, ApiError> {
    answer(services()?.technicians(&actor()?, &id, offset, limit).await)
}

/// Some of the 电力相关专业技能人员, with the totals of all.
#[server(endpoint = "filings/electricians", prefix = "/api", input = Json, output = Json)]
pub async fn electricians(id: String, offset: i64, limit: i64) -> Result<RowPage<Electrician>, ApiError> {
    answer(services()?.electricians(&actor()?, &id, offset, limit).await)
}

/// Some of the 规定年限内主要业绩, with the totals of all.
#[server(endpoint = "filings/performance", prefix = "/api", input = Json, output = Json)]
pub async fn performance(id: String, offset: i64, limit: i64) -> Result<RowPage<PerformanceRecord>, ApiError> {
    answer(services()?.performance(&actor()?, &id, offset, limit).await)
}

/// All rows of all lists, for the live check.
#[server(endpoint = "filings/rows", prefix = "/api", input = Json, output = Json)]
pub async fn rows(id: String) -> Result<domain::filings::Rows, ApiError> {
    answer(services()?.rows(&actor()?, &id).await)
}

/// The rule set by which this filing is judged, for the live check.
#[server(endpoint = "filings/rules", prefix = "/api", input = Json, output = Json)]
pub async fn rules(id: String) -> Result<RuleSet, ApiError> {
    answer(services()?.rules_for(&actor()?, &id).await)
}

/// The server's own check: for whoever does not see all of the filing that it reads.
#[server(endpoint = "filings/check", prefix = "/api", input = Json, output = Json)]
pub async fn check(id: String) -> Result<Vec<Finding>, ApiError> {
    answer(services()?.check_filing(&actor()?, &id).await)
}

/// 显示: one number of a person in full, for a reason that is noted.
#[server(endpoint = "filings/reveal", prefix = "/api", input = Json, output = Json)]
pub async fn reveal(id: String, path: String, reason: String) -> Result<String, ApiError> {
    answer(services()?.reveal(&actor()?, &id, &path, &reason).await)
}

/// Saves one form tab.
#[server(endpoint = "filings/save_section", prefix = "/api", input = Json, output = Json)]
pub async fn save_section(id: String, revision: i64, body: SectionBody) -> Result<SavedSection, ApiError> {
    answer(services()?.save_section(&actor()?, &id, revision, &body).await)
}

/// Adds a row, or changes the one named with the revision that was seen.
#[server(endpoint = "filings/save_row", prefix = "/api", input = Json, output = Json)]
pub async fn save_row(
    id: String,
    row: Option<(String, i64)>,
    key: String,
    body: RowBody,
) -> Result<SavedRow, ApiError> {
    answer(services()?.save_row(&actor()?, &id, row, &key, &body).await)
}

/// Deletes a row.
#[server(endpoint = "filings/delete_row", prefix = "/api", input = Json, output = Json)]
pub async fn delete_row(id: String, row: String, revision: i64) -> Result<(), ApiError> {
    answer(services()?.delete_row(&actor()?, &id, &row, revision).await)
}

/// 提交.
#[server(endpoint = "filings/submit", prefix = "/api", input = Json, output = Json)]
pub async fn submit(id: String, revision: i64, key: String) -> Result<Receipt, ApiError> {
    answer(services()?.submit(&actor()?, &id, revision, &key).await)
}

/// Every other step of the workflow.
#[server(endpoint = "filings/act", prefix = "/api", input = Json, output = Json)]
pub async fn act(
    id: String,
    revision: i64,
    key: String,
    action: Action,
    note: String,
    #[server(default)] cited: Vec<String>,
) -> Result<FilingHeader, ApiError> {
    let with = With { items: None, cited: &cited };
    answer(services()?.act_with(&actor()?, &id, revision, &key, action, &note, with).await)
}

/// 提交容缺材料: the documents that were to follow are all there.
#[server(endpoint = "filings/hand_in", prefix = "/api", input = Json, output = Json)]
pub async fn hand_in(id: String) -> Result<FilingHeader, ApiError> {
    answer(services()?.hand_in(&actor()?, &id).await)
}

/// 退回: a document that followed is not as it must be.
#[server(endpoint = "filings/return_deferred", prefix = "/api", input = Json, output = Json)]
pub async fn return_deferred(
    id: String,
    slot: String,
    reason: String,
    cited: Option<String>,
) -> Result<FilingHeader, ApiError> {
    answer(services()?.return_deferred(&actor()?, &id, &slot, &reason, cited.as_deref()).await)
}

/// 核对: a document that followed is as it must be.
#[server(endpoint = "filings/check_deferred", prefix = "/api", input = Json, output = Json)]
pub async fn check_deferred(id: String, slot: String) -> Result<FilingHeader, ApiError> {
    answer(services()?.check_deferred(&actor()?, &id, &slot).await)
}
