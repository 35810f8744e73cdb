//! Somebody joins (入职).

use super::engage::holds_already;
use super::named::named;
use super::posts::{held, posts_of};
use super::take_on::Others;
use crate::db::Tx;
use crate::filings::{Head, sections};
use crate::{Error, Result, Services};

impl Services {
    /// Gives the people whom the filing names the post that it is about. Who joins as a lead takes the place of the former
    /// one, who is free unless another post is left.
    ///
    /// # Errors
    /// `NotNow` with the name of somebody who is engaged elsewhere by now or holds a post that does not go with this one.
    pub(crate) async fn join(&self, tx: &mut Tx, head: &Head, licence_id: &str) -> Result<()> {
        let licence = self.hold_licence(tx, licence_id).await?;
        let joining = sections(&mut **tx, &head.id).await?.joining.body;
        let post = joining.post.ok_or_else(|| Error::not_now("该申请没有选择人员类型"))?;
        let people = named(tx, &head.id, &[post]).await?;
        for each in &people {
            if let Some(reason) = holds_already(tx, licence_id, each.person.as_str(), post).await? {
                return Err(Error::not_now(format!("{}：{reason}", each.name)));
            }
        }
        self.take_on(tx, head, licence_id, &people, Others::Stay).await?;
        if post.single() {
            for former in held(&mut **tx, licence_id).await?.iter().filter(|held| held.post == post) {
                self.end_post(tx, licence_id, post, &former.resident_id).await?;
                if posts_of(tx, licence_id, &former.resident_id).await?.is_empty() {
                    self.release_person(tx, licence_id, &former.resident_id).await?;
                }
            }
        }
        for each in &people {
            self.write_post(tx, licence_id, &head.id, each).await?;
        }
        self.hold_conditions(tx, head, &licence).await
    }
}
