//! The audit log: who did what to which row, when and from where. Append-only; part of the transaction that it records. Each line
//! holds the hash of the one before.

mod chain;
mod export;
mod search;
mod verify;

pub(crate) use chain::{chain_old, write};

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
    /// Notes one line: `act` such as `filing.submit`, the kind of row and its id. Never a secret or an ID number. It is written
    /// when the transaction is committed, because its place in the chain is held from then on.
    pub(crate) async fn audit(
        &self,
        tx: &mut Tx,
        who: impl Into<Who<'_>>,
        act: &str,
        entity: &str,
        entity_id: &str,
    ) -> Result<()> {
        self.audit_with(tx, who, act, (entity, entity_id), "");
        Ok(())
    }

    /// As [`audit`](Self::audit), with what it was about besides.
    pub(crate) fn audit_with<'a>(
        &self,
        tx: &mut Tx,
        who: impl Into<Who<'a>>,
        act: &str,
        (entity, entity_id): (&str, &str),
        detail: &str,
    ) {
        let who = who.into();
        tx.note(domain::audit::Line {
            sequence: 0,
            id: self.id(),
            at: self.now(),
            account_id: who.account_id.to_owned(),
            account: who.account.to_owned(),
            address: who.address.to_owned(),
            act: act.to_owned(),
            entity: entity.to_owned(),
            entity_id: entity_id.to_owned(),
            detail: detail.to_owned(),
        });
    }
}
