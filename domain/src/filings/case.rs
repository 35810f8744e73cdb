//! What a filing's tabs, documents and rules depend on, without its long lists.

use super::{Kind, Section, SectionBody, Sections, Tab, Track};
use crate::enterprises::Profile;
use crate::licences::{Licence, Move, Scope};

/// A filing but for its rows and documents.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What is filed for.
    pub kind: Kind,
    /// Under which terms.
    pub track: Track,
    /// The form tabs.
    pub sections: &'a Sections,
    /// The enterprise as registered; for a registration change, as it is before.
    pub profile: &'a Profile,
    /// The licence that it is about, as it was when this was submitted.
    pub licence: Option<&'a Licence>,
}

impl Case<'_> {
    /// Its tabs, in their order.
    pub fn tabs(&self) -> Vec<Tab> {
        self.kind.tabs(self.sections.joining.body.post)
    }

    /// The categories and grades held.
    pub fn held(&self) -> Scope {
        self.licence.map(|licence| licence.scope).unwrap_or_default()
    }

    /// The categories and grades that it asks for; held for what does not change them.
    pub fn wanted(&self) -> Scope {
        if self.kind.judged() { self.sections.application.body.wanted } else { self.held() }
    }

    /// Whether it adds a category or raises a grade.
    pub fn raises(&self) -> bool {
        self.held().moves(&self.wanted()).any(|(_, step)| matches!(step, Move::Added | Move::Raised))
    }

    /// The content of one form tab.
    pub fn section(&self, section: Section) -> SectionBody {
        let sections = self.sections;
        match section {
            Section::Application => SectionBody::Application(sections.application.body.clone()),
            Section::Basics => SectionBody::Basics(sections.basics.body.clone()),
            Section::TechnicalLead => SectionBody::TechnicalLead(sections.technical_lead.body.clone()),
            Section::SafetyLead => SectionBody::SafetyLead(sections.safety_lead.body.clone()),
            Section::Change => SectionBody::Change(sections.change.body.clone()),
            Section::Reissue => SectionBody::Reissue(sections.reissue.body.clone()),
            Section::Cancellation => SectionBody::Cancellation(sections.cancellation.body.clone()),
            Section::Leaving => SectionBody::Leaving(sections.leaving.body.clone()),
            Section::Joining => SectionBody::Joining(sections.joining.body.clone()),
        }
    }
}
