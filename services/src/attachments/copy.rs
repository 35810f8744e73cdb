//! Documents that go on from one filing to the next.

use crate::db::Tx;
use crate::{Result, Services};
use std::collections::HashMap;

impl Services {
    /// Gives the copies of rows the documents of the rows. The bytes are the same object in the store: the accepted filing
    /// keeps naming it.
    pub(crate) async fn copy_row_documents(
        &self,
        tx: &mut Tx,
        filing: &str,
        accepted: &str,
        copies: &HashMap<String, String>,
    ) -> Result<()> {
        let documents: Vec<(String, String)> =
            sqlx::query_as("select id, row_id from attachments where filing_id = $1 and row_id is not null")
                .bind(accepted)
                .fetch_all(&mut **tx)
                .await?;
        for (document, row) in documents {
            let Some(copy) = copies.get(&row) else { continue };
            sqlx::query(
                "insert into attachments (id, filing_id, slot, row_id, name, file_type, size, sha256, uploaded_at)
                 select $1, $2, slot, $3, name, file_type, size, sha256, uploaded_at
                 from attachments
                 where id = $4",
            )
            .bind(self.id())
            .bind(filing)
            .bind(copy)
            .bind(document)
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }
}
