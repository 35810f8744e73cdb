//! What everybody may learn without signing in. The public notices stand beside the other notices.

mod decisions;
mod register;
mod verify;

use crate::{Result, Services};

impl Services {
    /// The offices to choose from: code and name.
    async fn offices_to_choose(&self) -> Result<Vec<(String, String)>> {
        let offices =
            sqlx::query_as("select code, name from offices order by region, local").fetch_all(self.db.pool()).await?;
        Ok(offices)
    }
}

/// The office's name; its code where it has none.
fn named(offices: &[(String, String)], code: &str) -> String {
    offices.iter().find(|(each, _)| each == code).map_or(code, |(_, name)| name).to_owned()
}

/// Text from outside as PostgreSQL takes it: without zero bytes and the like, which stand in no code and no number.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
