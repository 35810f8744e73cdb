//! Letting people go.

use crate::db::Tx;
use crate::{Result, Services};

impl Services {
    /// Releases a person whom nothing in the filing names any more. `resident_id` is as stored; empty is nobody.
    pub(crate) async fn release_if_unused(&self, tx: &mut Tx, filing: &str, resident_id: &str) -> Result<()> {
        if resident_id.is_empty() {
            return Ok(());
        }
        sqlx::query(
            "update engagements
             set released_at = $1
             where filing_id = $2 and resident_id = $3 and released_at is null
               and not exists (select 1
                               from filing_rows
                               where filing_id = $2 and list in ('technicians', 'electricians')
                                 and resident_id = $3 and resident_id <> '')
               and not exists (select 1
                               from filing_sections
                               where filing_id = $2 and resident_id = $3)",
        )
        .bind(self.now())
        .bind(filing)
        .bind(resident_id)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Releases everybody whom the filing names: it has ended without a licence.
    pub(crate) async fn release_filing(&self, tx: &mut Tx, filing: &str) -> Result<()> {
        sqlx::query("update engagements set released_at = $1 where filing_id = $2 and released_at is null")
            .bind(self.now())
            .bind(filing)
            .execute(&mut **tx)
            .await?;
        Ok(())
    }
}
