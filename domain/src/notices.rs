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
