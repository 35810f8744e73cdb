//! Comments (批注): kept at once, the author's to change until they are an item of a notice.

use crate::db::Tx;
use crate::filings::{Head, known_shape, load_header, row_title};
use crate::{Actor, Error, Permission, Result, Services};
use domain::Refusal;
use domain::accounts::Role;
use domain::corrections::{Comment, LONGEST_REASON, Pin};
use domain::staff::Post;
use domain::values::text;
use domain::workflow::Status;
use sqlx::AnyConnection;

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    revision: i64,
    path: String,
    label: String,
    reason: String,
    author_id: String,
    author: String,
    updated_at: i64,
}

impl Record {
    fn seen_by(self, actor: &Actor) -> Comment {
        Comment {
            mine: self.author_id == actor.account_id,
            id: self.id,
            revision: self.revision,
            path: self.path,
            label: self.label,
            reason: self.reason,
            author: self.author,
            at: self.updated_at,
        }
    }
}

impl Services {
    /// The comments on a filing that are no items of a notice yet, in the order of the tabs.
    pub(crate) async fn open_comments(
        &self,
        connection: &mut AnyConnection,
        filing: &str,
        actor: &Actor,
    ) -> Result<Vec<Comment>> {
        let records: Vec<Record> = sqlx::query_as(
            "select c.id, c.revision, c.path, c.label, c.reason, c.author_id, a.display_name as author, c.updated_at
             from comments c
                  join accounts a on a.id = c.author_id
             where c.filing_id = $1 and c.round is null
             order by c.created_at, c.id",
        )
        .bind(filing)
        .fetch_all(connection)
        .await?;
        let mut comments: Vec<_> = records.into_iter().map(|record| record.seen_by(actor)).collect();
        comments.sort_by_key(|comment| domain::filings::Tab::of_path(&comment.path));
        Ok(comments)
    }

    /// Adds a comment, once for its key, or changes one's own, named with the revision that was seen. `cited` is the canned
    /// reason that it was picked from, which is counted.
    ///
    /// # Errors
    /// `NotFound` for a place that the filing does not have, `Invalid` on `reason`, `NotNow` once the filing is not with the
    /// office and for another's comment, `Conflict` with the comment as stored when the revision is stale.
    #[allow(clippy::too_many_arguments, reason = "what a comment is made of")]
    pub async fn save_comment(
        &self,
        actor: &Actor,
        filing: &str,
        known: Option<(String, i64)>,
        key: &str,
        path: &str,
        reason: &str,
        cited: Option<&str>,
    ) -> Result<Comment> {
        let mut tx = self.db.begin().await?;
        let head = self.open_to_comment(&mut tx, actor, filing).await?;
        let reason = text::paragraph(reason, LONGEST_REASON).map_err(|error| Error::invalid("reason", error))?;
        let id = match known {
            Some((id, revision)) => {
                self.change_comment(&mut tx, actor, &head, (&id, revision), &reason).await?;
                id
            }
            None => self.add_comment(&mut tx, actor, &head, key, path, &reason).await?,
        };
        self.count_uses(&mut tx, cited.as_slice()).await?;
        self.audit(&mut tx, actor, "comment.save", "comment", &id).await?;
        let comments = self.open_comments(&mut tx, filing, actor).await?;
        tx.commit().await?;
        Ok(comments.into_iter().find(|comment| comment.id == id).ok_or(Refusal::NotFound)?)
    }

    /// Deletes one's own comment; a head also another's.
    ///
    /// # Errors
    /// `NotNow` for another's comment and for one that is an item of a notice. Deleted before, it is deleted.
    pub async fn delete_comment(&self, actor: &Actor, filing: &str, id: &str) -> Result<()> {
        let mut tx = self.db.begin().await?;
        let head = self.open_to_comment(&mut tx, actor, filing).await?;
        let Some(author) = author(&mut tx, &head.id, id).await? else { return Ok(()) };
        if author != actor.account_id && actor.role != Role::Head {
            return Err(Error::not_now("只有批注人可以删除该批注"));
        }
        sqlx::query("delete from comments where id = $1 and round is null").bind(id).execute(&mut *tx).await?;
        self.audit(&mut tx, actor, "comment.delete", "comment", id).await?;
        tx.commit().await
    }

    /// Holds the filing, so that no notice is sent beside.
    async fn open_to_comment(&self, tx: &mut Tx, actor: &Actor, filing: &str) -> Result<Head> {
        let head = load_header(&mut **tx, filing).await?;
        head.may(actor, Permission::Comment)?;
        if !head.status.with_office() {
            return Err(Error::not_now(match head.status {
                Status::Correction => "申请单位正在补正，重新提交后才能批注",
                _ => "申请已办结，不能再批注",
            }));
        }
        self.hold_where_it_stands(tx, &head).await?;
        Ok(head)
    }

    async fn add_comment(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        head: &Head,
        key: &str,
        path: &str,
        reason: &str,
    ) -> Result<String> {
        let label = label(tx, head, path).await?;
        let key = self.once(key);
        let id = self.id();
        let now = self.now();
        sqlx::query(
            "insert into comments (id, filing_id, revision, path, label, reason, author_id, created_at, updated_at, key)
             values ($1, $2, 1, $3, $4, $5, $6, $7, $7, $8)
             on conflict (filing_id, key) do nothing",
        )
        .bind(&id)
        .bind(&head.id)
        .bind(path)
        .bind(label)
        .bind(reason)
        .bind(&actor.account_id)
        .bind(now)
        .bind(&key)
        .execute(&mut **tx)
        .await?;
        Ok(sqlx::query_scalar("select id from comments where filing_id = $1 and key = $2")
            .bind(&head.id)
            .bind(&key)
            .fetch_one(&mut **tx)
            .await?)
    }

    async fn change_comment(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        head: &Head,
        (id, revision): (&str, i64),
        reason: &str,
    ) -> Result<()> {
        let author = author(tx, &head.id, id).await?.ok_or(Refusal::NotFound)?;
        if author != actor.account_id {
            return Err(Error::not_now("只有批注人可以修改该批注"));
        }
        let changed = sqlx::query(
            "update comments
             set revision = revision + 1, reason = $1, updated_at = $2
             where id = $3 and round is null and (revision = $4 or reason = $1)",
        )
        .bind(reason)
        .bind(self.now())
        .bind(id)
        .bind(revision)
        .execute(&mut **tx)
        .await?;
        if changed.rows_affected() == 1 {
            return Ok(());
        }
        let (theirs, revision): (String, i64) =
            sqlx::query_as("select reason, revision from comments where id = $1").bind(id).fetch_one(&mut **tx).await?;
        Err(Refusal::Conflict { theirs: serde_json::to_string(&theirs)?, revision }.into())
    }
}

/// Who wrote this comment, if it is one of the filing's and no item yet.
async fn author(tx: &mut Tx, filing: &str, id: &str) -> Result<Option<String>> {
    let found: Option<(String, Option<i64>)> =
        sqlx::query_as("select author_id, round from comments where id = $1 and filing_id = $2")
            .bind(known_shape(id)?)
            .bind(filing)
            .fetch_optional(&mut **tx)
            .await?;
    match found {
        Some((_, Some(_))) => Err(Error::not_now("该批注已列入补正通知，不能再改动")),
        Some((author, None)) => Ok(Some(author)),
        None => Ok(None),
    }
}

/// What the place is called, if the filing has it.
async fn label(tx: &mut Tx, head: &Head, path: &str) -> Result<String> {
    let pin = Pin::parse(path).ok_or(Refusal::NotFound)?;
    let tabs = || Post::ALL.iter().copied().map(Some).chain([None]).flat_map(|post| head.kind.tabs(post));
    if pin.tab().is_some_and(|tab| !tabs().any(|each| each == tab)) {
        return Err(Refusal::NotFound.into());
    }
    let title = match pin.row() {
        Some(row) => Some(row_title(tx, &head.id, row).await?),
        None => None,
    };
    Ok(pin.label(head.kind, title.as_deref()))
}
