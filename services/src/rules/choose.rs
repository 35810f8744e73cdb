//! Choosing the set by which filings are judged.

use crate::context::trimmed;
use crate::{Actor, Error, Permission, Result, Services};
use chrono::NaiveDate;
use domain::conformity::Choice;

impl Services {
    /// From this day on, filings are judged by this set. Chosen again for the same day, the later choice holds, which is how
    /// a planned change is called off.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators, `Invalid` with what is wrong.
    pub async fn choose_rule_set(&self, actor: &Actor, set: &str, from: NaiveDate, reason: &str) -> Result<()> {
        actor.may_own(Permission::ManageRules)?;
        let mut tx = self.db.begin().await?;
        // Holds the series, so that changes come one after the other and each sees those before it.
        let sequence = self.next_number(&mut tx, "rules").await?;
        let book = self.rule_book_in(&mut tx).await?;
        let reason = reason.to_owned();
        let choice = Choice { set: set.to_owned(), from, reason, by: actor.name.clone() };
        let findings = choice.check(&book, self.today());
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let id = self.id();
        sqlx::query(
            "insert into rule_choices (id, sequence, set_id, from_day, reason, chosen_by, at)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&id)
        .bind(sequence)
        .bind(&choice.set)
        .bind(from.to_string())
        .bind(trimmed(&choice.reason)?)
        .bind(&actor.account_id)
        .bind(self.now())
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "rules.choose", "rule_choice", &id).await?;
        tx.commit().await
    }
}
