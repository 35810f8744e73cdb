//! What the field at a finding's path is called.

use super::lines::lines;
use super::sections::fields_of;
use super::{Field, RowForm};
use domain::filings::{List, Section};

/// The label of the field at this path of a filing, with the line that it stands in: `technical_lead.work[2].employer` is
/// "工作经历第3条的工作单位". `None` for what is no single field.
pub fn label(path: &str) -> Option<String> {
    let (place, rest) = path.split_once(['.', '['])?;
    if let Some(section) = Section::from_code(place) {
        return section_label(section, rest);
    }
    let (_, name) = rest.split_once("].")?;
    field(RowForm::of(List::from_code(place)?).fields, name)
}

/// The label of the field with this name.
pub fn field(fields: &[Field], name: &str) -> Option<String> {
    fields.iter().find(|field| field.name == name).map(|field| field.label.to_owned())
}

fn section_label(section: Section, rest: &str) -> Option<String> {
    let Some((list, line)) = rest.split_once('[') else {
        return field(fields_of(section), rest);
    };
    let (at, name) = line.split_once("].")?;
    let list = lines(section).into_iter().find(|lines| lines.name == list)?;
    let number = at.parse::<usize>().ok()? + 1;
    Some(format!("{}第{number}条的{}", list.title, field(list.fields, name)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::conformity::{check_row, check_section};
    use domain::filings::{
        Application, Basics, Cancellation, Change, Electrician, Joining, Kind, Lead, Leaver, Leaving,
        PerformanceRecord, Reissue, ReissueReason, RowBody, SectionBody, Shareholder, Technician, Track,
        TrainingExperience, WorkExperience, field_label, line_field_label, lines_label, row_field_label,
    };

    #[test]
    fn every_field_that_can_be_missing_has_a_label() {
        let today = chrono::NaiveDate::default();
        let lead = Lead {
            work: vec![WorkExperience::default()],
            training: vec![TrainingExperience::default()],
            ..Lead::default()
        };
        let basics = Basics { shareholders: vec![Shareholder::default()], ..Basics::default() };
        let reissue = Reissue { reason: Some(ReissueReason::Lost), ..Reissue::default() };
        let leaving = Leaving { people: vec![Leaver::default()], ..Leaving::default() };
        let sections = [
            SectionBody::Application(Application::default()),
            SectionBody::Basics(basics),
            SectionBody::TechnicalLead(lead.clone()),
            SectionBody::SafetyLead(lead),
            SectionBody::Change(Change::default()),
            SectionBody::Reissue(Reissue::default()),
            SectionBody::Reissue(reissue),
            SectionBody::Cancellation(Cancellation::default()),
            SectionBody::Leaving(leaving),
            SectionBody::Joining(Joining::default()),
        ];
        for &kind in Kind::ALL {
            for finding in sections.iter().flat_map(|body| check_section(kind, Track::General, body, today)) {
                assert!(label(&finding.path).is_some(), "{}", finding.path);
            }
        }
        let rows = [
            RowBody::Technicians(Technician::default()),
            RowBody::Electricians(Electrician::default()),
            RowBody::Performance(PerformanceRecord::default()),
        ];
        for row in rows {
            for finding in check_row(&row, today) {
                let path = format!("{}[x].{}", row.list().code(), finding.path);
                assert!(label(&path).is_some(), "{path}");
            }
        }
    }

    #[test]
    fn a_field_has_one_name_in_the_form_and_in_a_notice() {
        for &section in Section::ALL {
            for field in fields_of(section) {
                assert_eq!(field_label(section, field.name), Some(field.label), "{section} {}", field.name);
            }
            for list in lines(section) {
                assert_eq!(lines_label(section, list.name), Some(list.title));
                for field in list.fields {
                    assert_eq!(
                        line_field_label(list.name, field.name),
                        Some(field.label),
                        "{} {}",
                        list.name,
                        field.name
                    );
                }
            }
        }
        for &list in List::ALL {
            for field in RowForm::of(list).fields {
                assert_eq!(row_field_label(list, field.name), Some(field.label), "{list} {}", field.name);
            }
        }
    }

    #[test]
    fn a_line_is_named_by_its_place() {
        assert_eq!(label("technical_lead.work[2].employer").as_deref(), Some("工作经历第3条的工作单位"));
        assert_eq!(label("leaving.people[0].resident_id").as_deref(), Some("离职人员第1条的身份证号码"));
        assert_eq!(label("attachments.contract[x]"), None);
    }
}
