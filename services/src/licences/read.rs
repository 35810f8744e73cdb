//! Reading a licence.

use crate::filings::{known_shape, stored};
use crate::{Actor, Owner, Permission, Result, Services};
use domain::Refusal;
use domain::licences::{Licence, LicenceStatus};

#[derive(sqlx::FromRow)]
struct Record {
    enterprise_id: String,
    office: String,
    status: String,
    body: String,
}

impl Services {
    /// The enterprise's licence: the one in force, else the last one.
    ///
    /// # Errors
    /// `Forbidden` for an administrator.
    pub async fn my_licence(&self, actor: &Actor) -> Result<Option<Licence>> {
        actor.may_own(Permission::ReadLicence)?;
        let record: Option<Record> = sqlx::query_as(
            "select enterprise_id, office, status, body
             from licences
             where enterprise_id = $1
             order by created_at desc, number desc
             limit 1",
        )
        .bind(actor.enterprise())
        .fetch_optional(self.db.pool())
        .await?;
        record.map(Record::read).transpose()
    }

    /// A licence, for its holder and the office that issued it.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn licence(&self, actor: &Actor, id: &str) -> Result<Licence> {
        let record: Option<Record> =
            sqlx::query_as("select enterprise_id, office, status, body from licences where id = $1")
                .bind(known_shape(id)?)
                .fetch_optional(self.db.pool())
                .await?;
        let record = record.ok_or(Refusal::NotFound)?;
        actor.may(Permission::ReadLicence, Owner { enterprise: &record.enterprise_id, office: &record.office })?;
        record.read()
    }
}

impl Record {
    /// The body keeps what was printed; where the licence stands now is in its column.
    fn read(self) -> Result<Licence> {
        let licence: Licence = serde_json::from_str(&self.body)?;
        Ok(Licence { status: stored(LicenceStatus::from_code, &self.status)?, ..licence })
    }
}
