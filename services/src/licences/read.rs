//! Reading a licence.

use super::copies::copies;
use super::record::load;
use crate::{Actor, Owner, Permission, Result, Services};
use domain::Refusal;
use domain::licences::{Licence, LicenceStatus, LicenceView};

impl Services {
    /// The enterprise's licence: the one in force, else the last one.
    ///
    /// # Errors
    /// `Forbidden` for an administrator.
    pub async fn my_licence(&self, actor: &Actor) -> Result<Option<Licence>> {
        actor.may_own(Permission::ReadLicence)?;
        self.held_licence(self.db.pool(), actor.enterprise()).await
    }

    /// A licence, for its holder and the office that issued it: as this copy says, or the newest.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of, and for a copy that there is not.
    pub async fn licence(&self, actor: &Actor, id: &str, copy: Option<i64>) -> Result<LicenceView> {
        let mut connection = self.db.pool().acquire().await?;
        let record = load(&mut *connection, id).await?;
        actor.may(Permission::ReadLicence, Owner { enterprise: &record.enterprise_id, office: &record.office })?;
        let now = record.read()?;
        let all = copies(&mut *connection, id).await?;
        let in_sight = all.iter().find(|(each, _)| copy.is_none_or(|copy| each.sequence == copy));
        let (copy, printed) = in_sight.cloned().ok_or(Refusal::NotFound)?;
        let shortfall = match now.status {
            LicenceStatus::InForce => self.open_shortfall(&mut *connection, id).await?,
            _ => None,
        };
        Ok(LicenceView {
            licence: Licence { status: now.status, extended_by_silence: now.extended_by_silence, ..printed },
            copy,
            copies: all.into_iter().map(|(copy, _)| copy).collect(),
            shortfall,
        })
    }
}
