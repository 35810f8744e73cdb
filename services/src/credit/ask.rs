//! How an enterprise stands today.

use super::{Answer, Subject, Unlearned};
use crate::filings::stored;
use crate::{Result, Services};
use chrono::NaiveDate;
use domain::Refusal;
use domain::credit::{Credit, Standing};

/// How long it is not asked again after it could not be learned, in milliseconds: people try again, and a service that is
/// away is not helped by it.
const PAUSE: i64 = 60 * 1000;

impl Services {
    /// Whether standings are asked of a registry elsewhere, so that what the offices record here does not count.
    pub fn credit_is_remote(&self) -> bool {
        self.credit.remote()
    }

    /// How the enterprise stands; a remote registry is asked once a day. May wait for it: not for use in a transaction.
    pub(crate) async fn credit_of(&self, enterprise_id: &str) -> Result<Credit> {
        let today = self.today();
        let remote = self.credit.remote();
        if remote && let Some(known) = self.answered(enterprise_id, today).await? {
            return Ok(known);
        }
        let credit_code: Option<String> = sqlx::query_scalar("select credit_code from enterprises where id = $1")
            .bind(enterprise_id)
            .fetch_optional(self.db.pool())
            .await?;
        let credit_code = credit_code.ok_or(Refusal::NotFound)?;
        let (standing, reason) =
            match self.credit.ask(Subject { enterprise_id, credit_code: &credit_code, today }).await {
                Ok(Answer { standing, reason }) => (Some(standing), reason),
                Err(Unlearned(why)) => (None, why),
            };
        let credit = Credit { standing, reason, on: today };
        if remote {
            self.keep_answer(enterprise_id, &credit).await?;
        }
        Ok(credit)
    }

    async fn answered(&self, enterprise_id: &str, today: NaiveDate) -> Result<Option<Credit>> {
        let kept: Option<(String, String, i64)> =
            sqlx::query_as("select standing, reason, at from credit_answers where enterprise_id = $1 and day = $2")
                .bind(enterprise_id)
                .bind(today.to_string())
                .fetch_optional(self.db.pool())
                .await?;
        let Some((standing, reason, at)) = kept else { return Ok(None) };
        let standing = match standing.as_str() {
            "" if self.now() - at >= PAUSE => return Ok(None),
            "" => None,
            code => Some(stored(Standing::from_code, code)?),
        };
        Ok(Some(Credit { standing, reason, on: today }))
    }

    /// An answer is never written over by a failure to get another one at the same moment.
    async fn keep_answer(&self, enterprise_id: &str, credit: &Credit) -> Result<()> {
        let mut tx = self.db.begin().await?;
        sqlx::query(
            "insert into credit_answers (enterprise_id, day, standing, reason, at)
             values ($1, $2, $3, $4, $5)
             on conflict (enterprise_id, day) do update
             set standing = excluded.standing, reason = excluded.reason, at = excluded.at
             where credit_answers.standing = ''",
        )
        .bind(enterprise_id)
        .bind(credit.on.to_string())
        .bind(credit.standing.map_or("", Standing::code))
        .bind(&credit.reason)
        .bind(self.now())
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }
}
