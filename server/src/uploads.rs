//! Documents on their way in and out. Both are streamed: a document is never in memory as a whole.

use crate::refusal::Form;
use crate::router::Site;
use app::api::CurrentActor;
use axum::body::{Body, Bytes};
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use domain::Refusal;
use domain::attachments::{Attachment, FileType};
use futures::{Stream, StreamExt, stream};
use http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use services::{Actor, Error};
use std::time::Duration;
use tokio::time::timeout;
use tracing::Instrument;

/// How long a client may send nothing.
const PATIENCE: Duration = Duration::from_secs(30);
/// How much of a refused upload is still read, so that the browser gets to see the answer.
const READ_ON: usize = 64 * 1024 * 1024;
/// A document runs nothing and fetches nothing. Not `sandbox`: browsers show no PDF in one.
pub(crate) const DOCUMENT: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; frame-ancestors 'self'";
/// What may stand unescaped in `filename*` (RFC 5987, attr-char).
pub(crate) const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where an upload goes.
#[derive(Debug, Deserialize)]
pub struct Target {
    /// A filing's document; or empty.
    #[serde(default)]
    filing: String,
    /// The document of a self-inspection's report; or empty.
    #[serde(default)]
    inspection: String,
    /// The site visit of which it is a photograph; or empty.
    #[serde(default)]
    visit: String,
    /// The slot of which it is a blank form; or empty.
    #[serde(default)]
    template: String,
    #[serde(default)]
    slot: String,
    /// Empty for a slot that is no row's.
    #[serde(default)]
    row: String,
    name: String,
}

/// `PUT /attachments?filing=&slot=&row=&name=`, `PUT /inspections/documents?inspection=&slot=&name=`,
/// `PUT /photographs?visit=&name=` or `PUT /documents/templates?template=&name=` with the bytes as body. In a task of its own: when the client goes away, its bytes end with
/// an error, and what has arrived of them is put away.
pub async fn put(
    State(site): State<Site>,
    Extension(CurrentActor(actor)): Extension<CurrentActor>,
    headers: HeaderMap,
    target: Result<Query<Target>, QueryRejection>,
    body: Body,
) -> Response {
    let form = Form::beside_functions(&headers);
    let receiving = async move {
        let mut bytes = Box::pin(patient(body));
        let outcome = match (signed_in(actor), target) {
            (Err(refusal), _) => Err(refusal),
            (Ok(_), Err(_)) => Err(Refusal::NotFound),
            (Ok(actor), Ok(Query(target))) => receive(&site, &actor, &target, &mut bytes).await,
        };
        if outcome.is_err() {
            read_on(bytes).await;
        }
        outcome
    };
    match tokio::spawn(receiving.in_current_span()).await {
        Ok(Ok(attachment)) => (StatusCode::CREATED, Json(attachment)).into_response(),
        Ok(Err(refusal)) => form.refuse(&refusal),
        Err(stopped) => form.refuse(&Error::fault(stopped).into_refusal()),
    }
}

async fn receive(
    site: &Site,
    actor: &Actor,
    Target { filing, inspection, visit, template, slot, row, name }: &Target,
    bytes: impl Stream<Item = services::Result<Bytes>> + Send,
) -> Result<Attachment, Refusal> {
    let row = Some(row.as_str()).filter(|row| !row.is_empty());
    if !template.is_empty() {
        return site.services.add_template(actor, template, name, bytes).await.map_err(Error::into_refusal);
    }
    let added = match (inspection.as_str(), visit.as_str()) {
        ("", "") => site.services.add_attachment(actor, filing, slot, row, name, bytes).await,
        ("", visit) => site.services.add_photograph(actor, visit, name, bytes).await,
        (report, _) => site.services.add_inspection_document(actor, report, slot, name, bytes).await,
    };
    added.map_err(Error::into_refusal)
}

/// `GET /attachments/{id}`: as a download, or with `?preview` in the page where browsers show the type.
pub async fn get(
    State(site): State<Site>,
    Extension(CurrentActor(actor)): Extension<CurrentActor>,
    headers: HeaderMap,
    id: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Response {
    let found = match (signed_in(actor), id) {
        (Ok(actor), Ok(Path(id))) => site.services.attachment(&actor, &id).await.map_err(Error::into_refusal),
        (Err(refusal), _) => Err(refusal),
        // What is no text is nobody's id.
        (Ok(_), Err(_)) => Err(Refusal::NotFound),
    };
    document(&headers, query.as_deref(), found)
}

/// `GET /inspections/documents/{id}`: as `get`.
pub async fn get_inspection(
    State(site): State<Site>,
    Extension(CurrentActor(actor)): Extension<CurrentActor>,
    headers: HeaderMap,
    id: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Response {
    let found = match (signed_in(actor), id) {
        (Ok(actor), Ok(Path(id))) => site.services.inspection_document(&actor, &id).await.map_err(Error::into_refusal),
        (Err(refusal), _) => Err(refusal),
        (Ok(_), Err(_)) => Err(Refusal::NotFound),
    };
    document(&headers, query.as_deref(), found)
}

/// `GET /documents/templates/{id}`: as `get`.
pub async fn get_template(
    State(site): State<Site>,
    Extension(CurrentActor(actor)): Extension<CurrentActor>,
    headers: HeaderMap,
    id: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Response {
    let found = match (signed_in(actor), id) {
        (Ok(actor), Ok(Path(id))) => site.services.template(&actor, &id).await.map_err(Error::into_refusal),
        (Err(refusal), _) => Err(refusal),
        (Ok(_), Err(_)) => Err(Refusal::NotFound),
    };
    document(&headers, query.as_deref(), found)
}

/// `GET /photographs/{id}`: as `get`.
pub async fn get_photograph(
    State(site): State<Site>,
    Extension(CurrentActor(actor)): Extension<CurrentActor>,
    headers: HeaderMap,
    id: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Response {
    let found = match (signed_in(actor), id) {
        (Ok(actor), Ok(Path(id))) => site.services.photograph(&actor, &id).await.map_err(Error::into_refusal),
        (Err(refusal), _) => Err(refusal),
        (Ok(_), Err(_)) => Err(Refusal::NotFound),
    };
    document(&headers, query.as_deref(), found)
}

/// A document on its way out, or why there is none.
fn document<S>(headers: &HeaderMap, query: Option<&str>, found: Result<(Attachment, S), Refusal>) -> Response
where
    S: Stream<Item = services::Result<Bytes>> + Send + 'static,
{
    match found {
        Ok((attachment, bytes)) => {
            let word = |word: &str| word == "preview" || word == "preview=";
            let preview = query.is_some_and(|query| query.split('&').any(word));
            (document_headers(&attachment, preview), Body::from_stream(bytes)).into_response()
        }
        Err(refusal) => Form::beside_functions(headers).refuse(&refusal),
    }
}

/// `DELETE /attachments/{id}`.
pub async fn delete(
    State(site): State<Site>,
    Extension(CurrentActor(actor)): Extension<CurrentActor>,
    headers: HeaderMap,
    id: Result<Path<String>, PathRejection>,
) -> Response {
    let gone = match (signed_in(actor), id) {
        (Ok(actor), Ok(Path(id))) => site.services.delete_attachment(&actor, &id).await.map_err(Error::into_refusal),
        (Err(refusal), _) => Err(refusal),
        (Ok(_), Err(_)) => Err(Refusal::NotFound),
    };
    deleted(&headers, gone)
}

/// `DELETE /inspections/documents/{id}`.
pub async fn delete_inspection(
    State(site): State<Site>,
    Extension(CurrentActor(actor)): Extension<CurrentActor>,
    headers: HeaderMap,
    id: Result<Path<String>, PathRejection>,
) -> Response {
    let gone = match (signed_in(actor), id) {
        (Ok(actor), Ok(Path(id))) => {
            site.services.delete_inspection_document(&actor, &id).await.map_err(Error::into_refusal)
        }
        (Err(refusal), _) => Err(refusal),
        (Ok(_), Err(_)) => Err(Refusal::NotFound),
    };
    deleted(&headers, gone)
}

/// `DELETE /photographs/{id}`.
pub async fn delete_photograph(
    State(site): State<Site>,
    Extension(CurrentActor(actor)): Extension<CurrentActor>,
    headers: HeaderMap,
    id: Result<Path<String>, PathRejection>,
) -> Response {
    let gone = match (signed_in(actor), id) {
        (Ok(actor), Ok(Path(id))) => site.services.delete_photograph(&actor, &id).await.map_err(Error::into_refusal),
        (Err(refusal), _) => Err(refusal),
        (Ok(_), Err(_)) => Err(Refusal::NotFound),
    };
    deleted(&headers, gone)
}

fn deleted(headers: &HeaderMap, gone: Result<(), Refusal>) -> Response {
    match gone {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(refusal) => Form::beside_functions(headers).refuse(&refusal),
    }
}

pub(crate) fn signed_in(actor: Option<Actor>) -> Result<Actor, Refusal> {
    actor.ok_or(Refusal::SignedOut)
}

/// The body's bytes, ending with an error when the client goes away or sends nothing for too long.
fn patient(body: Body) -> impl Stream<Item = services::Result<Bytes>> + Send {
    let lost = || Error::not_now("文件未能完整接收，请重新上传");
    stream::unfold(Some(body.into_data_stream()), move |body| async move {
        let mut body = body?;
        match timeout(PATIENCE, body.next()).await {
            Ok(Some(Ok(bytes))) => Some((Ok(bytes), Some(body))),
            Ok(None) => None,
            Ok(Some(Err(_))) | Err(_) => Some((Err(lost()), None)),
        }
    })
    .fuse()
}

/// A browser that is still sending when the connection closes shows an error of its own instead of the answer.
async fn read_on(mut bytes: impl Stream<Item = services::Result<Bytes>> + Unpin) {
    let mut read = 0;
    while let Some(Ok(more)) = bytes.next().await {
        read += more.len();
        if read > READ_ON {
            return;
        }
    }
}

fn document_headers(attachment: &Attachment, preview: bool) -> HeaderMap {
    let inline = preview && attachment.file_type.previewable();
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(attachment.file_type.code()));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(attachment.size));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(DOCUMENT));
    headers.insert(CONTENT_DISPOSITION, disposition(inline, &attachment.name, attachment.file_type));
    headers
}

/// The name twice: for browsers of today, and in ASCII for whatever else reads it.
pub(crate) fn disposition(inline: bool, name: &str, file_type: FileType) -> HeaderValue {
    let kind = if inline { "inline" } else { "attachment" };
    let plain = format!("document.{}", file_type.label().to_lowercase());
    let escaped = utf8_percent_encode(name, ESCAPED);
    let value = format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{escaped}");
    // Escaped, it is ASCII without control characters, which is what a header takes.
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped() {
        let value = disposition(false, "合同 \"1\";\r\n.pdf", FileType::Pdf);
        let expected =
            "attachment; filename=\"document.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%20%221%22%3B%0D%0A.pdf";
        assert_eq!(value, expected);
    }

    #[tokio::test]
    async fn a_broken_upload_ends_with_an_error() {
        let parts = [Ok(Bytes::from_static(b"abc")), Err("gone")];
        let mut bytes = Box::pin(patient(Body::from_stream(stream::iter(parts))));
        assert!(matches!(bytes.next().await, Some(Ok(_))));
        assert!(matches!(bytes.next().await, Some(Err(_))));
        assert!(bytes.next().await.is_none());
    }
}
