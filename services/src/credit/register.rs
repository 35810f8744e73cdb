//! The built-in registry: what the offices recorded.

use super::{Answer, CreditRegistry, Subject, Unlearned};
use crate::Result;
use crate::db::Db;
use crate::filings::stored;
use async_trait::async_trait;
use domain::credit::Standing;

/// Answers from the records in the database. An enterprise of which nothing is recorded stands well.
#[derive(Clone)]
pub struct RegisterRegistry {
    db: Db,
}

impl RegisterRegistry {
    /// On this database.
    pub fn new(db: Db) -> RegisterRegistry {
        RegisterRegistry { db }
    }

    /// The worst of the records in force, because each of them bars what it bars; of equals the latest.
    async fn look_up(&self, subject: Subject<'_>) -> Result<Answer> {
        let in_force: Vec<(String, String)> = sqlx::query_as(
            "select standing, reason
             from credit_records
             where enterprise_id = $1 and from_day <= $2 and (until_day is null or until_day >= $2)
             order by at, id",
        )
        .bind(subject.enterprise_id)
        .bind(subject.today.to_string())
        .fetch_all(self.db.pool())
        .await?;
        let read = |(standing, reason): (String, String)| {
            Ok(Answer { standing: stored(Standing::from_code, &standing)?, reason })
        };
        let answers = in_force.into_iter().map(read).collect::<Result<Vec<_>>>()?;
        let worst = answers.into_iter().max_by_key(|answer| answer.standing);
        Ok(worst.unwrap_or(Answer { standing: Standing::Good, reason: String::new() }))
    }
}

#[async_trait]
impl CreditRegistry for RegisterRegistry {
    async fn ask(&self, subject: Subject<'_>) -> Result<Answer, Unlearned> {
        self.look_up(subject).await.map_err(|error| {
            tracing::error!(%error, "credit records could not be read");
            Unlearned("信用记录暂时无法读取".to_owned())
        })
    }

    fn remote(&self) -> bool {
        false
    }
}
