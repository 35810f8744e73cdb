//! What the filing's tabs, documents and rules depend on, as it stands on the page.

use super::{SECTIONS, Wizard};
use crate::filings::forms::Body;
use domain::enterprises::Profile;
use domain::filings::{Case, Change, FilingHeader, Sections};
use domain::values::ResidentId;
use leptos::prelude::*;

impl Wizard {
    /// Looks at the filing as it stands; follows it.
    pub fn case<R>(self, look: impl FnOnce(&Case) -> R) -> R {
        self::look(self.header, &self.sections, look)
    }
}

/// Looks at a filing whose wizard is not there yet.
pub(super) fn look<R>(
    header: RwSignal<FilingHeader>,
    sections: &[RwSignal<Body>; SECTIONS],
    look: impl FnOnce(&Case) -> R,
) -> R {
    let mut all = Sections::default();
    for section in sections {
        section.get().put(&mut all);
    }
    header.with(|header| {
        let profile = before(&header.profile, &all.change.body);
        look(&Case {
            kind: header.summary.kind,
            track: header.summary.track,
            sections: &all,
            profile: &profile,
            licence: header.licence.as_ref(),
        })
    })
}

/// The registration as it is before the change. Reviewers get the representative's number masked: where the mask fits what is
/// wanted, nothing about it changes.
pub fn before(profile: &Profile, change: &Change) -> Profile {
    let mut before = profile.clone();
    let fits = |id: ResidentId| id.masked() == before.representative_id;
    if ResidentId::parse(&change.representative_id).is_ok_and(fits) {
        before.representative_id.clone_from(&change.representative_id);
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_number_that_fits_is_no_change() {
        let id = "11010519491231002X";
        let masked = ResidentId::parse(id).unwrap().masked();
        let profile = Profile { representative_id: masked.clone(), ..Profile::default() };
        let same = Change { representative_id: id.into(), ..Change::default() };
        assert!(same.items(&before(&profile, &same)).is_empty());
        let other = Change { representative_id: "440524188001010014".into(), ..Change::default() };
        assert_eq!(before(&profile, &other).representative_id, masked);
    }
}
