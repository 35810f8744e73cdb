//! How much there is of what administrators keep.

use crate::{Actor, Permission, Result, Services};
use domain::administration::Overview;

impl Services {
    /// Counts, for the page that leads to everything.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators.
    pub async fn administration_overview(&self, actor: &Actor) -> Result<Overview> {
        actor.may_own(Permission::ManageAccounts)?;
        let (accounts, closed, offices, planned): (i64, i64, i64, i64) = sqlx::query_as(
            "select (select count(*) from accounts where role <> 'enterprise' and active = 1),
                    (select count(*) from accounts where role <> 'enterprise' and active = 0),
                    (select count(*) from offices),
                    (select count(*) from office_changes where from_day > $1)",
        )
        .bind(self.today().to_string())
        .fetch_one(self.db.pool())
        .await?;
        Ok(Overview { accounts, closed, offices, planned })
    }
}
