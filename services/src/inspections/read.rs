//! Reading one report.

use super::begin::report_of;
use super::documents::documents_of;
use super::head::Head;
use crate::filings::stored;
use crate::{Actor, Permission, Result, Services};
use domain::accounts::Role;
use domain::conformity::check_staff;
use domain::inspections::{Act, Event, ReportView, Stage};
use domain::masking::{self, Holds};
use sqlx::AnyConnection;

#[derive(sqlx::FromRow)]
struct Record {
    at: i64,
    actor: String,
    role: String,
    act: String,
    stage: String,
    note: String,
}

impl Services {
    /// A report with its documents, its steps, and what the licence's conditions say of the staff today.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn inspection(&self, actor: &Actor, id: &str) -> Result<ReportView> {
        let mut connection = self.db.pool().acquire().await?;
        let head = self.inspection_head(&mut connection, id).await?;
        head.may(actor, Permission::ReadInspection)?;
        let roster = self.roster(&mut *connection, &head.licence.id).await?;
        let rules = self.rule_book_in(&mut connection).await?.on(self.today());
        let mut report = report_of(&mut connection, id).await?;
        if actor.role != Role::Enterprise {
            let mobile = &mut report.company.body.mobile;
            *mobile = masking::masked(mobile, Holds::Number);
        }
        Ok(ReportView {
            header: head.header(actor, self.today()),
            report,
            documents: documents_of(&mut connection, id).await?,
            staff: check_staff(head.licence.scope, &roster, &rules, self.today()),
            events: events_of(&mut connection, &head, actor).await?,
            licence: head.licence,
        })
    }
}

/// The steps, oldest first. To enterprises the office stands for its staff.
async fn events_of(connection: &mut AnyConnection, head: &Head, viewer: &Actor) -> Result<Vec<Event>> {
    let records: Vec<Record> = sqlx::query_as(
        "select at, actor, role, act, stage, note
         from inspection_events
         where inspection_id = $1
         order by sequence",
    )
    .bind(&head.id)
    .fetch_all(&mut *connection)
    .await?;
    let shown = |record: Record| {
        let role = stored(Role::from_code, &record.role)?;
        let hidden = viewer.role == Role::Enterprise && role != Role::Enterprise;
        Ok(Event {
            at: record.at,
            act: stored(Act::from_code, &record.act)?,
            stage: stored(Stage::from_code, &record.stage)?,
            actor: if hidden { head.licence.office.clone() } else { record.actor },
            role,
            note: record.note,
        })
    };
    records.into_iter().map(shown).collect()
}
