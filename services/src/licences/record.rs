//! A licence as the database keeps it.

use crate::filings::{known_shape, stored};
use crate::{Result, Services};
use domain::Refusal;
use domain::licences::{Category, Grade, Licence, LicenceStatus};
use sqlx::{Any, Executor};

/// The query for licences, with the condition that the use case adds.
macro_rules! licences {
    ($rest:literal) => {
        concat!("select revision, enterprise_id, office, status, body from licences ", $rest)
    };
}

#[derive(sqlx::FromRow)]
pub(super) struct Record {
    pub revision: i64,
    pub enterprise_id: String,
    /// Code of the office that issued it.
    pub office: String,
    status: String,
    body: String,
}

impl Record {
    /// The body keeps what is printed; where the licence stands is in its column.
    pub(super) fn read(&self) -> Result<Licence> {
        let licence: Licence = serde_json::from_str(&self.body)?;
        Ok(Licence { status: stored(LicenceStatus::from_code, &self.status)?, ..licence })
    }
}

/// The grade in a category as the register is searched for it; empty without.
pub(super) fn grade(licence: &Licence, category: Category) -> &'static str {
    licence.scope.grade(category).map_or("", Grade::code)
}

/// The licence with this id.
pub(super) async fn load<'e>(executor: impl Executor<'e, Database = Any>, id: &str) -> Result<Record> {
    let record: Option<Record> =
        sqlx::query_as(licences!("where id = $1")).bind(known_shape(id)?).fetch_optional(executor).await?;
    Ok(record.ok_or(Refusal::NotFound)?)
}

impl Services {
    /// The enterprise's latest licence as it stands now; one in force is always the latest.
    pub(crate) async fn held_licence<'e>(
        &self,
        executor: impl Executor<'e, Database = Any>,
        enterprise_id: &str,
    ) -> Result<Option<Licence>> {
        let record: Option<Record> = sqlx::query_as(licences!(
            "where enterprise_id = $1
             order by created_at desc, number desc
             limit 1"
        ))
        .bind(enterprise_id)
        .fetch_optional(executor)
        .await?;
        record.as_ref().map(Record::read).transpose()
    }

    /// Every licence that the enterprise has had, the latest first, each with whether this office issued it.
    pub(crate) async fn licences_of<'e>(
        &self,
        executor: impl Executor<'e, Database = Any>,
        enterprise_id: &str,
        office: &str,
    ) -> Result<Vec<(Licence, bool)>> {
        let records: Vec<Record> = sqlx::query_as(licences!(
            "where enterprise_id = $1
             order by created_at desc, number desc
             limit 50"
        ))
        .bind(enterprise_id)
        .fetch_all(executor)
        .await?;
        records.iter().map(|record| Ok((record.read()?, record.office == office))).collect()
    }

    /// This licence as it stands now.
    pub(crate) async fn licence_by_id<'e>(
        &self,
        executor: impl Executor<'e, Database = Any>,
        id: &str,
    ) -> Result<Licence> {
        load(executor, id).await?.read()
    }
}
