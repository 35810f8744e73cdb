//! The rounds of correction that a filing has been through.

use crate::filings::Head;
use crate::{Result, Services};
use domain::corrections::{Correction, Item};
use domain::filings::Tab;
use domain::workflow::Status;
use sqlx::AnyConnection;

impl Services {
    /// Every round with its items, the first round first.
    pub(crate) async fn corrections(&self, connection: &mut AnyConnection, filing: &str) -> Result<Vec<Correction>> {
        let rounds: Vec<(i64, i64, String, Option<i64>)> = sqlx::query_as(
            "select round, requested_at, head_reason, resubmitted_at
             from corrections
             where filing_id = $1
             order by round",
        )
        .bind(filing)
        .fetch_all(&mut *connection)
        .await?;
        if rounds.is_empty() {
            return Ok(Vec::new());
        }
        let items: Vec<(i64, String, String, String, String, String)> = sqlx::query_as(
            "select round, id, path, label, reason, answer
             from comments
             where filing_id = $1 and round is not null
             order by round, created_at, id",
        )
        .bind(filing)
        .fetch_all(connection)
        .await?;
        let of_round = |(round, requested_at, head_reason, resubmitted_at)| {
            let mut items: Vec<Item> = items
                .iter()
                .filter(|item| item.0 == round)
                .cloned()
                .map(|(_, id, path, label, reason, answer)| Item { id, path, label, reason, answer })
                .collect();
            items.sort_by_key(|item| Tab::of_path(&item.path));
            Correction { round, requested_at, head_reason, items, resubmitted_at }
        };
        Ok(rounds.into_iter().map(of_round).collect())
    }

    /// The round that the enterprise is answering, if it is.
    pub(crate) async fn correction_due(
        &self,
        connection: &mut AnyConnection,
        head: &Head,
    ) -> Result<Option<Correction>> {
        if head.status != Status::Correction {
            return Ok(None);
        }
        let rounds = self.corrections(connection, &head.id).await?;
        Ok(rounds.into_iter().next_back().filter(|round| round.resubmitted_at.is_none()))
    }
}
