//! Giving up a tab.

use super::{SaveState, Wizard, kept};
use crate::filings::forms::sections;
use domain::attachments;
use domain::filings::{Sections, Tab};
use leptos::prelude::*;

impl Wizard {
    /// Forgets what is on a tab that the filing has no more, as the server does.
    pub fn forget(self, tab: Tab) {
        if let Some(section) = tab.section() {
            let [empty, ..] = &sections(Sections::default())[section as usize..] else { return };
            self.section(section).set(empty.body.clone());
            self.save_state(section).set(SaveState::at(0));
            self.id.with_value(|id| kept::drop_section(id, section));
        }
        if let Some(list) = tab.list() {
            self.list(list).clear();
            self.id.with_value(|id| kept::drop_row(id, list));
        }
        self.attachments.update(|all| {
            all.retain(|file| attachments::slot(&file.slot).is_none_or(|slot| slot.tab != tab));
        });
    }
}
