//! Where the documents of one filing are kept on the page: in the wizard, and on the overview while some are to follow.

use super::chosen::Upload;
use domain::attachments::Attachment;
use leptos::prelude::*;

/// The documents, and what may be done with them.
#[derive(Clone, Copy)]
pub struct Shelf {
    /// Id of the filing.
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
