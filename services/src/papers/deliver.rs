//! Typesetting what was issued, in the background: as often as it takes, and once.

use crate::context::hex;
use crate::notices::wait;
use crate::{Error, Result, Services};
use domain::papers::Paper;
use sha2::{Digest, Sha256};

/// Papers typeset in one go.
const AT_ONCE: i64 = 20;

impl Services {
    /// Typesets what is due and tells how many papers that were. One that cannot be is tried again after 1, 2, 4 … 60
    /// minutes; without a Chinese font all wait. Several servers may do this at once: each paper is claimed by one, and a
    /// paper that has its file keeps it.
    ///
    /// # Errors
    /// Faults of the database. That a paper cannot be typeset is logged only.
    pub async fn typeset_papers(&self) -> Result<usize> {
        let due: Vec<(String, i64, i64)> = sqlx::query_as(
            "select paper_id, next_try, tries
             from paper_queue
             where next_try <= $1
             order by next_try, paper_id
             limit $2",
        )
        .bind(self.now())
        .bind(AT_ONCE)
        .fetch_all(self.db.pool())
        .await?;
        if due.is_empty() {
            self.press.rest(self.now()).await;
            return Ok(0);
        }
        if !self.find_fonts().await? {
            return Ok(0);
        }
        let mut done = 0;
        for (id, next_try, tries) in due {
            if !self.claim_paper(&id, next_try, tries).await? {
                continue;
            }
            match self.typeset_paper(&id).await {
                Ok(()) => done += 1,
                Err(error) => tracing::error!(paper = %id, tries = tries + 1, %error, "a paper could not be typeset"),
            }
        }
        Ok(done)
    }

    /// Looks for fonts unless that was done; whether there is one for Chinese.
    ///
    /// # Errors
    /// A fault when looking for them broke off.
    pub async fn find_fonts(&self) -> Result<bool> {
        self.press.ready().await.map_err(Error::fault)
    }

    /// Puts the next try off before making this one; whoever else saw the paper due finds it put off.
    async fn claim_paper(&self, id: &str, next_try: i64, tries: i64) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let claimed = sqlx::query(
            "update paper_queue set next_try = $3, tries = tries + 1 where paper_id = $1 and next_try = $2",
        )
        .bind(id)
        .bind(next_try)
        .bind(self.now() + wait(tries))
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(claimed.rows_affected() == 1)
    }

    async fn typeset_paper(&self, id: &str) -> Result<()> {
        let body: String =
            sqlx::query_scalar("select body from papers where id = $1").bind(id).fetch_one(self.db.pool()).await?;
        let paper: Paper = serde_json::from_str(&body)?;
        let bytes = self.press.typeset(id, paper, self.now()).await.map_err(Error::fault)?;
        let sha256 = hex(&Sha256::digest(&bytes));
        let kept = self.keep_made(id, &sha256, &bytes).await?;
        let outcome = self.name_file(id, &sha256, bytes.len()).await;
        drop(kept);
        outcome
    }

    /// From now on the paper is this file.
    async fn name_file(&self, id: &str, sha256: &str, size: usize) -> Result<()> {
        let mut tx = self.db.begin().await?;
        sqlx::query(
            "insert into paper_files (paper_id, sha256, size, rendered_at)
             values ($1, $2, $3, $4)
             on conflict (paper_id) do nothing",
        )
        .bind(id)
        .bind(sha256)
        .bind(i64::try_from(size).map_err(Error::fault)?)
        .bind(self.now())
        .execute(&mut *tx)
        .await?;
        sqlx::query("delete from paper_queue where paper_id = $1").bind(id).execute(&mut *tx).await?;
        tx.commit().await
    }
}
