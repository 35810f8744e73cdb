//! From a filing's people to a licence's.

use super::named::Named;
use crate::db::Tx;
use crate::filings::Head;
use crate::{Error, Result, Services};
use std::collections::HashSet;

/// What becomes of people whom the licence engages and the filing does not name.
pub(super) enum Others<'a> {
    Stay,
    /// They go, but for these, by ID number.
    GoBut(&'a HashSet<String>),
}

#[derive(sqlx::FromRow)]
struct Engaged {
    id: String,
    resident_id: String,
    licence_id: Option<String>,
}

impl Services {
    /// Has the licence engage these people. Those whom the filing engaged and does not name for this are free.
    ///
    /// # Errors
    /// `NotNow` with the name of somebody who is engaged elsewhere by now.
    pub(super) async fn take_on(
        &self,
        tx: &mut Tx,
        head: &Head,
        licence_id: &str,
        people: &[Named],
        others: Others<'_>,
    ) -> Result<()> {
        let there = engaged(tx, head, licence_id).await?;
        let engaged_here: HashSet<&str> = there.iter().map(|each| each.resident_id.as_str()).collect();
        for each in people.iter().filter(|each| !engaged_here.contains(each.person.as_str())) {
            if let Some(reason) = self.engage(tx, head, &each.person, &each.name).await? {
                return Err(Error::not_now(format!("{}：{reason}", each.name)));
            }
        }
        let named: HashSet<&str> = people.iter().map(|each| each.person.as_str()).collect();
        let goes = |each: &&Engaged| {
            let free = match &others {
                Others::Stay => each.licence_id.is_none(),
                Others::GoBut(stay) => !stay.contains(&each.resident_id),
            };
            free && !named.contains(each.resident_id.as_str())
        };
        for each in there.iter().filter(goes) {
            sqlx::query("update engagements set released_at = $1 where id = $2")
                .bind(self.now())
                .bind(&each.id)
                .execute(&mut **tx)
                .await?;
        }
        sqlx::query(
            "update engagements
             set licence_id = $1
             where filing_id = $2 and licence_id is null and released_at is null",
        )
        .bind(licence_id)
        .bind(&head.id)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

async fn engaged(tx: &mut Tx, head: &Head, licence_id: &str) -> Result<Vec<Engaged>> {
    Ok(sqlx::query_as(
        "select id, resident_id, licence_id
         from engagements
         where (filing_id = $1 or licence_id = $2) and released_at is null",
    )
    .bind(&head.id)
    .bind(licence_id)
    .fetch_all(&mut **tx)
    .await?)
}
