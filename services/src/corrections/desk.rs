//! What a reviewer sees before asking for a correction.

use crate::filings::load_header;
use crate::{Actor, Permission, Result, Services};
use domain::corrections::Desk;

impl Services {
    /// The filing's head, the comments that may become items, and the rounds there were.
    ///
    /// # Errors
    /// `Forbidden` for enterprises, `NotFound` for what the actor may not know of.
    pub async fn correction_desk(&self, actor: &Actor, id: &str) -> Result<Desk> {
        let mut connection = self.db.pool().acquire().await?;
        let head = load_header(&mut *connection, id).await?;
        head.may(actor, Permission::Comment)?;
        Ok(Desk {
            header: self.header_for(&mut connection, &head, actor).await?,
            comments: self.open_comments(&mut connection, id, actor).await?,
            corrections: self.corrections(&mut connection, id).await?,
        })
    }
}
