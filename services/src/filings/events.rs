//! The timeline: one line a step, written with it, never changed.

use super::{Head, stored};
use crate::db::Tx;
use crate::{Actor, Error, Result, Services};
use domain::accounts::Role;
use domain::filings::Event;
use domain::workflow::{Action, Status};
use sqlx::{Any, Executor};

/// Who takes a step.
pub(super) struct By<'a> {
    account_id: &'a str,
    name: &'a str,
    role: Role,
}

impl<'a> From<&'a Actor> for By<'a> {
    fn from(actor: &'a Actor) -> By<'a> {
        By { account_id: &actor.account_id, name: &actor.name, role: actor.role }
    }
}

/// Nobody: a step that follows from another.
pub(super) const SYSTEM: By<'static> = By { account_id: "", name: "系统", role: Role::Administrator };

/// A step that was taken.
pub(super) struct Step<'a> {
    pub action: Action,
    /// Where the filing stands afterwards.
    pub status: Status,
    /// The reason or remark given.
    pub note: &'a str,
    /// Under which the step is taken once.
    pub key: &'a str,
}

impl Services {
    /// Writes a step to the timeline. The filing is held by the transaction, so the sequence has no gaps or doubles.
    pub(super) async fn record(&self, tx: &mut Tx, by: impl Into<By<'_>>, filing: &str, step: &Step<'_>) -> Result<()> {
        let by = by.into();
        sqlx::query(
            "insert into events (id, filing_id, sequence, at, actor_id, actor, role, action, status, note, key)
             select $1, $2, coalesce(max(e.sequence), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10
             from events e
             where e.filing_id = $2",
        )
        .bind(self.id())
        .bind(filing)
        .bind(self.now())
        .bind(by.account_id)
        .bind(by.name)
        .bind(by.role.code())
        .bind(step.action.code())
        .bind(step.status.code())
        .bind(step.note)
        .bind(step.key)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

/// Whether one of these steps was taken under this key. A key that stands for another step was not made by our pages.
pub(crate) async fn taken(tx: &mut Tx, filing: &str, key: &str, steps: &[Action]) -> Result<bool> {
    let action: Option<String> = sqlx::query_scalar("select action from events where filing_id = $1 and key = $2")
        .bind(filing)
        .bind(key)
        .fetch_optional(&mut **tx)
        .await?;
    match action.map(|action| stored(Action::from_code, &action)).transpose()? {
        None => Ok(false),
        Some(action) if steps.contains(&action) => Ok(true),
        Some(_) => Err(Error::not_now("该申请已变动，请刷新")),
    }
}

#[derive(sqlx::FromRow)]
struct Record {
    at: i64,
    actor_id: String,
    action: String,
    status: String,
    actor: String,
    role: String,
    note: String,
}

/// The timeline, oldest first. To enterprises the office stands for its staff; the system hides behind nobody.
pub(super) async fn events_of<'e>(
    executor: impl Executor<'e, Database = Any>,
    head: &Head,
    viewer: &Actor,
) -> Result<Vec<Event>> {
    let records: Vec<Record> = sqlx::query_as(
        "select at, actor_id, action, status, actor, role, note
         from events
         where filing_id = $1
         order by sequence",
    )
    .bind(&head.id)
    .fetch_all(executor)
    .await?;
    let shown = |record: Record| {
        let role = stored(Role::from_code, &record.role)?;
        let hidden =
            viewer.role == Role::Enterprise && role != Role::Enterprise && record.actor_id != SYSTEM.account_id;
        Ok(Event {
            at: record.at,
            action: stored(Action::from_code, &record.action)?,
            status: stored(Status::from_code, &record.status)?,
            actor: if hidden { head.office_name().to_owned() } else { record.actor },
            role,
            note: record.note,
        })
    };
    // Who of the office works on it is the office's own business.
    let told = |event: &Result<Event>| {
        viewer.role != Role::Enterprise || event.as_ref().is_ok_and(|event| !event.action.within_office())
    };
    records.into_iter().map(shown).filter(told).collect()
}
