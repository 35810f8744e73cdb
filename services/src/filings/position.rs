//! The place of a filing in its office's queue.

use crate::Result;
use sqlx::AnyConnection;

/// How many filings the office got before this one and has not taken up yet, and this one; `None` for one that does not wait.
pub(super) async fn position(connection: &mut AnyConnection, filing: &str) -> Result<Option<i64>> {
    let place: i64 = sqlx::query_scalar(
        "select count(*)
         from filings f
              join filings q on q.office = f.office and q.live = 1 and q.status = 'submitted'
                            and (q.submitted_at < f.submitted_at
                                 or q.submitted_at = f.submitted_at and q.number <= f.number)
         where f.id = $1 and f.status = 'submitted'",
    )
    .bind(filing)
    .fetch_one(connection)
    .await?;
    Ok((place > 0).then_some(place))
}
