//! The versions of a filing that were submitted, and two of them beside each other.

use crate::filings::load_header;
use crate::{Actor, Permission, Result, Services};
use domain::Refusal;
use domain::accounts::Role;
use domain::corrections::{Difference, Version, Versions, compare};
use domain::filings::Filing;
use domain::masking::mask_text;
use sqlx::AnyConnection;

impl Services {
    /// Every version, and what differs between two of them: the last two unless told.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of and for a version that there is not.
    pub async fn versions(&self, actor: &Actor, id: &str, between: Option<(i64, i64)>) -> Result<Versions> {
        let mut connection = self.db.pool().acquire().await?;
        let head = load_header(&mut *connection, id).await?;
        head.may(actor, Permission::ReadFiling)?;
        let all: Vec<(i64, i64)> =
            sqlx::query_as("select version, submitted_at from filing_versions where filing_id = $1 order by version")
                .bind(id)
                .fetch_all(&mut *connection)
                .await?;
        let all: Vec<Version> =
            all.into_iter().map(|(number, submitted_at)| Version { number, submitted_at }).collect();
        let last = all.last().map_or(0, |version| version.number);
        let (before, after) = between.unwrap_or(((last - 1).max(1.min(last)), last));
        let differences = match before == after {
            true => Vec::new(),
            false => {
                let before = version(&mut connection, id, before).await?;
                shown_to(actor, compare(&before, &version(&mut connection, id, after).await?))
            }
        };
        Ok(Versions {
            header: self.header_for(&mut connection, &head, actor).await?,
            corrections: self.corrections(&mut connection, id).await?,
            all,
            before,
            after,
            differences,
        })
    }
}

async fn version(connection: &mut AnyConnection, id: &str, number: i64) -> Result<Filing> {
    let body: Option<String> =
        sqlx::query_scalar("select body from filing_versions where filing_id = $1 and version = $2")
            .bind(id)
            .bind(number)
            .fetch_optional(connection)
            .await?;
    Ok(serde_json::from_str(&body.ok_or(Refusal::NotFound)?)?)
}

/// What differs, as this person may see it: the office sees the ends of people's numbers, and that they differ.
fn shown_to(actor: &Actor, mut differences: Vec<Difference>) -> Vec<Difference> {
    if actor.role == Role::Enterprise {
        return differences;
    }
    for found in &mut differences {
        let changed = found.before != found.after;
        found.before = mask_text(&found.before);
        found.after = mask_text(&found.after);
        if changed && found.before == found.after && found.files_after == found.files_before {
            found.after.push_str("（与修改前不同）");
        }
    }
    differences
}
