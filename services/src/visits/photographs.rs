//! Photographs and scanned records of a visit: kept like attachments, read by the office only.

use super::{closed, goes, head_of_visit, members_of};
use crate::attachments::Document;
use crate::filings::{known_shape, stored};
use crate::{Actor, Error, Permission, Result, Services};
use bytes::Bytes;
use domain::Refusal;
use domain::attachments::{Attachment, FileType};
use domain::visits::{MOST_PHOTOGRAPHS, PHOTOGRAPHS, is_photograph};
use futures::Stream;
use futures::stream::BoxStream;
use sqlx::{Any, AnyConnection, Executor};

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    visit_id: String,
    name: String,
    file_type: String,
    size: i64,
    sha256: String,
    uploaded_at: i64,
}

impl Record {
    fn read(self) -> Result<Attachment> {
        Ok(Attachment {
            id: self.id,
            slot: PHOTOGRAPHS.to_owned(),
            row: None,
            name: self.name,
            file_type: stored(FileType::from_code, &self.file_type)?,
            size: u64::try_from(self.size).map_err(Error::fault)?,
            sha256: self.sha256,
            uploaded_at: self.uploaded_at,
        })
    }
}

impl Services {
    /// Receives a photograph of a pending visit.
    ///
    /// # Errors
    /// `NotFound` for a visit of another office; `NotNow` for those who neither go nor have claimed the filing, and once the
    /// visit has ended; `Invalid` on `photographs` for a file that is not taken.
    pub async fn add_photograph(
        &self,
        actor: &Actor,
        visit: &str,
        name: &str,
        bytes: impl Stream<Item = Result<Bytes>> + Send,
    ) -> Result<Attachment> {
        let mut connection = self.db.pool().acquire().await?;
        may_change(&mut connection, actor, visit).await?;
        drop(connection);
        let document = self.receive_document(PHOTOGRAPHS, name, bytes).await?;
        let kept = self.keep_photograph(actor, visit, &document).await;
        self.settle_document(&document, kept.is_ok()).await;
        kept?;
        Ok(Attachment {
            id: document.id,
            slot: PHOTOGRAPHS.to_owned(),
            row: None,
            name: document.name,
            file_type: document.file_type,
            size: document.size,
            sha256: document.sha256,
            uploaded_at: document.uploaded_at,
        })
    }

    async fn keep_photograph(&self, actor: &Actor, visit: &str, document: &Document) -> Result<()> {
        if !is_photograph(document.file_type) {
            return Err(Error::invalid(PHOTOGRAPHS, "只接受 JPEG、PNG 照片和 PDF 扫描件"));
        }
        let _kept = self.keep_document(document).await?;
        let mut tx = self.db.begin().await?;
        // Held, so that the visit is not concluded beside; and asked anew, because the bytes took their time.
        let held = sqlx::query("update visits set day = day where id = $1 and status = 'pending'")
            .bind(visit)
            .execute(&mut *tx)
            .await?;
        if held.rows_affected() == 0 {
            return Err(closed());
        }
        may_change(&mut tx, actor, visit).await?;
        let there: i64 = sqlx::query_scalar("select count(*) from visit_photographs where visit_id = $1")
            .bind(visit)
            .fetch_one(&mut *tx)
            .await?;
        if usize::try_from(there).is_ok_and(|there| there >= MOST_PHOTOGRAPHS) {
            return Err(Error::invalid(PHOTOGRAPHS, format!("每次核查最多上传{MOST_PHOTOGRAPHS}张")));
        }
        sqlx::query(
            "insert into visit_photographs (id, visit_id, name, file_type, size, sha256, uploaded_by, uploaded_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&document.id)
        .bind(visit)
        .bind(&document.name)
        .bind(document.file_type.code())
        .bind(i64::try_from(document.size).map_err(Error::fault)?)
        .bind(&document.sha256)
        .bind(&actor.account_id)
        .bind(document.uploaded_at)
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "photograph.add", "photograph", &document.id).await?;
        tx.commit().await
    }

    /// A photograph and its bytes.
    ///
    /// # Errors
    /// `NotFound` for one of another office.
    pub async fn photograph(&self, actor: &Actor, id: &str) -> Result<(Attachment, BoxStream<'static, Result<Bytes>>)> {
        actor.may_own(Permission::ManageVisits)?;
        let mut connection = self.db.pool().acquire().await?;
        let record = load(&mut *connection, id).await?;
        head_of_visit(&mut connection, actor, &record.visit_id).await?;
        let photograph = record.read()?;
        let bytes = self.storage.read(&photograph.sha256).await?;
        Ok((photograph, bytes))
    }

    /// Deletes a photograph of a pending visit.
    ///
    /// # Errors
    /// As [`add_photograph`](Self::add_photograph).
    pub async fn delete_photograph(&self, actor: &Actor, id: &str) -> Result<()> {
        actor.may_own(Permission::ManageVisits)?;
        let mut tx = self.db.begin().await?;
        let record = load(&mut *tx, id).await?;
        may_change(&mut tx, actor, &record.visit_id).await?;
        sqlx::query("delete from visit_photographs where id = $1").bind(id).execute(&mut *tx).await?;
        self.audit(&mut tx, actor, "photograph.delete", "photograph", id).await?;
        tx.commit().await?;
        self.remove_unnamed(&[record.sha256]).await;
        Ok(())
    }
}

/// Asks whether the actor may add and delete photographs of this visit now.
async fn may_change(connection: &mut AnyConnection, actor: &Actor, visit: &str) -> Result<()> {
    let (head, pending) = head_of_visit(connection, actor, visit).await?;
    let members = members_of(connection, visit).await?;
    match (goes(&head, &members, actor), pending) {
        (false, _) => Err(Error::not_now("只有核查人员和该申请的办理人能增删照片")),
        (true, false) => Err(closed()),
        (true, true) => Ok(()),
    }
}

async fn load<'e>(executor: impl Executor<'e, Database = Any>, id: &str) -> Result<Record> {
    let record: Option<Record> = sqlx::query_as(
        "select id, visit_id, name, file_type, size, sha256, uploaded_at
         from visit_photographs
         where id = $1",
    )
    .bind(known_shape(id)?)
    .fetch_optional(executor)
    .await?;
    Ok(record.ok_or(Refusal::NotFound)?)
}

/// The photographs of a visit, oldest first.
pub(super) async fn photographs_of<'e>(
    executor: impl Executor<'e, Database = Any>,
    visit: &str,
) -> Result<Vec<Attachment>> {
    let records: Vec<Record> = sqlx::query_as(
        "select id, visit_id, name, file_type, size, sha256, uploaded_at
         from visit_photographs
         where visit_id = $1
         order by uploaded_at, id",
    )
    .bind(visit)
    .fetch_all(executor)
    .await?;
    records.into_iter().map(Record::read).collect()
}
