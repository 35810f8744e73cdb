//! What any form of the wizard holds. One type for all of them: everything that shows a form is compiled once, and the
//! browser's program stays small.

use domain::filings::{
    Application, Basics, Cancellation, Change, Electrician, Joining, Lead, Leaver, Leaving, List, PerformanceRecord,
    Reissue, Row, RowBody, RowPage, Section, SectionBody, Sections, Shareholder, Technician, TrainingExperience,
    Versioned, WorkExperience,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The content of a form tab, of a row of a long list, or of a line of a short list.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Application(Application),
    Basics(Basics),
    TechnicalLead(Lead),
    SafetyLead(Lead),
    Change(Change),
    Reissue(Reissue),
    Cancellation(Cancellation),
    Leaving(Leaving),
    Joining(Joining),
    Technician(Technician),
    Electrician(Electrician),
    Performance(PerformanceRecord),
    Shareholder(Shareholder),
    Work(WorkExperience),
    Training(TrainingExperience),
    Leaver(Leaver),
}

impl Body {
    /// An empty row.
    pub fn row(list: List) -> Body {
        match list {
            List::Technicians => Body::Technician(Technician::default()),
            List::Electricians => Body::Electrician(Electrician::default()),
            List::Performance => Body::Performance(PerformanceRecord::default()),
        }
    }

    /// As a form tab is sent and checked; `None` for anything else.
    pub fn to_section(&self) -> Option<SectionBody> {
        Some(match self {
            Body::Application(body) => SectionBody::Application(body.clone()),
            Body::Basics(body) => SectionBody::Basics(body.clone()),
            Body::TechnicalLead(body) => SectionBody::TechnicalLead(body.clone()),
            Body::SafetyLead(body) => SectionBody::SafetyLead(body.clone()),
            Body::Change(body) => SectionBody::Change(body.clone()),
            Body::Reissue(body) => SectionBody::Reissue(body.clone()),
            Body::Cancellation(body) => SectionBody::Cancellation(body.clone()),
            Body::Leaving(body) => SectionBody::Leaving(body.clone()),
            Body::Joining(body) => SectionBody::Joining(body.clone()),
            _ => return None,
        })
    }

    /// Puts a form tab where it belongs.
    pub fn put(self, sections: &mut Sections) {
        match self {
            Body::Application(body) => sections.application.body = body,
            Body::Basics(body) => sections.basics.body = body,
            Body::TechnicalLead(body) => sections.technical_lead.body = body,
            Body::SafetyLead(body) => sections.safety_lead.body = body,
            Body::Change(body) => sections.change.body = body,
            Body::Reissue(body) => sections.reissue.body = body,
            Body::Cancellation(body) => sections.cancellation.body = body,
            Body::Leaving(body) => sections.leaving.body = body,
            Body::Joining(body) => sections.joining.body = body,
            _ => {}
        }
    }

    /// As a row is sent and checked; `None` for anything else.
    pub fn to_row(&self) -> Option<RowBody> {
        Some(match self {
            Body::Technician(body) => RowBody::Technicians(body.clone()),
            Body::Electrician(body) => RowBody::Electricians(body.clone()),
            Body::Performance(body) => RowBody::Performance(body.clone()),
            _ => return None,
        })
    }

    /// The code by which totals count a row.
    pub fn class(&self) -> &'static str {
        match self {
            Body::Technician(row) => row.title.map_or("", |title| title.code()),
            Body::Electrician(row) => row.kind.map_or("", |kind| kind.code()),
            Body::Performance(row) => row.voltage.map_or("", |voltage| voltage.code()),
            _ => "",
        }
    }

    /// What a row is called in messages.
    pub fn title(&self) -> &str {
        match self {
            Body::Technician(row) => &row.name,
            Body::Electrician(row) => &row.name,
            Body::Performance(row) => &row.project,
            _ => "",
        }
    }

    /// 申请类别, where it is that.
    pub fn application(&self) -> Option<&Application> {
        match self {
            Body::Application(body) => Some(body),
            _ => None,
        }
    }
}

/// The form tabs as the wizard keeps them, in the order of `Section::ALL`.
pub fn sections(sections: Sections) -> [Versioned<Body>; Section::ALL.len()] {
    fn keep<T>(section: Versioned<T>, wrap: fn(T) -> Body) -> Versioned<Body> {
        Versioned { revision: section.revision, saved_at: section.saved_at, body: wrap(section.body) }
    }
    [
        keep(sections.application, Body::Application),
        keep(sections.basics, Body::Basics),
        keep(sections.technical_lead, Body::TechnicalLead),
        keep(sections.safety_lead, Body::SafetyLead),
        keep(sections.change, Body::Change),
        keep(sections.reissue, Body::Reissue),
        keep(sections.cancellation, Body::Cancellation),
        keep(sections.leaving, Body::Leaving),
        keep(sections.joining, Body::Joining),
    ]
}

macro_rules! from {
    ($($variant:ident $body:ty),+) => {
        $(impl From<$body> for Body {
            fn from(body: $body) -> Body {
                Body::$variant(body)
            }
        })+
    };
}
from!(Technician Technician, Electrician Electrician, Performance PerformanceRecord);

/// Rows as the wizard keeps them.
pub fn rows<T: Into<Body>>(rows: Vec<Row<T>>) -> Vec<Row<Body>> {
    let row = |row: Row<T>| Row { id: row.id, revision: row.revision, body: row.body.into() };
    rows.into_iter().map(row).collect()
}

/// A page of rows as the wizard keeps it.
pub fn page<T: Into<Body>>(page: RowPage<T>) -> RowPage<Body> {
    RowPage { rows: rows(page.rows), totals: page.totals }
}

// Read by what they are known to be, not by their tag: that would have to keep in memory, and in the program, whatever may
// come before the tag.

#[derive(Deserialize)]
struct Tagged<T> {
    body: T,
}

fn read<T: DeserializeOwned>(json: &str, wrap: fn(T) -> Body) -> Option<Body> {
    serde_json::from_str::<Tagged<T>>(json).ok().map(|tagged| wrap(tagged.body))
}

/// A form tab from its JSON, as the server writes a [`SectionBody`].
pub fn read_section(section: Section, json: &str) -> Option<Body> {
    match section {
        Section::Application => read(json, Body::Application),
        Section::Basics => read(json, Body::Basics),
        Section::TechnicalLead => read(json, Body::TechnicalLead),
        Section::SafetyLead => read(json, Body::SafetyLead),
        Section::Change => read(json, Body::Change),
        Section::Reissue => read(json, Body::Reissue),
        Section::Cancellation => read(json, Body::Cancellation),
        Section::Leaving => read(json, Body::Leaving),
        Section::Joining => read(json, Body::Joining),
    }
}

/// A row from its JSON, as the server writes a [`RowBody`].
pub fn read_row(list: List, json: &str) -> Option<Body> {
    match list {
        List::Technicians => read(json, Body::Technician),
        List::Electricians => read(json, Body::Electrician),
        List::Performance => read(json, Body::Performance),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_tab_stands_at_its_place_and_returns_there() {
        let mut all = Sections::default();
        for (body, &section) in sections(Sections::default()).into_iter().zip(Section::ALL) {
            let sent = body.body.to_section().unwrap();
            assert_eq!(sent.section(), section);
            assert_eq!(read_section(section, &serde_json::to_string(&sent).unwrap()), Some(body.body.clone()));
            body.body.put(&mut all);
        }
        assert_eq!(all, Sections::default());
    }

    #[test]
    fn what_the_server_writes_is_read() {
        let lead = Lead { name: "张三".into(), ..Lead::default() };
        let json = serde_json::to_string(&SectionBody::SafetyLead(lead.clone())).unwrap();
        assert_eq!(read_section(Section::SafetyLead, &json), Some(Body::SafetyLead(lead)));
        let row = Technician { name: "李四".into(), ..Technician::default() };
        let json = serde_json::to_string(&RowBody::Technicians(row.clone())).unwrap();
        assert_eq!(read_row(List::Technicians, &json), Some(Body::Technician(row)));
        assert_eq!(read_row(List::Technicians, "{"), None);
    }
}
