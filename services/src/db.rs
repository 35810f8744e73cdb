//! One pool for both databases, and the one way to write.

use crate::{Result, administration, audit};
use domain::audit::Line;
use sqlx::any::AnyPoolOptions;
use sqlx::migrate::Migrator;
use sqlx::{Any, AnyPool, Executor, Transaction};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// The database: SQLite or PostgreSQL, told by the URL's scheme.
#[derive(Clone)]
pub struct Db {
    pool: AnyPool,
    /// SQLite has one writer; queueing here is fair and fast, where its own busy handler sleeps and polls.
    writer: Option<Arc<Semaphore>>,
}

impl Db {
    /// Connects; `url` is `sqlite:///path/file.db` or `postgres://…`.
    ///
    /// # Errors
    /// A fault when the database cannot be reached or opened.
    pub async fn connect(url: &str) -> Result<Db> {
        sqlx::any::install_default_drivers();
        let sqlite = url.starts_with("sqlite:");
        let url = match sqlite && !url.contains('?') {
            true => format!("{url}?mode=rwc"),
            false => url.to_owned(),
        };
        let pool = AnyPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(10))
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if sqlite {
                        connection
                            .execute(
                                "pragma journal_mode = wal; pragma synchronous = full; \
                                 pragma foreign_keys = on; pragma busy_timeout = 10000",
                            )
                            .await?;
                    }
                    Ok(())
                })
            })
            .connect(&url)
            .await?;
        Ok(Db { pool, writer: sqlite.then(|| Arc::new(Semaphore::new(1))) })
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// A fault when a migration fails or has been changed after it ran.
    pub async fn migrate(&self) -> Result<()> {
        let migrator = if self.writer.is_some() { &SQLITE } else { &POSTGRES };
        migrator.run(&self.pool).await.map_err(crate::Error::fault)?;
        administration::seed_offices(&self.pool).await?;
        audit::chain_old(self).await
    }

    /// For reading outside a transaction.
    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Starts a write. On SQLite it takes the write lock at once, because a transaction that reads first and then writes
    /// would fail when somebody else wrote in between.
    ///
    /// # Errors
    /// A fault when no connection can be had.
    pub async fn begin(&self) -> Result<Tx> {
        let permit = match &self.writer {
            Some(writer) => Some(writer.clone().acquire_owned().await.map_err(crate::Error::fault)?),
            None => None,
        };
        let inner = match permit {
            Some(_) => self.pool.begin_with("begin immediate").await?,
            None => self.pool.begin().await?,
        };
        Ok(Tx { inner, lines: Vec::new(), _permit: permit })
    }

    /// Waits until running queries are done and closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// A running write: rolled back when dropped, answered to people only after [`Tx::commit`].
pub struct Tx {
    inner: Transaction<'static, Any>,
    /// For the audit log, written at the end.
    lines: Vec<Line>,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Tx {
    /// Makes the write durable, with its lines of the audit log.
    ///
    /// # Errors
    /// A fault when the database could not commit; then nothing was written.
    pub async fn commit(mut self) -> Result<()> {
        audit::write(&mut self.inner, self.lines).await?;
        Ok(self.inner.commit().await?)
    }

    /// Keeps a line of the audit log until the end.
    pub(crate) fn note(&mut self, line: Line) {
        self.lines.push(line);
    }
}

impl Deref for Tx {
    type Target = sqlx::AnyConnection;
    fn deref(&self) -> &sqlx::AnyConnection {
        &self.inner
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut sqlx::AnyConnection {
        &mut self.inner
    }
}
