//! Where the documents of one filing are kept on the page: in the wizard, and on the overview while some are to follow.

use super::chosen::Upload;
use domain::attachments::Attachment;
use leptos::prelude::*;

/// What a shelf belongs to, and where on the server its documents are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Home {
    /// The route of its documents.
    route: &'static str,
    /// What the one that they belong to is called there.
    pub owner: &'static str,
}

impl Home {
    /// A filing.
    pub const FILING: Home = Home { route: "/attachments", owner: "filing" };
    /// The report of a self-inspection.
    pub const INSPECTION: Home = Home { route: "/inspections/documents", owner: "inspection" };

    /// Where documents are sent.
    pub fn route(self) -> &'static str {
        self.route
    }

    /// Where a document is.
    pub fn document(self, id: &str) -> String {
        format!("{}/{id}", self.route)
    }
}

/// The documents, and what may be done with them.
#[derive(Clone, Copy)]
pub struct Shelf {
    /// What they belong to.
    pub home: Home,
    /// Its id.
    pub filing: StoredValue<String>,
    /// Those that are there.
    pub attachments: RwSignal<Vec<Attachment>>,
    /// Those on their way.
    pub uploads: RwSignal<Vec<Upload>>,
    /// Whether documents may be added and deleted.
    pub open: Signal<bool>,
    /// What is said about the empty place at this path.
    pub lacking: Callback<String, Option<String>>,
    /// The session has ended: sign in again.
    pub signed_out: RwSignal<bool>,
}
