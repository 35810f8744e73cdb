//! A filing as its pages get it.

use super::events::events_of;
use super::{load_header, sections};
use crate::attachments::attachments_of;
use crate::{Actor, Permission, Result, Services};
use domain::filings::FilingView;

impl Services {
    /// Everything but the long lists.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn filing(&self, actor: &Actor, id: &str) -> Result<FilingView> {
        let mut connection = self.db.pool().acquire().await?;
        let head = load_header(&mut *connection, id).await?;
        head.may(actor, Permission::ReadFiling)?;
        Ok(FilingView {
            header: self.header_for(&mut connection, &head, actor).await?,
            sections: sections(&mut *connection, id).await?,
            attachments: attachments_of(&mut *connection, id).await?,
            events: events_of(&mut *connection, &head, actor).await?,
        })
    }
}
