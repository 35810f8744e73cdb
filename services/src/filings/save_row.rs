//! Saving one row of a long list.

use super::content::{row_from, row_json};
use super::joining::require_tab;
use super::{Head, known_shape, stored};
use crate::db::Tx;
use crate::{Actor, Error, Result, Services};
use domain::Refusal;
use domain::conformity::check_row;
use domain::filings::{List, RowBody, Saved, SavedRow, Section};
use domain::values::ResidentId;

/// Most rows in one list.
const MOST_ROWS: i64 = 5000;

/// A row as stored.
#[derive(sqlx::FromRow)]
pub(super) struct Kept {
    pub id: String,
    pub list: String,
    pub revision: i64,
    pub resident_id: String,
    pub body: String,
}

impl Services {
    /// Adds a row, once for its key, or changes the one named with the revision that was seen.
    ///
    /// # Errors
    /// `NotFound` for a list that the filing does not have; `Invalid` on the row's fields, also for a person who is named elsewhere in the filing or engaged elsewhere;
    /// `Conflict` with what is stored when the revision is stale; `NotNow` after submission.
    pub async fn save_row(
        &self,
        actor: &Actor,
        id: &str,
        row: Option<(String, i64)>,
        key: &str,
        body: &RowBody,
    ) -> Result<SavedRow> {
        let mut tx = self.db.begin().await?;
        let head = self.open_to_write(&mut tx, actor, id).await?;
        require_tab(&mut tx, &head, body.list().tab()).await?;
        let findings = check_row(body, self.today());
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let key = self.once(key);
        let (kept, seen) = match row {
            Some((row, revision)) => (Some(kept_row(&mut tx, id, &row).await?), Some(revision)),
            None => (added_before(&mut tx, id, &key).await?, None),
        };
        if kept.as_ref().is_some_and(|kept| kept.list != body.list().code()) {
            return Err(Refusal::NotFound.into());
        }
        if kept.as_ref().map(|kept| &kept.body) != Some(&row_json(body)?) {
            let list = body.list().code();
            let path = kept.as_ref().map_or_else(|| list.to_owned(), |kept| format!("{list}[{}]", kept.id));
            self.require_open(&mut tx, &head, &[path]).await?;
        }
        let person = body.person().map(|person| ResidentId::parse(person.resident_id)).transpose();
        let person = person.map_err(|error| Error::invalid("resident_id", error))?;
        let named = person.as_ref().map_or("", ResidentId::as_str);
        if let (Some(person), Some(typed)) = (&person, body.person()) {
            if kept.as_ref().is_none_or(|kept| kept.resident_id != named) {
                refuse_named_twice(&mut tx, id, body.list(), kept.as_ref(), person).await?;
            }
            if let Some(reason) = self.engage(&mut tx, &head, person, typed.name).await? {
                return Err(Error::invalid("resident_id", reason));
            }
        }
        let (row, revision) = match &kept {
            Some(kept) => (kept.id.clone(), change(&mut tx, kept, seen, named, body).await?),
            None => (self.add(&mut tx, &head, &key, named, body).await?, 1),
        };
        if let Some(kept) = kept.filter(|kept| kept.resident_id != named) {
            self.release_if_unused(&mut tx, id, &kept.resident_id).await?;
        }
        self.audit(&mut tx, actor, "filing.save_row", "filing_row", &row).await?;
        tx.commit().await?;
        Ok(SavedRow { id: row, saved: Saved { revision, saved_at: self.now() } })
    }

    async fn add(&self, tx: &mut Tx, head: &Head, key: &str, named: &str, body: &RowBody) -> Result<String> {
        let id = self.id();
        let position = next_position(tx, &head.id, body.list()).await?;
        sqlx::query(
            "insert into filing_rows (id, filing_id, list, position, revision, key, class, resident_id, body)
             values ($1, $2, $3, $4, 1, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(&head.id)
        .bind(body.list().code())
        .bind(position)
        .bind(key)
        .bind(body.class())
        .bind(named)
        .bind(row_json(body)?)
        .execute(&mut **tx)
        .await?;
        Ok(id)
    }
}

/// The row with this id in this filing.
pub(super) async fn kept_row(tx: &mut Tx, filing: &str, row: &str) -> Result<Kept> {
    let kept: Option<Kept> = sqlx::query_as(
        "select id, list, revision, resident_id, body from filing_rows where filing_id = $1 and id = $2",
    )
    .bind(filing)
    .bind(known_shape(row)?)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(kept.ok_or(Refusal::NotFound)?)
}

/// What the row with this id is called: the person's name, or the project's.
pub(crate) async fn row_title(tx: &mut Tx, filing: &str, row: &str) -> Result<String> {
    let kept = kept_row(tx, filing, row).await?;
    Ok(row_from(stored(List::from_code, &kept.list)?, &kept.body)?.title().to_owned())
}

/// What a stale save is answered with: the row as stored.
pub(super) fn conflict(list: List, kept: &Kept) -> Result<Error> {
    let theirs = serde_json::to_string(&row_from(list, &kept.body)?)?;
    Ok(Refusal::Conflict { theirs, revision: kept.revision }.into())
}

async fn added_before(tx: &mut Tx, filing: &str, key: &str) -> Result<Option<Kept>> {
    Ok(sqlx::query_as(
        "select id, list, revision, resident_id, body from filing_rows where filing_id = $1 and key = $2",
    )
    .bind(filing)
    .bind(key)
    .fetch_optional(&mut **tx)
    .await?)
}

/// Writes over a row and gives its revision. The same content again, such as a save whose answer was lost, is no conflict;
/// no revision was seen of a row that was added under the same key before, which the person has then edited.
async fn change(tx: &mut Tx, kept: &Kept, seen: Option<i64>, named: &str, body: &RowBody) -> Result<i64> {
    let json = row_json(body)?;
    if kept.body == json {
        return Ok(kept.revision);
    }
    let changed: Option<i64> = sqlx::query_scalar(
        "update filing_rows
         set revision = revision + 1, class = $1, resident_id = $2, body = $3
         where id = $4 and revision = $5
         returning revision",
    )
    .bind(body.class())
    .bind(named)
    .bind(json)
    .bind(&kept.id)
    .bind(seen.unwrap_or(kept.revision))
    .fetch_optional(&mut **tx)
    .await?;
    match changed {
        Some(revision) => Ok(revision),
        None => Err(conflict(body.list(), kept)?),
    }
}

/// The place behind the last row. Counting waits until there can be too many, so that adding costs the same every time.
async fn next_position(tx: &mut Tx, filing: &str, list: List) -> Result<i64> {
    let last: Option<i64> = sqlx::query_scalar(
        "select position
         from filing_rows
         where filing_id = $1 and list = $2
         order by position desc
         limit 1",
    )
    .bind(filing)
    .bind(list.code())
    .fetch_optional(&mut **tx)
    .await?;
    let last = last.unwrap_or(0);
    if last >= MOST_ROWS {
        let rows: i64 = sqlx::query_scalar("select count(*) from filing_rows where filing_id = $1 and list = $2")
            .bind(filing)
            .bind(list.code())
            .fetch_one(&mut **tx)
            .await?;
        if rows >= MOST_ROWS {
            return Err(Error::not_now(format!("{list}最多填报{MOST_ROWS}条")));
        }
    }
    Ok(last + 1)
}

/// A person stands once in a filing; only the technical lead may be among the technicians as well.
async fn refuse_named_twice(
    tx: &mut Tx,
    filing: &str,
    list: List,
    kept: Option<&Kept>,
    person: &ResidentId,
) -> Result<()> {
    let places: Vec<String> = sqlx::query_scalar(
        "select list
         from filing_rows
         where filing_id = $1 and list in ('technicians', 'electricians')
           and resident_id = $2 and resident_id <> '' and id <> $3
         union all
         select section
         from filing_sections
         where filing_id = $1 and resident_id = $2",
    )
    .bind(filing)
    .bind(person.as_str())
    .bind(kept.map_or("", |kept| &kept.id))
    .fetch_all(&mut **tx)
    .await?;
    let taken = |place: &&String| !(list == List::Technicians && *place == Section::TechnicalLead.code());
    match places.iter().find(taken) {
        None => Ok(()),
        Some(place) => {
            let list = List::from_code(place).map(List::label);
            let label = list.or_else(|| Section::from_code(place).map(Section::label)).unwrap_or_default();
            Err(Error::invalid("resident_id", format!("该身份证号码已在本申请的“{label}”中填报")))
        }
    }
}
