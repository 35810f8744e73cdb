//! The printed certificates of a licence. One is valid; the others were, and can still be looked at.

use crate::db::Tx;
use crate::filings::stored;
use crate::{Result, Services};
use domain::filings::Kind;
use domain::licences::{Copy, Licence};
use sqlx::{Any, Executor};

#[derive(sqlx::FromRow)]
struct Record {
    sequence: i64,
    kind: String,
    filing: String,
    printed_at: i64,
    voided_at: Option<i64>,
    public_id: String,
    body: String,
}

impl Services {
    /// Prints the certificate as the licence is now, for this filing, and voids the copy before it.
    pub(super) async fn print_copy(&self, tx: &mut Tx, filing: &str, licence: &Licence) -> Result<()> {
        self.void_copy(tx, &licence.id).await?;
        let sequence: i64 = sqlx::query_scalar(
            "insert into licence_copies (licence_id, sequence, filing_id, printed_at, body, public_id)
             select $1, coalesce(max(c.sequence), 0) + 1, $2, $3, $4, $5
             from licence_copies c
             where c.licence_id = $1
             returning sequence",
        )
        .bind(&licence.id)
        .bind(filing)
        .bind(self.now())
        .bind(serde_json::to_string(licence)?)
        .bind(self.id())
        .fetch_one(&mut **tx)
        .await?;
        self.issue_certificates(tx, &licence.id, sequence).await
    }

    pub(super) async fn void_copy(&self, tx: &mut Tx, licence_id: &str) -> Result<()> {
        sqlx::query("update licence_copies set voided_at = $1 where licence_id = $2 and voided_at is null")
            .bind(self.now())
            .bind(licence_id)
            .execute(&mut **tx)
            .await?;
        Ok(())
    }
}

/// Every copy with what is printed on it, the newest first.
pub(crate) async fn copies<'e>(
    executor: impl Executor<'e, Database = Any>,
    licence_id: &str,
) -> Result<Vec<(Copy, Licence)>> {
    let records: Vec<Record> = sqlx::query_as(
        "select c.sequence, f.kind, f.number as filing, c.printed_at, c.voided_at, c.public_id, c.body
         from licence_copies c
              join filings f on f.id = c.filing_id
         where c.licence_id = $1
         order by c.sequence desc",
    )
    .bind(licence_id)
    .fetch_all(executor)
    .await?;
    let read = |record: Record| {
        let copy = Copy {
            sequence: record.sequence,
            kind: stored(Kind::from_code, &record.kind)?,
            filing: record.filing,
            printed_at: record.printed_at,
            voided_at: record.voided_at,
            public_id: record.public_id,
        };
        Ok((copy, serde_json::from_str(&record.body)?))
    };
    records.into_iter().map(read).collect()
}
