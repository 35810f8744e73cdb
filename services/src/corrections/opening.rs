//! Holding changes during a correction against what is open.

use crate::db::Tx;
use crate::filings::Head;
use crate::{Error, Result, Services};
use domain::Finding;
use domain::conformity::blocking;
use domain::corrections::Opening;
use domain::workflow::Status;
use sqlx::AnyConnection;

impl Services {
    /// What was found, in this round, to stand in the way of submitting again and has been changed.
    pub(crate) async fn opened(&self, connection: &mut AnyConnection, head: &Head) -> Result<Vec<String>> {
        if head.status != Status::Correction {
            return Ok(Vec::new());
        }
        Ok(sqlx::query_scalar("select path from correction_openings where filing_id = $1 and round = $2 order by path")
            .bind(&head.id)
            .bind(head.rounds)
            .fetch_all(connection)
            .await?)
    }

    /// Refuses to change what is not open; always open outside of a correction. Beside what the notice names, what stands in
    /// the way of submitting again is open, such as a certificate that has run out since: from the moment that somebody
    /// changes it to the end of the round, so that it can be changed once more.
    ///
    /// # Errors
    /// `Invalid` on the paths that are not open.
    pub(crate) async fn require_open(&self, tx: &mut Tx, head: &Head, paths: &[String]) -> Result<()> {
        for path in self.to_be_opened(tx, head, paths).await? {
            sqlx::query(
                "insert into correction_openings (filing_id, round, path)
                 values ($1, $2, $3)
                 on conflict (filing_id, round, path) do nothing",
            )
            .bind(&head.id)
            .bind(head.rounds)
            .bind(path)
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    /// Those findings' paths that make the rest of `paths` open.
    ///
    /// # Errors
    /// As [`Services::require_open`].
    pub(crate) async fn to_be_opened(
        &self,
        connection: &mut AnyConnection,
        head: &Head,
        paths: &[String],
    ) -> Result<Vec<String>> {
        let Some(correction) = self.correction_due(connection, head).await? else { return Ok(Vec::new()) };
        let opening = correction.opening(self.opened(connection, head).await?);
        let shut: Vec<&String> = paths.iter().filter(|path| !opening.opens(path)).collect();
        if shut.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.found_now(connection, head).await?;
        let found: Vec<&Finding> = blocking(&found).collect();
        let mut opened = Vec::new();
        let mut refused = Vec::new();
        for path in shut {
            match found.iter().find(|finding| Opening::new([&finding.path]).opens(path)) {
                Some(finding) => opened.push(finding.path.clone()),
                None => refused.push(Finding::field(path, "不在补正通知所列的范围内，补正期间不能修改")),
            }
        }
        if refused.is_empty() { Ok(opened) } else { Err(Error::findings(refused)) }
    }
}
