//! Pages and server functions are answered whole, by a task of their own.

use crate::refusal::Form;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use domain::Refusal;
use http::{Method, StatusCode};
use http_body_util::LengthLimitError;
use services::Error;
use std::error::Error as _;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tracing::Instrument;

/// Largest body that a server function gets; uploads do not come this way.
pub const LARGEST: usize = 2 * 1024 * 1024;
/// How long a client may take to send it.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long the answer may take. None takes a hundredth of it; one that hangs must not keep its turn for good.
const LONGEST: Duration = Duration::from_secs(60);

/// Pages rendered at once. A page of a thousand rows takes megabytes while it is rendered; more of them at once than there
/// are cores to render them would only take memory.
static RENDERING: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(2 * std::thread::available_parallelism().map_or(1, usize::from)));

/// The middleware. Leptos leaves memory behind for good when rendering stops halfway, as it does when a client goes
/// away and its request is dropped. So nothing of the client is left in what runs here: its body is read before, its
/// answer is complete after.
pub async fn whole(request: Request, next: Next) -> Response {
    let form = Form::of(&request);
    let (parts, body) = request.into_parts();
    let body = match timeout(PATIENCE, to_bytes(body, LARGEST)).await {
        Ok(Ok(body)) => body,
        Ok(Err(error)) => {
            let too_large = error.source().is_some_and(|cause| cause.is::<LengthLimitError>());
            let (status, reason) = match too_large {
                true => (StatusCode::PAYLOAD_TOO_LARGE, "提交的内容过大，请分次保存"),
                false => (StatusCode::BAD_REQUEST, "提交的内容未能完整接收，请重试"),
            };
            return form.refuse_as(status, &Refusal::not_now(reason));
        }
        Err(_) => {
            return form.refuse_as(StatusCode::REQUEST_TIMEOUT, &Refusal::not_now("提交超时，请重试"));
        }
    };
    let request = Request::from_parts(parts, Body::from(body));
    let making = async move {
        let page = matches!(*request.method(), Method::GET | Method::HEAD);
        // Only fails when it is closed, which nobody does.
        let _turn = if page { RENDERING.acquire().await.ok() } else { None };
        let (parts, body) = next.run(request).await.into_parts();
        let body = to_bytes(body, usize::MAX).await?;
        Ok::<_, axum::Error>(Response::from_parts(parts, Body::from(body)))
    };
    let task = async { timeout(LONGEST, making).await.map_err(Error::fault)?.map_err(Error::fault) };
    match tokio::spawn(task.in_current_span()).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => form.refuse(&error.into_refusal()),
        // Caught and answered further out, where every panic is.
        Err(stopped) if stopped.is_panic() => std::panic::resume_unwind(stopped.into_panic()),
        // The process is going down.
        Err(_) => form.refuse_as(StatusCode::SERVICE_UNAVAILABLE, &Refusal::not_now("系统正在重启，请稍后重试")),
    }
}
