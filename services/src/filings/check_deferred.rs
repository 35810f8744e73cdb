//! Finding a deferred document right (核对容缺材料).

use super::allowed::anothers;
use super::deferrals::{after_acceptance, deferrals_of};
use super::load_header;
use crate::{Actor, Error, Permission, Result, Services};
use domain::Refusal;
use domain::filings::FilingHeader;

impl Services {
    /// Notes that its reviewer has found the document of this slot right; noted again, it is noted already.
    ///
    /// # Errors
    /// `NotFound` for a slot that was not deferred, `NotNow` for whoever has not claimed the filing, and for a document that
    /// has not been handed in.
    pub async fn check_deferred(&self, actor: &Actor, id: &str, slot: &str) -> Result<FilingHeader> {
        let mut tx = self.db.begin().await?;
        let head = load_header(&mut *tx, id).await?;
        head.may(actor, Permission::CheckDeferred)?;
        let deferrals = deferrals_of(&mut tx, &head).await?;
        let deferral = deferrals.iter().find(|deferral| deferral.slot == slot).ok_or(Refusal::NotFound)?;
        if !after_acceptance(head.status) {
            return Err(Error::not_now("申请已结束，不能再核对材料"));
        }
        if head.assignee_id.as_deref() != Some(actor.account_id.as_str()) {
            return Err(Error::not_now(match head.assignee {
                Some(_) => anothers(&head),
                None => "请先开始审查该申请".to_owned(),
            }));
        }
        if deferral.handed_in_at.is_none() {
            return Err(Error::not_now("该项容缺材料尚未提交"));
        }
        if deferral.checked_at.is_some() {
            return self.header_for(&mut tx, &head, actor).await;
        }
        self.hold_where_it_stands(&mut tx, &head).await?;
        sqlx::query(
            "update deferrals
             set checked_at = $1, checked_by = $2
             where filing_id = $3 and slot = $4 and handed_in_at is not null and checked_at is null",
        )
        .bind(self.now())
        .bind(&actor.account_id)
        .bind(id)
        .bind(slot)
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "filing.check_deferred", "filing", id).await?;
        tx.commit().await?;
        self.header(actor, id).await
    }
}
