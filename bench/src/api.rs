//! What the bench asks of the application by its server functions, outside of what is measured.

use crate::Result;
use crate::http::{Answer, Connection, Visitor};
use crate::load::Work;
use domain::accounts::Registration;
use domain::filings::{
    Electrician, FilingSummary, FilingView, Kind, Row, RowBody, RowPage, SavedRow, SavedSection, SectionBody, Track,
};
use domain::review::QueuePage;
use domain::workflow::{Action, Status};
use hyper::Method;
use hyper::header::SET_COOKIE;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::net::SocketAddr;

/// Somebody who is signed in, on a connection.
pub struct Session {
    pub visitor: Visitor,
    connection: Connection,
}

impl Session {
    pub async fn sign_in(address: SocketAddr, account: &str, password: &str) -> Result<Session> {
        Self::begin(Visitor::anonymous(address), "accounts/sign_in", &[("account", account), ("password", password)])
            .await
    }

    pub async fn register(visitor: Visitor, form: &Registration) -> Result<Session> {
        let mut fields = vec![
            ("account".to_owned(), form.account.clone()),
            ("password".to_owned(), form.password.clone()),
            ("password_again".to_owned(), form.password_again.clone()),
        ];
        if let Value::Object(profile) = serde_json::to_value(&form.profile)? {
            fields.extend(profile.into_iter().map(|(name, value)| {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                (format!("profile[{name}]"), value)
            }));
        }
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Self::begin(visitor, "accounts/register", &fields).await
    }

    /// Goes on as somebody who has signed in before.
    pub async fn resume(visitor: Visitor) -> Result<Session> {
        Ok(Session { connection: Connection::open(visitor.address).await?, visitor })
    }

    /// Posts a form that begins a session, and keeps its cookie.
    async fn begin(visitor: Visitor, endpoint: &str, fields: &[(&str, &str)]) -> Result<Session> {
        let mut session = Self::resume(visitor).await?;
        let answer = session.form(endpoint, fields).await?;
        let cookies = answer.headers.get_all(SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
        let cookie = cookies.filter_map(|cookie| cookie.split(';').next()).find(|pair| pair.contains("session="));
        session.visitor.cookie = cookie.ok_or_else(|| unexpected(endpoint, &answer))?.to_owned();
        Ok(session)
    }

    /// Does one piece of work of the load.
    pub async fn work(&mut self, work: &mut impl Work) -> Result<()> {
        let request = work.next().ok_or("there is nothing to do")?;
        work.check(&self.connection.send(request).await?)
    }

    /// Fetches a page as it is, or as a browser asks for it.
    pub async fn page(&mut self, path: &str, compressed: bool) -> Result<Answer> {
        let request = if compressed { self.visitor.compressed_page(path) } else { self.visitor.page(path) };
        let answer = self.connection.send(request?).await?;
        if answer.status.is_success() { Ok(answer) } else { Err(unexpected(path, &answer)) }
    }

    pub async fn start_filing(&mut self, key: &str) -> Result<String> {
        let fields = [("kind", Kind::NewLicence.code()), ("track", Track::General.code()), ("key", key)];
        let answer = self.form("filings/start", &fields).await?;
        read("filings/start", &answer)
    }

    /// The id of the enterprise's draft, if it has one.
    pub async fn draft(&mut self) -> Result<Option<String>> {
        let mine: Vec<FilingSummary> = self.call("filings/mine", &json!({})).await?;
        Ok(mine.into_iter().find(|filing| filing.status == Status::Draft).map(|filing| filing.id))
    }

    pub async fn queue(&mut self, arguments: &Value) -> Result<QueuePage> {
        self.call("review/queue", arguments).await
    }

    pub async fn filing(&mut self, id: &str) -> Result<FilingView> {
        self.call("filings/load", &json!({ "id": id })).await
    }

    pub async fn electricians(&mut self, id: &str) -> Result<RowPage<Electrician>> {
        self.call("filings/electricians", &json!({ "id": id, "offset": 0, "limit": 2000 })).await
    }

    pub async fn save_section(&mut self, id: &str, revision: i64, body: &SectionBody) -> Result<()> {
        let arguments = json!({ "id": id, "revision": revision, "body": body });
        let saved: SavedSection = self.call("filings/save_section", &arguments).await?;
        match saved.findings.first() {
            Some(finding) => Err(format!("filings/save_section: {}: {}", finding.path, finding.message).into()),
            None => Ok(()),
        }
    }

    pub async fn add_row(&mut self, id: &str, key: &str, body: &RowBody) -> Result<()> {
        let arguments = json!({ "id": id, "row": null, "key": key, "body": body });
        self.call::<SavedRow>("filings/save_row", &arguments).await.map(|_| ())
    }

    pub async fn attach(&mut self, id: &str, slot: &str, name: &str, bytes: &[u8]) -> Result<()> {
        let path = format!("/attachments?filing={id}&slot={slot}&name={}", encode(name));
        let request = self.visitor.body(Method::PUT, &path, "application/pdf", bytes.to_vec())?;
        let answer = self.connection.send(request).await?;
        if answer.status.is_success() { Ok(()) } else { Err(unexpected(&path, &answer)) }
    }

    pub async fn terminate(&mut self, id: &str, revision: i64, key: &str) -> Result<()> {
        let arguments = json!({
            "id": id, "revision": revision, "key": key, "action": Action::Terminate, "note": "性能测试结束",
        });
        self.call::<Value>("filings/act", &arguments).await.map(|_| ())
    }

    /// A function that takes JSON.
    async fn call<T: DeserializeOwned>(&mut self, endpoint: &str, arguments: &Value) -> Result<T> {
        let request = self.visitor.json(&format!("/api/{endpoint}"), serde_json::to_vec(arguments)?)?;
        read(endpoint, &self.connection.send(request).await?)
    }

    /// A function that takes a form, as pages without a script send it.
    async fn form(&mut self, endpoint: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let fields = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        let body = fields.collect::<Vec<_>>().join("&").into_bytes();
        let path = format!("/api/{endpoint}");
        let request = self.visitor.body(Method::POST, &path, "application/x-www-form-urlencoded", body)?;
        let answer = self.connection.send(request).await?;
        if answer.status.is_success() { Ok(answer) } else { Err(unexpected(endpoint, &answer)) }
    }
}

fn read<T: DeserializeOwned>(endpoint: &str, answer: &Answer) -> Result<T> {
    if !answer.status.is_success() {
        return Err(unexpected(endpoint, answer));
    }
    serde_json::from_slice(&answer.body).map_err(|error| format!("{endpoint}: {error}: {}", answer.excerpt()).into())
}

/// The JSON by which a row is saved again.
pub fn save_row(filing: &str, row: &Row<Electrician>, key: &str) -> Value {
    json!({
        "id": filing,
        "row": [row.id, row.revision],
        "key": key,
        "body": RowBody::Electricians(row.body.clone()),
    })
}

/// The JSON by which a filing is submitted.
pub fn submit(filing: &str, revision: i64, key: &str) -> Value {
    json!({ "id": filing, "revision": revision, "key": key })
}

fn unexpected(what: &str, answer: &Answer) -> crate::Error {
    format!("{what}: {}: {}", answer.status, answer.excerpt()).into()
}

fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
