//! A registry over HTTP: `GET {url}/enterprises/{credit_code}` answers
//! `{"standing": "good" | "trustworthy" | "broken" | "grave", "reason": "…"}`.

use super::{Answer, CreditRegistry, Subject, Unlearned};
use crate::{Error, Result};
use async_trait::async_trait;
use domain::credit::Standing;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode, header};
use serde::Deserialize;
use std::time::Duration;
use url::Url;

/// How long one try may take, from connecting to the last byte.
const PATIENCE: Duration = Duration::from_secs(3);
/// One retry: people wait meanwhile.
const TRIES: usize = 2;
/// Longest answer that is read, in bytes.
const LONGEST: usize = 64 * 1024;
/// Longest reason that is shown, in characters.
const REASON: usize = 200;

/// Asks a service.
pub struct HttpRegistry {
    client: Client,
    url: Url,
}

/// The service's answer; what else it says is passed over.
#[derive(Deserialize)]
struct Said {
    standing: Standing,
    #[serde(default)]
    reason: String,
}

/// Why one try came to nothing.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("no answer: {0}")]
    Transport(#[from] reqwest::Error),
    #[error("status {0}")]
    Status(StatusCode),
    #[error("longer than {LONGEST} bytes")]
    TooLong,
    #[error("not the documented JSON: {0}")]
    Garbage(#[from] serde_json::Error),
}

impl HttpRegistry {
    /// At this address, `http://…` or `https://…`, which may hold user and password.
    ///
    /// # Errors
    /// A fault when it is not such an address.
    pub fn new(url: &str) -> Result<HttpRegistry> {
        HttpRegistry::with_patience(url, PATIENCE)
    }

    /// With another time for one try than three seconds.
    ///
    /// # Errors
    /// A fault when the address is no HTTP URL.
    pub fn with_patience(url: &str, patience: Duration) -> Result<HttpRegistry> {
        let url = Url::parse(url).map_err(Error::fault)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Error::fault(format!("the credit service is http:// or https://, not {}:", url.scheme())));
        }
        // An answer that leads elsewhere is not what was configured.
        let client = Client::builder().timeout(patience).redirect(Policy::none()).build().map_err(Error::fault)?;
        Ok(HttpRegistry { client, url })
    }

    fn address(&self, credit_code: &str) -> Url {
        let mut url = self.url.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(["enterprises", credit_code]);
        }
        url
    }

    async fn try_once(&self, credit_code: &str) -> Result<Answer, Failure> {
        let request = self.client.get(self.address(credit_code)).header(header::ACCEPT, "application/json");
        let response = request.send().await?;
        if response.status() != StatusCode::OK {
            return Err(Failure::Status(response.status()));
        }
        let Said { standing, reason } = serde_json::from_slice(&body(response).await?)?;
        let reason = reason.trim().chars().filter(|c| !c.is_control()).take(REASON).collect();
        Ok(Answer { standing, reason })
    }
}

/// The answer's bytes, as far as one may be long.
async fn body(mut response: Response) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(part) = response.chunk().await? {
        if bytes.len() + part.len() > LONGEST {
            return Err(Failure::TooLong);
        }
        bytes.extend_from_slice(&part);
    }
    Ok(bytes)
}

impl Failure {
    /// Whether asking again would be answered the same.
    fn lasting(&self) -> bool {
        matches!(self, Failure::Status(status) if status.is_client_error())
    }

    fn told(&self) -> String {
        match self {
            Failure::Transport(error) if error.is_timeout() => "信用服务未及时答复".to_owned(),
            Failure::Transport(_) => "信用服务无法连接".to_owned(),
            Failure::Status(StatusCode::NOT_FOUND) => "信用服务没有该企业的记录".to_owned(),
            Failure::Status(status) => format!("信用服务答复异常，代码{}", status.as_u16()),
            Failure::TooLong | Failure::Garbage(_) => "信用服务的答复无法识别".to_owned(),
        }
    }

    /// Without the address, which may hold a password.
    fn logged(self) -> Failure {
        match self {
            Failure::Transport(error) => Failure::Transport(error.without_url()),
            other => other,
        }
    }
}

#[async_trait]
impl CreditRegistry for HttpRegistry {
    async fn ask(&self, subject: Subject<'_>) -> Result<Answer, Unlearned> {
        let mut tries = 1;
        loop {
            match self.try_once(subject.credit_code).await {
                Ok(answer) => return Ok(answer),
                Err(failure) if tries < TRIES && !failure.lasting() => tries += 1,
                Err(failure) => {
                    let told = failure.told();
                    tracing::warn!(error = ?failure.logged(), tries, "credit could not be learned");
                    return Err(Unlearned(told));
                }
            }
        }
    }

    fn remote(&self) -> bool {
        true
    }
}
