//! The server's side of server functions: finding the actor and turning refusals into HTTP.

use super::ApiError;
use domain::Refusal;
use http::{HeaderValue, Method, StatusCode, header, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use services::accounts::Origin;
use services::{Actor, Services};

/// Who sent the request, as found by `server` from the session cookie.
#[derive(Clone, Debug)]
pub struct CurrentActor(pub Option<Actor>);

/// How the session cookie is written.
#[derive(Clone, Debug)]
pub struct CookieSettings {
    /// `session`, or `__Host-session` where the site is served over TLS.
    pub name: &'static str,
    /// Whether the browser may send it over TLS only.
    pub secure: bool,
}

/// The use cases.
///
/// # Errors
/// `Unavailable` where `server` provided none, which is a fault in its wiring.
pub fn services() -> Result<Services, ApiError> {
    use_context::<Services>().ok_or_else(|| {
        tracing::error!("server function called without services in its context");
        refuse(Refusal::Unavailable { id: "no-services".to_owned() })
    })
}

/// Who is signed in, if anybody.
pub fn current_actor() -> Option<Actor> {
    use_context::<CurrentActor>().and_then(|current| current.0)
}

/// Who is signed in.
///
/// # Errors
/// `SignedOut`.
pub fn actor() -> Result<Actor, ApiError> {
    current_actor().ok_or_else(|| refuse(Refusal::SignedOut))
}

/// Where the request came from.
///
/// # Errors
/// `Unavailable` where `server` provided none, which is a fault in its wiring.
pub fn origin() -> Result<Origin, ApiError> {
    use_context::<Origin>().ok_or_else(|| {
        tracing::error!("server function called without an origin in its context");
        refuse(Refusal::Unavailable { id: "no-origin".to_owned() })
    })
}

/// A use case's result as the browser gets it, with the HTTP status that fits.
///
/// # Errors
/// The use case's refusal; a fault becomes `Unavailable` with the id under which it is logged.
pub fn answer<T>(result: services::Result<T>) -> Result<T, ApiError> {
    result.map_err(|error| refuse(error.into_refusal()))
}

/// Sets the HTTP status for a refusal and gives it as an error.
pub fn refuse(refusal: Refusal) -> ApiError {
    set_status(match &refusal {
        Refusal::SignedOut => StatusCode::UNAUTHORIZED,
        Refusal::Forbidden => StatusCode::FORBIDDEN,
        Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::Conflict { .. } | Refusal::NotNow { .. } => StatusCode::CONFLICT,
        Refusal::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
    });
    if let (Refusal::Throttled { seconds }, Some(response)) = (&refusal, use_context::<ResponseOptions>()) {
        response.insert_header(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    ApiError::Refused(refusal)
}

/// Sets the response's status, unless a form was posted without a script: that is answered with a redirect back to the page,
/// whose status must stay as it is.
pub(super) fn set_status(status: StatusCode) {
    if !posted_by_form()
        && let Some(response) = use_context::<ResponseOptions>()
    {
        response.set_status(status);
    }
}

/// Answers the request for a page with a redirect to another.
pub fn redirect_page(to: &str) {
    if let (Some(response), Ok(to)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(to)) {
        response.insert_header(header::LOCATION, to);
        response.set_status(StatusCode::FOUND);
    }
}

/// Whether the request is a form that the browser posted by itself, without a script.
pub fn posted_by_form() -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        let accepts = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
        parts.method == Method::POST && accepts.is_some_and(|accepts| accepts.contains("text/html"))
    })
}
