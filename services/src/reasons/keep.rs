//! Keeping the reasons: added, reworded, moved, retired and offered again.

use super::list::Record;
use crate::db::Tx;
use crate::filings::known_shape;
use crate::{Actor, Error, Permission, Result, Services};
use domain::Refusal;
use domain::reasons::{LONGEST, Reason, Topic};
use domain::values::text;

impl Services {
    /// Adds a reason at the end of its topic, once for its key.
    ///
    /// # Errors
    /// `Forbidden` for whoever is no administrator, `Invalid` on `text`.
    pub async fn add_reason(&self, actor: &Actor, key: &str, topic: Topic, text: &str) -> Result<()> {
        actor.may_own(Permission::ManageReasons)?;
        let text = checked(text)?;
        let mut tx = self.db.begin().await?;
        let id = self.id();
        sqlx::query(
            "insert into reasons (id, revision, topic, position, text, updated_at, key)
             select $1, 1, $2, coalesce(max(r.position), 0) + 1, $3, $4, $5
             from reasons r
             where r.topic = $2
             on conflict (key) do nothing",
        )
        .bind(&id)
        .bind(topic.code())
        .bind(text)
        .bind(self.now())
        .bind(self.once(key))
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "reason.add", "reason", &id).await?;
        tx.commit().await
    }

    /// Rewords a reason; what it was used for keeps its words.
    ///
    /// # Errors
    /// As [`Services::add_reason`]; `Conflict` with the reason as stored when the revision is stale.
    pub async fn reword_reason(&self, actor: &Actor, id: &str, revision: i64, text: &str) -> Result<()> {
        actor.may_own(Permission::ManageReasons)?;
        let text = checked(text)?;
        let mut tx = self.db.begin().await?;
        let kept = kept(&mut tx, id).await?;
        if kept.text != text {
            let changed = sqlx::query(
                "update reasons
                 set text = $1, revision = revision + 1, updated_at = $2
                 where id = $3 and revision = $4",
            )
            .bind(text)
            .bind(self.now())
            .bind(id)
            .bind(revision)
            .execute(&mut *tx)
            .await?;
            if changed.rows_affected() == 0 {
                return Err(Refusal::Conflict { theirs: serde_json::to_string(&kept)?, revision: kept.revision }.into());
            }
        }
        self.audit(&mut tx, actor, "reason.reword", "reason", id).await?;
        tx.commit().await
    }

    /// Offers a reason no more, or again. Repeating it changes nothing.
    ///
    /// # Errors
    /// `Forbidden` for whoever is no administrator, `NotFound`.
    pub async fn retire_reason(&self, actor: &Actor, id: &str, retired: bool) -> Result<()> {
        actor.may_own(Permission::ManageReasons)?;
        let mut tx = self.db.begin().await?;
        kept(&mut tx, id).await?;
        sqlx::query("update reasons set retired_at = case when $1 = 1 then coalesce(retired_at, $2) end where id = $3")
            .bind(i64::from(retired))
            .bind(self.now())
            .bind(id)
            .execute(&mut *tx)
            .await?;
        let act = if retired { "reason.retire" } else { "reason.restore" };
        self.audit(&mut tx, actor, act, "reason", id).await?;
        tx.commit().await
    }

    /// Gives the reasons of a topic this order; those that are not named keep theirs, behind.
    ///
    /// # Errors
    /// `Forbidden` for whoever is no administrator, `NotNow` when the topic has another reason by now.
    pub async fn order_reasons(&self, actor: &Actor, topic: Topic, ids: &[String]) -> Result<()> {
        actor.may_own(Permission::ManageReasons)?;
        let mut tx = self.db.begin().await?;
        let there: Vec<String> = sqlx::query_scalar("select id from reasons where topic = $1 order by position, id")
            .bind(topic.code())
            .fetch_all(&mut *tx)
            .await?;
        if there.len() != ids.len() || there.iter().any(|id| !ids.contains(id)) {
            return Err(Error::not_now("该类理由已变动，请刷新"));
        }
        for (place, id) in (1i64..).zip(ids) {
            sqlx::query("update reasons set position = $1 where id = $2")
                .bind(place)
                .bind(id)
                .execute(&mut *tx)
                .await?;
        }
        self.audit(&mut tx, actor, "reason.order", "reason", topic.code()).await?;
        tx.commit().await
    }
}

fn checked(raw: &str) -> Result<String> {
    text::paragraph(raw, LONGEST).map_err(|error| Error::invalid("text", error))
}

async fn kept(tx: &mut Tx, id: &str) -> Result<Reason> {
    let record: Option<Record> = sqlx::query_as(
        "select id, revision, topic, text, uses, case when retired_at is null then 0 else 1 end as retired
         from reasons
         where id = $1",
    )
    .bind(known_shape(id)?)
    .fetch_optional(&mut **tx)
    .await?;
    record.ok_or(Refusal::NotFound)?.read()
}
