//! Finding an organisation by part of its name, for 上级企业【选择】.

use super::folded;
use crate::{Result, Services};
use domain::enterprises::Organisation;
use std::ops::RangeInclusive;

/// Most organisations shown; a longer name finds the others.
const MOST: i64 = 20;
/// How long a name is searched, in characters.
const LENGTH: RangeInclusive<usize> = 2..=120;

impl Services {
    /// Organisations whose name contains the given words in their order, shortest names first. Open to everybody: whoever
    /// registers is not signed in yet, and names and codes of enterprises are public.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn organisations(&self, name: &str) -> Result<Vec<Organisation>> {
        let words: Vec<String> = name.split_whitespace().map(|word| escaped(&folded(word))).collect();
        if !LENGTH.contains(&folded(name).chars().count()) {
            return Ok(Vec::new());
        }
        let rows: Vec<(String, String, String, String)> = sqlx::query_as(
            "select id, name, credit_code, province
             from enterprises
             where name_folded like $1 escape '\\'
             order by length(name), name, id
             limit $2",
        )
        .bind(format!("%{}%", words.join("%")))
        .bind(MOST)
        .fetch_all(self.db.pool())
        .await?;
        let organisation = |(id, name, credit_code, province)| Organisation { id, name, credit_code, province };
        Ok(rows.into_iter().map(organisation).collect())
    }
}

/// Text that stands for itself in a `like` pattern.
pub(crate) fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c])).collect()
}
