//! One span, one line in the log and one count for every request; and no panic gets further than its own request.

use crate::metrics::Label;
use crate::refusal::Form;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use domain::Refusal;
use futures::FutureExt;
use http::{HeaderName, StatusCode};
use std::panic::AssertUnwindSafe;
use std::time::Instant;
use tracing::{Instrument, field};

/// Given to every request; answers carry it too.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The middleware. Routes are logged by pattern: paths hold recovery tokens and queries may hold anything.
pub async fn observe(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let label = Label::of(request.method(), request.extensions());
    let form = Form::of(&request);
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned();
    let span =
        tracing::info_span!("request", id, method = label.method, route = label.route.as_str(), account = field::Empty);
    let mut waiting = Waiting { label, answered: false };

    let outcome = AssertUnwindSafe(next.run(request)).catch_unwind().instrument(span.clone()).await;
    let response = outcome.unwrap_or_else(|_| {
        // The panic itself is in the log already, inside the same span.
        form.refuse_as(StatusCode::INTERNAL_SERVER_ERROR, &Refusal::Unavailable { id: id.clone() })
    });

    waiting.answered = true;
    let took = started.elapsed();
    waiting.label.answered(response.status().as_u16(), took);
    let (status, ms) = (response.status().as_u16(), (took.as_secs_f64() * 1e5).round() / 1e2);
    span.in_scope(|| match waiting.label.route.as_str() {
        // Not worth a line each.
        "file" | "/healthz" | "/readyz" if status < 500 => tracing::debug!(status, ms, "answered"),
        _ => tracing::info!(status, ms, "answered"),
    });
    response
}

/// Dropped unanswered when the client has gone away.
struct Waiting {
    label: Label,
    answered: bool,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if !self.answered {
            self.label.abandoned();
        }
    }
}
