//! The head of every page about one filing, as this person may see it.

use super::allowed::allowed;
use super::deferrals::deferrals_of;
use super::position::position;
use super::{Head, Summary, load_header};
use crate::{Actor, Permission, Result, Services};
use domain::accounts::Role;
use domain::filings::FilingHeader;
use domain::masking;
use sqlx::AnyConnection;

impl Services {
    /// Reads the header anew, after a step.
    pub(super) async fn header(&self, actor: &Actor, id: &str) -> Result<FilingHeader> {
        let mut connection = self.db.pool().acquire().await?;
        let head = load_header(&mut *connection, id).await?;
        head.may(actor, Permission::ReadFiling)?;
        self.header_for(&mut connection, &head, actor).await
    }

    /// The header as this person may see it.
    pub(crate) async fn header_for(
        &self,
        connection: &mut AnyConnection,
        head: &Head,
        actor: &Actor,
    ) -> Result<FilingHeader> {
        let mut profile = head.profile()?;
        let own = actor.role == Role::Enterprise;
        if !own {
            masking::mask(&mut profile);
        }
        let clock = self.clock_of(connection, head).await?;
        let mut summary = line(head).shown_to(actor)?;
        summary.left = clock.as_ref().filter(|clock| clock.due.is_some()).map(|clock| clock.left);
        if own {
            summary.position = position(connection, &head.id).await?;
        }
        let rules = match head.kind.judged() {
            true => self.judged_by(connection, head).await?,
            false => String::new(),
        };
        Ok(FilingHeader {
            summary,
            revision: head.revision,
            office: head.office_name().to_owned(),
            clock,
            rules,
            deferrals: deferrals_of(connection, head).await?,
            follow: self.follow_of(connection, head).await?,
            slots: self.slots_of(connection, head).await?,
            allowed: allowed(head, actor),
            licence_id: head.licence_id.clone(),
            licence: head.licence().cloned(),
            profile,
        })
    }
}

fn line(head: &Head) -> Summary {
    Summary {
        id: head.id.clone(),
        number: head.number.clone(),
        kind: head.kind.code().to_owned(),
        track: head.track.code().to_owned(),
        status: head.status.code().to_owned(),
        enterprise: head.enterprise.clone(),
        submitted_at: head.submitted_at,
        updated_at: head.updated_at,
        assignee_id: head.assignee_id.clone(),
        assignee: head.assignee.clone(),
        due_day: head.due_day.clone(),
        resting: head.resting,
    }
}
