//! Credit (信用): asked of a registry over HTTP, or of what the offices record here.

mod ask;
mod end;
mod http;
mod record;
mod records;
mod register;

pub use http::HttpRegistry;
pub use register::RegisterRegistry;

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::credit::Standing;

/// Whom a registry is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The enterprise's id.
    pub enterprise_id: &'a str,
    /// 统一社会信用代码.
    pub credit_code: &'a str,
    /// The day for which it is asked.
    pub today: NaiveDate,
}

/// What a registry knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The standing.
    pub standing: Standing,
    /// Why; may be empty.
    pub reason: String,
}

/// Credit could not be learned: why, in words for the person who waits. The cause itself is in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlearned(pub String);

/// Something that knows how enterprises stand.
#[async_trait]
pub trait CreditRegistry: Send + Sync {
    /// How this enterprise stands.
    async fn ask(&self, subject: Subject<'_>) -> Result<Answer, Unlearned>;

    /// Whether asking takes time and may fail, so that an answer is kept for the day.
    fn remote(&self) -> bool;
}
