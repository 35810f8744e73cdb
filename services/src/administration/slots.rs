//! How documents are asked for, and their blank forms: what administrators changed, every version of it.

use crate::db::Tx;
use crate::filings::{Head, known_shape, stored};
use crate::{Actor, Error, Permission, Result, Services};
use bytes::Bytes;
use domain::attachments::{
    Attachment, FileType, Offered, RecordedSlotChange, SlotBook, SlotChange, SlotChanges, Template, slot,
};
use domain::{Finding, Refusal};
use futures::Stream;
use futures::stream::BoxStream;
use sqlx::AnyConnection;

#[derive(sqlx::FromRow)]
struct Row {
    slot: String,
    label: String,
    hint: String,
    required: i64,
    reason: String,
    changed_by: String,
    at: i64,
    template_id: Option<String>,
    name: Option<String>,
    file_type: Option<String>,
    size: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct TemplateRow {
    id: String,
    name: String,
    file_type: String,
    size: i64,
    sha256: String,
    slot: String,
    uploaded_at: i64,
}

impl Services {
    /// Every change of how documents are asked for.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators.
    pub async fn slot_book(&self, actor: &Actor) -> Result<SlotBook> {
        actor.may_own(Permission::ManageTemplates)?;
        let mut connection = self.db.pool().acquire().await?;
        slot_book_in(&mut connection, i64::MAX).await
    }

    /// How documents of this filing are asked for: as of now while its content can be changed, else as when it was submitted.
    pub(crate) async fn slots_of(&self, connection: &mut AnyConnection, head: &Head) -> Result<SlotChanges> {
        let until = head.submitted_at.filter(|_| !head.open()).unwrap_or(i64::MAX);
        Ok(slot_book_in(connection, until).await?.now())
    }

    /// From now on, the document of a slot is asked for in this way. What was submitted before is judged as it was.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators, `Invalid` with what is wrong, `Conflict` when somebody else has changed
    /// something meanwhile.
    pub async fn change_slot(&self, actor: &Actor, revision: i64, change: &SlotChange, reason: &str) -> Result<()> {
        actor.may_own(Permission::ManageTemplates)?;
        let mut tx = self.db.begin().await?;
        // Holds the series, so that changes come one after the other and each sees those before it.
        let sequence = self.next_number(&mut tx, "slots").await?;
        let book = slot_book_in(&mut tx, i64::MAX).await?;
        if book.revision != revision {
            return Err(Refusal::Conflict { theirs: serde_json::to_string(&book)?, revision: book.revision }.into());
        }
        let change = self.as_uploaded(&mut tx, change.clone().canonical()).await?;
        let findings = change.check(&book.now(), reason);
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let id = self.id();
        let template = match &change.template {
            Offered::Uploaded(template) => Some(template.id.as_str()),
            Offered::Shipped => None,
        };
        sqlx::query(
            "insert into slot_changes (id, sequence, slot, label, hint, required, template_id, reason, changed_by, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(&id)
        .bind(sequence)
        .bind(&change.slot)
        .bind(&change.label)
        .bind(&change.hint)
        .bind(i64::from(change.required))
        .bind(template)
        .bind(crate::context::trimmed(reason)?)
        .bind(&actor.account_id)
        .bind(self.now())
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "templates.change", "slot_change", &id).await?;
        tx.commit().await
    }

    /// The change with the blank form as it was uploaded, whatever was sent of it.
    async fn as_uploaded(&self, tx: &mut Tx, change: SlotChange) -> Result<SlotChange> {
        let Offered::Uploaded(sent) = &change.template else { return Ok(change) };
        let row: Option<TemplateRow> = sqlx::query_as(
            "select id, name, file_type, size, sha256, slot, uploaded_at from templates where id = $1 and slot = $2",
        )
        .bind(known_shape(&sent.id)?)
        .bind(&change.slot)
        .fetch_optional(&mut **tx)
        .await?;
        let row = row.ok_or_else(|| Error::invalid("template", "请重新上传模板"))?;
        Ok(SlotChange { template: Offered::Uploaded(template(row.id, row.name, &row.file_type, row.size)?), ..change })
    }

    /// Takes a blank form in; it is offered once a change names it.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators, `NotFound` for a slot that there is not, `Invalid` on `template`.
    pub async fn add_template(
        &self,
        actor: &Actor,
        key: &str,
        name: &str,
        bytes: impl Stream<Item = Result<Bytes>>,
    ) -> Result<Attachment> {
        actor.may_own(Permission::ManageTemplates)?;
        if slot(key).is_none_or(|slot| slot.key != key) {
            return Err(Refusal::NotFound.into());
        }
        let document = self.receive_document("template", name, bytes).await?;
        let written = async {
            if !matches!(document.file_type, FileType::Pdf | FileType::Docx | FileType::Xlsx) {
                return Err(Error::findings(vec![Finding::field("template", "模板应为 DOCX、XLSX 或 PDF 文件")]));
            }
            let _kept = self.keep_document(&document).await?;
            let mut tx = self.db.begin().await?;
            sqlx::query(
                "insert into templates (id, slot, name, file_type, size, sha256, uploaded_at)
                 values ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(&document.id)
            .bind(key)
            .bind(&document.name)
            .bind(document.file_type.code())
            .bind(i64::try_from(document.size).map_err(Error::fault)?)
            .bind(&document.sha256)
            .bind(document.uploaded_at)
            .execute(&mut *tx)
            .await?;
            self.audit(&mut tx, actor, "templates.upload", "template", &document.id).await?;
            tx.commit().await
        }
        .await;
        self.settle_document(&document, written.is_ok()).await;
        written?;
        Ok(Attachment {
            id: document.id,
            slot: key.to_owned(),
            row: None,
            name: document.name,
            file_type: document.file_type,
            size: document.size,
            sha256: document.sha256,
            uploaded_at: document.uploaded_at,
        })
    }

    /// A blank form and its bytes, in whichever version: for everybody who is signed in.
    ///
    /// # Errors
    /// `NotFound` for one that there is not.
    pub async fn template(&self, actor: &Actor, id: &str) -> Result<(Attachment, BoxStream<'static, Result<Bytes>>)> {
        actor.may_own(Permission::UseOwnAccount)?;
        let row: Option<TemplateRow> =
            sqlx::query_as("select id, name, file_type, size, sha256, slot, uploaded_at from templates where id = $1")
                .bind(known_shape(id)?)
                .fetch_optional(self.db.pool())
                .await?;
        let TemplateRow { id, name, file_type, size, sha256, slot, uploaded_at } = row.ok_or(Refusal::NotFound)?;
        let bytes = self.storage.read(&sha256).await?;
        let (file_type, size) = (stored(FileType::from_code, &file_type)?, u64::try_from(size).map_err(Error::fault)?);
        Ok((Attachment { id, slot, row: None, name, file_type, size, sha256, uploaded_at }, bytes))
    }
}

/// The changes up to a moment.
async fn slot_book_in(connection: &mut AnyConnection, until: i64) -> Result<SlotBook> {
    let rows: Vec<Row> = sqlx::query_as(
        "select c.slot, c.label, c.hint, c.required, c.reason, a.display_name as changed_by, c.at, c.template_id,
                t.name, t.file_type, t.size
         from slot_changes c
              join accounts a on a.id = c.changed_by
              left join templates t on t.id = c.template_id
         where c.at <= $1
         order by c.sequence",
    )
    .bind(until)
    .fetch_all(&mut *connection)
    .await?;
    let revision = rows.len();
    Ok(SlotBook {
        changes: rows.into_iter().map(Row::read).collect::<Result<_>>()?,
        revision: i64::try_from(revision).map_err(Error::fault)?,
    })
}

impl Row {
    fn read(self) -> Result<RecordedSlotChange> {
        let template = match (self.template_id, self.name, self.file_type, self.size) {
            (Some(id), Some(name), Some(file_type), Some(size)) => {
                Offered::Uploaded(template(id, name, &file_type, size)?)
            }
            _ => Offered::Shipped,
        };
        let change =
            SlotChange { slot: self.slot, label: self.label, hint: self.hint, required: self.required != 0, template };
        Ok(RecordedSlotChange { change, reason: self.reason, by: self.changed_by, at: self.at })
    }
}

fn template(id: String, name: String, file_type: &str, size: i64) -> Result<Template> {
    let (file_type, size) = (stored(FileType::from_code, file_type)?, u64::try_from(size).map_err(Error::fault)?);
    Ok(Template { id, name, file_type, size })
}
