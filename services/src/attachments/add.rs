//! Adding a document to a filing.

use super::document::Document;
use crate::db::Tx;
use crate::filings::{Head, document_path, known_shape, load_header, may_attach, sections};
use crate::{Actor, Error, Result, Services};
use bytes::Bytes;
use domain::Refusal;
use domain::attachments::{Attachment, MOST_IN_SLOT, slot, slots};
use domain::filings::Case;
use futures::Stream;
use sqlx::AnyConnection;

impl Services {
    /// Receives a document into a slot of the filing, or of one of its rows. The row that names it is written after its
    /// bytes are safe.
    ///
    /// # Errors
    /// `NotFound` for an unknown slot or row; `Invalid` on `attachments.SLOT` for a file that is not taken; `NotNow` after
    /// submission, but for what was deferred.
    pub async fn add_attachment(
        &self,
        actor: &Actor,
        filing: &str,
        slot: &str,
        row: Option<&str>,
        name: &str,
        bytes: impl Stream<Item = Result<Bytes>> + Send,
    ) -> Result<Attachment> {
        let path = self.ask_before_receiving(actor, filing, slot, row).await?;
        let document = self.receive_document(&path, name, bytes).await?;
        let attachment = Attachment {
            id: document.id.clone(),
            slot: slot.to_owned(),
            row: row.map(str::to_owned),
            name: document.name.clone(),
            file_type: document.file_type,
            size: document.size,
            sha256: document.sha256.clone(),
            uploaded_at: document.uploaded_at,
        };
        let outcome = self.keep(actor, filing, &path, &attachment, &document).await;
        self.settle_document(&document, outcome.is_ok()).await;
        outcome.map(|()| attachment)
    }

    /// Whether a document may come at all; the path on which findings about it stand.
    async fn ask_before_receiving(&self, actor: &Actor, filing: &str, slot: &str, row: Option<&str>) -> Result<String> {
        let mut connection = self.db.pool().acquire().await?;
        let head = load_header(&mut *connection, filing).await?;
        may_attach(&mut connection, &head, actor, slot, self.today()).await?;
        let path = document_path(slot, row);
        self.to_be_opened(&mut connection, &head, std::slice::from_ref(&path)).await?;
        fits(&mut connection, &head, slot, row, &path).await?;
        Ok(path)
    }

    async fn keep(
        &self,
        actor: &Actor,
        filing: &str,
        path: &str,
        attachment: &Attachment,
        document: &Document,
    ) -> Result<()> {
        let _kept = self.keep_document(document).await?;
        self.write(actor, filing, path, attachment).await
    }

    async fn write(&self, actor: &Actor, filing: &str, path: &str, attachment: &Attachment) -> Result<()> {
        let mut tx = self.db.begin().await?;
        let head = self.open_to_attach(&mut tx, actor, filing, &attachment.slot, attachment.row.as_deref()).await?;
        // What was asked before the bytes came may have changed while they did.
        fits(&mut tx, &head, &attachment.slot, attachment.row.as_deref(), path).await?;
        insert(&mut tx, filing, attachment).await?;
        self.audit(&mut tx, actor, "attachment.add", "attachment", &attachment.id).await?;
        tx.commit().await
    }
}

/// Whether the slot is one that this filing has, the row one of its rows, and there is room.
async fn fits(connection: &mut AnyConnection, head: &Head, key: &str, row: Option<&str>, path: &str) -> Result<()> {
    let slot = slot(key).filter(|slot| slot.key == key).ok_or(Refusal::NotFound)?;
    match (slot.list(), row) {
        (Some(list), Some(row)) => {
            let found: Option<String> =
                sqlx::query_scalar("select id from filing_rows where id = $1 and filing_id = $2 and list = $3")
                    .bind(known_shape(row)?)
                    .bind(&head.id)
                    .bind(list.code())
                    .fetch_optional(&mut *connection)
                    .await?;
            found.ok_or(Refusal::NotFound)?;
        }
        (None, None) => {
            let sections = sections(&mut *connection, &head.id).await?;
            let profile = head.profile()?;
            let (kind, track, licence) = (head.kind, head.track, head.licence());
            let case = Case { kind, track, sections: &sections, profile: &profile, licence };
            if !slots(&case).iter().any(|asked| asked.key == key) {
                return Err(Error::invalid(path, "按当前填报的内容，不需要该项材料"));
            }
        }
        _ => return Err(Refusal::NotFound.into()),
    }
    let there: i64 = sqlx::query_scalar(
        "select count(*)
         from attachments
         where filing_id = $1 and slot = $2 and coalesce(row_id, '') = $3",
    )
    .bind(&head.id)
    .bind(key)
    .bind(row.unwrap_or_default())
    .fetch_one(&mut *connection)
    .await?;
    match usize::try_from(there).is_ok_and(|there| there < MOST_IN_SLOT) {
        true => Ok(()),
        false => Err(Error::invalid(path, format!("每项材料最多上传{MOST_IN_SLOT}个文件"))),
    }
}

async fn insert(tx: &mut Tx, filing: &str, attachment: &Attachment) -> Result<()> {
    sqlx::query(
        "insert into attachments (id, filing_id, slot, row_id, name, file_type, size, sha256, uploaded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&attachment.id)
    .bind(filing)
    .bind(&attachment.slot)
    .bind(attachment.row.as_deref())
    .bind(&attachment.name)
    .bind(attachment.file_type.code())
    .bind(i64::try_from(attachment.size).map_err(Error::fault)?)
    .bind(&attachment.sha256)
    .bind(attachment.uploaded_at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
