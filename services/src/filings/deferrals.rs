//! Documents that follow after acceptance (容缺材料): which, until when, how far they have come, and that they may be added.

use super::judged_by::submitted_day;
use super::{Head, load_header};
use crate::context::stored_day;
use crate::db::Tx;
use crate::{Actor, Error, Permission, Result, Services};
use chrono::NaiveDate;
use domain::attachments::slot;
use domain::filings::{Deferral, Track};
use domain::settings::Setting;
use domain::tracks::Follow;
use domain::values::date;
use domain::workflow::Status;
use sqlx::AnyConnection;

/// The documents that were to follow, in the order of their slots' keys; none before acceptance.
pub(crate) async fn deferrals_of(connection: &mut AnyConnection, head: &Head) -> Result<Vec<Deferral>> {
    if head.track != Track::DeferredDocuments {
        return Ok(Vec::new());
    }
    type Kept = (String, String, Option<i64>, Option<i64>, Option<i64>, String);
    let rows: Vec<Kept> = sqlx::query_as(
        "select slot, due_day, handed_in_at, checked_at, returned_at, returned_reason
         from deferrals
         where filing_id = $1
         order by slot",
    )
    .bind(&head.id)
    .fetch_all(connection)
    .await?;
    let read = |(slot, due, handed_in_at, checked_at, returned_at, returned_reason): Kept| {
        Ok(Deferral { slot, due: stored_day(&due)?, handed_in_at, checked_at, returned_at, returned_reason })
    };
    rows.into_iter().map(read).collect()
}

/// Whether the filing stands where deferred documents are handed in and checked.
pub(super) fn after_acceptance(status: Status) -> bool {
    matches!(status, Status::Accepted | Status::Examination | Status::Committee | Status::SignOff)
}

/// Where a document stands, as findings name it.
pub(crate) fn document_path(slot: &str, row: Option<&str>) -> String {
    match row {
        Some(row) => format!("attachments.{slot}[{row}]"),
        None => format!("attachments.{slot}"),
    }
}

/// What the document is called.
pub(crate) fn name(key: &str) -> &str {
    slot(key).map_or(key, |slot| slot.label)
}

/// Why this document cannot be added or handed in any more.
pub(super) fn closed(deferral: &Deferral, today: NaiveDate) -> Option<String> {
    if deferral.handed_in_at.is_some() {
        return Some("容缺材料已提交，不能再修改".to_owned());
    }
    (deferral.due < today).then(|| format!("容缺材料的提交期限（{}）已过", date::long(deferral.due)))
}

/// Whether the actor may add documents to this slot and delete them: while the content can be changed, and what was deferred
/// also after acceptance, until it is handed in or its day has passed.
pub(crate) async fn may_attach(
    connection: &mut AnyConnection,
    head: &Head,
    actor: &Actor,
    slot: &str,
    today: NaiveDate,
) -> Result<()> {
    head.may(actor, Permission::WriteFiling)?;
    if after_acceptance(head.status)
        && let Some(deferral) = deferrals_of(connection, head).await?.iter().find(|deferral| deferral.slot == slot)
    {
        return closed(deferral, today).map_or(Ok(()), |reason| Err(Error::not_now(reason)));
    }
    head.may_write(actor)
}

impl Services {
    /// What may follow later of this filing, and by when: by the settings of the day that counts, which is today as long as
    /// its content can be changed, else the day on which it was submitted. `None` on the other tracks.
    pub(super) async fn follow_of(&self, connection: &mut AnyConnection, head: &Head) -> Result<Option<Follow>> {
        if head.track != Track::DeferredDocuments {
            return Ok(None);
        }
        let settings = self.settings_in(connection).await?;
        // The days count from acceptance, which has not come where this is told.
        let days = settings.figure(Setting::DeferralDays, self.today());
        Ok(Some(Follow { days, ..settings.follow(submitted_day(head).unwrap_or_else(|| self.today())) }))
    }

    /// Keys of the documents that may follow later of this filing.
    pub(super) async fn may_follow(&self, connection: &mut AnyConnection, head: &Head) -> Result<Vec<String>> {
        Ok(self.follow_of(connection, head).await?.map(|follow| follow.documents).unwrap_or_default())
    }

    /// Starts adding or deleting a document of this slot: asks, and holds the filing until the end of the transaction.
    pub(crate) async fn open_to_attach(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        id: &str,
        slot: &str,
        row: Option<&str>,
    ) -> Result<Head> {
        let head = load_header(&mut **tx, id).await?;
        head.may(actor, Permission::WriteFiling)?;
        if !after_acceptance(head.status) {
            let head = self.open_to_write(tx, actor, id).await?;
            self.require_open(tx, &head, &[document_path(slot, row)]).await?;
            return Ok(head);
        }
        // Held first, so that it is not being handed in at this moment.
        self.hold_where_it_stands(tx, &head).await?;
        may_attach(tx, &head, actor, slot, self.today()).await?;
        Ok(head)
    }
}
