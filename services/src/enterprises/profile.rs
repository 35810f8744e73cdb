//! An enterprise's registration, to and from the database.

use crate::db::Tx;
use crate::{Actor, Error, Permission, Result, Services};
use domain::Refusal;
use domain::enterprises::{Enterprise, Profile};
use domain::values::ValueError;

impl Services {
    /// The actor's own enterprise.
    ///
    /// # Errors
    /// `Forbidden` and `NotFound` for whoever has none.
    pub async fn enterprise(&self, actor: &Actor) -> Result<Enterprise> {
        actor.may_own(Permission::ReadEnterprise)?;
        let row: Option<(i64, String, String)> = sqlx::query_as(
            "select e.revision, o.name, e.body
             from enterprises e
                  join offices o on o.code = e.office
             where e.id = $1",
        )
        .bind(actor.enterprise())
        .fetch_optional(self.db.pool())
        .await?;
        let (revision, office, body) = row.ok_or(Refusal::NotFound)?;
        Ok(Enterprise { id: actor.enterprise().to_owned(), revision, profile: serde_json::from_str(&body)?, office })
    }

    /// Writes a new enterprise; its province decides the office.
    pub(crate) async fn insert_enterprise(&self, tx: &mut Tx, id: &str, profile: &Profile) -> Result<()> {
        let office: Option<String> = sqlx::query_scalar("select office from provinces where province = $1")
            .bind(&profile.province)
            .fetch_optional(&mut **tx)
            .await?;
        let office = office.ok_or_else(|| Error::invalid("province", ValueError::NotChosen))?;
        sqlx::query(
            "insert into enterprises
                 (id, revision, name, name_folded, credit_code, office, province, body, created_at, updated_at)
             values ($1, 1, $2, $3, $4, $5, $6, $7, $8, $8)",
        )
        .bind(id)
        .bind(&profile.name)
        .bind(super::folded(&profile.name))
        .bind(&profile.credit_code)
        .bind(office)
        .bind(&profile.province)
        .bind(serde_json::to_string(profile)?)
        .bind(self.now())
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    pub(crate) async fn credit_code_taken(&self, credit_code: &str) -> Result<bool> {
        let (taken,): (i64,) = sqlx::query_as("select count(*) from enterprises where credit_code = $1")
            .bind(credit_code)
            .fetch_one(self.db.pool())
            .await?;
        Ok(taken > 0)
    }
}
