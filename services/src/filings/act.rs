//! Every step of the workflow but submitting.

use super::allowed::require;
use super::events::{Step, taken};
use super::{Head, load_header};
use crate::corrections::With;
use crate::db::Tx;
use crate::{Actor, Error, Permission, Result, Services};
use domain::filings::FilingHeader;
use domain::values::{not_blank, text};
use domain::workflow::{self, Action, Status};

/// Longest reason or remark, in characters.
const LONGEST_NOTE: u32 = 1000;

/// A step that somebody is about to take.
pub(crate) struct Taking<'a> {
    pub action: Action,
    /// The reason or remark given, checked.
    pub note: &'a str,
    /// Under which the step is taken once.
    pub key: &'a str,
}

impl Services {
    /// Takes a step, with its reason, and gives the header as it is afterwards; the same key again takes it once.
    /// Granting does what the filing asks for; the other ends release the people whom it engaged.
    ///
    /// # Errors
    /// `Forbidden` for a step that the role never takes, `NotNow` for one that it or this person cannot take now,
    /// `Invalid` on `note`, `Conflict` with the header as stored when the filing has moved.
    pub async fn act(
        &self,
        actor: &Actor,
        id: &str,
        revision: i64,
        key: &str,
        action: Action,
        note: &str,
    ) -> Result<FilingHeader> {
        self.act_with(actor, id, revision, key, action, note, With::default()).await
    }

    /// The same, with the items of a correction or the canned reasons that were picked.
    ///
    /// # Errors
    /// As [`Services::act`]; `NotNow` for a correction without items.
    #[allow(clippy::too_many_arguments, reason = "a step, and what comes along with it")]
    pub async fn act_with(
        &self,
        actor: &Actor,
        id: &str,
        revision: i64,
        key: &str,
        action: Action,
        note: &str,
        with: With<'_>,
    ) -> Result<FilingHeader> {
        if matches!(action, Action::Submit | Action::Resubmit) {
            // Submitting has a check of its own, and no way around it.
            self.submit(actor, id, revision, key).await?;
            return self.header(actor, id).await;
        }
        let key = self.once(key);
        let mut tx = self.db.begin().await?;
        let head = load_header(&mut *tx, id).await?;
        head.may(actor, Permission::MoveFiling)?;
        if taken(&mut tx, id, &key, &[action]).await? {
            drop(tx);
            return self.header(actor, id).await;
        }
        require(&head, actor, action)?;
        if action.has_own_form() {
            return Err(Error::not_now(match action.of_visit() {
                true => "请在“现场核查”中填写后办理",
                false => "请选择接手的审核人员后办理",
            }));
        }
        let mut note = checked(action, note)?;
        if action == Action::RequestCorrection {
            note = match self.ask_for(&mut tx, actor, &head, with.items, &note).await {
                // The same request, sent twice, has used the comments meanwhile.
                Err(_) if taken(&mut tx, id, &key, &[action]).await? => {
                    drop(tx);
                    return self.header(actor, id).await;
                }
                asked => asked?,
            };
        }
        self.count_uses(&mut tx, with.cited).await?;
        if !self.take(&mut tx, actor, &head, revision, &Taking { action, note: &note, key: &key }).await? {
            let taken_before = taken(&mut tx, id, &key, &[action]).await?;
            let head = load_header(&mut *tx, id).await?;
            return match taken_before {
                true => self.header_for(&mut tx, &head, actor).await,
                false => Err(self.moved(&mut tx, &head, actor).await?),
            };
        }
        tx.commit().await?;
        self.header(actor, id).await
    }

    /// Takes a step, with everything that follows from it, in a transaction that has read the filing and asked whether the
    /// actor may. Whether it was taken: not, when the filing has moved meanwhile.
    pub(crate) async fn take(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        head: &Head,
        revision: i64,
        Taking { action, note, key }: &Taking<'_>,
    ) -> Result<bool> {
        let (id, action) = (head.id.as_str(), *action);
        let status = workflow::apply(head.kind, head.track, head.status, action)
            .ok_or_else(|| Error::not_now("该申请已由他人处理，请刷新"))?;
        if !self.move_to(tx, head, revision, (action, status), Some(&actor.account_id)).await? {
            return Ok(false);
        }
        self.record(tx, actor, id, &Step { action, status, note, key }).await?;
        self.write_due(tx, head).await?;
        if action == Action::Accept {
            self.accepted(tx, head).await?;
        }
        if status == Status::Issued {
            self.grant(tx, actor, head).await?;
        } else if status.ended() && !status.keeps_people() {
            self.release_filing(tx, id).await?;
        }
        self.issue_papers(tx, id, action, note).await?;
        self.tell(tx, head, &Step { action, status, note, key }, &actor.account_id).await?;
        self.audit(tx, actor, &format!("filing.{}", action.code()), "filing", id).await?;
        Ok(true)
    }

    /// Moves the filing if it still stands where it was read. `me` is who takes the step; time does by being nobody.
    pub(super) async fn move_to(
        &self,
        tx: &mut Tx,
        head: &Head,
        revision: i64,
        (action, status): (Action, Status),
        me: Option<&str>,
    ) -> Result<bool> {
        let assignee = match action {
            Action::Claim => me,
            Action::Release => None,
            Action::Examine => head.assignee_id.as_deref().or(me),
            _ => head.assignee_id.as_deref(),
        };
        let examiner = if workflow::examines(head.kind, action) { me } else { head.examiner_id.as_deref() };
        let moved = sqlx::query(
            "update filings
             set status = $1, live = $2, revision = revision + 1, assignee_id = $3, examiner_id = $4, updated_at = $5
             where id = $6 and revision = $7 and status = $8",
        )
        .bind(status.code())
        .bind(i64::from(!status.ended()))
        .bind(assignee)
        .bind(examiner)
        .bind(self.now())
        .bind(&head.id)
        .bind(revision)
        .bind(head.status.code())
        .execute(&mut **tx)
        .await?;
        Ok(moved.rows_affected() == 1)
    }
}

/// The reason as it is kept: demanded for some steps, welcome for all.
pub(super) fn checked(action: Action, note: &str) -> Result<String> {
    match (not_blank(note), action.needs_reason()) {
        (true, _) => text::paragraph(note, LONGEST_NOTE).map_err(|error| Error::invalid("note", error)),
        (false, true) => Err(Error::invalid("note", "请填写理由")),
        (false, false) => Ok(String::new()),
    }
}
