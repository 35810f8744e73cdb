//! Bringing changes of the offices into force, on their day: the offices are kept as they are now, so that every query can
//! name them.

use crate::db::Tx;
use crate::{Error, Result, Services};
use domain::offices::{OfficeChange, prefix};
use std::collections::BTreeMap;

impl Services {
    /// Brings into force what has begun. Harmless to repeat. How many rows that changed.
    ///
    /// # Errors
    /// Faults of the database.
    pub(crate) async fn settle_offices(&self) -> Result<usize> {
        let waiting: i64 = sqlx::query_scalar("select count(*) from office_changes where from_day <= $1")
            .bind(self.today().to_string())
            .fetch_one(self.db.pool())
            .await?;
        if waiting == 0 {
            return Ok(0);
        }
        let mut tx = self.db.begin().await?;
        self.next_number(&mut tx, "offices.settled").await?;
        let changed = self.bring_into_force(&mut tx).await?;
        if changed > 0 {
            tx.commit().await?;
        }
        Ok(changed)
    }

    /// The last change of each office and province that has begun is how it stands.
    pub(super) async fn bring_into_force(&self, tx: &mut Tx) -> Result<usize> {
        let begun: Vec<String> =
            sqlx::query_scalar("select body from office_changes where from_day <= $1 order by from_day, sequence")
                .bind(self.today().to_string())
                .fetch_all(&mut **tx)
                .await?;
        let (mut offices, mut provinces) = (BTreeMap::new(), BTreeMap::new());
        for body in begun {
            match serde_json::from_str(&body)? {
                OfficeChange::Office { code, name, mark, prefix } => {
                    offices.insert(code, (name, mark, prefix));
                }
                OfficeChange::Province { province, office } => {
                    provinces.insert(province, office);
                }
            }
        }
        let mut changed = 0;
        for (code, (name, mark, digits)) in offices {
            changed += self.keep_office(tx, &code, &name, &mark, &digits).await?;
        }
        for (province, office) in provinces {
            changed += self.move_province(tx, &province, &office).await?;
        }
        Ok(changed)
    }

    async fn keep_office(&self, tx: &mut Tx, code: &str, name: &str, mark: &str, digits: &str) -> Result<usize> {
        let (region, local) = prefix(digits).map_err(Error::fault)?;
        let kept = sqlx::query(
            "insert into offices (code, name, mark, region, local)
             values ($1, $2, $3, $4, $5)
             on conflict (code) do update
             set name = excluded.name, mark = excluded.mark, region = excluded.region, local = excluded.local
             where offices.name <> excluded.name or offices.mark <> excluded.mark
                or offices.region <> excluded.region or offices.local <> excluded.local",
        )
        .bind(code)
        .bind(name)
        .bind(mark)
        .bind(i64::from(region))
        .bind(i64::from(local))
        .execute(&mut **tx)
        .await?;
        Ok(usize::try_from(kept.rows_affected()).unwrap_or_default())
    }

    /// The enterprises of the province and their licences go along; filings that there are do not.
    async fn move_province(&self, tx: &mut Tx, province: &str, office: &str) -> Result<usize> {
        let moved = sqlx::query("update provinces set office = $2 where province = $1 and office <> $2")
            .bind(province)
            .bind(office)
            .execute(&mut **tx)
            .await?;
        if moved.rows_affected() == 0 {
            return Ok(0);
        }
        sqlx::query("update enterprises set office = $2 where province = $1 and office <> $2")
            .bind(province)
            .bind(office)
            .execute(&mut **tx)
            .await?;
        sqlx::query(
            "update licences
             set office = $2
             where office <> $2 and enterprise_id in (select id from enterprises where province = $1)",
        )
        .bind(province)
        .bind(office)
        .execute(&mut **tx)
        .await?;
        Ok(1)
    }
}
