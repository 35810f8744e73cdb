//! What a draft may keep, complete or not.

use super::SectionBody;
use crate::Finding;
use crate::values::{ValueError, text};

/// Most lines in one of a section's own lists (股权结构, 工作经历, 培训经历, who leaves).
pub const MOST_LINES: usize = 200;
/// Longest single field, in characters.
pub const LONGEST: u32 = 200;
/// Longest explanation, in characters.
pub const LONGEST_EXPLANATION: u32 = 1000;

/// Whether a section may be kept as a draft: no field over-long or with control characters, lists not endless.
///
/// # Errors
/// The field's path and what is wrong with it.
pub fn storable(body: &SectionBody) -> Result<(), Vec<Finding>> {
    let mut findings = Vec::new();
    let prefix = body.section().code();
    let mut hold = |path: String, raw: &str| {
        let most = if path == "explanation" { LONGEST_EXPLANATION } else { LONGEST };
        if let Err(error) = text::storable(raw, most) {
            findings.push(Finding::field(format!("{prefix}.{path}"), error));
        }
    };
    let mut lines = 0;
    match body {
        SectionBody::Application(application) => {
            hold("submitter_name".into(), &application.submitter_name);
            hold("submitter_id".into(), &application.submitter_id);
            lines = application.deferred.len();
            for (n, slot) in application.deferred.iter().enumerate() {
                hold(format!("deferred[{n}]"), slot);
            }
        }
        SectionBody::Basics(basics) => {
            hold("total_assets".into(), &basics.total_assets);
            hold("net_assets".into(), &basics.net_assets);
            hold("premises_area".into(), &basics.premises_area);
            lines = basics.shareholders.len();
            for (n, line) in basics.shareholders.iter().enumerate() {
                for (name, raw) in [
                    ("name", &line.name),
                    ("identity", &line.identity),
                    ("contribution", &line.contribution),
                    ("share", &line.share),
                ] {
                    hold(format!("shareholders[{n}].{name}"), raw);
                }
            }
        }
        SectionBody::Change(change) => {
            hold("name".into(), &change.name);
            hold("credit_code".into(), &change.credit_code);
            hold("representative".into(), &change.representative);
            hold("representative_id".into(), &change.representative_id);
            hold("registered_address".into(), &change.registered_address);
        }
        SectionBody::Reissue(reissue) => {
            hold("happened_on".into(), &reissue.happened_on);
            hold("notice_medium".into(), &reissue.notice_medium);
            hold("notice_on".into(), &reissue.notice_on);
            hold("explanation".into(), &reissue.explanation);
        }
        SectionBody::Cancellation(cancellation) => hold("explanation".into(), &cancellation.explanation),
        SectionBody::Leaving(leaving) => {
            hold("left_on".into(), &leaving.left_on);
            lines = leaving.people.len();
            for (n, person) in leaving.people.iter().enumerate() {
                hold(format!("people[{n}].name"), &person.name);
                hold(format!("people[{n}].resident_id"), &person.resident_id);
            }
            hold("explanation".into(), &leaving.explanation);
        }
        SectionBody::Joining(_) => {}
        SectionBody::TechnicalLead(lead) | SectionBody::SafetyLead(lead) => {
            for (name, raw) in [
                ("name", &lead.name),
                ("resident_id", &lead.resident_id),
                ("mobile", &lead.mobile),
                ("post", &lead.post),
                ("specialty", &lead.specialty),
                ("title_certificate", &lead.title_certificate),
                ("years", &lead.years),
            ] {
                hold(name.into(), raw);
            }
            lines = lead.work.len().max(lead.training.len());
            for (n, line) in lead.work.iter().enumerate() {
                for (name, raw) in [
                    ("from", &line.from),
                    ("until", &line.until),
                    ("employer", &line.employer),
                    ("post", &line.post),
                    ("referee", &line.referee),
                    ("referee_mobile", &line.referee_mobile),
                ] {
                    hold(format!("work[{n}].{name}"), raw);
                }
            }
            for (n, line) in lead.training.iter().enumerate() {
                for (name, raw) in [
                    ("from", &line.from),
                    ("until", &line.until),
                    ("institution", &line.institution),
                    ("subject", &line.subject),
                    ("certificate", &line.certificate),
                ] {
                    hold(format!("training[{n}].{name}"), raw);
                }
            }
        }
    }
    if lines > MOST_LINES {
        findings.push(Finding::field(prefix, ValueError::TooManyLines { max: MOST_LINES as u32 }));
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}
