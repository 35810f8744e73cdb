//! Who in the office works on a filing: handed over by whoever does, reassigned by the head (转交、改派).

use super::act::checked;
use super::allowed::require;
use super::events::{Step, taken};
use super::{Head, known_shape, load_header};
use crate::db::Tx;
use crate::{Actor, Error, Permission, Result, Services};
use domain::filings::FilingHeader;
use domain::workflow::Action;

impl Services {
    /// Gives a filing that the actor works on to a reviewer of the same office, and gives the header as it is afterwards; the
    /// same key again does it once.
    ///
    /// # Errors
    /// `NotNow` for what is not the actor's, `Invalid` on `to` and `note`, `Conflict` with the header as stored when the filing
    /// has moved.
    pub async fn hand_over(
        &self,
        actor: &Actor,
        id: &str,
        revision: i64,
        key: &str,
        to: &str,
        note: &str,
    ) -> Result<FilingHeader> {
        self.pass_on(actor, id, (revision, key), (Action::HandOver, to, note)).await
    }

    /// Gives a filing, whoever works on it, to a reviewer of the office, as its head may. Otherwise as
    /// [`hand_over`](Self::hand_over).
    ///
    /// # Errors
    /// As there; `Forbidden` for everybody else.
    pub async fn reassign(
        &self,
        actor: &Actor,
        id: &str,
        revision: i64,
        key: &str,
        to: &str,
        note: &str,
    ) -> Result<FilingHeader> {
        self.pass_on(actor, id, (revision, key), (Action::Reassign, to, note)).await
    }

    async fn pass_on(
        &self,
        actor: &Actor,
        id: &str,
        (revision, key): (i64, &str),
        (action, to, note): (Action, &str, &str),
    ) -> Result<FilingHeader> {
        let key = self.once(key);
        let mut tx = self.db.begin().await?;
        let head = load_header(&mut *tx, id).await?;
        head.may(actor, if action == Action::Reassign { Permission::LeadQueue } else { Permission::HandOver })?;
        if taken(&mut tx, id, &key, &[action]).await? {
            drop(tx);
            return self.header(actor, id).await;
        }
        require(&head, actor, action)?;
        let name = receiver(&mut tx, &head, to).await?;
        let note = match checked(action, note)?.as_str() {
            "" => format!("由{name}办理"),
            said => format!("由{name}办理：{said}"),
        };
        if !self.assign(&mut tx, &head, revision, to).await? {
            let taken_before = taken(&mut tx, id, &key, &[action]).await?;
            let head = load_header(&mut *tx, id).await?;
            return match taken_before {
                true => self.header_for(&mut tx, &head, actor).await,
                false => Err(self.moved(&mut tx, &head, actor).await?),
            };
        }
        let step = Step { action, status: head.status, note: &note, key: &key };
        self.record(&mut tx, actor, id, &step).await?;
        self.tell(&mut tx, &head, &step, &actor.account_id).await?;
        self.audit(&mut tx, actor, &format!("filing.{}", action.code()), "filing", id).await?;
        tx.commit().await?;
        self.header(actor, id).await
    }

    /// Writes who works on it, if it still stands where it was read.
    async fn assign(&self, tx: &mut Tx, head: &Head, revision: i64, to: &str) -> Result<bool> {
        let assigned = sqlx::query(
            "update filings
             set assignee_id = $1, revision = revision + 1, updated_at = $2
             where id = $3 and revision = $4 and status = $5",
        )
        .bind(to)
        .bind(self.now())
        .bind(&head.id)
        .bind(revision)
        .bind(head.status.code())
        .execute(&mut **tx)
        .await?;
        Ok(assigned.rows_affected() == 1)
    }
}

/// The name of who gets it: a reviewer of its office who may sign in. Not the head, who signs it off.
async fn receiver(tx: &mut Tx, head: &Head, to: &str) -> Result<String> {
    let wrong = |message: &str| Error::invalid("to", message);
    let to = known_shape(to).map_err(|_| wrong("请选择接手的审核人员"))?;
    if head.assignee_id.as_deref() == Some(to) {
        return Err(wrong("该申请已由此人办理"));
    }
    let name: Option<String> = sqlx::query_scalar(
        "select display_name from accounts where id = $1 and office = $2 and role = 'reviewer' and active = 1",
    )
    .bind(to)
    .bind(&head.office)
    .fetch_optional(&mut **tx)
    .await?;
    name.ok_or_else(|| wrong("请选择本机构的审核人员"))
}
