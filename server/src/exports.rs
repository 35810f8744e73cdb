//! Spreadsheets on their way out.

use crate::refusal::Form;
use crate::router::Site;
use crate::uploads::ESCAPED;
use app::api::CurrentActor;
use axum::Extension;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::audit::Search;
use domain::figures::FiguresQuery;
use domain::inspections::Stage;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use percent_encoding::utf8_percent_encode;
use serde::Deserialize;
use services::Error;
use services::inspections::Which;
use services::xlsx::MEDIA_TYPE;

/// What is looked for in the audit log, as the page's address has it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AuditQuery {
    account: String,
    act: String,
    row: String,
    from: String,
    until: String,
}

/// `GET /administration/audit/export?account=&act=&row=&from=&until=`.
pub async fn audit(
    State(site): State<Site>,
    Extension(CurrentActor(actor)): Extension<CurrentActor>,
    headers: HeaderMap,
    query: Result<Query<AuditQuery>, QueryRejection>,
) -> Response {
    let file = match (actor, query) {
        (None, _) => Err(Refusal::SignedOut),
        (Some(_), Err(_)) => Err(Refusal::NotFound),
        (Some(actor), Ok(Query(asked))) => {
            let search = Search::typed(asked.account, asked.act, asked.row, &asked.from, &asked.until);
            site.services.export_audit(&actor, &search).await.map_err(Error::into_refusal)
        }
    };
    spreadsheet(&headers, file.map(|file| ("审计日志.xlsx".to_owned(), file)))
}

/// `GET /figures.xlsx`, with the query of the page.
pub async fn figures(
    State(site): State<Site>,
    Extension(CurrentActor(actor)): Extension<CurrentActor>,
    headers: HeaderMap,
    query: Result<Query<FiguresQuery>, QueryRejection>,
) -> Response {
    let file = match (actor, query) {
        (None, _) => Err(Refusal::SignedOut),
        (Some(_), Err(_)) => Err(Refusal::NotFound),
        (Some(actor), Ok(Query(query))) => {
            site.services.figures_workbook(&actor, &query).await.map_err(Error::into_refusal)
        }
    };
    spreadsheet(&headers, file)
}

/// Which reports of a self-inspection, as the page's address has it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct InspectionsQuery {
    stage: String,
    overdue: String,
}

/// `GET /inspections/campaigns/{id}/export.xlsx?stage=&overdue=`.
pub async fn inspections(
    State(site): State<Site>,
    Extension(CurrentActor(actor)): Extension<CurrentActor>,
    headers: HeaderMap,
    id: Result<Path<String>, PathRejection>,
    query: Result<Query<InspectionsQuery>, QueryRejection>,
) -> Response {
    let file = match (actor, id, query) {
        (None, ..) => Err(Refusal::SignedOut),
        (Some(actor), Ok(Path(id)), Ok(Query(asked))) => {
            let (stage, overdue) = (Stage::from_code(&asked.stage), !asked.overdue.is_empty());
            let which = Which { stage, overdue, after: String::new() };
            site.services.export_inspections(&actor, &id, &which).await.map_err(Error::into_refusal)
        }
        (Some(_), ..) => Err(Refusal::NotFound),
    };
    spreadsheet(&headers, file)
}

/// A spreadsheet to download under this name, or why there is none.
pub fn spreadsheet(headers: &HeaderMap, file: Result<(String, Vec<u8>), Refusal>) -> Response {
    let (name, bytes) = match file {
        Ok(file) => file,
        Err(refusal) => return Form::beside_functions(headers).refuse(&refusal),
    };
    let escaped = utf8_percent_encode(&name, ESCAPED);
    let disposition = format!("attachment; filename=\"export.xlsx\"; filename*=UTF-8''{escaped}");
    // Escaped, it is ASCII without control characters, which is what a header takes.
    let disposition = HeaderValue::try_from(disposition).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE)),
        (CONTENT_DISPOSITION, disposition),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, bytes).into_response()
}
