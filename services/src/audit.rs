//! The audit log: who did what to which row, when and from where. Append-only; part of the transaction that it records.

use crate::access::Actor;
use crate::db::Tx;
use crate::{Result, Services};

/// Whom the log names: an actor, or somebody who is not signed in yet.
pub(crate) struct Who<'a> {
    pub account_id: &'a str,
    pub account: &'a str,
    pub address: &'a str,
}

/// Nobody: what time does.
pub(crate) const TIME: Who<'static> = Who { account_id: "", account: "", address: "background" };

impl<'a> From<&'a Actor> for Who<'a> {
    fn from(actor: &'a Actor) -> Who<'a> {
        Who { account_id: &actor.account_id, account: &actor.account, address: &actor.address }
    }
}

impl Services {
    /// Writes one line: `act` such as `filing.submit`, the kind of row and its id. Never a secret or an ID number.
    pub(crate) async fn audit(
        &self,
        tx: &mut Tx,
        who: impl Into<Who<'_>>,
        act: &str,
        entity: &str,
        entity_id: &str,
    ) -> Result<()> {
        let who = who.into();
        sqlx::query(
            "insert into audit (id, at, account_id, account, address, act, entity, entity_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(self.id())
        .bind(self.now())
        .bind(who.account_id)
        .bind(who.account)
        .bind(who.address)
        .bind(act)
        .bind(entity)
        .bind(entity_id)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}
