//! Headers that tell the browser what not to do, and what to keep.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, STRICT_TRANSPORT_SECURITY};
use http::{HeaderName, HeaderValue, StatusCode};

/// For what sets no policy of its own: pages do, with a nonce.
const NO_CONTENT: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
const NO_DEVICES: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

const ALWAYS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "SAMEORIGIN"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", NO_DEVICES),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// For every answer. `secure` when people come over TLS.
pub async fn hardening(State(secure): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for &(name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(NO_CONTENT));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// For static files. `hashed` when the names of built ones hold a hash.
pub async fn caching(State(hashed): State<bool>, request: Request, next: Next) -> Response {
    let kept = kept(request.uri().path(), hashed);
    let mut response = next.run(request).await;
    // Anything else is the page that says that there is nothing.
    if matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED) {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    }
    response
}

/// How long a browser may keep a file: one whose name holds the hash of its content never changes.
fn kept(path: &str, hashed: bool) -> &'static str {
    let Some(name) = path.strip_prefix("/pkg/") else { return "public, max-age=3600" };
    match hashed && name.split('.').count() > 2 {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    }
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn only_a_hash_makes_a_file_last() {
        assert!(kept("/pkg/licensing.pWx3.js", true).ends_with("immutable"));
        assert_eq!(kept("/pkg/licensing.js", true), "no-cache");
        assert_eq!(kept("/pkg/licensing.pWx3.js", false), "no-cache");
        assert_eq!(kept("/favicon.svg", true), "public, max-age=3600");
    }
}
