//! What the server's tests need: the application in this process, and the program in one of its own.
#![allow(dead_code, reason = "each test file uses its own part of this")]

pub mod process;

use axum::Router;
use axum::body::{Body, Bytes};
use domain::accounts::Registration;
use domain::enterprises::{EnterpriseKind, Profile};
use domain::values::{CreditCode, ResidentId};
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HOST};
use http::request::Builder;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use server::config::{Config, Settings};
use server::router::{Site, router};
use services::Services;
use services::accounts::Origin;
use std::sync::LazyLock;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// Everybody's password.
pub const PASSWORD: &str = "high-mountains-small-moon";

/// Where the application runs, as in the program: one runtime from beginning to end. Tests have a runtime each, and where
/// `cargo test` puts several into one process, pages hang now and then when one of the runtimes ends beside them.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

/// The application on a database of its own.
pub struct TestSite {
    pub services: Services,
    router: Router,
    folder: TempDir,
}

impl TestSite {
    pub async fn new() -> TestSite {
        TestSite::at("http://127.0.0.1:3000").await
    }

    /// With this public URL.
    pub async fn at(public_url: &str) -> TestSite {
        let public_url = public_url.parse().unwrap();
        RUNTIME.spawn(TestSite::build(public_url)).await.unwrap()
    }

    async fn build(public_url: url::Url) -> TestSite {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display();
        let mut config = Config::read(&Settings::default()).unwrap();
        config.public_url = public_url;
        config.data_dir = folder.path().to_owned();
        config.database_url = format!("sqlite://{path}/licensing.db");
        config.storage_url = format!("file://{path}/attachments");
        config.mail = server::config::Mail::Folder(folder.path().join("mail"));
        config.site_root = format!("{path}/site");
        config.hash_files = Some(false);
        std::fs::create_dir_all(folder.path().join("site/pkg")).unwrap();
        std::fs::write(folder.path().join("site/pkg/licensing.js"), "export {};").unwrap();
        std::fs::write(folder.path().join("site/favicon.svg"), "<svg/>").unwrap();
        let services = server::startup::services(&config).await.unwrap();
        let router = router(Site::new(&config, services.clone()).unwrap());
        TestSite { services, router, folder }
    }

    pub async fn call(&self, request: Request<Body>) -> Answer {
        let router = self.router.clone();
        let answer = async move {
            let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
            let body = body.collect().await.unwrap().to_bytes();
            Answer { status: parts.status, headers: parts.headers, body }
        };
        RUNTIME.spawn(answer).await.unwrap()
    }

    /// Opens a page as a browser does.
    pub async fn open(&self, path: &str, session: Option<&str>) -> Answer {
        self.call(request("GET", path, session).header(ACCEPT, "text/html").body(Body::empty()).unwrap()).await
    }

    /// Reads what no use case tells.
    pub async fn one(&self, sql: &'static str, id: &str) -> String {
        let url = format!("sqlite://{}/licensing.db", self.folder.path().display());
        let db = services::db::Db::connect(&url).await.unwrap();
        let found = sqlx::query_scalar(sql).bind(id).fetch_one(db.pool()).await.unwrap();
        db.close().await;
        found
    }

    /// Changes what no use case changes.
    pub async fn execute(&self, sql: &'static str, filing: &str) {
        let url = format!("sqlite://{}/licensing.db", self.folder.path().display());
        let db = services::db::Db::connect(&url).await.unwrap();
        sqlx::query(sql).bind(filing).execute(db.pool()).await.unwrap();
        db.close().await;
    }

    /// Calls a server function that takes JSON.
    pub async fn json(&self, path: &str, session: Option<&str>, body: serde_json::Value) -> Answer {
        let request = request("POST", path, session).header(CONTENT_TYPE, "application/json");
        self.call(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Calls a server function that takes a form, as a script does.
    pub async fn form(&self, path: &str, session: Option<&str>, body: &str) -> Answer {
        let request = request("POST", path, session).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.call(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// Names of the files in the store.
    pub fn stored_files(&self) -> Vec<String> {
        let (mut files, mut folders) = (Vec::new(), vec![self.folder.path().join("attachments")]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                match entry.file_type().unwrap().is_dir() {
                    true => folders.push(entry.path()),
                    false => files.push(entry.file_name().to_string_lossy().into_owned()),
                }
            }
        }
        files
    }

    /// Signs in and gives the session's token.
    pub async fn sign_in(&self, account: &str, password: &str) -> String {
        let origin = Origin { address: "192.0.2.1".into() };
        self.services.sign_in(account, password, &origin).await.unwrap().token
    }
}

/// A request of our own site's page.
pub fn request(method: &str, path: &str, session: Option<&str>) -> Builder {
    let request = Request::builder().method(method).uri(path).header(HOST, "127.0.0.1:3000");
    let request = request.header("sec-fetch-site", "same-origin");
    match session {
        Some(token) => request.header(COOKIE, format!("session={token}")),
        None => request,
    }
}

/// A whole answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn parse<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text()))
    }
}

/// An enterprise that may register, in Shanghai; the account's name is part of its own name.
pub fn registration(account: &str) -> Registration {
    let (id, code) = ("31010119800101888", "91310000MA1TRNGRX");
    Registration {
        account: account.into(),
        password: PASSWORD.into(),
        password_again: PASSWORD.into(),
        profile: Profile {
            kind: Some(EnterpriseKind::Limited),
            name: format!("上海{account}电力工程有限公司"),
            credit_code: format!("{code}{}", CreditCode::check_character(code).unwrap()),
            representative: "王建国".into(),
            representative_id: format!("{id}{}", ResidentId::check_character(id).unwrap()),
            registered_address: "上海市静安区南京西路1号".into(),
            mailing_address: "上海市静安区南京西路1号".into(),
            postal_code: "200040".into(),
            province: "上海市".into(),
            contact: "李敏".into(),
            mobile: "13800138000".into(),
            email: "contact@example.com".into(),
            ..Profile::default()
        },
    }
}
