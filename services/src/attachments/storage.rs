//! Where the bytes of documents are: a local folder, or anything that speaks S3.

use crate::{Error, Result};
use bytes::Bytes;
use futures::{StreamExt, stream::BoxStream};
use object_store::aws::AmazonS3Builder;
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use std::sync::Arc;
use tokio::sync::RwLock;
use url::Url;

/// What is gathered in memory before a part goes to the store; S3 takes no smaller parts.
const PART: usize = 5 * 1024 * 1024;

/// The store; cheap to clone.
#[derive(Clone)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
    /// Held for reading while a document is kept and its row written, for writing while one is removed: equal documents
    /// are one object, so a removal must not fall between the two.
    pub(super) removing: Arc<RwLock<()>>,
}

impl Storage {
    /// Opens `file:///absolute/folder`, made if it is not there, or `s3://bucket?endpoint=http://…&region=…`, with
    /// the credentials in the usual `AWS_…` variables.
    ///
    /// # Errors
    /// A fault that says what is wrong with the URL or the folder.
    pub fn open(url: &str) -> Result<Storage> {
        let url = Url::parse(url).map_err(Error::fault)?;
        let store: Arc<dyn ObjectStore> = match url.scheme() {
            "file" => Arc::new(folder(&url)?),
            "s3" => Arc::new(bucket(&url)?),
            other => return Err(Error::fault(format!("storage is file:///… or s3://…, not {other}:"))),
        };
        Ok(Storage { store, removing: Arc::default() })
    }

    /// Whether the store takes and gives bytes.
    ///
    /// # Errors
    /// A fault when it does not.
    pub async fn ready(&self) -> Result<()> {
        let probe = Path::from("ready");
        self.store.put(&probe, PutPayload::from_static(b"ready")).await?;
        self.store.head(&probe).await?;
        Ok(())
    }

    /// A writer for a document on its way in. Nothing is there before it has been shut down.
    pub(super) fn receive(&self, id: &str) -> BufWriter {
        BufWriter::with_capacity(self.store.clone(), incoming(id), PART)
    }

    /// Gives a received document its lasting name.
    pub(super) async fn keep(&self, id: &str, sha256: &str) -> Result<()> {
        Ok(self.store.rename(&incoming(id), &lasting(sha256)).await?)
    }

    /// Throws a received document away.
    pub(super) async fn discard(&self, id: &str) -> Result<()> {
        Ok(self.store.delete(&incoming(id)).await?)
    }

    /// The bytes of a document.
    pub(crate) async fn read(&self, sha256: &str) -> Result<BoxStream<'static, Result<Bytes>>> {
        let found = self.store.get(&lasting(sha256)).await?;
        Ok(found.into_stream().map(|part| part.map_err(Error::from)).boxed())
    }

    /// Removes a document. One that is gone already is removed.
    pub(super) async fn remove(&self, sha256: &str) -> Result<()> {
        match self.store.delete(&lasting(sha256)).await {
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            outcome => Ok(outcome?),
        }
    }
}

fn incoming(id: &str) -> Path {
    Path::from_iter(["incoming", id])
}

/// Two levels, because folders with hundreds of thousands of files are slow to list.
fn lasting(sha256: &str) -> Path {
    Path::from_iter([&sha256[..2], sha256])
}

fn folder(url: &Url) -> Result<LocalFileSystem> {
    let path = url.to_file_path().map_err(|()| Error::fault("the storage folder must be absolute: file:///…"))?;
    std::fs::create_dir_all(&path).map_err(|error| Error::fault(format!("{}: {error}", path.display())))?;
    // The row is written after the bytes are safe, so they must be on disk.
    Ok(LocalFileSystem::new_with_prefix(path)?.with_fsync(true))
}

fn bucket(url: &Url) -> Result<object_store::aws::AmazonS3> {
    let bucket = url.host_str().ok_or_else(|| Error::fault("the storage URL names no bucket: s3://bucket"))?;
    let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket);
    for (name, value) in url.query_pairs() {
        builder = match &*name {
            "endpoint" => builder.with_allow_http(value.starts_with("http://")).with_endpoint(value),
            "region" => builder.with_region(value),
            other => return Err(Error::fault(format!("the storage URL knows endpoint and region, not {other}"))),
        };
    }
    Ok(builder.build()?)
}
