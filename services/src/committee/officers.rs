//! Whom an office has.

use crate::filings::stored;
use crate::{Error, Result};
use domain::accounts::Role;
use domain::offices::Officer;
use sqlx::{Any, Executor};

/// The reviewers and heads of this office, by name.
pub(crate) async fn officers_of<'e>(executor: impl Executor<'e, Database = Any>, office: &str) -> Result<Vec<Officer>> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "select id, display_name, role
         from accounts
         where office = $1 and role in ('reviewer', 'head') and active = 1
         order by role, display_name, id",
    )
    .bind(office)
    .fetch_all(executor)
    .await?;
    rows.into_iter().map(|(id, name, role)| Ok(Officer { id, name, role: stored(Role::from_code, &role)? })).collect()
}

/// Asks whether all of these are the office's.
pub(crate) async fn require_officers<'e>(
    executor: impl Executor<'e, Database = Any>,
    office: &str,
    members: &[String],
) -> Result<()> {
    let there = officers_of(executor, office).await?;
    match members.iter().all(|member| there.iter().any(|officer| officer.id == *member)) {
        true => Ok(()),
        false => Err(Error::invalid("members", "所选人员不是本机构的在职人员，请重新选择")),
    }
}
