//! Masking (遮盖): ID numbers and mobiles in a filing as those see them who need not know them in full. One list says where they
//! stand; masking writes over what it names, and revealing reads one place of it.

use crate::enterprises::Profile;
use crate::filings::{Change, Electrician, Filing, Lead, PerformanceRecord, Rows, Sections, Technician};
use crate::values::{CreditCode, Mobile, OperationCertificate, ResidentId};
use std::fmt::Arguments;

/// What a place holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A number of a person: masked whatever it looks like.
    Number,
    /// Some other number, such as a certificate's: masked where it is, or contains, a person's.
    Perhaps,
}

/// Called with each place: its path, what it holds, and its content.
pub type Visit<'a> = dyn FnMut(Arguments<'_>, Holds, &mut String) + 'a;

/// Something with numbers of people in it.
pub trait Personal {
    /// Visits each place, by its path within this.
    fn places(&mut self, visit: &mut Visit<'_>);
}

/// Masks every number.
pub fn mask(whole: &mut impl Personal) {
    whole.places(&mut |_, holds, content| *content = masked(content, holds));
}

/// The content of one place, if it is one.
pub fn find(whole: &mut impl Personal, path: &str) -> Option<String> {
    let mut found = None;
    whole.places(&mut |place, _, content| {
        if found.is_none() && place.to_string() == path {
            found = Some(std::mem::take(content));
        }
    });
    found
}

/// Whether this is what masking makes of a number.
pub fn is_masked(text: &str) -> bool {
    text.contains(HIDDEN)
}

/// For what a number is shown in full, as reviewers are offered it.
pub const REASONS: &[&str] =
    &["核对证件或证书", "核对人员是否在其他单位任职", "核对社会保险缴纳情况", "电话联系核实情况", "办理投诉举报"];

const HIDDEN: &str = "****";

/// As it is shown to those who need not know it. What is masked stays as it is.
pub fn masked(text: &str, holds: Holds) -> String {
    if is_masked(text) {
        text.to_owned()
    } else if let Ok(id) = ResidentId::parse(text) {
        id.masked()
    } else if let Ok(certificate) = OperationCertificate::parse(text) {
        certificate.masked()
    } else if let Ok(mobile) = Mobile::parse(text) {
        mobile.masked()
    } else if holds == Holds::Number && !text.trim().is_empty() {
        ends(text.trim())
    } else {
        text.to_owned()
    }
}

/// A sentence with the numbers of people in it masked, also those that are a digit short. Credit codes are no person's.
pub fn mask_text(sentence: &str) -> String {
    let mut told = String::new();
    let mut run = String::new();
    for character in sentence.chars().chain(std::iter::once('\n')) {
        if character.is_ascii_alphanumeric() {
            run.push(character);
            continue;
        }
        told.push_str(&if may_be_a_persons(&run) { masked(&run, Number) } else { std::mem::take(&mut run) });
        run.clear();
        told.push(character);
    }
    told.pop();
    told
}

fn may_be_a_persons(run: &str) -> bool {
    let number = run.trim_start_matches(['T', 't']).trim_end_matches(['X', 'x']);
    let digits = number.len() >= 11 && number.bytes().all(|byte| byte.is_ascii_digit());
    digits && (ResidentId::parse(run).is_ok() || CreditCode::parse(run).is_err())
}

/// What is no right number, such as a digit too few, shows its ends as far as that tells nothing.
fn ends(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let kept = characters.len() / 4;
    let (first, last) = (&characters[..kept], &characters[characters.len() - kept..]);
    format!("{}{HIDDEN}{}", first.iter().collect::<String>(), last.iter().collect::<String>())
}

/// Masks the registration and what it shall be. A number that changes shows that it does, even where its ends stay.
pub fn mask_change(before: &mut Profile, after: &mut Change) {
    let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
    let changes = !same(&before.representative_id, &after.representative_id);
    mask(before);
    mask(after);
    if changes && before.representative_id == after.representative_id {
        after.representative_id.push_str("（与变更前不同）");
    }
}

use Holds::{Number, Perhaps};

impl Personal for Profile {
    fn places(&mut self, visit: &mut Visit<'_>) {
        visit(format_args!("representative_id"), Number, &mut self.representative_id);
        visit(format_args!("mobile"), Number, &mut self.mobile);
    }
}

impl Personal for Change {
    fn places(&mut self, visit: &mut Visit<'_>) {
        visit(format_args!("representative_id"), Number, &mut self.representative_id);
    }
}

impl Personal for Lead {
    fn places(&mut self, visit: &mut Visit<'_>) {
        visit(format_args!("resident_id"), Number, &mut self.resident_id);
        visit(format_args!("mobile"), Number, &mut self.mobile);
        visit(format_args!("title_certificate"), Perhaps, &mut self.title_certificate);
        for (n, line) in self.work.iter_mut().enumerate() {
            visit(format_args!("work[{n}].referee_mobile"), Number, &mut line.referee_mobile);
        }
        for (n, line) in self.training.iter_mut().enumerate() {
            visit(format_args!("training[{n}].certificate"), Perhaps, &mut line.certificate);
        }
    }
}

impl Personal for Sections {
    fn places(&mut self, visit: &mut Visit<'_>) {
        visit(format_args!("application.submitter_id"), Number, &mut self.application.body.submitter_id);
        for (n, line) in self.basics.body.shareholders.iter_mut().enumerate() {
            // A credit code is no person's.
            visit(format_args!("basics.shareholders[{n}].identity"), Perhaps, &mut line.identity);
        }
        within("technical_lead", &mut self.technical_lead.body, visit);
        within("safety_lead", &mut self.safety_lead.body, visit);
        within("change", &mut self.change.body, visit);
        for (n, person) in self.leaving.body.people.iter_mut().enumerate() {
            visit(format_args!("leaving.people[{n}].resident_id"), Number, &mut person.resident_id);
        }
    }
}

impl Personal for Technician {
    fn places(&mut self, visit: &mut Visit<'_>) {
        visit(format_args!("resident_id"), Number, &mut self.resident_id);
        visit(format_args!("title_certificate"), Perhaps, &mut self.title_certificate);
    }
}

impl Personal for Electrician {
    fn places(&mut self, visit: &mut Visit<'_>) {
        visit(format_args!("resident_id"), Number, &mut self.resident_id);
        visit(format_args!("certificate"), Perhaps, &mut self.certificate);
    }
}

impl Personal for PerformanceRecord {
    fn places(&mut self, _: &mut Visit<'_>) {}
}

impl Personal for Rows {
    fn places(&mut self, visit: &mut Visit<'_>) {
        for row in &mut self.technicians {
            let id = &row.id;
            row.body
                .places(&mut |place, holds, content| visit(format_args!("technicians[{id}].{place}"), holds, content));
        }
        for row in &mut self.electricians {
            let id = &row.id;
            row.body
                .places(&mut |place, holds, content| visit(format_args!("electricians[{id}].{place}"), holds, content));
        }
    }
}

/// The paths of the registration begin with `enterprise`, the others as in findings.
impl Personal for Filing {
    fn places(&mut self, visit: &mut Visit<'_>) {
        within("enterprise", &mut self.enterprise, visit);
        self.sections.places(visit);
        self.rows.places(visit);
    }
}

fn within(prefix: &str, part: &mut impl Personal, visit: &mut Visit<'_>) {
    part.places(&mut |place, holds, content| visit(format_args!("{prefix}.{place}"), holds, content));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filings::{Leaver, Shareholder, TrainingExperience, WorkExperience};
    use proptest::prelude::*;

    const ID: &str = "11010519491231002X";
    const CERTIFICATE: &str = "T11010519491231002X";
    const MOBILE: &str = "13800131234";

    /// A filing with a number wherever one may stand.
    fn full() -> Filing {
        let lead = Lead {
            resident_id: ID.into(),
            mobile: MOBILE.into(),
            title_certificate: ID.into(),
            work: vec![WorkExperience { referee_mobile: MOBILE.into(), ..Default::default() }],
            training: vec![TrainingExperience { certificate: CERTIFICATE.into(), ..Default::default() }],
            ..Lead::default()
        };
        let mut filing = crate::staff::Roster {
            technical_lead: Some(lead.clone()),
            safety_lead: Some(lead),
            technicians: vec![Technician {
                resident_id: ID.into(),
                title_certificate: ID.into(),
                ..Default::default()
            }],
            electricians: vec![Electrician {
                resident_id: ID.into(),
                certificate: CERTIFICATE.into(),
                ..Default::default()
            }],
        }
        .as_filing(Default::default());
        filing.enterprise = Profile { representative_id: ID.into(), mobile: MOBILE.into(), ..Profile::default() };
        let sections = &mut filing.sections;
        sections.application.body.submitter_id = ID.into();
        sections.basics.body.shareholders = vec![
            Shareholder { identity: "91350100M000100Y43".into(), ..Default::default() },
            Shareholder { identity: ID.into(), ..Default::default() },
        ];
        sections.change.body.representative_id = ID.into();
        sections.leaving.body.people = vec![Leaver { resident_id: ID.into(), ..Default::default() }];
        filing.rows.electricians[0].id = "e1".into();
        filing
    }

    #[test]
    fn nothing_of_a_filing_tells_a_whole_number() {
        let mut filing = full();
        mask(&mut filing);
        let told = format!("{filing:?}");
        assert!(!told.contains("19491231") && !told.contains(MOBILE), "{told}");
        assert!(
            told.contains("110105********002X") && told.contains("138****1234") && told.contains("91350100M000100Y43")
        );
        let mut again = filing.clone();
        mask(&mut again);
        assert_eq!(again, filing, "masking twice masks once");
    }

    #[test]
    fn each_place_is_found_by_its_path() {
        for (path, content) in [
            ("enterprise.mobile", MOBILE),
            ("technical_lead.work[0].referee_mobile", MOBILE),
            ("basics.shareholders[1].identity", ID),
            ("electricians[e1].certificate", CERTIFICATE),
            ("leaving.people[0].resident_id", ID),
        ] {
            assert_eq!(find(&mut full(), path).as_deref(), Some(content), "{path}");
        }
        for path in ["", "enterprise.name", "electricians[e2].certificate", "technical_lead.name"] {
            assert_eq!(find(&mut full(), path), None, "{path}");
        }
    }

    #[test]
    fn a_changed_number_shows_that_it_changed() {
        let profile = Profile { representative_id: ID.into(), ..Profile::default() };
        let change = |id: &str| {
            let mut after = Change { representative_id: id.into(), ..Change::default() };
            mask_change(&mut profile.clone(), &mut after);
            after.representative_id
        };
        assert_eq!(change("11010519491231002x"), "110105********002X");
        assert!(change("440524188001010014").starts_with("4405****"));
        // The same ends, another day of birth: whatever is typed there.
        assert!(change("11010519401231002X").contains("****"));
    }

    #[test]
    fn numbers_in_a_sentence_are_masked() {
        assert_eq!(mask_text("核对11010519491231002X的证书"), "核对110105********002X的证书");
        assert_eq!(mask_text("致电13800131234，2026年核对"), "致电138****1234，2026年核对");
        assert_eq!(mask_text("证书T11010519491231002X"), "证书T110105********002X");
        assert!(is_masked(&mask_text("少一位的1101051949123100")));
        for nobodys in ["核对证件", "91350100M000100Y43", "申请20260001", "4-1-00001-2026"] {
            assert_eq!(mask_text(nobodys), nobodys);
        }
    }

    proptest! {
        #[test]
        fn what_is_typed_wrong_is_masked_too(raw in "[0-9]{5,20}") {
            let shown = masked(&raw, Holds::Number);
            prop_assert!(is_masked(&shown) && !shown.contains(&raw));
            prop_assert!(shown.chars().filter(char::is_ascii_digit).count() <= raw.len() * 2 / 3);
        }
    }
}
