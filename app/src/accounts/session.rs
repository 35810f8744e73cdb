//! The session cookie, and the way back to a page whose form was posted without a script.

use crate::api::{ApiError, CookieSettings, posted_by_form, refuse};
use domain::Refusal;
use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos::server_fn::error::ServerFnUrlError;
use leptos_axum::ResponseOptions;

/// Gives the browser the token of its new session.
///
/// # Errors
/// `Unavailable` where the cookie cannot be written, which is a fault in `server`'s wiring.
pub fn start(token: &str) -> Result<(), ApiError> {
    set_cookie(token, "")
}

/// Takes the session from the browser.
///
/// # Errors
/// As [`start`].
pub fn end() -> Result<(), ApiError> {
    set_cookie("", "; Max-Age=0")
}

fn set_cookie(value: &str, life: &str) -> Result<(), ApiError> {
    let fault = || {
        tracing::error!("session cookie cannot be written");
        refuse(Refusal::Unavailable { id: "no-cookie".to_owned() })
    };
    let settings = use_context::<CookieSettings>().ok_or_else(fault)?;
    let response = use_context::<ResponseOptions>().ok_or_else(fault)?;
    let secure = if settings.secure { "; Secure" } else { "" };
    let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{life}", settings.name);
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| fault())?;
    response.append_header(header::SET_COOKIE, cookie);
    Ok(())
}

/// What a form's server function fails with. A form posted without a script is sent back to `page`, a local address whose
/// query carries what was typed; the page finds the error there too.
pub fn send_back(page: &str, endpoint: &str, error: services::Error) -> ApiError {
    let error = refuse(error.into_refusal());
    if posted_by_form() {
        // The type wants an absolute address; only its path and query are used.
        let url = ServerFnUrlError::new(endpoint, error.clone()).to_url(&format!("http://localhost{page}"));
        if let Ok(url) = url {
            leptos_axum::redirect(&format!("{}?{}", url.path(), url.query().unwrap_or_default()));
        }
    }
    error
}
