//! Sessions: kept in the database, so that they can be ended from there.

use super::throttle::{PERIOD, network};
use super::{Origin, SignedIn, digest};
use crate::db::Tx;
use crate::{Actor, Error, Permission, Result, Services};
use domain::accounts::Role;

const MINUTE: i64 = 60 * 1000;
/// A session ends after this long without a request.
const IDLE: i64 = 60 * MINUTE;
/// A session ends after this long in any case.
const LONGEST: i64 = 24 * 60 * MINUTE;
/// How long an address stays known without a sign-in from there.
const ADDRESS_KNOWN: i64 = 90 * 24 * 60 * MINUTE;

/// The row that says who a session's holder is.
type Holder = (i64, String, String, String, String, Option<String>, Option<String>, Option<String>);

impl Services {
    /// Who this session's token belongs to; nobody when the session has ended.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn authenticate(&self, token: &str, origin: &Origin) -> Result<Option<Actor>> {
        let now = self.now();
        let session = digest(token);
        let holder: Option<Holder> = sqlx::query_as(
            "select s.last_seen_at, a.id, a.name, a.role, coalesce(e.name, a.display_name), a.enterprise_id, a.office,
                    o.name as office_name
             from sessions s
             join accounts a on a.id = s.account_id
             left join enterprises e on e.id = a.enterprise_id
             left join offices o on o.code = a.office
             where s.token_hash = $1 and s.last_seen_at > $2 and s.created_at > $3 and a.active = 1",
        )
        .bind(&session)
        .bind(now - IDLE)
        .bind(now - LONGEST)
        .fetch_optional(self.db.pool())
        .await?;
        let Some((last_seen_at, account_id, account, role, name, enterprise_id, office, office_name)) = holder else {
            return Ok(None);
        };
        if now - last_seen_at >= MINUTE
            && let Err(error) = self.touch_session(&session).await
        {
            // The request can still be answered, and the next one tries again.
            tracing::warn!(%error, "session not touched");
        }
        let role = role_from(&role)?;
        let address = origin.address.clone();
        Ok(Some(Actor { account_id, account, name, role, enterprise_id, office, office_name, address, session }))
    }

    /// Ends the session that the request came with.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn sign_out(&self, actor: &Actor) -> Result<()> {
        actor.may_own(Permission::UseOwnAccount)?;
        let mut tx = self.db.begin().await?;
        sqlx::query("delete from sessions where token_hash = $1").bind(&actor.session).execute(&mut *tx).await?;
        self.audit(&mut tx, actor, "account.sign_out", "account", &actor.account_id).await?;
        tx.commit().await
    }

    /// Begins a session under a new token.
    pub(super) async fn begin_session(
        &self,
        tx: &mut Tx,
        account_id: &str,
        role: Role,
        origin: &Origin,
    ) -> Result<SignedIn> {
        let token = self.secret();
        let now = self.now();
        sqlx::query("insert into sessions (token_hash, account_id, created_at, last_seen_at) values ($1, $2, $3, $3)")
            .bind(digest(&token))
            .bind(account_id)
            .bind(now)
            .execute(&mut **tx)
            .await?;
        sqlx::query(
            "insert into known_addresses (account_id, address, last_seen_at)
             values ($1, $2, $3)
             on conflict (account_id, address) do update set last_seen_at = excluded.last_seen_at",
        )
        .bind(account_id)
        .bind(network(&origin.address))
        .bind(now)
        .execute(&mut **tx)
        .await?;
        Ok(SignedIn { token, role })
    }

    /// Ends every session of an account.
    pub(crate) async fn end_sessions(&self, tx: &mut Tx, account_id: &str) -> Result<()> {
        sqlx::query("delete from sessions where account_id = $1").bind(account_id).execute(&mut **tx).await?;
        Ok(())
    }

    /// Removes what has run out. Called now and then; nothing depends on it.
    pub(super) async fn sweep(&self) -> Result<()> {
        let now = self.now();
        let mut tx = self.db.begin().await?;
        sqlx::query("delete from sessions where last_seen_at <= $1 or created_at <= $2")
            .bind(now - IDLE)
            .bind(now - LONGEST)
            .execute(&mut *tx)
            .await?;
        // Twice the period, so that nobody can be about to count against one of these.
        sqlx::query("delete from failures where last_at <= $1").bind(now - 2 * PERIOD).execute(&mut *tx).await?;
        sqlx::query("delete from known_addresses where last_seen_at <= $1")
            .bind(now - ADDRESS_KNOWN)
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }

    async fn touch_session(&self, session: &str) -> Result<()> {
        let mut tx = self.db.begin().await?;
        sqlx::query("update sessions set last_seen_at = $2 where token_hash = $1")
            .bind(session)
            .bind(self.now())
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }
}

pub(super) fn role_from(code: &str) -> Result<Role> {
    Role::from_code(code).ok_or_else(|| Error::fault(format!("no such role: {code}")))
}
