//! Engaging a person.

use crate::context::china_date;
use crate::db::Tx;
use crate::filings::Head;
use crate::{Error, Result, Services};
use domain::values::ResidentId;
use sqlx::{Any, Executor};

/// Who holds an engagement.
#[derive(sqlx::FromRow)]
struct Holder {
    enterprise_id: String,
    filing_id: String,
    filing: String,
    licence: Option<String>,
    since: i64,
}

impl Services {
    /// Engages the person for the filing, or says why not: where the person is engaged and since when. Engaging again for
    /// the same filing changes nothing.
    pub(crate) async fn engage(
        &self,
        tx: &mut Tx,
        head: &Head,
        person: &ResidentId,
        name: &str,
    ) -> Result<Option<String>> {
        // The holder may let go between the two statements; then there is another try.
        for _ in 0..3 {
            let engaged = sqlx::query(
                "insert into engagements (id, resident_id, name, enterprise_id, filing_id, since)
                 values ($1, $2, $3, $4, $5, $6)
                 on conflict (resident_id) where released_at is null do nothing",
            )
            .bind(self.id())
            .bind(person.as_str())
            .bind(name.trim())
            .bind(&head.enterprise_id)
            .bind(&head.id)
            .bind(self.now())
            .execute(&mut **tx)
            .await?;
            if engaged.rows_affected() == 1 {
                return Ok(None);
            }
            match holder(&mut **tx, person).await? {
                Some(holder) if holder.filing_id == head.id => {
                    rename(tx, head, person, name).await?;
                    return Ok(None);
                }
                Some(holder) => return Ok(Some(holder.told_to(head))),
                None => {}
            }
        }
        Err(Error::not_now("该人员的聘用情况正在变动，请重试"))
    }
}

/// Where the person is engaged, if it is not here; in words for the enterprise of `head`.
pub(crate) async fn engaged_elsewhere<'e>(
    executor: impl Executor<'e, Database = Any>,
    head: &Head,
    person: &ResidentId,
) -> Result<Option<String>> {
    let holder = holder(executor, person).await?;
    Ok(holder.filter(|holder| holder.filing_id != head.id).map(|holder| holder.told_to(head)))
}

async fn holder<'e>(executor: impl Executor<'e, Database = Any>, person: &ResidentId) -> Result<Option<Holder>> {
    Ok(sqlx::query_as(
        "select g.enterprise_id, g.filing_id, f.number as filing, l.number as licence, g.since
         from engagements g
              join filings f on f.id = g.filing_id
              left join licences l on l.id = g.licence_id
         where g.resident_id = $1 and g.released_at is null",
    )
    .bind(person.as_str())
    .fetch_optional(executor)
    .await?)
}

async fn rename(tx: &mut Tx, head: &Head, person: &ResidentId, name: &str) -> Result<()> {
    sqlx::query(
        "update engagements
         set name = $1
         where resident_id = $2 and filing_id = $3 and released_at is null and name <> $1",
    )
    .bind(name.trim())
    .bind(person.as_str())
    .bind(&head.id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Holder {
    /// One's own filing or licence is named; of another enterprise nothing is told but since when.
    fn told_to(&self, head: &Head) -> String {
        let since = china_date(self.since);
        match (&self.licence, self.enterprise_id == head.enterprise_id) {
            (Some(licence), true) => format!("已在本企业的许可证 {licence} 中聘用（自{since}）"),
            (None, true) => format!("已在本企业的申请 {} 中使用（自{since}）", self.filing),
            (_, false) => format!("该人员已被其他企业聘用（自{since}），同一人不能重复使用"),
        }
    }
}
