//! The content of a filing as the database keeps it: JSON of the domain's form models.

use super::{Head, stored};
use crate::attachments::attachments_of;
use crate::{Result, Services};
use domain::filings::{Filing, List, Row, RowBody, Rows, Section, SectionBody, Sections, Versioned};
use serde::de::DeserializeOwned;
use sqlx::{Any, AnyConnection, Executor};

/// Every form tab; one that was never saved is empty at revision 0.
pub(crate) async fn sections<'e>(executor: impl Executor<'e, Database = Any>, filing: &str) -> Result<Sections> {
    let stored_sections: Vec<(String, i64, i64, String)> =
        sqlx::query_as("select section, revision, saved_at, body from filing_sections where filing_id = $1")
            .bind(filing)
            .fetch_all(executor)
            .await?;
    let mut sections = Sections::default();
    for (section, revision, saved_at, body) in stored_sections {
        match section_from(stored(Section::from_code, &section)?, &body)? {
            SectionBody::Application(body) => sections.application = Versioned { revision, saved_at, body },
            SectionBody::Basics(body) => sections.basics = Versioned { revision, saved_at, body },
            SectionBody::TechnicalLead(body) => sections.technical_lead = Versioned { revision, saved_at, body },
            SectionBody::SafetyLead(body) => sections.safety_lead = Versioned { revision, saved_at, body },
            SectionBody::Change(body) => sections.change = Versioned { revision, saved_at, body },
            SectionBody::Reissue(body) => sections.reissue = Versioned { revision, saved_at, body },
            SectionBody::Cancellation(body) => sections.cancellation = Versioned { revision, saved_at, body },
            SectionBody::Leaving(body) => sections.leaving = Versioned { revision, saved_at, body },
            SectionBody::Joining(body) => sections.joining = Versioned { revision, saved_at, body },
        }
    }
    Ok(sections)
}

/// A section as stored.
pub(super) fn section_from(section: Section, json: &str) -> Result<SectionBody> {
    Ok(match section {
        Section::Application => SectionBody::Application(serde_json::from_str(json)?),
        Section::Basics => SectionBody::Basics(serde_json::from_str(json)?),
        Section::TechnicalLead => SectionBody::TechnicalLead(serde_json::from_str(json)?),
        Section::SafetyLead => SectionBody::SafetyLead(serde_json::from_str(json)?),
        Section::Change => SectionBody::Change(serde_json::from_str(json)?),
        Section::Reissue => SectionBody::Reissue(serde_json::from_str(json)?),
        Section::Cancellation => SectionBody::Cancellation(serde_json::from_str(json)?),
        Section::Leaving => SectionBody::Leaving(serde_json::from_str(json)?),
        Section::Joining => SectionBody::Joining(serde_json::from_str(json)?),
    })
}

/// A section as it is stored.
pub(super) fn section_json(body: &SectionBody) -> Result<String> {
    Ok(match body {
        SectionBody::Application(body) => serde_json::to_string(body)?,
        SectionBody::Basics(body) => serde_json::to_string(body)?,
        SectionBody::TechnicalLead(body) | SectionBody::SafetyLead(body) => serde_json::to_string(body)?,
        SectionBody::Change(body) => serde_json::to_string(body)?,
        SectionBody::Reissue(body) => serde_json::to_string(body)?,
        SectionBody::Cancellation(body) => serde_json::to_string(body)?,
        SectionBody::Leaving(body) => serde_json::to_string(body)?,
        SectionBody::Joining(body) => serde_json::to_string(body)?,
    })
}

/// A row as stored.
pub(super) fn row_from(list: List, json: &str) -> Result<RowBody> {
    Ok(match list {
        List::Technicians => RowBody::Technicians(serde_json::from_str(json)?),
        List::Electricians => RowBody::Electricians(serde_json::from_str(json)?),
        List::Performance => RowBody::Performance(serde_json::from_str(json)?),
    })
}

/// A row as it is stored.
pub(crate) fn row_json(body: &RowBody) -> Result<String> {
    Ok(match body {
        RowBody::Technicians(body) => serde_json::to_string(body)?,
        RowBody::Electricians(body) => serde_json::to_string(body)?,
        RowBody::Performance(body) => serde_json::to_string(body)?,
    })
}

/// Some rows of one list, in the order of adding.
pub(super) async fn page<'e, T: DeserializeOwned>(
    executor: impl Executor<'e, Database = Any>,
    filing: &str,
    list: List,
    offset: i64,
    limit: i64,
) -> Result<Vec<Row<T>>> {
    let found: Vec<(String, i64, String)> = sqlx::query_as(
        "select id, revision, body
         from filing_rows
         where filing_id = $1 and list = $2
         order by position, id
         limit $3 offset $4",
    )
    .bind(filing)
    .bind(list.code())
    .bind(limit)
    .bind(offset)
    .fetch_all(executor)
    .await?;
    found.into_iter().map(|(id, revision, body)| Ok(Row { id, revision, body: serde_json::from_str(&body)? })).collect()
}

/// Every row of every list.
pub(super) async fn all_rows(connection: &mut AnyConnection, filing: &str) -> Result<Rows> {
    Ok(Rows {
        technicians: page(&mut *connection, filing, List::Technicians, 0, i64::MAX).await?,
        electricians: page(&mut *connection, filing, List::Electricians, 0, i64::MAX).await?,
        performance: page(&mut *connection, filing, List::Performance, 0, i64::MAX).await?,
    })
}

impl Services {
    /// The whole filing: what the check reads and what a submission freezes.
    pub(crate) async fn whole(&self, connection: &mut AnyConnection, head: &Head) -> Result<Filing> {
        Ok(Filing {
            kind: head.kind,
            track: head.track,
            enterprise: head.profile()?,
            licence: head.licence().cloned(),
            sections: sections(&mut *connection, &head.id).await?,
            rows: all_rows(&mut *connection, &head.id).await?,
            attachments: attachments_of(&mut *connection, &head.id).await?,
            follow: self.may_follow(connection, head).await?,
            slots: self.slots_of(connection, head).await?,
        })
    }
}
