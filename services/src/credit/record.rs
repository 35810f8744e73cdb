//! Recording how an enterprise stands.

use crate::context::trimmed;
use crate::filings::known_shape;
use crate::{Actor, Error, Owner, Permission, Result, Services};
use chrono::NaiveDate;
use domain::Refusal;
use domain::credit::{CreditRecord, Standing};

impl Services {
    /// Records a standing from a day on, up to a last day or until it is ended, and gives the record's id. The same again is the
    /// same record.
    ///
    /// # Errors
    /// `NotFound` for an enterprise of another office, `Invalid` with what is wrong.
    pub async fn record_credit(
        &self,
        actor: &Actor,
        enterprise_id: &str,
        standing: Standing,
        reason: &str,
        from: NaiveDate,
        until: Option<NaiveDate>,
    ) -> Result<String> {
        actor.may_own(Permission::ManageCredit)?;
        let mut tx = self.db.begin().await?;
        let office: Option<String> = sqlx::query_scalar("select office from enterprises where id = $1")
            .bind(known_shape(enterprise_id)?)
            .fetch_optional(&mut *tx)
            .await?;
        let office = office.ok_or(Refusal::NotFound)?;
        actor.may(Permission::ManageCredit, Owner { enterprise: enterprise_id, office: &office })?;
        let findings = CreditRecord::check(reason, from, until, self.today());
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let reason = trimmed(reason)?;
        let until = until.map(|day| day.to_string());
        let same: Option<String> = sqlx::query_scalar(
            "select id
             from credit_records
             where enterprise_id = $1 and standing = $2 and reason = $3 and from_day = $4
               and coalesce(until_day, '') = $5",
        )
        .bind(enterprise_id)
        .bind(standing.code())
        .bind(&reason)
        .bind(from.to_string())
        .bind(until.as_deref().unwrap_or_default())
        .fetch_optional(&mut *tx)
        .await?;
        if let Some(id) = same {
            return Ok(id);
        }
        let id = self.id();
        sqlx::query(
            "insert into credit_records (id, enterprise_id, standing, reason, from_day, until_day, recorded_by, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(enterprise_id)
        .bind(standing.code())
        .bind(reason)
        .bind(from.to_string())
        .bind(until)
        .bind(&actor.account_id)
        .bind(self.now())
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "credit.record", "credit_record", &id).await?;
        tx.commit().await?;
        Ok(id)
    }
}
