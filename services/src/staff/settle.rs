//! The whole staff of a licence, as a filing names it in which the conditions are judged.

use super::named::{Named, named};
use super::posts::{Held, held};
use super::take_on::Others;
use crate::db::Tx;
use crate::filings::Head;
use crate::{Result, Services};
use domain::staff::Post;
use std::collections::{HashMap, HashSet};

impl Services {
    /// Has the licence engage everybody whom the filing names and nobody else, each in the post named. Comes after the
    /// licence's scope: against that the staff is held.
    ///
    /// # Errors
    /// `NotNow` with the name of somebody who is engaged elsewhere by now.
    pub(crate) async fn settle_people(&self, tx: &mut Tx, head: &Head, licence_id: &str) -> Result<()> {
        let licence = self.hold_licence(tx, licence_id).await?;
        let mut people = named(tx, &head.id, Post::ALL).await?;
        // What was decided about people since this was submitted stays decided.
        let submitted_at = head.submitted_at.unwrap_or_default();
        let left = left_since(tx, licence_id, submitted_at).await?;
        people.retain(|each| !left.contains(each.person.as_str()));
        let held = held(&mut **tx, licence_id).await?;
        let joined: HashSet<String> =
            held.iter().filter(|each| each.since > submitted_at).map(|each| each.resident_id.clone()).collect();
        self.take_on(tx, head, licence_id, &people, Others::GoBut(&joined)).await?;

        let wanted: HashMap<(Post, &str), &str> =
            people.iter().map(|each| ((each.post, each.person.as_str()), each.body.as_str())).collect();
        let ends = |each: &&Held| {
            !wanted.contains_key(&(each.post, each.resident_id.as_str())) && !joined.contains(&each.resident_id)
        };
        for each in held.iter().filter(ends) {
            self.end_post(tx, licence_id, each.post, &each.resident_id).await?;
        }
        let written: HashMap<(Post, &str), &str> =
            held.iter().map(|each| ((each.post, each.resident_id.as_str()), each.body.as_str())).collect();
        // Whoever took the place of a lead since then has it.
        let taken = |each: &&Named| {
            let holder = held.iter().find(|held| held.post == each.post && joined.contains(&held.resident_id));
            each.post.single() && holder.is_some_and(|held| held.resident_id != each.person.as_str())
        };
        for each in people.iter().filter(|each| !taken(each)) {
            if written.get(&(each.post, each.person.as_str())) != Some(&each.body.as_str()) {
                self.write_post(tx, licence_id, &head.id, each).await?;
            }
        }
        self.hold_conditions(tx, head, &licence).await
    }
}

/// Who has left the licence since then, by ID number.
async fn left_since(tx: &mut Tx, licence_id: &str, since: i64) -> Result<HashSet<String>> {
    let left: Vec<String> = sqlx::query_scalar(
        "select resident_id
         from posts gone
         where gone.licence_id = $1 and gone.until > $2
           and not exists (select 1
                           from posts held
                           where held.licence_id = $1 and held.resident_id = gone.resident_id and held.until is null)",
    )
    .bind(licence_id)
    .bind(since)
    .fetch_all(&mut **tx)
    .await?;
    Ok(left.into_iter().collect())
}
