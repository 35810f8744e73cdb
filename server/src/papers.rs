//! Papers on their way out. A paper never changes, so a browser that has it need not fetch it again.

use crate::refusal::Form;
use crate::router::Site;
use crate::uploads::{DOCUMENT, disposition, signed_in};
use app::api::CurrentActor;
use axum::Extension;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::attachments::FileType;
use domain::papers::{PaperFile, PaperSummary};
use http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, StatusCode};
use services::Error;

/// `GET /papers/{id}`: in the page, or with `?download` as a file.
pub async fn get(
    State(site): State<Site>,
    Extension(CurrentActor(actor)): Extension<CurrentActor>,
    headers: HeaderMap,
    id: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Response {
    let found = match (signed_in(actor), id) {
        (Ok(actor), Ok(Path(id))) => site.services.paper(&actor, &id).await.map_err(Error::into_refusal),
        (Err(refusal), _) => Err(refusal),
        // What is no text is nobody's id.
        (Ok(_), Err(_)) => Err(Refusal::NotFound),
    };
    let (paper, bytes) = match found {
        Ok(found) => found,
        Err(refusal) => return Form::beside_functions(&headers).refuse(&refusal),
    };
    let download = query.is_some_and(|query| query.split('&').any(|word| word == "download" || word == "download="));
    let answer = paper.file.as_ref().map(|file| described(&paper, file, download)).unwrap_or_default();
    let known = headers.get(IF_NONE_MATCH).zip(answer.get(ETAG)).is_some_and(|(theirs, ours)| theirs == ours);
    match known {
        true => (StatusCode::NOT_MODIFIED, answer).into_response(),
        false => (answer, Body::from_stream(bytes)).into_response(),
    }
}

fn described(paper: &PaperSummary, file: &PaperFile, download: bool) -> HeaderMap {
    let name = format!("{} {}.pdf", paper.title, paper.number);
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(FileType::Pdf.code()));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(file.size));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(DOCUMENT));
    headers.insert(CONTENT_DISPOSITION, disposition(!download, &name, FileType::Pdf));
    if let Ok(tag) = HeaderValue::try_from(format!("\"{}\"", file.sha256)) {
        headers.insert(ETAG, tag);
    }
    headers
}
