//! Changing the offices: what one is called and how it numbers, a new one, who supervises a province.

use crate::context::trimmed;
use crate::{Actor, Error, Permission, Result, Services};
use chrono::NaiveDate;
use domain::Refusal;
use domain::offices::OfficeChange;

impl Services {
    /// From this day on, which may be today. Filings that there are stay with their office; what is registered, started and
    /// issued from then on follows the change.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators, `Invalid` with what is wrong, `Conflict` when somebody else has changed
    /// something meanwhile.
    pub async fn change_office(
        &self,
        actor: &Actor,
        revision: i64,
        change: &OfficeChange,
        from: NaiveDate,
        reason: &str,
    ) -> Result<()> {
        actor.may_own(Permission::ManageOffices)?;
        let mut tx = self.db.begin().await?;
        // Holds the series, so that changes come one after the other and each sees those before it.
        let sequence = self.next_number(&mut tx, "offices").await?;
        let book = self.office_book_in(&mut tx).await?;
        if book.revision != revision {
            return Err(Refusal::Conflict { theirs: serde_json::to_string(&book)?, revision: book.revision }.into());
        }
        let findings = change.check(&book, from, reason, self.today());
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let (office, change) = match change.clone().canonical() {
            OfficeChange::Office { code, name, mark, prefix } => {
                let known = book.office(&code).is_some();
                let code = if known { code } else { self.id()[..12].to_owned() };
                (code.clone(), OfficeChange::Office { code, name, mark, prefix })
            }
            OfficeChange::Province { province, office } => {
                (office.clone(), OfficeChange::Province { province, office })
            }
        };
        let id = self.id();
        sqlx::query(
            "insert into office_changes (id, sequence, office, body, from_day, reason, changed_by, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(sequence)
        .bind(&office)
        .bind(serde_json::to_string(&change)?)
        .bind(from.to_string())
        .bind(trimmed(reason)?)
        .bind(&actor.account_id)
        .bind(self.now())
        .execute(&mut *tx)
        .await?;
        self.bring_into_force(&mut tx).await?;
        self.audit(&mut tx, actor, "offices.change", "office_change", &id).await?;
        tx.commit().await
    }
}
