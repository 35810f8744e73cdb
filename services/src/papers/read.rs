//! Reading papers: the lists, and the files.

use crate::filings::{known_shape, load_header, stored};
use crate::{Actor, Error, Owner, Permission, Result, Services};
use bytes::Bytes;
use domain::Refusal;
use domain::accounts::Role;
use domain::papers::{PaperFile, PaperKind, PaperSummary, Waits};
use futures::stream::BoxStream;
use sqlx::{Any, Executor};

/// The query for lines in lists, with the condition that the use case adds.
macro_rules! papers {
    ($rest:literal) => {
        concat!(
            "select p.id, p.kind, p.title, p.number, p.issued_at, p.copy, p.filing_id, p.licence_id, f.sha256, f.size,
                    coalesce(q.tries, 0) as tries
             from papers p
                  left join paper_files f on f.paper_id = p.id
                  left join paper_queue q on q.paper_id = p.id ",
            $rest
        )
    };
}

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    kind: String,
    title: String,
    number: String,
    issued_at: i64,
    copy: Option<i64>,
    filing_id: String,
    licence_id: Option<String>,
    sha256: Option<String>,
    size: Option<i64>,
    tries: i64,
}

impl Services {
    /// The papers of a filing, the newest first.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn papers_of_filing(&self, actor: &Actor, filing_id: &str) -> Result<Vec<PaperSummary>> {
        load_header(self.db.pool(), filing_id).await?.may(actor, Permission::ReadFiling)?;
        let records: Vec<Record> = sqlx::query_as(papers!("where p.filing_id = $1 order by p.sequence desc"))
            .bind(filing_id)
            .fetch_all(self.db.pool())
            .await?;
        records.into_iter().map(|record| self.line(record)).collect()
    }

    /// The certificates of a licence, those of the newest copy first.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn papers_of_licence(&self, actor: &Actor, licence_id: &str) -> Result<Vec<PaperSummary>> {
        self.may_read_licence(self.db.pool(), actor, known_shape(licence_id)?).await?;
        let records: Vec<Record> =
            sqlx::query_as(papers!("where p.licence_id = $1 order by p.copy desc, p.kind, p.id"))
                .bind(licence_id)
                .fetch_all(self.db.pool())
                .await?;
        records.into_iter().map(|record| self.line(record)).collect()
    }

    /// A paper and its bytes. That staff read a form, with everybody's numbers on it, goes to the audit log.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of, `NotNow` for one that has no file yet.
    pub async fn paper(&self, actor: &Actor, id: &str) -> Result<(PaperSummary, BoxStream<'static, Result<Bytes>>)> {
        let record: Option<Record> =
            sqlx::query_as(papers!("where p.id = $1")).bind(known_shape(id)?).fetch_optional(self.db.pool()).await?;
        let record = record.ok_or(Refusal::NotFound)?;
        match &record.licence_id {
            Some(licence) => self.may_read_licence(self.db.pool(), actor, licence).await?,
            None => {
                load_header(self.db.pool(), &record.filing_id).await?.may(actor, Permission::ReadFiling)?;
            }
        }
        let paper = self.line(record)?;
        let Some(file) = &paper.file else {
            let why = paper.waits.unwrap_or(Waits::Soon);
            return Err(Error::not_now(format!("文书尚不能下载：{why}")));
        };
        if paper.kind == PaperKind::ApplicationForm && actor.role != Role::Enterprise {
            let mut tx = self.db.begin().await?;
            self.audit(&mut tx, actor, "paper.download", "paper", id).await?;
            tx.commit().await?;
        }
        let bytes = self.storage.read(&file.sha256).await?;
        Ok((paper, bytes))
    }

    async fn may_read_licence<'e>(
        &self,
        executor: impl Executor<'e, Database = Any>,
        actor: &Actor,
        licence_id: &str,
    ) -> Result<()> {
        let owner: Option<(String, String)> =
            sqlx::query_as("select enterprise_id, office from licences where id = $1")
                .bind(licence_id)
                .fetch_optional(executor)
                .await?;
        let (enterprise, office) = owner.ok_or(Refusal::NotFound)?;
        actor.may(Permission::ReadLicence, Owner { enterprise: &enterprise, office: &office })
    }

    fn line(&self, record: Record) -> Result<PaperSummary> {
        let file = match (record.sha256, record.size) {
            (Some(sha256), Some(size)) => Some(PaperFile { sha256, size: u64::try_from(size).map_err(Error::fault)? }),
            _ => None,
        };
        let waits = match file {
            Some(_) => None,
            None if self.press.known_without_font() => Some(Waits::NoFont),
            // While it is being typeset for the first time, it has been tried once.
            None if record.tries > 1 => Some(Waits::TriedAgain),
            None => Some(Waits::Soon),
        };
        Ok(PaperSummary {
            kind: stored(PaperKind::from_code, &record.kind)?,
            id: record.id,
            title: record.title,
            number: record.number,
            issued_at: record.issued_at,
            copy: record.copy,
            file,
            waits,
        })
    }
}
