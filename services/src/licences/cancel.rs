//! The end of a licence by its holder's wish (许可证注销).

use super::change::about;
use crate::db::Tx;
use crate::filings::Head;
use crate::{Actor, Result, Services};
use domain::licences::{Licence, LicenceStatus};

impl Services {
    /// Ends the licence: the certificate is void, and its people are free.
    pub(crate) async fn cancel_licence(&self, tx: &mut Tx, actor: &Actor, head: &Head) -> Result<()> {
        let licence = self.hold_licence(tx, about(head)?).await?;
        let licence = Licence { status: LicenceStatus::Cancelled, ..licence };
        self.write_licence(tx, &licence).await?;
        self.void_copy(tx, &licence.id).await?;
        self.release_licence(tx, &licence.id).await?;
        self.audit(tx, actor, "licence.cancel", "licence", &licence.id).await
    }
}
