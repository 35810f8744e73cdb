//! The standings that an office recorded.

use crate::context::stored_day;
use crate::enterprises::{escaped, folded};
use crate::filings::stored;
use crate::{Actor, Permission, Result, Services};
use domain::credit::{CreditRecord, Standing};

/// Most records shown; a name finds the others.
const MOST: i64 = 200;
/// Longest name that is searched, in characters.
const LONGEST: usize = 120;

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    enterprise_id: String,
    enterprise: String,
    credit_code: String,
    standing: String,
    reason: String,
    from_day: String,
    until_day: Option<String>,
    recorded_by: String,
}

impl Record {
    fn read(self) -> Result<CreditRecord> {
        Ok(CreditRecord {
            id: self.id,
            enterprise_id: self.enterprise_id,
            enterprise: self.enterprise,
            credit_code: self.credit_code,
            standing: stored(Standing::from_code, &self.standing)?,
            reason: self.reason,
            from: stored_day(&self.from_day)?,
            until: self.until_day.as_deref().map(stored_day).transpose()?,
            recorded_by: self.recorded_by,
        })
    }
}

impl Services {
    /// The records about enterprises of the actor's office whose name or credit code contains this, all for nothing typed; the
    /// latest first.
    ///
    /// # Errors
    /// `Forbidden` for those who keep no records.
    pub async fn credit_records(&self, actor: &Actor, search: &str) -> Result<Vec<CreditRecord>> {
        actor.may_own(Permission::ManageCredit)?;
        let search = folded(search);
        if search.chars().count() > LONGEST {
            return Ok(Vec::new());
        }
        let records: Vec<Record> = sqlx::query_as(
            "select r.id, r.enterprise_id, e.name as enterprise, e.credit_code, r.standing, r.reason, r.from_day,
                    r.until_day, a.display_name as recorded_by
             from credit_records r
                  join enterprises e on e.id = r.enterprise_id
                  join accounts a on a.id = r.recorded_by
             where e.office = $1
               and (e.name_folded like $2 escape '\\' or lower(e.credit_code) like $2 escape '\\')
             order by r.at desc, r.id
             limit $3",
        )
        .bind(actor.office())
        .bind(format!("%{}%", escaped(&search)))
        .bind(MOST)
        .fetch_all(self.db.pool())
        .await?;
        records.into_iter().map(Record::read).collect()
    }
}
