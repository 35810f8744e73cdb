//! Letting people go.

use crate::db::Tx;
use crate::{Result, Services};

impl Services {
    /// Releases a person whom nothing in the filing names any more, if it was the filing that engaged them. `resident_id`
    /// is as stored; empty is nobody.
    pub(crate) async fn release_if_unused(&self, tx: &mut Tx, filing: &str, resident_id: &str) -> Result<()> {
        if resident_id.is_empty() {
            return Ok(());
        }
        sqlx::query(
            "update engagements
             set released_at = $1
             where filing_id = $2 and resident_id = $3 and licence_id is null and released_at is null
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

    /// Releases everybody whom the filing has engaged: it has ended without effect. Whom a licence engages stays engaged.
    pub(crate) async fn release_filing(&self, tx: &mut Tx, filing: &str) -> Result<()> {
        sqlx::query(
            "update engagements set released_at = $1 where filing_id = $2 and licence_id is null and released_at is null",
        )
        .bind(self.now())
        .bind(filing)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Releases everybody whom the licence engages, and ends their posts: it has ended.
    pub(crate) async fn release_licence(&self, tx: &mut Tx, licence_id: &str) -> Result<()> {
        sqlx::query("update engagements set released_at = $1 where licence_id = $2 and released_at is null")
            .bind(self.now())
            .bind(licence_id)
            .execute(&mut **tx)
            .await?;
        sqlx::query("update posts set until = $1 where licence_id = $2 and until is null")
            .bind(self.now())
            .bind(licence_id)
            .execute(&mut **tx)
            .await?;
        Ok(())
    }

    /// Releases one person whom the licence engages.
    pub(super) async fn release_person(&self, tx: &mut Tx, licence_id: &str, resident_id: &str) -> Result<()> {
        sqlx::query(
            "update engagements
             set released_at = $1
             where licence_id = $2 and resident_id = $3 and released_at is null",
        )
        .bind(self.now())
        .bind(licence_id)
        .bind(resident_id)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}
