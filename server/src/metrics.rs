//! Figures for Prometheus, on a listener of their own so that they are not on the public network.

use axum::Router;
use axum::extract::MatchedPath;
use axum::routing::get;
use http::{Extensions, Method};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use std::time::Duration;

const REQUESTS: &str = "http_requests_total";
const SECONDS: &str = "http_request_duration_seconds";
const ABANDONED: &str = "http_requests_abandoned_total";
const BUCKETS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Starts counting.
///
/// # Errors
/// When this process counts already.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    let handle = PrometheusBuilder::new().set_buckets(BUCKETS)?.install_recorder()?;
    metrics::describe_counter!(REQUESTS, "Requests answered, by method, route pattern and status.");
    metrics::describe_histogram!(SECONDS, metrics::Unit::Seconds, "Time until the answer began.");
    metrics::describe_counter!(ABANDONED, "Requests whose client went away before the answer began.");
    Ok(handle)
}

/// What the metrics listener serves.
pub fn router(handle: PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(move || std::future::ready(handle.render())))
}

/// Which request it was, with few enough values to count by: never a path as it was asked for.
#[derive(Clone, Debug)]
pub struct Label {
    /// A method of the standard, or `OTHER`.
    pub method: &'static str,
    /// The route's pattern, or `file` for what no route matches: a static file or nothing.
    pub route: MatchedOrFile,
}

/// A route pattern; cheap to clone.
#[derive(Clone, Debug)]
pub struct MatchedOrFile(Option<MatchedPath>);

impl MatchedOrFile {
    /// As text.
    pub fn as_str(&self) -> &str {
        self.0.as_ref().map_or("file", MatchedPath::as_str)
    }
}

impl Label {
    /// The request's.
    pub fn of(method: &Method, extensions: &Extensions) -> Label {
        let method = match *method {
            Method::GET => "GET",
            Method::HEAD => "HEAD",
            Method::POST => "POST",
            Method::PUT => "PUT",
            Method::DELETE => "DELETE",
            Method::OPTIONS => "OPTIONS",
            _ => "OTHER",
        };
        Label { method, route: MatchedOrFile(extensions.get().cloned()) }
    }

    /// Counts an answer.
    pub fn answered(&self, status: u16, took: Duration) {
        let (method, route) = (self.method, self.route.as_str().to_owned());
        metrics::counter!(REQUESTS, "method" => method, "route" => route.clone(), "status" => status.to_string())
            .increment(1);
        metrics::histogram!(SECONDS, "method" => method, "route" => route).record(took);
    }

    /// Counts a client that went away.
    pub fn abandoned(&self) {
        metrics::counter!(ABANDONED, "method" => self.method, "route" => self.route.as_str().to_owned()).increment(1);
    }
}
