//! Deleting one row of a long list.

use super::save_row::{conflict, kept_row};
use super::stored;
use crate::attachments::{documents_of_row, keep_former};
use crate::{Actor, Result, Services};
use domain::filings::List;

impl Services {
    /// Deletes the row with its documents, and releases its person if nothing else in the filing names them.
    ///
    /// # Errors
    /// `Conflict` with what is stored when the revision is stale; `NotNow` after submission.
    pub async fn delete_row(&self, actor: &Actor, id: &str, row: &str, revision: i64) -> Result<()> {
        let mut tx = self.db.begin().await?;
        let head = self.open_to_write(&mut tx, actor, id).await?;
        let kept = kept_row(&mut tx, id, row).await?;
        self.require_open(&mut tx, &head, &[format!("{}[{row}]", kept.list)]).await?;
        for document in documents_of_row(&mut tx, id, row).await? {
            keep_former(&mut tx, &head, &document).await?;
        }
        let hashes: Vec<String> =
            sqlx::query_scalar("delete from attachments where filing_id = $1 and row_id = $2 returning sha256")
                .bind(id)
                .bind(row)
                .fetch_all(&mut *tx)
                .await?;
        let deleted = sqlx::query("delete from filing_rows where id = $1 and revision = $2")
            .bind(row)
            .bind(revision)
            .execute(&mut *tx)
            .await?;
        if deleted.rows_affected() == 0 {
            return Err(conflict(stored(List::from_code, &kept.list)?, &kept)?);
        }
        self.release_if_unused(&mut tx, id, &kept.resident_id).await?;
        self.audit(&mut tx, actor, "filing.delete_row", "filing_row", row).await?;
        tx.commit().await?;
        self.remove_unnamed(&hashes).await;
        Ok(())
    }
}
