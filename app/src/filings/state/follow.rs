//! Documents that follow later (容缺材料): which may, and which the filing says do.

use super::Wizard;
use crate::filings::forms::Body;
use domain::attachments::Slot;
use domain::filings::Section;
use domain::tracks::{Follow, may_follow};
use leptos::prelude::*;

impl Wizard {
    /// Whether this document may follow on the filing's track.
    pub fn may_follow(self, slot: &Slot) -> bool {
        let documents = self.follow(|follow| may_follow(self.kind, self.track, slot.key, &follow.documents));
        documents.unwrap_or_default()
    }

    /// Something of what may follow; none on the other tracks.
    pub fn follow<T>(self, read: impl FnOnce(&Follow) -> T) -> Option<T> {
        self.header.with(|header| header.follow.as_ref().map(read))
    }

    /// Says that it does, or that it does not.
    pub fn follow_later(self, slot: &Slot, later: bool) {
        self.section(Section::Application).update(|body| {
            if let Body::Application(application) = body {
                application.deferred.retain(|key| key != slot.key);
                if later {
                    application.deferred.push(slot.key.to_owned());
                }
            }
        });
        self.typed(Section::Application);
    }
}
