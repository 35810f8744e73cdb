//! The rules by which a filing is judged.

use super::{Head, load_header};
use crate::context::china_date;
use crate::rules::title_of;
use crate::{Actor, Permission, Result, Services};
use chrono::NaiveDate;
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
        let Some(day) = submitted_day(head) else { return Ok(book.on(self.today())) };
        // The set that was noted then, with its figures as of then.
        Ok(book.set_on(&head.rule_set, day).unwrap_or_else(|| book.on(day)))
    }

    /// Title of the set by which this filing is judged.
    pub(super) async fn judged_by(&self, connection: &mut AnyConnection, head: &Head) -> Result<String> {
        if submitted_day(head).is_none() {
            return self.title_in_force(connection).await;
        }
        match title_of(&head.rule_set) {
            Some(title) => Ok(title.to_owned()),
            // Noted by a version that had other sets.
            None => Ok(self.judging(connection, head).await?.title),
        }
    }

    /// The rules of today, as a transaction sees them.
    pub(crate) async fn rules_today(&self, connection: &mut AnyConnection) -> Result<RuleSet> {
        Ok(self.rule_book_in(connection).await?.on(self.today()))
    }
}

/// The day whose rules count; none while the content can be changed, for then today's do.
pub(super) fn submitted_day(head: &Head) -> Option<NaiveDate> {
    head.submitted_at.filter(|_| !head.open()).map(china_date)
}
