//! Which tabs a filing has: fixed by its kind, but for somebody who joins, whose form is that of the post chosen.

use super::{Head, sections};
use crate::attachments::keep_former;
use crate::db::Tx;
use crate::{Error, Result, Services};
use domain::Refusal;
use domain::attachments::{Slot, slot};
use domain::filings::{Joining, Kind, SectionBody, Tab};
use domain::staff::Post;

/// Refuses to save on a tab that the filing does not have.
pub(super) async fn require_tab(tx: &mut Tx, head: &Head, tab: Tab) -> Result<()> {
    let mut all = head.kind.sections().map(|section| section.tab()).chain(head.kind.lists().map(|list| list.tab()));
    if !all.any(|each| each == tab) {
        return Err(Refusal::NotFound.into());
    }
    if head.kind != Kind::Joining || tab == Tab::Joining {
        return Ok(());
    }
    let post = sections(&mut **tx, &head.id).await?.joining.body.post;
    match head.kind.tabs(post).contains(&tab) {
        true => Ok(()),
        false => Err(Error::not_now("人员类型已改变，请刷新后填写所选类型的表格")),
    }
}

impl Services {
    /// After another post was chosen: what was filled in for the former one goes, and its people are free. Gives the hashes
    /// of the documents that went.
    pub(super) async fn drop_former_post(
        &self,
        tx: &mut Tx,
        head: &Head,
        kept: Option<&str>,
        body: &SectionBody,
    ) -> Result<Vec<String>> {
        let SectionBody::Joining(Joining { post, .. }) = body else { return Ok(Vec::new()) };
        let former: Joining = kept.map_or(Ok(Joining::default()), serde_json::from_str)?;
        match former.post.filter(|_| former.post != *post) {
            Some(former) => self.drop_post(tx, head, former).await,
            None => Ok(Vec::new()),
        }
    }

    async fn drop_post(&self, tx: &mut Tx, head: &Head, post: Post) -> Result<Vec<String>> {
        let tab = post.tab();
        // Codes of tabs, sections and lists are the same.
        for query in [
            "delete from filing_sections where filing_id = $1 and section = $2",
            "delete from filing_rows where filing_id = $1 and list = $2",
        ] {
            sqlx::query(query).bind(&head.id).bind(tab.code()).execute(&mut **tx).await?;
        }
        // One tab only engages people here, so they are all free.
        self.release_filing(tx, &head.id).await?;
        let documents: Vec<(String, String, String)> =
            sqlx::query_as("select id, slot, sha256 from attachments where filing_id = $1")
                .bind(&head.id)
                .fetch_all(&mut **tx)
                .await?;
        let mut hashes = Vec::new();
        for (id, key, sha256) in documents {
            if slot(&key).is_some_and(|slot: &Slot| slot.tab == tab) {
                keep_former(tx, head, &id).await?;
                sqlx::query("delete from attachments where id = $1").bind(id).execute(&mut **tx).await?;
                hashes.push(sha256);
            }
        }
        Ok(hashes)
    }
}
