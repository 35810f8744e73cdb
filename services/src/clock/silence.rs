//! 逾期未答复，视为受理: an application that nobody answered in five working days counts as accepted (行政许可法 Art. 32).

use super::Tally;
use crate::filings::stored;
use crate::{Result, Services};
use domain::filings::{Kind, Track};
use domain::workflow::{Action, Status, apply};

impl Services {
    /// Accepts what waits for an answer past its last day.
    pub(super) async fn accept_unanswered(&self) -> Result<Tally> {
        let late: Vec<(String, String)> = sqlx::query_as(
            "select id, kind
             from filings
             where live = 1 and status in ($1, $2) and due_day <> '' and due_day < $3
             order by due_day, id",
        )
        .bind(Status::Submitted.code())
        .bind(Status::FormalReview.code())
        .bind(self.today().to_string())
        .fetch_all(self.db.pool())
        .await?;
        let mut tally = Tally::default();
        for (id, kind) in late {
            tally.note("accept by silence", &id, self.accept_late(&id, &kind).await);
        }
        Ok(tally)
    }

    /// Some kinds are examined by whoever accepts them; those have no acceptance by silence.
    async fn accept_late(&self, id: &str, kind: &str) -> Result<bool> {
        let kind = stored(Kind::from_code, kind)?;
        match apply(kind, Track::General, Status::Submitted, Action::AcceptBySilence) {
            Some(_) => self.act_by_time(id, Action::AcceptBySilence).await,
            None => Ok(false),
        }
    }
}
