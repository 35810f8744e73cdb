//! What awaits somebody (待办).

use serde::{Deserialize, Serialize};

/// A line of the to-do list on the home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToDo {
    /// What to do, in one sentence.
    pub text: String,
    /// The page where it is done.
    pub href: String,
    /// Since when it waits, Unix milliseconds.
    pub at: i64,
}

/// A line of a person's list of notices (消息).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeLine {
    /// Id.
    pub id: String,
    /// What it is about, in a few words.
    pub subject: String,
    /// What it says; the first line says what to do.
    pub text: String,
    /// The page where it is done.
    pub href: String,
    /// Since when it is there, Unix milliseconds.
    pub at: i64,
    /// Whether it has been read.
    pub read: bool,
}

/// A place in the list of notices: the last line before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Whether that line was not read.
    pub unread: bool,
    /// Its time.
    pub at: i64,
    /// Its id.
    pub id: String,
}

/// Some of a person's notices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticePage {
    /// Unread ones first, of each the latest first.
    pub lines: Vec<NoticeLine>,
    /// Where the list goes on; `None` at its end.
    pub next: Option<Cursor>,
}

/// A public notice (公告), which everybody may read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicNotice {
    /// Id.
    pub id: String,
    /// What kind of notice it is.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Name of the office that publishes it.
    pub office: String,
    /// Number of the licence that it is about.
    pub licence_number: String,
    /// When it was published, Unix milliseconds.
    pub published_at: i64,
}
