//! Deleting documents.

use super::read::load;
use crate::{Actor, Result, Services};

impl Services {
    /// Deletes a document from its filing.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of, `NotNow` after submission, but for what was deferred.
    pub async fn delete_attachment(&self, actor: &Actor, id: &str) -> Result<()> {
        let mut tx = self.db.begin().await?;
        let record = load(&mut *tx, id).await?;
        self.open_to_attach(&mut tx, actor, &record.filing_id, &record.slot).await?;
        sqlx::query("delete from attachments where id = $1").bind(id).execute(&mut *tx).await?;
        self.audit(&mut tx, actor, "attachment.delete", "attachment", id).await?;
        tx.commit().await?;
        self.remove_unnamed(&[record.sha256]).await;
        Ok(())
    }

    /// Removes from the store what no row names any more. The rows are gone already, so a store that fails only leaves
    /// bytes behind that nobody can reach.
    pub(crate) async fn remove_unnamed(&self, hashes: &[String]) {
        let _alone = self.storage.removing.write().await;
        for sha256 in hashes {
            if let Err(error) = self.remove_if_unnamed(sha256).await {
                tracing::warn!(%error, sha256, "a deleted document stays in the store");
            }
        }
    }

    async fn remove_if_unnamed(&self, sha256: &str) -> Result<()> {
        let named: Option<i64> = sqlx::query_scalar("select 1 from attachments where sha256 = $1 limit 1")
            .bind(sha256)
            .fetch_optional(self.db.pool())
            .await?;
        match named {
            Some(_) => Ok(()),
            None => self.storage.remove(sha256).await,
        }
    }
}
