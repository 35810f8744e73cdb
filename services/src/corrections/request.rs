//! Asking for a correction (要求补正): comments become the items of one notice.

use crate::db::Tx;
use crate::filings::{Head, load_header};
use crate::{Actor, Error, Permission, Result, Services};
use domain::corrections::Comment;
use domain::filings::FilingHeader;
use domain::values::not_blank;
use domain::workflow::Action;

/// What comes along with a step.
#[derive(Clone, Copy, Debug, Default)]
pub struct With<'a> {
    /// For 要求补正: the ids of the comments that the notice names; every open one unless told.
    pub items: Option<&'a [String]>,
    /// The canned reasons that were picked, which are counted.
    pub cited: &'a [String],
}

impl Services {
    /// 要求补正, with these comments as the items of the notice.
    ///
    /// # Errors
    /// As [`Services::act`]; `Forbidden` for those who comment on nothing.
    pub async fn request_correction(
        &self,
        actor: &Actor,
        id: &str,
        revision: i64,
        key: &str,
        items: &[String],
        note: &str,
    ) -> Result<FilingHeader> {
        load_header(self.db.pool(), id).await?.may(actor, Permission::Comment)?;
        let with = With { items: Some(items), cited: &[] };
        self.act_with(actor, id, revision, key, Action::RequestCorrection, note, with).await
    }

    /// Makes comments the items of the filing's next round, in the transaction that moves it, and gives what the timeline says.
    /// Only the open comments of the moment become items; if the filing has moved, nothing of this is kept.
    ///
    /// # Errors
    /// `NotNow` where there is no comment or one is gone; `Invalid` on `note` for a further round without the head's reason.
    pub(crate) async fn ask_for(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        head: &Head,
        chosen: Option<&[String]>,
        note: &str,
    ) -> Result<String> {
        if head.rounds > 0 && !not_blank(note) {
            return Err(Error::invalid("note", "已要求补正过，再次要求补正请填写理由"));
        }
        let items = self.items_to_ask_for(tx, actor, head, chosen).await?;
        let round = head.rounds + 1;
        sqlx::query(
            "insert into corrections (filing_id, round, requested_at, requested_by, head_reason)
             values ($1, $2, $3, $4, $5)
             on conflict (filing_id, round) do nothing",
        )
        .bind(&head.id)
        .bind(round)
        .bind(self.now())
        .bind(&actor.account_id)
        .bind(if head.rounds > 0 { note } else { "" })
        .execute(&mut **tx)
        .await?;
        for item in &items {
            sqlx::query("update comments set round = $1 where id = $2 and round is null")
                .bind(round)
                .bind(&item.id)
                .execute(&mut **tx)
                .await?;
        }
        Ok(told(&items, note))
    }

    async fn items_to_ask_for(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        head: &Head,
        chosen: Option<&[String]>,
    ) -> Result<Vec<Comment>> {
        let mut comments = self.open_comments(tx, &head.id, actor).await?;
        if let Some(chosen) = chosen {
            if chosen.iter().any(|id| !comments.iter().any(|comment| comment.id == *id)) {
                return Err(Error::not_now("批注已变动，请刷新"));
            }
            comments.retain(|comment| chosen.contains(&comment.id));
        }
        match comments.is_empty() {
            true => Err(Error::not_now("请先批注需要补正的内容：补正通知须一次告知全部补正事项")),
            false => Ok(comments),
        }
    }
}

/// What the timeline, and with it the letter to the enterprise, says: the remark, and each item with its reason.
fn told(items: &[Comment], note: &str) -> String {
    let lines = items.iter().enumerate().map(|(n, item)| format!("{}. {}：{}", n + 1, item.label, item.reason));
    let note = (!note.is_empty()).then(|| note.to_owned());
    note.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}
