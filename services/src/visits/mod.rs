//! 现场核查: arranged, arranged anew, concluded or called off by whoever has claimed the filing; photographs by those who go.

mod arrange;
mod conclude;
mod photographs;
mod to_do;

use crate::context::stored_day;
use crate::filings::{Head, load_header, stored};
use crate::{Actor, Error, Permission, Result};
use domain::Refusal;
use domain::accounts::Role;
use domain::offices::Officer;
use domain::visits::{Conclusion, Visit, VisitStatus};
use photographs::photographs_of;
use sqlx::AnyConnection;

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    day: String,
    place: String,
    notes: String,
    status: String,
    findings: String,
    conclusion: String,
    reason: String,
    arranged_at: i64,
    ended_at: Option<i64>,
}

/// The visits of a filing, the latest last. An enterprise reads what it is told: who comes when and where, and what was found.
pub(crate) async fn visits_of(connection: &mut AnyConnection, head: &Head, actor: &Actor) -> Result<Vec<Visit>> {
    let records: Vec<Record> = sqlx::query_as(
        "select id, day, place, notes, status, findings, conclusion, reason, arranged_at, ended_at
         from visits
         where filing_id = $1
         order by arranged_at, id",
    )
    .bind(&head.id)
    .fetch_all(&mut *connection)
    .await?;
    let staff = actor.role != Role::Enterprise;
    let mut visits = Vec::new();
    for record in records {
        let mut members = members_of(&mut *connection, &record.id).await?;
        let status = stored(VisitStatus::from_code, &record.status)?;
        let open = staff && status == VisitStatus::Pending && !head.status.ended() && goes(head, &members, actor);
        if !staff {
            members.iter_mut().for_each(|member| member.id.clear());
        }
        visits.push(Visit {
            day: stored_day(&record.day)?,
            place: record.place,
            status,
            members,
            notes: if staff { record.notes } else { String::new() },
            findings: record.findings,
            conclusion: match record.conclusion.as_str() {
                "" => None,
                code => Some(stored(Conclusion::from_code, code)?),
            },
            reason: record.reason,
            arranged_at: record.arranged_at,
            ended_at: record.ended_at,
            photographs: if staff { photographs_of(&mut *connection, &record.id).await? } else { Vec::new() },
            photographs_open: open,
            id: record.id,
        });
    }
    Ok(visits)
}

/// Who goes.
async fn members_of(connection: &mut AnyConnection, visit: &str) -> Result<Vec<Officer>> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "select a.id, a.display_name, a.role
         from visit_members m
              join accounts a on a.id = m.account_id
         where m.visit_id = $1
         order by m.position",
    )
    .bind(visit)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(|(id, name, role)| Ok(Officer { id, name, role: stored(Role::from_code, &role)? })).collect()
}

/// Whether the actor goes there, or has claimed the filing.
fn goes(head: &Head, members: &[Officer], actor: &Actor) -> bool {
    head.assignee_id.as_deref() == Some(actor.account_id.as_str())
        || members.iter().any(|member| member.id == actor.account_id)
}

/// The filing of this visit, and whether the visit is pending, for those of its office.
async fn head_of_visit(connection: &mut AnyConnection, actor: &Actor, visit: &str) -> Result<(Head, bool)> {
    actor.may_own(Permission::ManageVisits)?;
    let found: Option<(String, String)> = sqlx::query_as("select filing_id, status from visits where id = $1")
        .bind(crate::filings::known_shape(visit)?)
        .fetch_optional(&mut *connection)
        .await?;
    let (filing, status) = found.ok_or(Refusal::NotFound)?;
    let head = load_header(&mut *connection, &filing).await?;
    head.may(actor, Permission::ManageVisits)?;
    let pending = stored(VisitStatus::from_code, &status)? == VisitStatus::Pending && !head.status.ended();
    Ok((head, pending))
}

fn closed() -> Error {
    Error::not_now("现场核查已结束，不能再增删照片")
}
