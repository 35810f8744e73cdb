//! One keep-alive connection, and who asks over it. Nothing of a browser.

use crate::Result;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{ACCEPT, CONTENT_TYPE, COOKIE, HOST, HeaderMap};
use hyper::{Method, StatusCode};
use hyper_util::rt::TokioIo;
use std::net::{IpAddr, SocketAddr};
use tokio::net::TcpStream;

/// A request whose body is at hand.
pub type Request = hyper::Request<Full<Bytes>>;

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// The body for a message: its first line or two.
    pub fn excerpt(&self) -> String {
        String::from_utf8_lossy(&self.body).chars().take(300).collect()
    }
}

/// A connection that is kept open.
pub struct Connection(SendRequest<Full<Bytes>>);

impl Connection {
    pub async fn open(address: SocketAddr) -> Result<Connection> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // What goes wrong on it, the sender hears as well.
        tokio::spawn(connection);
        Ok(Connection(sender))
    }

    pub async fn send(&mut self, request: Request) -> Result<Answer> {
        self.0.ready().await?;
        let (head, body) = self.0.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer { status: head.status, headers: head.headers, body })
    }
}

/// Somebody who talks to a server, signed in when there is a cookie.
#[derive(Clone)]
pub struct Visitor {
    pub address: SocketAddr,
    pub cookie: String,
    /// Where the visitor says to come from, when it is not here: one address may register so many enterprises only.
    pub from: Option<IpAddr>,
}

impl Visitor {
    pub fn anonymous(address: SocketAddr) -> Visitor {
        Visitor { address, cookie: String::new(), from: None }
    }

    pub fn page(&self, path: &str) -> Result<Request> {
        Ok(self.start(Method::GET, path).header(ACCEPT, "text/html").body(Full::default())?)
    }

    /// The same as a browser asks for it: compressed.
    pub fn compressed_page(&self, path: &str) -> Result<Request> {
        let mut request = self.page(path)?;
        request.headers_mut().insert("accept-encoding", "gzip, deflate, br".try_into()?);
        Ok(request)
    }

    pub fn json(&self, path: &str, body: Vec<u8>) -> Result<Request> {
        self.body(Method::POST, path, "application/json", body)
    }

    pub fn body(&self, method: Method, path: &str, content_type: &str, body: Vec<u8>) -> Result<Request> {
        let request = self.start(method, path).header(ACCEPT, "application/json").header(CONTENT_TYPE, content_type);
        Ok(request.body(Full::from(body))?)
    }

    fn start(&self, method: Method, path: &str) -> hyper::http::request::Builder {
        let request = hyper::Request::builder().method(method).uri(path).header(HOST, self.address.to_string());
        // The server refuses writes that do not come from its own pages.
        let request = request.header("sec-fetch-site", "same-origin");
        let request = match self.from {
            Some(from) => request.header("x-forwarded-for", from.to_string()),
            None => request,
        };
        if self.cookie.is_empty() { request } else { request.header(COOKIE, &self.cookie) }
    }
}
