//! What is known of the enterprise and the people of a filing, beside what it says itself (企业档案).

use crate::credit::Credit;
use crate::filings::{FilingSummary, Tab};
use crate::licences::Licence;
use serde::{Deserialize, Serialize};

/// Everything besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// How the enterprise stands today.
    pub credit: Credit,
    /// Its licences, the latest first.
    pub licences: Vec<Held>,
    /// What else it has submitted, the latest first.
    pub filings: Vec<Earlier>,
    /// Where else the people named have been engaged, the latest first.
    pub people: Vec<Elsewhere>,
}

/// A licence of the enterprise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The licence as it stands now.
    pub licence: Licence,
    /// Whether the viewer's office issued it, and the viewer may open it.
    pub own: bool,
}

/// Another filing of the enterprise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// The line as in lists.
    pub filing: FilingSummary,
    /// Whether it is with the viewer's office, and the viewer may open it.
    pub own: bool,
}

/// That somebody named here was, or is, engaged by another enterprise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// On which tab the person is named.
    pub tab: Tab,
    /// Id of the person's row; `None` for a lead.
    pub row: Option<String>,
    /// Name as it was there.
    pub name: String,
    /// ID number with its middle hidden.
    pub resident_id: String,
    /// The other enterprise.
    pub enterprise: String,
    /// Since when, Unix milliseconds.
    pub since: i64,
    /// Until when; `None` while it lasts.
    pub until: Option<i64>,
}
