//! Connections: each has a limited time for the head of a request. Who sends it a byte a minute keeps no connection for good.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io::ErrorKind;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::sleep;
use tower::ServiceExt;

/// How long a connection may wait for the whole head of its next request: longer than proxies keep idle ones open, so that
/// it is they who close those.
pub const PATIENCE: Duration = Duration::from_secs(75);
/// How long to wait when no connection can be taken, as when all file descriptors are in use.
const PAUSE: Duration = Duration::from_secs(1);

/// Takes connections until `stop` says so, then finishes those on which something runs.
pub async fn serve(listener: TcpListener, app: Router, patience: Duration, mut stop: watch::Receiver<bool>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    let open = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            // An error means that the sender is gone, and with it the process.
            _ = stop.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let service = app.clone().map_request(move |request: Request<Incoming>| {
                    let mut request = request.map(Body::new);
                    request.extensions_mut().insert(ConnectInfo(peer));
                    request
                });
                let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
                let connection = open.watch(connection);
                tokio::spawn(async move {
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "connection ended");
                    }
                });
            }
            // The client has gone again.
            Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    open.shutdown().await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use std::net::SocketAddr;
    use std::time::Instant;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    async fn answer(address: SocketAddr, request: &str) -> String {
        let mut connection = TcpStream::connect(address).await.expect("a connection");
        connection.write_all(request.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.expect("an answer, or the end");
        answer
    }

    #[tokio::test]
    async fn a_head_that_does_not_come_ends_the_connection_and_no_other() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (stopping, stop) = watch::channel(false);
        let late = async |ConnectInfo(peer): ConnectInfo<SocketAddr>| {
            // Longer than a head may take.
            sleep(Duration::from_millis(600)).await;
            peer.ip().to_string()
        };
        let app = Router::new().route("/", get(late));
        let serving = tokio::spawn(serve(listener, app, Duration::from_millis(300), stop));

        let started = Instant::now();
        let (silent, half, whole) = tokio::join!(
            answer(address, ""),
            answer(address, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "),
            answer(address, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
        );
        assert!(started.elapsed() < Duration::from_secs(5));
        assert!(!silent.contains("200 OK") && !half.contains("200 OK"), "{silent}{half}");
        assert!(whole.starts_with("HTTP/1.1 200 OK") && whole.ends_with("127.0.0.1"), "{whole}");
        stopping.send_replace(true);
        serving.await.expect("it ends");
    }
}
