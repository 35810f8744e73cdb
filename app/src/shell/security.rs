//! What the browser may load and run on our pages. The headers that are the same for everything are set by `server`.

use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Sets the page's Content Security Policy.
///
/// Only the scripts that carry this response's nonce run, and what they import themselves (`strict-dynamic`): no file of this
/// site becomes a script by being named in markup. `wasm-unsafe-eval` lets WebAssembly compile and nothing else. Documents are
/// previewed in frames of our own, hence `frame-src` and `frame-ancestors`.
pub fn set_policy() {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else { return };
    // The reload script of `cargo leptos watch` listens on a port of its own.
    let connect = if std::env::var_os("LEPTOS_WATCH").is_some() { "'self' ws: wss:" } else { "'self'" };
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src {connect}; frame-src 'self'; object-src 'none'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}
