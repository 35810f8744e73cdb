//! Taking in the bytes of a document: streamed, counted, hashed, told by content.

use super::file_type::Sample;
use crate::context::hex;
use crate::{Error, Result, Services};
use bytes::Bytes;
use domain::attachments::{FileType, LARGEST};
use futures::{Stream, StreamExt};
use object_store::buffered::BufWriter;
use sha2::{Digest, Sha256};
use std::pin::pin;
use tokio::io::AsyncWriteExt;

/// A document that is in the store under a name for the time being.
pub(super) struct Received {
    pub file_type: FileType,
    pub size: u64,
    pub sha256: String,
}

impl Services {
    /// Receives the bytes under `id`. What is refused, or breaks off, is not in the store afterwards.
    pub(super) async fn receive(
        &self,
        id: &str,
        path: &str,
        bytes: impl Stream<Item = Result<Bytes>>,
    ) -> Result<Received> {
        let mut writer = self.storage.receive(id);
        match take_in(&mut writer, path, bytes).await {
            Ok(received) => {
                writer.shutdown().await.map_err(Error::fault)?;
                Ok(received)
            }
            Err(error) => {
                if let Err(error) = writer.abort().await {
                    tracing::warn!(%error, "half a document stays in the store");
                }
                Err(error)
            }
        }
    }
}

async fn take_in(writer: &mut BufWriter, path: &str, bytes: impl Stream<Item = Result<Bytes>>) -> Result<Received> {
    let mut bytes = pin!(bytes);
    let mut sample = Sample::default();
    let mut hash = Sha256::new();
    while let Some(part) = bytes.next().await {
        let part = part?;
        sample.see(&part);
        if sample.size() > LARGEST {
            return Err(Error::invalid(path, "文件不能超过20 MiB"));
        }
        hash.update(&part);
        writer.put(part).await?;
    }
    if sample.size() == 0 {
        return Err(Error::invalid(path, "文件是空的"));
    }
    let file_type = sample.file_type().ok_or_else(|| Error::invalid(path, "只接受 PDF、JPEG、PNG、DOCX、XLSX 文件"))?;
    Ok(Received { file_type, size: sample.size(), sha256: hex(&hash.finalize()) })
}
