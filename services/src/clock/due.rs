//! A filing as reminders and alerts need it, and the note that they were sent.

use crate::context::stored_day;
use crate::db::Tx;
use crate::filings::stored;
use crate::{Result, Services};
use chrono::NaiveDate;
use domain::filings::Kind;
use domain::workflow::Status;

/// A filing with a last day.
pub(super) struct Due {
    pub id: String,
    pub number: String,
    pub kind: Kind,
    pub status: Status,
    /// 单位名称.
    pub enterprise: String,
    pub enterprise_id: String,
    pub office: String,
    pub assignee_id: Option<String>,
    pub examiner_id: Option<String>,
    /// The last day that people are told of.
    pub day: NaiveDate,
}

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    number: String,
    kind: String,
    status: String,
    enterprise: String,
    enterprise_id: String,
    office: String,
    assignee_id: Option<String>,
    examiner_id: Option<String>,
}

impl Due {
    /// The live filing with this id; none when it has ended meanwhile.
    pub(super) async fn load(tx: &mut Tx, id: &str, day: &str) -> Result<Option<Due>> {
        let record: Option<Record> = sqlx::query_as(
            "select f.id, f.number, f.kind, f.status, e.name as enterprise, f.enterprise_id, f.office,
                    f.assignee_id, f.examiner_id
             from filings f
                  join enterprises e on e.id = f.enterprise_id
             where f.id = $1 and f.live = 1",
        )
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
        let read = |record: Record| {
            Ok(Due {
                kind: stored(Kind::from_code, &record.kind)?,
                status: stored(Status::from_code, &record.status)?,
                id: record.id,
                number: record.number,
                enterprise: record.enterprise,
                enterprise_id: record.enterprise_id,
                office: record.office,
                assignee_id: record.assignee_id,
                examiner_id: record.examiner_id,
                day: stored_day(day)?,
            })
        };
        record.map(read).transpose()
    }
}

impl Services {
    /// Notes that somebody is told of this day; false when that was noted before.
    pub(super) async fn note_reminder(&self, tx: &mut Tx, filing: &str, what: &str, day: &str) -> Result<bool> {
        let noted = sqlx::query(
            "insert into reminders (filing_id, what, day)
             values ($1, $2, $3)
             on conflict (filing_id, what, day) do nothing",
        )
        .bind(filing)
        .bind(what)
        .bind(day)
        .execute(&mut **tx)
        .await?;
        Ok(noted.rows_affected() == 1)
    }
}
