//! Which years' holidays are known, and from where.

use crate::{Actor, Error, Permission, Result, Services};
use domain::calendar::KnownYear;
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct Added {
    year: i64,
    body: String,
    source: String,
    name: String,
    at: i64,
}

impl Services {
    /// The years whose holidays are known, the latest first; one that was added stands before the one shipped.
    ///
    /// # Errors
    /// `Forbidden` for enterprises.
    pub async fn calendar_years(&self, actor: &Actor) -> Result<Vec<KnownYear>> {
        actor.may_own(Permission::ReadRules)?;
        let added: Vec<Added> = sqlx::query_as(
            "select y.year, y.body, y.source, a.display_name as name, y.at
             from holiday_years y
                  join accounts a on a.id = y.added_by",
        )
        .fetch_all(self.db.pool())
        .await?;
        let mut years: BTreeMap<i32, KnownYear> =
            KnownYear::shipped().into_iter().map(|known| (known.year, known)).collect();
        for Added { year, body, source, name, at } in added {
            let year = i32::try_from(year).map_err(Error::fault)?;
            years.insert(year, KnownYear { year, source, text: body, added: Some((name, at)) });
        }
        Ok(years.into_values().rev().collect())
    }
}
