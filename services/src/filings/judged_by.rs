//! The rules by which a filing is judged.

use super::{Head, load_header};
use crate::context::china_date;
use crate::{Actor, Permission, Result, Services};
use domain::conformity::RuleSet;
use sqlx::AnyConnection;

impl Services {
    /// The rules by which this filing is judged: today's while its content can be changed, else those of the day on which
    /// it was submitted. The live check in the browser uses them.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn rules_for(&self, actor: &Actor, id: &str) -> Result<RuleSet> {
        let mut connection = self.db.pool().acquire().await?;
        let head = load_header(&mut *connection, id).await?;
        head.may(actor, Permission::ReadFiling)?;
        self.judging(&mut connection, &head).await
    }

    /// As [`rules_for`](Self::rules_for), as a transaction sees it.
    pub(super) async fn judging(&self, connection: &mut AnyConnection, head: &Head) -> Result<RuleSet> {
        let book = self.rule_book_in(connection).await?;
        let Some(submitted_at) = head.submitted_at.filter(|_| !head.open()) else { return Ok(book.on(self.today())) };
        let day = china_date(submitted_at);
        // The set that was noted then, with its figures as of then.
        Ok(book.set_on(&head.rule_set, day).unwrap_or_else(|| book.on(day)))
    }

    /// The rules of today, as a transaction sees them.
    pub(crate) async fn rules_today(&self, connection: &mut AnyConnection) -> Result<RuleSet> {
        Ok(self.rule_book_in(connection).await?.on(self.today()))
    }
}
