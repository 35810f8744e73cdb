//! Documents that were submitted and go all the same, in a correction: the versions that name them keep them.

use crate::Result;
use crate::db::Tx;
use crate::filings::Head;

/// Keeps a document that is about to be deleted, if the filing was ever submitted.
pub(crate) async fn keep_former(tx: &mut Tx, head: &Head, id: &str) -> Result<()> {
    if head.submitted_at.is_none() {
        return Ok(());
    }
    sqlx::query(
        "insert into former_attachments (id, filing_id, slot, row_id, name, file_type, size, sha256, uploaded_at)
         select id, filing_id, slot, row_id, name, file_type, size, sha256, uploaded_at
         from attachments
         where id = $1",
    )
    .bind(id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ids of the documents of a row.
pub(crate) async fn documents_of_row(tx: &mut Tx, filing: &str, row: &str) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar("select id from attachments where filing_id = $1 and row_id = $2")
        .bind(filing)
        .bind(row)
        .fetch_all(&mut **tx)
        .await?)
}
