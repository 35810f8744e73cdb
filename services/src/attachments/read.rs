//! Reading documents.

use crate::filings::{known_shape, load_header, stored};
use crate::{Actor, Error, Permission, Result, Services};
use bytes::Bytes;
use domain::Refusal;
use domain::attachments::{Attachment, FileType};
use futures::stream::BoxStream;
use sqlx::{Any, Executor};

#[derive(sqlx::FromRow)]
pub(super) struct Record {
    id: String,
    pub filing_id: String,
    pub slot: String,
    pub row_id: Option<String>,
    name: String,
    file_type: String,
    size: i64,
    pub sha256: String,
    uploaded_at: i64,
}

impl Record {
    fn read(self) -> Result<Attachment> {
        Ok(Attachment {
            id: self.id,
            slot: self.slot,
            row: self.row_id,
            name: self.name,
            file_type: stored(FileType::from_code, &self.file_type)?,
            size: u64::try_from(self.size).map_err(Error::fault)?,
            sha256: self.sha256,
            uploaded_at: self.uploaded_at,
        })
    }
}

impl Services {
    /// A document and its bytes.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn attachment(&self, actor: &Actor, id: &str) -> Result<(Attachment, BoxStream<'static, Result<Bytes>>)> {
        let record = load(self.db.pool(), id).await?;
        load_header(self.db.pool(), &record.filing_id).await?.may(actor, Permission::ReadFiling)?;
        let attachment = record.read()?;
        let bytes = self.storage.read(&attachment.sha256).await?;
        Ok((attachment, bytes))
    }
}

/// The row of one document, also of one that only a submitted version names.
pub(super) async fn load<'e>(executor: impl Executor<'e, Database = Any>, id: &str) -> Result<Record> {
    let record: Option<Record> = sqlx::query_as(
        "select id, filing_id, slot, row_id, name, file_type, size, sha256, uploaded_at
         from attachments
         where id = $1
         union all
         select id, filing_id, slot, row_id, name, file_type, size, sha256, uploaded_at
         from former_attachments
         where id = $1",
    )
    .bind(known_shape(id)?)
    .fetch_optional(executor)
    .await?;
    Ok(record.ok_or(Refusal::NotFound)?)
}

/// The documents of a filing, oldest first.
pub(crate) async fn attachments_of<'e>(
    executor: impl Executor<'e, Database = Any>,
    filing: &str,
) -> Result<Vec<Attachment>> {
    let records: Vec<Record> = sqlx::query_as(
        "select id, filing_id, slot, row_id, name, file_type, size, sha256, uploaded_at
         from attachments
         where filing_id = $1
         order by uploaded_at, id",
    )
    .bind(filing)
    .fetch_all(executor)
    .await?;
    records.into_iter().map(Record::read).collect()
}
