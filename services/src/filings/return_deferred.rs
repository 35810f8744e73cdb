//! Sending a deferred document back (退回容缺材料): it was handed in and is wrong.

use super::allowed::anothers;
use super::deferrals::{after_acceptance, deferrals_of};
use super::load_header;
use crate::{Actor, Error, Permission, Result, Services};
use domain::Refusal;
use domain::corrections::LONGEST_REASON;
use domain::filings::FilingHeader;
use domain::values::text;

impl Services {
    /// Undoes that the document of this slot was handed in, and says why; its last day stays. `cited` is the canned reason
    /// that was picked.
    ///
    /// # Errors
    /// `NotFound` for a slot that was not deferred, `Invalid` on `reason`, `NotNow` for whoever has not claimed the filing, and
    /// for a document that has not been handed in or has been found right.
    pub async fn return_deferred(
        &self,
        actor: &Actor,
        id: &str,
        slot: &str,
        reason: &str,
        cited: Option<&str>,
    ) -> Result<FilingHeader> {
        let mut tx = self.db.begin().await?;
        let head = load_header(&mut *tx, id).await?;
        head.may(actor, Permission::CheckDeferred)?;
        let deferrals = deferrals_of(&mut tx, &head).await?;
        let deferral = deferrals.iter().find(|deferral| deferral.slot == slot).ok_or(Refusal::NotFound)?;
        let reason = text::paragraph(reason, LONGEST_REASON).map_err(|error| Error::invalid("reason", error))?;
        if !after_acceptance(head.status) {
            return Err(Error::not_now("申请已结束，不能再退回材料"));
        }
        if head.assignee_id.as_deref() != Some(actor.account_id.as_str()) {
            return Err(Error::not_now(match head.assignee {
                Some(_) => anothers(&head),
                None => "请先开始审查该申请".to_owned(),
            }));
        }
        if deferral.checked_at.is_some() {
            return Err(Error::not_now("该项容缺材料已核对，不能再退回"));
        }
        if deferral.handed_in_at.is_none() {
            // Sent back before, such as by a request whose answer was lost.
            return match deferral.returned_reason == reason {
                true => self.header_for(&mut tx, &head, actor).await,
                false => Err(Error::not_now("该项容缺材料尚未提交")),
            };
        }
        self.hold_where_it_stands(&mut tx, &head).await?;
        sqlx::query(
            "update deferrals
             set handed_in_at = null, returned_at = $1, returned_reason = $2
             where filing_id = $3 and slot = $4 and handed_in_at is not null and checked_at is null",
        )
        .bind(self.now())
        .bind(&reason)
        .bind(id)
        .bind(slot)
        .execute(&mut *tx)
        .await?;
        self.count_uses(&mut tx, cited.as_slice()).await?;
        self.tell_of_return(&mut tx, &head, deferral, &reason).await?;
        self.audit(&mut tx, actor, "filing.return_deferred", "filing", id).await?;
        tx.commit().await?;
        self.header(actor, id).await
    }
}
