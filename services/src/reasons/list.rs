//! Reading the reasons, and counting their use.

use crate::db::Tx;
use crate::filings::stored;
use crate::{Actor, Permission, Result, Services};
use domain::accounts::Role;
use domain::reasons::{Reason, Topic};

/// Most reasons picked for one step.
const MOST_CITED: usize = 20;

#[derive(sqlx::FromRow)]
pub(super) struct Record {
    pub id: String,
    pub revision: i64,
    pub topic: String,
    pub text: String,
    pub uses: i64,
    pub retired: i64,
}

impl Record {
    pub fn read(self) -> Result<Reason> {
        Ok(Reason {
            topic: stored(Topic::from_code, &self.topic)?,
            id: self.id,
            revision: self.revision,
            text: self.text,
            uses: self.uses,
            retired: self.retired != 0,
        })
    }
}

impl Services {
    /// The reasons with those that are retired, for those who keep them.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators.
    pub async fn kept_reasons(&self, actor: &Actor) -> Result<Vec<Reason>> {
        actor.may_own(Permission::ManageReasons)?;
        self.reasons(actor).await
    }

    /// The reasons by topic, in the order that administrators gave them; reviewers get what is offered.
    ///
    /// # Errors
    /// `Forbidden` for enterprises.
    pub async fn reasons(&self, actor: &Actor) -> Result<Vec<Reason>> {
        actor.may_own(Permission::ReadReasons)?;
        let records: Vec<Record> = sqlx::query_as(
            "select id, revision, topic, text, uses, case when retired_at is null then 0 else 1 end as retired
             from reasons
             where retired_at is null or $1 = 1
             order by topic, position, id",
        )
        .bind(i64::from(actor.role == Role::Administrator))
        .fetch_all(self.db.pool())
        .await?;
        records.into_iter().map(Record::read).collect()
    }

    /// Counts that these reasons were used, in the transaction of what they were used for. An unknown id is nobody's reason.
    pub(crate) async fn count_uses(&self, tx: &mut Tx, cited: &[impl AsRef<str>]) -> Result<()> {
        for id in cited.iter().map(AsRef::as_ref).take(MOST_CITED) {
            if id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                sqlx::query("update reasons set uses = uses + 1 where id = $1").bind(id).execute(&mut **tx).await?;
            }
        }
        Ok(())
    }
}
