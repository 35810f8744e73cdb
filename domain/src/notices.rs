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
