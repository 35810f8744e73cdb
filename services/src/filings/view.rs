//! A filing as its pages get it.

use super::events::events_of;
use super::{load_header, sections};
use crate::attachments::attachments_of;
use crate::committee::deliberations_of;
use crate::visits::visits_of;
use crate::{Actor, Permission, Result, Services};
use domain::accounts::Role;
use domain::filings::FilingView;
use domain::masking;

impl Services {
    /// Everything but the long lists. Who is not the enterprise gets the numbers of people masked.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn filing(&self, actor: &Actor, id: &str) -> Result<FilingView> {
        let mut connection = self.db.pool().acquire().await?;
        let head = load_header(&mut *connection, id).await?;
        head.may(actor, Permission::ReadFiling)?;
        let mut sections = sections(&mut *connection, id).await?;
        if actor.role != Role::Enterprise {
            masking::mask_change(&mut head.profile()?, &mut sections.change.body);
            masking::mask(&mut sections);
        }
        Ok(FilingView {
            header: self.header_for(&mut connection, &head, actor).await?,
            sections,
            attachments: attachments_of(&mut *connection, id).await?,
            events: events_of(&mut *connection, &head, actor).await?,
            corrections: self.corrections(&mut connection, id).await?,
            opened: self.opened(&mut connection, &head).await?,
            comments: match actor.may_own(Permission::Comment) {
                Ok(()) => self.open_comments(&mut connection, id, actor).await?,
                Err(_) => Vec::new(),
            },
            visits: visits_of(&mut connection, &head, actor).await?,
            deliberations: match actor.may_own(Permission::HoldCommittee) {
                Ok(()) => deliberations_of(&mut connection, id).await?,
                Err(_) => Vec::new(),
            },
        })
    }
}
