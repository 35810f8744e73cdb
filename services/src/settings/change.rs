//! Setting another value.

use crate::context::trimmed;
use crate::{Actor, Error, Permission, Result, Services};
use domain::settings::Change;

impl Services {
    /// From its day on, the setting has another value. Set again for the same day, the later value holds, which is how a
    /// planned change is called off. Who changes it is the actor, whatever was sent.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators, `Invalid` with what is wrong.
    pub async fn change_setting(&self, actor: &Actor, change: &Change) -> Result<()> {
        actor.may_own(Permission::ManageRules)?;
        let mut tx = self.db.begin().await?;
        // Holds the series, so that changes come one after the other and each sees those before it.
        let sequence = self.next_number(&mut tx, "settings").await?;
        let settings = self.settings_in(&mut *tx).await?;
        let findings = change.check(&settings, self.today());
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let id = self.id();
        sqlx::query(
            "insert into setting_changes (id, sequence, name, value, from_day, reason, changed_by, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(sequence)
        .bind(change.setting.code())
        .bind(change.value.kept())
        .bind(change.from.to_string())
        .bind(trimmed(&change.reason)?)
        .bind(&actor.account_id)
        .bind(self.now())
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "settings.change", "setting", change.setting.code()).await?;
        tx.commit().await
    }
}
