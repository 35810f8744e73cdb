//! What the browser may load and run on our pages. The headers that are the same for everything are set by `server`.

use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Sets the page's Content Security Policy.
///
/// Scripts are files of this site, or carry this response's nonce. `'self'` is for the hint that loads the script early, which
/// Leptos writes without a nonce; uploaded documents are no scripts, because they come with their own type and `nosniff`.
/// `wasm-unsafe-eval` lets WebAssembly compile and nothing else. Documents are previewed in frames of our own, hence `frame-src`
/// and `frame-ancestors`.
pub fn set_policy() {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else { return };
    // The reload script of `cargo leptos watch` listens on a port of its own.
    let connect = if std::env::var_os("LEPTOS_WATCH").is_some() { "'self' ws: wss:" } else { "'self'" };
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src {connect}; frame-src 'self'; object-src 'none'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}
