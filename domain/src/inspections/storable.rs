//! What a draft of a report may keep, complete or not.

use super::SectionBody;
use crate::Finding;
use crate::filings::{LONGEST, LONGEST_EXPLANATION, MOST_LINES};
use crate::values::{ValueError, text};

/// Whether a page may be kept as a draft: no field over-long or with control characters, lists not endless.
///
/// # Errors
/// The field and what is wrong with it.
pub fn storable(body: &SectionBody) -> Result<(), Vec<Finding>> {
    let prefix = body.section().code();
    let mut findings = Vec::new();
    let mut hold = |path: String, raw: &str| {
        let most = if path.ends_with("explanation") { LONGEST_EXPLANATION } else { LONGEST };
        if let Err(error) = text::storable(raw, most) {
            findings.push(Finding::field(format!("{prefix}.{path}"), error));
        }
    };
    let mut lines = 0;
    match body {
        SectionBody::Company(company) => {
            hold("contact".into(), &company.contact);
            hold("mobile".into(), &company.mobile);
            hold("employees".into(), &company.employees);
            hold("explanation".into(), &company.explanation);
        }
        SectionBody::Assets(assets) => {
            hold("total_assets".into(), &assets.total_assets);
            hold("net_assets".into(), &assets.net_assets);
            hold("premises_address".into(), &assets.premises_address);
            hold("premises_area".into(), &assets.premises_area);
        }
        SectionBody::Staff(staff) => hold("explanation".into(), &staff.explanation),
        SectionBody::Performance(performance) => {
            lines = performance.records.len();
            for (n, record) in performance.records.iter().enumerate() {
                for (name, raw) in [
                    ("project", &record.project),
                    ("client", &record.client),
                    ("length", &record.length),
                    ("capacity", &record.capacity),
                    ("started_on", &record.started_on),
                    ("completed_on", &record.completed_on),
                ] {
                    hold(format!("records[{n}].{name}"), raw);
                }
            }
        }
        SectionBody::Equipment(equipment) => {
            lines = equipment.lines.len();
            for (n, line) in equipment.lines.iter().enumerate() {
                hold(format!("lines[{n}].name"), &line.name);
                hold(format!("lines[{n}].model"), &line.model);
                hold(format!("lines[{n}].quantity"), &line.quantity);
                hold(format!("lines[{n}].inspected_on"), &line.inspected_on);
            }
        }
        SectionBody::Safety(safety) => {
            lines = safety.accidents.len();
            hold("trained".into(), &safety.trained);
            for (n, accident) in safety.accidents.iter().enumerate() {
                hold(format!("accidents[{n}].happened_on"), &accident.happened_on);
                hold(format!("accidents[{n}].deaths"), &accident.deaths);
                hold(format!("accidents[{n}].explanation"), &accident.explanation);
            }
        }
        SectionBody::Violations(violations) => {
            lines = violations.answers.len();
            for answer in &violations.answers {
                hold(format!("{}.explanation", answer.violation.code()), &answer.explanation);
            }
        }
    }
    if lines > MOST_LINES {
        findings.push(Finding::field(prefix, ValueError::TooManyLines { max: MOST_LINES as u32 }));
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

#[cfg(test)]
mod tests {
    use super::super::Company;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_kept_is_within_bounds(contact in any::<String>(), employees in any::<String>()) {
            let company = Company { contact: contact.clone(), employees: employees.clone(), ..Company::default() };
            let within = |text: &str| text::storable(text, LONGEST).is_ok();
            prop_assert_eq!(storable(&SectionBody::Company(company)).is_ok(), within(&contact) && within(&employees));
        }
    }
}
