//! Refusals on their way out: JSON for programs, a page for people.

use app::api::ApiError;
use axum::Json;
use axum::extract::Request;
use axum::response::{Html, IntoResponse, Response};
use domain::Refusal;
use http::header::ACCEPT;
use http::{HeaderMap, StatusCode};

/// The HTTP status that goes with a refusal.
fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::SignedOut => StatusCode::UNAUTHORIZED,
        Refusal::Forbidden => StatusCode::FORBIDDEN,
        Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::Conflict { .. } | Refusal::NotNow { .. } => StatusCode::CONFLICT,
        Refusal::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// In which form an answer is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A browser shows it: a page that was opened, or a form that was sent without JavaScript.
    Page,
    /// Our pages read what a server function answers.
    Function,
    /// A program reads it.
    Json,
}

impl Form {
    /// What the request asks for.
    pub fn of(request: &Request) -> Form {
        match Form::beside_functions(request.headers()) {
            Form::Json if request.uri().path().starts_with("/api/") => Form::Function,
            form => form,
        }
    }

    /// What a request asks for that calls no server function.
    pub fn beside_functions(headers: &HeaderMap) -> Form {
        let accepted = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
        match accepted.into_iter().any(|value| value.contains("text/html")) {
            true => Form::Page,
            false => Form::Json,
        }
    }

    /// The refusal with its own status.
    pub fn refuse(self, refusal: &Refusal) -> Response {
        self.refuse_as(status(refusal), refusal)
    }

    /// The refusal under a status that says more than its own.
    pub fn refuse_as(self, status: StatusCode, refusal: &Refusal) -> Response {
        match self {
            Form::Function => (status, Json(ApiError::Refused(refusal.clone()))).into_response(),
            Form::Json => (status, Json(refusal)).into_response(),
            Form::Page => (status, Html(page(&refusal.to_string()))).into_response(),
        }
    }
}

/// A page that needs nothing that could be broken: no style, no script, no session.
fn page(sentence: &str) -> String {
    let sentence = sentence.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>资质和信用信息系统</title></head>\n\
         <body><main><h1>无法完成该操作</h1><p>{sentence}</p><p><a href=\"/\">返回首页</a></p></main></body></html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_wrote_is_text() {
        assert!(page("<b>&").contains("&lt;b>&amp;"));
    }
}
