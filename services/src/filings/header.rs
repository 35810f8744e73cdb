//! The head of every page about one filing, as this person may see it.

use super::allowed::allowed;
use super::deferrals::deferrals_of;
use super::position::position;
use super::{Head, Summary, load_header};
use crate::{Actor, Permission, Result, Services};
use domain::accounts::Role;
use domain::enterprises::Profile;
use domain::filings::{FilingHeader, Kind};
use domain::values::{Mobile, ResidentId};
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
    pub(super) async fn header_for(
        &self,
        connection: &mut AnyConnection,
        head: &Head,
        actor: &Actor,
    ) -> Result<FilingHeader> {
        let mut profile = head.profile()?;
        let own = actor.role == Role::Enterprise;
        if !own {
            mask(&mut profile, head.kind);
        }
        let mut summary = line(head).shown_to(actor)?;
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
            clock: self.clock_of(connection, head).await?,
            rules,
            deferrals: deferrals_of(connection, head).await?,
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

/// Reviewers judge the certificates of staff; of the representative's number and the contact's mobile they need the ends.
/// But a change of the representative is held against the number before it.
fn mask(profile: &mut Profile, kind: Kind) {
    if kind != Kind::RegistrationChange {
        profile.representative_id =
            ResidentId::parse(&profile.representative_id).map_or_else(|_| String::new(), |id| id.masked());
    }
    profile.mobile = Mobile::parse(&profile.mobile).map_or_else(|_| String::new(), |mobile| mobile.masked());
}
