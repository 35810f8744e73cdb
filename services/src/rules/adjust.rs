//! Adjusting one figure of a set.

use crate::context::trimmed;
use crate::{Actor, Error, Permission, Result, Services};
use domain::conformity::Adjustment;

impl Services {
    /// From its day on, the figure is another; 0 drops the condition. Who adjusts it is the actor, whatever was sent.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators, `Invalid` with what is wrong.
    pub async fn adjust_figure(&self, actor: &Actor, adjustment: &Adjustment) -> Result<()> {
        actor.may_own(Permission::ManageRules)?;
        let mut tx = self.db.begin().await?;
        // Holds the series, so that changes come one after the other and each sees those before it.
        let sequence = self.next_number(&mut tx, "rules").await?;
        let book = self.rule_book_in(&mut tx).await?;
        let findings = adjustment.check(&book, self.today());
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let id = self.id();
        sqlx::query(
            "insert into rule_adjustments
                 (id, sequence, set_id, measure, category, grade, figure, from_day, reason, adjusted_by, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(&id)
        .bind(sequence)
        .bind(&adjustment.set)
        .bind(adjustment.measure.code())
        .bind(adjustment.category.code())
        .bind(adjustment.grade.code())
        .bind(i64::from(adjustment.figure))
        .bind(adjustment.from.to_string())
        .bind(trimmed(&adjustment.reason)?)
        .bind(&actor.account_id)
        .bind(self.now())
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "rules.adjust", "rule_adjustment", &id).await?;
        tx.commit().await
    }
}
