//! The enterprise's answers to the items of a notice.

use crate::db::Tx;
use crate::filings::known_shape;
use crate::{Actor, Error, Result, Services};
use domain::corrections::LONGEST_ANSWER;
use domain::filings::Tab;
use domain::values::{not_blank, text};
use domain::workflow::Status;
use domain::{Finding, Refusal};

impl Services {
    /// Keeps the answer to an item as typed; again, it is kept again.
    ///
    /// # Errors
    /// `NotFound` for what is no item of the round that is due, `Invalid` on `corrections.ID`, `NotNow` when none is due.
    pub async fn answer_item(&self, actor: &Actor, filing: &str, item: &str, answer: &str) -> Result<()> {
        let mut tx = self.db.begin().await?;
        let head = self.open_to_write(&mut tx, actor, filing).await?;
        if head.status != Status::Correction {
            return Err(Error::not_now("本申请不在补正中"));
        }
        text::storable(answer, LONGEST_ANSWER).map_err(|error| Error::invalid(format!("corrections.{item}"), error))?;
        let kept = sqlx::query("update comments set answer = $1 where id = $2 and filing_id = $3 and round = $4")
            .bind(answer)
            .bind(known_shape(item)?)
            .bind(filing)
            .bind(head.rounds)
            .execute(&mut *tx)
            .await?;
        if kept.rows_affected() == 0 {
            return Err(Refusal::NotFound.into());
        }
        self.audit(&mut tx, actor, "correction.answer", "comment", item).await?;
        tx.commit().await
    }

    /// The items that nobody has answered, each as a finding.
    pub(crate) async fn unanswered(&self, tx: &mut Tx, filing: &str, round: i64) -> Result<Vec<Finding>> {
        let mut items: Vec<(String, String, String, String)> = sqlx::query_as(
            "select id, path, label, answer
             from comments
             where filing_id = $1 and round = $2
             order by created_at, id",
        )
        .bind(filing)
        .bind(round)
        .fetch_all(&mut **tx)
        .await?;
        items.sort_by_key(|(_, path, ..)| Tab::of_path(path));
        let silent = items.into_iter().filter(|(.., answer)| !not_blank(answer));
        let finding = |(id, _, label, _): (String, String, String, String)| Finding {
            id: "unanswered".to_owned(),
            ..Finding::field(format!("corrections.{id}"), format!("请说明“{label}”的补正情况"))
        };
        Ok(silent.map(finding).collect())
    }

    /// The round was answered: the filing is submitted again.
    pub(crate) async fn round_answered(&self, tx: &mut Tx, filing: &str, round: i64) -> Result<()> {
        sqlx::query("update corrections set resubmitted_at = $1 where filing_id = $2 and round = $3")
            .bind(self.now())
            .bind(filing)
            .bind(round)
            .execute(&mut **tx)
            .await?;
        Ok(())
    }
}
