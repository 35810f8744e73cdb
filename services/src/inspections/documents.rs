//! Documents handed in with a report.

use crate::attachments::Document as Received;
use crate::filings::{known_shape, stored};
use crate::{Actor, Error, Permission, Result, Services};
use bytes::Bytes;
use domain::Refusal;
use domain::attachments::{Attachment, FileType, MOST_IN_SLOT};
use futures::Stream;
use futures::stream::BoxStream;
use sqlx::AnyConnection;

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    inspection_id: String,
    document: String,
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
            slot: self.document,
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
    /// Receives a document that the campaign asks for.
    ///
    /// # Errors
    /// `NotFound` for a document that is not asked for; `Invalid` on `documents.KEY` for a file that is not taken.
    pub async fn add_inspection_document(
        &self,
        actor: &Actor,
        inspection: &str,
        key: &str,
        name: &str,
        bytes: impl Stream<Item = Result<Bytes>> + Send,
    ) -> Result<Attachment> {
        let mut connection = self.db.pool().acquire().await?;
        let head = self.inspection_head(&mut connection, inspection).await?;
        head.may_fill_in(actor)?;
        head.campaign.document(key).ok_or(Refusal::NotFound)?;
        drop(connection);
        let received = self.receive_document(&format!("documents.{key}"), name, bytes).await?;
        let outcome = self.write_inspection_document(actor, inspection, key, &received).await;
        self.settle_document(&received, outcome.is_ok()).await;
        outcome
    }

    async fn write_inspection_document(
        &self,
        actor: &Actor,
        inspection: &str,
        key: &str,
        received: &Received,
    ) -> Result<Attachment> {
        let _kept = self.keep_document(received).await?;
        let mut tx = self.db.begin().await?;
        self.inspection_to_fill_in(&mut tx, actor, inspection).await?;
        let there: i64 =
            sqlx::query_scalar("select count(*) from inspection_documents where inspection_id = $1 and document = $2")
                .bind(inspection)
                .bind(key)
                .fetch_one(&mut *tx)
                .await?;
        if usize::try_from(there).is_ok_and(|there| there >= MOST_IN_SLOT) {
            return Err(Error::invalid(format!("documents.{key}"), format!("每项材料最多上传{MOST_IN_SLOT}个文件")));
        }
        sqlx::query(
            "insert into inspection_documents (id, inspection_id, document, name, file_type, size, sha256, uploaded_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&received.id)
        .bind(inspection)
        .bind(key)
        .bind(&received.name)
        .bind(received.file_type.code())
        .bind(i64::try_from(received.size).map_err(Error::fault)?)
        .bind(&received.sha256)
        .bind(received.uploaded_at)
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "inspection.add_document", "inspection_document", &received.id).await?;
        tx.commit().await?;
        Ok(Attachment {
            id: received.id.clone(),
            slot: key.to_owned(),
            row: None,
            name: received.name.clone(),
            file_type: received.file_type,
            size: received.size,
            sha256: received.sha256.clone(),
            uploaded_at: received.uploaded_at,
        })
    }

    /// A document and its bytes.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn inspection_document(
        &self,
        actor: &Actor,
        id: &str,
    ) -> Result<(Attachment, BoxStream<'static, Result<Bytes>>)> {
        let mut connection = self.db.pool().acquire().await?;
        let record = load(&mut connection, id).await?;
        self.inspection_head(&mut connection, &record.inspection_id).await?.may(actor, Permission::ReadInspection)?;
        drop(connection);
        let document = record.read()?;
        let bytes = self.storage.read(&document.sha256).await?;
        Ok((document, bytes))
    }

    /// Deletes a document from its report.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of, `NotNow` after it is submitted.
    pub async fn delete_inspection_document(&self, actor: &Actor, id: &str) -> Result<()> {
        let mut tx = self.db.begin().await?;
        let record = load(&mut tx, id).await?;
        self.inspection_to_fill_in(&mut tx, actor, &record.inspection_id).await?;
        sqlx::query("delete from inspection_documents where id = $1").bind(id).execute(&mut *tx).await?;
        self.audit(&mut tx, actor, "inspection.delete_document", "inspection_document", id).await?;
        tx.commit().await?;
        self.remove_unnamed(&[record.sha256]).await;
        Ok(())
    }
}

async fn load(connection: &mut AnyConnection, id: &str) -> Result<Record> {
    let record: Option<Record> = sqlx::query_as(
        "select id, inspection_id, document, name, file_type, size, sha256, uploaded_at
         from inspection_documents
         where id = $1",
    )
    .bind(known_shape(id)?)
    .fetch_optional(&mut *connection)
    .await?;
    Ok(record.ok_or(Refusal::NotFound)?)
}

/// The documents of a report, oldest first.
pub(super) async fn documents_of(connection: &mut AnyConnection, inspection: &str) -> Result<Vec<Attachment>> {
    let records: Vec<Record> = sqlx::query_as(
        "select id, inspection_id, document, name, file_type, size, sha256, uploaded_at
         from inspection_documents
         where inspection_id = $1
         order by uploaded_at, id",
    )
    .bind(inspection)
    .fetch_all(&mut *connection)
    .await?;
    records.into_iter().map(Record::read).collect()
}
