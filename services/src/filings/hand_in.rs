//! Handing in the documents that were deferred (提交容缺材料).

use super::deferrals::{after_acceptance, closed, deferrals_of, name};
use super::load_header;
use crate::{Actor, Error, Permission, Result, Services};
use domain::Finding;
use domain::filings::FilingHeader;
use std::collections::HashSet;

impl Services {
    /// Hands in every deferred document, all at once; done again, it is done already.
    ///
    /// # Errors
    /// `Invalid` with a finding for each document that is missing, `NotNow` when nothing was deferred or its day has passed.
    pub async fn hand_in(&self, actor: &Actor, id: &str) -> Result<FilingHeader> {
        let mut tx = self.db.begin().await?;
        let head = load_header(&mut *tx, id).await?;
        head.may(actor, Permission::WriteFiling)?;
        if !after_acceptance(head.status) {
            return Err(Error::not_now(match head.status.ended() {
                true => "申请已结束，不能再提交材料",
                false => "申请受理后才能提交容缺材料",
            }));
        }
        self.hold_where_it_stands(&mut tx, &head).await?;
        let deferrals = deferrals_of(&mut tx, &head).await?;
        if deferrals.is_empty() {
            return Err(Error::not_now("本申请没有容缺材料"));
        }
        let waiting: Vec<_> = deferrals.iter().filter(|deferral| deferral.handed_in_at.is_none()).collect();
        if waiting.is_empty() {
            return self.header_for(&mut tx, &head, actor).await;
        }
        if let Some(reason) = waiting.iter().find_map(|deferral| closed(deferral, self.today())) {
            return Err(Error::not_now(reason));
        }
        let there: Vec<String> =
            sqlx::query_scalar("select slot from attachments where filing_id = $1 and row_id is null")
                .bind(id)
                .fetch_all(&mut *tx)
                .await?;
        let there: HashSet<String> = there.into_iter().collect();
        let missing = waiting.iter().filter(|deferral| !there.contains(&deferral.slot));
        let findings: Vec<Finding> = missing
            .map(|deferral| {
                Finding::field(format!("attachments.{}", deferral.slot), format!("请上传“{}”", name(&deferral.slot)))
            })
            .collect();
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        sqlx::query("update deferrals set handed_in_at = $1 where filing_id = $2 and handed_in_at is null")
            .bind(self.now())
            .bind(id)
            .execute(&mut *tx)
            .await?;
        self.tell_of_handing_in(&mut tx, &head).await?;
        self.audit(&mut tx, actor, "filing.hand_in", "filing", id).await?;
        tx.commit().await?;
        self.header(actor, id).await
    }
}
