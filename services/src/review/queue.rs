//! The queue of an office: a page of it, and how many there are of what.

use super::narrowed::{Facet, Narrowed, queue_day};
use super::query::{Query, Value};
use crate::filings::{Days, Summary, shown, summaries};
use crate::{Actor, Permission, Result, Services};
use domain::filings::FilingSummary;
use domain::review::{Cursor, QueueFilter, QueuePage, Stage};
use sqlx::AnyConnection;

/// Lines on one page.
const PAGE: usize = 50;
/// Most lines on top of the first page; nobody lets so many lie.
const RETURNED: i64 = 200;

impl Services {
    /// The filings of the actor's office as they are narrowed, with counts on the first page. What lies with the actor and waits
    /// to be claimed comes first, then what has the earliest last day, what has none last; then the oldest submission. Of what
    /// has ended the latest comes first. `after` is where the page before ended.
    ///
    /// # Errors
    /// `Forbidden` for those who have no queue.
    pub async fn queue(&self, actor: &Actor, filter: &QueueFilter, after: Option<&Cursor>) -> Result<QueuePage> {
        actor.may_own(Permission::ReadQueue)?;
        let mut connection = self.db.pool().acquire().await?;
        let days = self.days(&mut connection).await?;
        let narrowed = Narrowed::new(actor, filter, &days);
        let ended = filter.stage == Some(Stage::Ended);
        let first = after.is_none();
        let query = if ended { latest(&narrowed, after) } else { due_first(&narrowed, after) };
        let (lines, next) = read(&mut connection, query, (actor, &days), ended).await?;
        let returned = match first && !ended {
            true => shown(listed(returned(&narrowed), false).fetch(&mut *connection).await?, actor, &days)?,
            false => Vec::new(),
        };
        let counts = match first {
            true => Some(self.counts(&mut connection, &narrowed).await?),
            false => None,
        };
        Ok(QueuePage { returned, lines, next, counts })
    }
}

/// One page, and where the next one begins.
async fn read(
    connection: &mut AnyConnection,
    page: Query,
    (actor, days): (&Actor, &Days),
    ended: bool,
) -> Result<(Vec<FilingSummary>, Option<Cursor>)> {
    let mut lines: Vec<Summary> = listed(page, ended).fetch(connection).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let lines = shown(lines, actor, days)?;
    let next = lines.last().filter(|_| more).map(|line| Cursor {
        day: line.due,
        at: if ended { line.updated_at } else { line.submitted_at.unwrap_or_default() },
        number: line.number.clone(),
    });
    Ok((lines, next))
}

/// The lines of these ids, in the order of their list.
fn listed(ids: Query, ended: bool) -> Query {
    let order = match ended {
        true => ") order by f.updated_at desc, f.number desc",
        false => ") order by f.queue_day, f.submitted_at, f.number",
    };
    Query::new(summaries!("where f.id in (")).with(ids).then(order)
}

/// What is due first; but what waits for the actor stands on top already.
fn due_first(narrowed: &Narrowed<'_>, after: Option<&Cursor>) -> Query {
    let mut query = narrowed.live("select f.id", Facet::None);
    query.push(
        " and (f.status <> 'submitted' or f.assignee_id is null or f.assignee_id <> ?)",
        [narrowed.actor.account_id.as_str().into()],
    );
    if let Some(Cursor { day, at, number }) = after {
        query.push(
            " and (f.queue_day, f.submitted_at, f.number) > (?, ?, ?)",
            [queue_day(*day), (*at).into(), number.as_str().into()],
        );
    }
    query.push(" order by f.queue_day, f.submitted_at, f.number limit ?", [limit()]);
    query
}

/// What ended last.
fn latest(narrowed: &Narrowed<'_>, after: Option<&Cursor>) -> Query {
    let mut query = narrowed.ended("select f.id", Facet::None);
    if let Some(Cursor { at, number, .. }) = after {
        query.push(" and (f.updated_at, f.number) < (?, ?)", [(*at).into(), number.as_str().into()]);
    }
    query.push(" order by f.updated_at desc, f.number desc limit ?", [limit()]);
    query
}

/// What lies with the actor and waits to be claimed.
fn returned(narrowed: &Narrowed<'_>) -> Query {
    let mut query = narrowed.live("select f.id", Facet::None);
    query.push(
        " and f.status = 'submitted' and f.assignee_id = ? order by f.queue_day, f.submitted_at, f.number limit ?",
        [narrowed.actor.account_id.as_str().into(), RETURNED.into()],
    );
    query
}

/// One more than a page tells whether there is a next one.
fn limit() -> Value {
    Value::Number(PAGE as i64 + 1)
}
