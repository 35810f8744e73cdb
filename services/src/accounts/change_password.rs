//! Changing one's own password (修改密码).

use super::throttle::Subject;
use super::{Origin, SignedIn};
use crate::{Actor, Error, Permission, Result, Services};
use domain::accounts::check_new_password;
use domain::{Finding, Refusal};

impl Services {
    /// Changes the password, ends every session of the account and begins a new one.
    ///
    /// # Errors
    /// `Invalid` on `current`, `password` or `password_again`; `Throttled` after too many wrong current passwords.
    pub async fn change_password(&self, actor: &Actor, current: &str, new: &str, again: &str) -> Result<SignedIn> {
        actor.may_own(Permission::UseOwnAccount)?;
        let mut findings = check_new_password(new, again, &actor.account);
        if findings.is_empty() && new == current {
            findings.push(Finding::field("password", "新密码不能与当前密码相同"));
        }
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let origin = Origin { address: actor.address.clone() };
        let subject = Subject::account_at(&actor.account_id, &origin);
        let mut tx = self.db.begin().await?;
        self.count_try(&mut tx, &[&subject]).await?;
        tx.commit().await?;

        let stored: Option<(String,)> = sqlx::query_as("select password_hash from accounts where id = $1")
            .bind(&actor.account_id)
            .fetch_optional(self.db.pool())
            .await?;
        let (stored,) = stored.ok_or(Refusal::SignedOut)?;
        if !self.passwords.verify(current, Some(&stored)).await? {
            return Err(Error::invalid("current", "当前密码不正确"));
        }
        let hash = self.hash_password(new).await?;

        let mut tx = self.db.begin().await?;
        // Names the hash it saw, as other writes name their revision: a recovery in between wins.
        let changed = sqlx::query("update accounts set password_hash = $3 where id = $1 and password_hash = $2")
            .bind(&actor.account_id)
            .bind(&stored)
            .bind(&hash)
            .execute(&mut *tx)
            .await?;
        if changed.rows_affected() != 1 {
            return Err(Refusal::SignedOut.into());
        }
        self.end_sessions(&mut tx, &actor.account_id).await?;
        self.void_recoveries(&mut tx, &actor.account_id).await?;
        self.forget_tries(&mut tx, &subject).await?;
        let signed_in = self.begin_session(&mut tx, &actor.account_id, actor.role, &origin).await?;
        self.audit(&mut tx, actor, "account.change_password", "account", &actor.account_id).await?;
        tx.commit().await?;
        Ok(signed_in)
    }
}
