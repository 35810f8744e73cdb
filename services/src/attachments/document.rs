//! A document that somebody hands in, whatever it belongs to: received under its id, kept under its hash, named by a row.

use super::file_name::cleaned;
use crate::{Error, Result, Services};
use bytes::Bytes;
use domain::attachments::FileType;
use futures::Stream;
use tokio::io::AsyncWriteExt;
use tokio::sync::OwnedRwLockReadGuard;

/// Every table whose rows name objects of the store. Equal documents are one object: it goes with the last row.
const NAMED: &str = "select 1 from attachments where sha256 = $1
     union all
     select 1 from inspection_documents where sha256 = $1
     union all
     select 1 from visit_photographs where sha256 = $1
     union all
     select 1 from former_attachments where sha256 = $1
     union all
     select 1 from paper_files where sha256 = $1
     union all
     select 1 from templates where sha256 = $1
     limit 1";

/// A document as received: what the row that names it keeps.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub id: String,
    /// The file's name, without folders and with the ending of its type.
    pub name: String,
    pub file_type: FileType,
    /// Bytes.
    pub size: u64,
    pub sha256: String,
    pub uploaded_at: i64,
}

/// While this is held, no document is removed: so that it is not between being kept and being named.
pub(crate) struct Kept(#[allow(dead_code, reason = "held, never read")] OwnedRwLockReadGuard<()>);

impl Services {
    /// Receives a document. Findings about it stand on `path`. What becomes of it, [`Services::settle_document`] must hear.
    ///
    /// # Errors
    /// `Invalid` for a file that is not taken.
    pub(crate) async fn receive_document(
        &self,
        path: &str,
        name: &str,
        bytes: impl Stream<Item = Result<Bytes>>,
    ) -> Result<Document> {
        let id = self.id();
        let received = self.receive(&id, path, bytes).await?;
        Ok(Document {
            name: cleaned(name, received.file_type),
            file_type: received.file_type,
            size: received.size,
            sha256: received.sha256,
            uploaded_at: self.now(),
            id,
        })
    }

    /// Gives a received document its lasting place; its row is to be written while the answer is held.
    pub(crate) async fn keep_document(&self, document: &Document) -> Result<Kept> {
        let kept = Kept(self.storage.removing.clone().read_owned().await);
        self.storage.keep(&document.id, &document.sha256).await?;
        Ok(kept)
    }

    /// Keeps what the system made itself; its row is to be written while the answer is held.
    pub(crate) async fn keep_made(&self, id: &str, sha256: &str, bytes: &[u8]) -> Result<Kept> {
        let mut writer = self.storage.receive(id);
        writer.write_all(bytes).await.map_err(Error::fault)?;
        writer.shutdown().await.map_err(Error::fault)?;
        let kept = Kept(self.storage.removing.clone().read_owned().await);
        self.storage.keep(id, sha256).await?;
        Ok(kept)
    }

    /// Whether the document's row was written; if not, its bytes go.
    pub(crate) async fn settle_document(&self, document: &Document, written: bool) {
        if written {
            return;
        }
        // Either it never came to its lasting place, or it is there and may be nobody's.
        if self.storage.discard(&document.id).await.is_err() {
            self.remove_unnamed(std::slice::from_ref(&document.sha256)).await;
        }
    }

    /// Removes from the store what no row names any more. The rows are gone already, so a store that fails only leaves
    /// bytes behind that nobody can reach.
    pub(crate) async fn remove_unnamed(&self, hashes: &[String]) {
        let _alone = self.storage.removing.write().await;
        for sha256 in hashes {
            if let Err(error) = self.remove_if_unnamed(sha256).await {
                tracing::warn!(%error, sha256, "a deleted document stays in the store");
            }
        }
    }

    async fn remove_if_unnamed(&self, sha256: &str) -> Result<()> {
        let named: Option<i64> = sqlx::query_scalar(NAMED).bind(sha256).fetch_optional(self.db.pool()).await?;
        match named {
            Some(_) => Ok(()),
            None => self.storage.remove(sha256).await,
        }
    }
}
