//! What server functions have in common: the error that crosses to the browser, who acts, and how a refusal becomes HTTP.

use domain::{Finding, Refusal};
use leptos::prelude::*;
use leptos::server_fn::codec::Post;
use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
mod server;
#[cfg(feature = "ssr")]
pub use server::{
    CookieSettings, CurrentActor, actor, answer, current_actor, origin, posted_by_form, redirect_page, refuse, services,
};

/// Why a server function gave no result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ApiError {
    /// The server's answer.
    #[error(transparent)]
    Refused(Refusal),
    /// There was no answer, or none from this application.
    #[error("网络连接失败，您填写的内容已保留，请稍后重试")]
    Network,
}

impl ApiError {
    /// Whether signing in again would help.
    pub fn is_signed_out(&self) -> bool {
        matches!(self, ApiError::Refused(Refusal::SignedOut))
    }

    /// What is wrong with what was sent, each on its field; empty for every other kind of error.
    pub fn findings(&self) -> &[Finding] {
        match self {
            ApiError::Refused(Refusal::Invalid { findings }) => findings,
            _ => &[],
        }
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> ApiError {
        ApiError::Refused(refusal)
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> ApiError {
        // On the server only arguments can fail: the request did not come from our pages, or from an older version of them.
        #[cfg(feature = "ssr")]
        {
            tracing::debug!(%error, "server function called with what it cannot read");
            server::set_status(http::StatusCode::BAD_REQUEST);
            ApiError::Refused(Refusal::not_now("提交的内容无法识别，请刷新页面后重试"))
        }
        #[cfg(not(feature = "ssr"))]
        {
            let _ = error;
            ApiError::Network
        }
    }
}

/// JSON read from text, as resources read it: one parser in the browser's program for each type, where server_fn's own would
/// be a second one, from bytes.
pub struct JsonText;

/// Arguments and results as JSON in a POST request.
pub type Json = Post<JsonText>;

impl ContentType for JsonText {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for JsonText {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for JsonText {
    type Error = serde_json::Error;

    fn encode(value: &T) -> Result<Bytes, serde_json::Error> {
        serde_json::to_string(value).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for JsonText {
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<T, serde_json::Error> {
        serde_json::from_str(std::str::from_utf8(&bytes).map_err(serde::de::Error::custom)?)
    }
}

/// The path to continue at after signing in: only ever one of our own pages.
///
/// A browser reads `//host` and `/\host` as another site, and drops tabs and line breaks while reading.
pub fn local_path(next: &str) -> &str {
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let own = next.starts_with('/') && !next.starts_with("//") && !next.starts_with("/api/");
    if plain && own { next } else { "/" }
}

/// `path` with a query of these pairs, encoded; pairs without a value are left out.
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut url = path.to_owned();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(name);
        url.push('=');
        for byte in value.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => url.push(char::from(byte)),
                _ => url.push_str(&format!("%{byte:02X}")),
            }
        }
    }
    url
}

/// An idempotency key made when the page is opened: by the server, and carried in the page, or by the browser for pages that
/// it opens itself. Repeating a request with the same key does nothing twice.
pub fn page_key() -> StoredValue<String> {
    StoredValue::new(SharedValue::new(new_key).into_inner())
}

/// A new idempotency key: 32 hexadecimal digits.
#[cfg(feature = "ssr")]
pub fn new_key() -> String {
    use_context::<services::Services>().map(|services| services.id()).unwrap_or_default()
}

/// A new idempotency key: 32 hexadecimal digits.
#[cfg(not(feature = "ssr"))]
pub fn new_key() -> String {
    let mut bytes = [0u8; 16];
    // Only fails where there is no source of randomness at all; the server then refuses the empty key.
    let filled = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        return String::new();
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_continued_at() {
        for own in ["/", "/filings/1/basics?a=b", "/enterprise"] {
            assert_eq!(local_path(own), own);
        }
        for other in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "/页", "/api/x"]
        {
            assert_eq!(local_path(other), "/", "{other:?}");
        }
    }

    #[test]
    fn a_query_is_encoded() {
        assert_eq!(
            with_query("/a", &[("next", "/b?c=d"), ("empty", ""), ("name", "值")]),
            "/a?next=%2Fb%3Fc%3Dd&name=%E5%80%BC"
        );
    }

    #[test]
    fn an_error_travels() {
        let error = ApiError::Refused(Refusal::Throttled { seconds: 3 });
        assert_eq!(ApiError::de(error.ser()), error);
    }
}
