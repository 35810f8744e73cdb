//! Accounts: registering, signing in, sessions, passwords and their recovery.

mod change_password;
mod passwords;
mod recover;
mod register;
mod sessions;
mod sign_in;
mod staff;
mod throttle;

pub use passwords::Passwords;
pub(crate) use throttle::Subject;

use crate::audit::Who;
use crate::context::hex;
use crate::db::Tx;
use crate::{Actor, Result, Services};
use domain::accounts::{Role, Viewer};
use sha2::{Digest, Sha256};

/// Where a request comes from: for throttling and the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The client's address.
    pub address: String,
}

/// A session that has begun.
#[derive(Clone)]
pub struct SignedIn {
    /// Goes into the cookie and nowhere else: the database keeps its hash only.
    pub token: String,
    /// What the person does here.
    pub role: Role,
}

/// Who is signed in, as pages show it.
pub fn viewer(actor: &Actor) -> Viewer {
    Viewer {
        account: actor.account.clone(),
        name: actor.name.clone(),
        role: actor.role,
        office: actor.office_name.clone(),
        enterprise_id: actor.enterprise_id.clone(),
    }
}

/// An account to be written.
pub(crate) struct NewAccount<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub key: &'a str,
    pub password_hash: &'a str,
    pub role: Role,
    pub display_name: &'a str,
    pub email: &'a str,
    pub enterprise_id: Option<&'a str>,
    pub office: Option<&'a str>,
}

impl Services {
    pub(crate) async fn hash_password(&self, password: &str) -> Result<String> {
        let mut salt = [0; 16];
        self.random.fill(&mut salt);
        self.passwords.hash(password, salt).await
    }

    pub(crate) async fn insert_account(&self, tx: &mut Tx, account: &NewAccount<'_>) -> Result<()> {
        sqlx::query(
            "insert into accounts
                 (id, name, key, password_hash, role, display_name, email, enterprise_id, office, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(account.id)
        .bind(account.name)
        .bind(account.key)
        .bind(account.password_hash)
        .bind(account.role.code())
        .bind(account.display_name)
        .bind(account.email)
        .bind(account.enterprise_id)
        .bind(account.office)
        .bind(self.now())
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    pub(crate) async fn account_name_taken(&self, key: &str) -> Result<bool> {
        let (taken,): (i64,) =
            sqlx::query_as("select count(*) from accounts where key = $1").bind(key).fetch_one(self.db.pool()).await?;
        Ok(taken > 0)
    }
}

/// How secrets and whatever may contain one stand in the database.
pub(crate) fn digest(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// Somebody who is not signed in but says, or has shown, to be this account.
fn claimed<'a>(account_id: &'a str, account: &'a str, origin: &'a Origin) -> Who<'a> {
    Who { account_id, account, address: &origin.address }
}
