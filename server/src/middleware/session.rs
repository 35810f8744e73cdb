//! Who asks: the cookie's session, found once for all that the request does.

use super::client;
use crate::refusal::Form;
use crate::router::Site;
use app::api::CurrentActor;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::header::COOKIE;
use services::accounts::Origin;
use std::net::SocketAddr;

/// The middleware: puts [`CurrentActor`] and [`Origin`] into the request.
pub async fn session(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let address = peer.map(|peer| client::address(peer, request.headers(), &site.trusted_proxies).to_string());
    let origin = Origin { address: address.unwrap_or_default() };
    let actor = match token(request.headers(), site.cookies.name) {
        Some(token) => match site.services.authenticate(token, &origin).await {
            Ok(actor) => actor,
            // Not knowing who asks is not the same as knowing that nobody does.
            Err(error) => return Form::of(&request).refuse(&error.into_refusal()),
        },
        None => None,
    };
    if let Some(actor) = &actor {
        tracing::Span::current().record("account", &actor.account_id);
    }
    request.extensions_mut().insert(CurrentActor(actor));
    request.extensions_mut().insert(origin);
    next.run(request).await
}

fn token<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|value| value.split(';')).find_map(|cookie| cookie.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn the_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("session2=no; a=session=no"));
        assert_eq!(token(&headers, "session"), None);
        headers.append(COOKIE, HeaderValue::from_static("b=1; session=yes"));
        assert_eq!(token(&headers, "session"), Some("yes"));
    }
}
