//! Changing a licence: whoever does holds it until the end of the transaction.

use super::record::{grade, load};
use crate::db::Tx;
use crate::enterprises::folded;
use crate::{Error, Result, Services};
use domain::licences::{Category, Licence, LicenceStatus};

impl Services {
    /// Reads a licence in force and holds it until the end of the transaction, so that nobody changes it or its staff
    /// beside. Each holding is a revision: of two who read the same one, the later is told to try again.
    ///
    /// # Errors
    /// `NotNow` for a licence that has ended or has just been changed.
    pub(crate) async fn hold_licence(&self, tx: &mut Tx, id: &str) -> Result<Licence> {
        let record = load(&mut **tx, id).await?;
        let licence = record.read()?;
        if licence.status != LicenceStatus::InForce {
            return Err(Error::not_now(format!("许可证（{}）{}，不能再办理", licence.number, licence.status)));
        }
        let held = sqlx::query("update licences set revision = revision + 1 where id = $1 and revision = $2")
            .bind(id)
            .bind(record.revision)
            .execute(&mut **tx)
            .await?;
        match held.rows_affected() {
            0 => Err(Error::not_now("许可证刚刚变动，请重试")),
            _ => Ok(licence),
        }
    }

    /// Writes a licence that is held.
    pub(super) async fn write_licence(&self, tx: &mut Tx, licence: &Licence) -> Result<()> {
        sqlx::query(
            "update licences
             set status = $2, issued_on = $3, valid_from = $4, valid_until = $5, body = $6, holder_folded = $7, install = $8,
                 repair = $9, test = $10
             where id = $1",
        )
        .bind(&licence.id)
        .bind(licence.status.code())
        .bind(licence.issued_on.to_string())
        .bind(licence.valid_from.to_string())
        .bind(licence.valid_until.to_string())
        .bind(serde_json::to_string(licence)?)
        .bind(folded(&licence.holder))
        .bind(grade(licence, Category::Install))
        .bind(grade(licence, Category::Repair))
        .bind(grade(licence, Category::Test))
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}
