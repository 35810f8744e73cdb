//! Signing in. An unknown account, a wrong password and an account that was closed look and take the same.

use super::sessions::role_from;
use super::throttle::{Subject, network};
use super::{Origin, SignedIn, claimed, digest};
use crate::{Error, Result, Services};
use domain::Finding;
use domain::values::{AccountName, ValueError};

/// What is looked up of an account by its name.
pub(super) struct Known {
    pub id: String,
    pub name: String,
    pub email: String,
    password_hash: String,
    role: String,
    active: i64,
    /// Whether it has signed in from this address before.
    at_home: bool,
}

impl Services {
    /// Begins a session.
    ///
    /// # Errors
    /// `Invalid` on `account` or `password`; `Throttled` after too many failures.
    pub async fn sign_in(&self, account: &str, password: &str, origin: &Origin) -> Result<SignedIn> {
        check_filled(account, password)?;
        let key = account_key(account);
        let known = self.known_account(&key, origin).await?;
        let address = Subject::address(origin);
        let subject = match &known {
            Some(known) if known.at_home => Subject::account_at(&key, origin),
            _ => Subject::account(&key),
        };
        let mut tx = self.db.begin().await?;
        self.count_try(&mut tx, &[&address, &subject]).await?;
        tx.commit().await?;

        let hash = known.as_ref().map(|known| known.password_hash.as_str());
        let right = self.passwords.verify(password, hash).await?;

        let mut tx = self.db.begin().await?;
        let Some(known) = known.as_ref().filter(|known| right && known.active == 1) else {
            // An unknown name is not written down: it may be a password in the wrong field.
            let (id, name) = known.as_ref().map_or(("", ""), |known| (&known.id, &known.name));
            self.audit(&mut tx, claimed(id, name, origin), "account.sign_in_failed", "account", id).await?;
            tx.commit().await?;
            return Err(Error::invalid("password", "用户名或密码不正确"));
        };
        self.take_back_try(&mut tx, &address).await?;
        match known.at_home {
            true => self.forget_tries(&mut tx, &subject).await?,
            false => self.take_back_try(&mut tx, &subject).await?,
        }
        let signed_in = self.begin_session(&mut tx, &known.id, role_from(&known.role)?, origin).await?;
        self.audit(&mut tx, claimed(&known.id, &known.name, origin), "account.sign_in", "account", &known.id).await?;
        tx.commit().await?;
        if let Err(error) = self.sweep().await {
            tracing::warn!(%error, "sweep failed");
        }
        Ok(signed_in)
    }

    pub(super) async fn known_account(&self, key: &str, origin: &Origin) -> Result<Option<Known>> {
        type Row = (String, String, String, String, String, i64, i64);
        let row: Option<Row> = sqlx::query_as(
            "select a.id, a.name, a.email, a.password_hash, a.role, a.active,
                    (select count(*) from known_addresses k where k.account_id = a.id and k.address = $2)
             from accounts a
             where a.key = $1",
        )
        .bind(key)
        .bind(network(&origin.address))
        .fetch_optional(self.db.pool())
        .await?;
        Ok(row.map(|(id, name, email, password_hash, role, active, at_home)| Known {
            id,
            name,
            email,
            password_hash,
            role,
            active,
            at_home: at_home > 0,
        }))
    }
}

fn check_filled(account: &str, password: &str) -> Result<()> {
    let mut findings = Vec::new();
    for (path, raw) in [("account", account), ("password", password)] {
        if raw.trim().is_empty() {
            findings.push(Finding::field(path, ValueError::Empty));
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(Error::findings(findings)) }
}

/// The key of an account by this name; for what is no account name, something that no account has.
pub(super) fn account_key(account: &str) -> String {
    AccountName::parse(account).map_or_else(|_| digest(account), |name| name.key())
}
