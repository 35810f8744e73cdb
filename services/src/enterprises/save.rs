//! Changing an enterprise's registration (企业信息修改). The locked items stay as they are, whatever is sent.

use crate::{Actor, Error, Permission, Result, Services};
use domain::Refusal;
use domain::enterprises::Profile;
use domain::filings::Saved;

impl Services {
    /// Saves what may be changed.
    ///
    /// # Errors
    /// `Invalid` with what is wrong; `Conflict` when the registration has changed since it was read.
    pub async fn save_enterprise(&self, actor: &Actor, revision: i64, profile: &Profile) -> Result<Saved> {
        actor.may_own(Permission::WriteEnterprise)?;
        let id = actor.enterprise();
        let kept = self.enterprise(actor).await?.profile;
        let profile = profile.clone().with_locked_items_of(&kept);
        let findings = profile.check();
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let profile = self.with_parent(profile.canonical()).await?;
        let saved_at = self.now();

        let mut tx = self.db.begin().await?;
        if !profile.parent_id.is_empty() && profile.parent_id != kept.parent_id {
            self.check_above(&mut tx, id, &profile.parent_id).await?;
        }
        let saved: Option<(i64,)> = sqlx::query_as(
            "update enterprises
             set revision = revision + 1, body = $3, updated_at = $4
             where id = $1 and revision = $2
             returning revision",
        )
        .bind(id)
        .bind(revision)
        .bind(serde_json::to_string(&profile)?)
        .bind(saved_at)
        .fetch_optional(&mut *tx)
        .await?;
        let Some((revision,)) = saved else {
            drop(tx);
            let theirs = self.enterprise(actor).await?;
            let refusal =
                Refusal::Conflict { theirs: serde_json::to_string(&theirs.profile)?, revision: theirs.revision };
            return Err(refusal.into());
        };
        sqlx::query("update accounts set email = $2 where enterprise_id = $1")
            .bind(id)
            .bind(&profile.email)
            .execute(&mut *tx)
            .await?;
        self.audit(&mut tx, actor, "enterprise.save", "enterprise", id).await?;
        tx.commit().await?;
        Ok(Saved { revision, saved_at })
    }
}
