//! What a rater sees by the link that came back: the rating, and what the office does about it.

use super::cases::masked;
use super::reasons_in_words;
use crate::context::stored_day;
use crate::filings::{known_shape, stored};
use crate::{Result, Services};
use domain::Refusal;
use domain::ratings::{CaseStatus, RatingKind, RatingReceipt, Satisfaction, may_rate_again_on};

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    kind: String,
    about: String,
    office: String,
    satisfaction: String,
    reasons: String,
    comment: String,
    mobile: String,
    day: String,
    at: i64,
    status: Option<String>,
    due_day: Option<String>,
}

impl Services {
    /// The rating with this receipt. Nobody needs to sign in for it; who has no receipt learns nothing.
    ///
    /// # Errors
    /// `NotFound` for a receipt that was never given.
    pub async fn rating_receipt(&self, receipt: &str) -> Result<RatingReceipt> {
        let mut connection = self.db.pool().acquire().await?;
        let record: Option<Record> = sqlx::query_as(
            "select r.id, r.kind, r.about, o.name as office, r.satisfaction, r.reasons, r.comment, r.mobile, r.day, r.at, c.status,
                    c.due_day
             from ratings r
                  join offices o on o.code = r.office
                  left join rating_cases c on c.rating_id = r.id
             where r.receipt = $1",
        )
        .bind(known_shape(receipt)?)
        .fetch_optional(&mut *connection)
        .await?;
        let record = record.ok_or(Refusal::NotFound)?;
        let case = match (&record.status, &record.due_day) {
            (Some(status), Some(due)) => {
                let (status, due) = (stored(CaseStatus::from_code, status)?, stored_day(due)?);
                Some(self.case_with_steps(&mut connection, &record.id, status, due, Some(&record.office)).await?)
            }
            _ => None,
        };
        let satisfaction = stored(Satisfaction::from_code, &record.satisfaction)?;
        Ok(RatingReceipt {
            kind: stored(RatingKind::from_code, &record.kind)?,
            about: record.about,
            office: record.office,
            satisfaction,
            reasons: reasons_in_words(&record.reasons, satisfaction)?,
            comment: record.comment,
            mobile: masked(&record.mobile),
            at: record.at,
            again_on: may_rate_again_on(stored_day(&record.day)?),
            case,
        })
    }
}
