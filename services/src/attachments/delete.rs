//! Deleting documents.

use super::former::keep_former;
use super::read::load;
use crate::{Actor, Result, Services};
use domain::Refusal;

impl Services {
    /// Deletes a document from its filing.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of, `NotNow` after submission, but for what was deferred.
    pub async fn delete_attachment(&self, actor: &Actor, id: &str) -> Result<()> {
        let mut tx = self.db.begin().await?;
        let record = load(&mut *tx, id).await?;
        let (filing, slot) = (&record.filing_id, &record.slot);
        let head = self.open_to_attach(&mut tx, actor, filing, slot, record.row_id.as_deref()).await?;
        keep_former(&mut tx, &head, id).await?;
        let deleted = sqlx::query("delete from attachments where id = $1").bind(id).execute(&mut *tx).await?;
        if deleted.rows_affected() == 0 {
            return Err(Refusal::NotFound.into());
        }
        self.audit(&mut tx, actor, "attachment.delete", "attachment", id).await?;
        tx.commit().await?;
        self.remove_unnamed(&[record.sha256]).await;
        Ok(())
    }
}
