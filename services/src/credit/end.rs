//! Ending a record.

use crate::context::stored_day;
use crate::filings::known_shape;
use crate::{Actor, Error, Owner, Permission, Result, Services};
use chrono::Days;
use domain::Refusal;

impl Services {
    /// Ends a record at once: yesterday was its last day. One that began today, or has not begun, was then never in force.
    ///
    /// # Errors
    /// `NotFound` for a record of another office, `NotNow` for one that has ended.
    pub async fn end_credit(&self, actor: &Actor, id: &str) -> Result<()> {
        actor.may_own(Permission::ManageCredit)?;
        let mut tx = self.db.begin().await?;
        let record: Option<(String, String, Option<String>)> = sqlx::query_as(
            "select r.enterprise_id, e.office, r.until_day
             from credit_records r
                  join enterprises e on e.id = r.enterprise_id
             where r.id = $1",
        )
        .bind(known_shape(id)?)
        .fetch_optional(&mut *tx)
        .await?;
        let (enterprise, office, until) = record.ok_or(Refusal::NotFound)?;
        actor.may(Permission::ManageCredit, Owner { enterprise: &enterprise, office: &office })?;
        let today = self.today();
        if until.as_deref().map(stored_day).transpose()?.is_some_and(|last| last < today) {
            return Err(Error::not_now("该信用记录已经结束"));
        }
        let ended = sqlx::query(
            "update credit_records
             set until_day = $2
             where id = $1 and (until_day is null or until_day >= $3)",
        )
        .bind(id)
        .bind((today - Days::new(1)).to_string())
        .bind(today.to_string())
        .execute(&mut *tx)
        .await?;
        if ended.rows_affected() == 0 {
            return Err(Error::not_now("该信用记录已经结束"));
        }
        self.audit(&mut tx, actor, "credit.end", "credit_record", id).await?;
        tx.commit().await
    }
}
