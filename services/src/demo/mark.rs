//! What has been made already.

use crate::db::Tx;
use crate::{Result, Services};

impl Services {
    /// How far this part of the demonstration has been made.
    pub(super) async fn demo_made(&self, part: &str) -> Result<usize> {
        let made: Option<(i64,)> = sqlx::query_as("select value from counters where name = $1")
            .bind(format!("demo.{part}"))
            .fetch_optional(self.db.pool())
            .await?;
        Ok(made.map_or(0, |(made,)| usize::try_from(made).unwrap_or_default()))
    }

    /// Marks that it has been made so far.
    pub(super) async fn mark_demo_made(&self, tx: &mut Tx, part: &str, made: usize) -> Result<()> {
        sqlx::query(
            "insert into counters (name, value)
             values ($1, $2)
             on conflict (name) do update set value = excluded.value",
        )
        .bind(format!("demo.{part}"))
        .bind(i64::try_from(made).unwrap_or(i64::MAX))
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}
