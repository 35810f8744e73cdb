//! Public notices (公告): what the offices publish, for everybody to read.

use crate::{Result, Services};
use domain::notices::PublicNotice;

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    kind: String,
    text: String,
    office: String,
    number: String,
    published_at: i64,
}

impl Services {
    /// The public notices, the latest first. Nobody needs to sign in for them.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn public_notices(&self) -> Result<Vec<PublicNotice>> {
        let records: Vec<Record> = sqlx::query_as(
            "select n.id, n.kind, n.text, o.name as office, l.number, n.published_at
             from notices_public n
                  join licences l on l.id = n.licence_id
                  join filings f on f.id = n.filing_id
                  join offices o on o.code = f.office
             order by n.published_at desc, n.id
             limit 500",
        )
        .fetch_all(self.db.pool())
        .await?;
        Ok(records.into_iter().map(shown).collect())
    }
}

fn shown(record: Record) -> PublicNotice {
    PublicNotice {
        title: title(&record.kind).to_owned(),
        id: record.id,
        text: record.text,
        office: record.office,
        licence_number: record.number,
        published_at: record.published_at,
    }
}

fn title(kind: &str) -> &'static str {
    match kind {
        "loss" => "许可证遗失公告",
        _ => "公告",
    }
}
