//! 逾期未交容缺材料: a filing whose deferred documents were not handed in by the end of their last day ends.

use super::Tally;
use crate::{Result, Services};
use domain::workflow::Action;

impl Services {
    /// Ends the filings whose deferred documents are late.
    pub(super) async fn end_missed_deferrals(&self) -> Result<Tally> {
        let late: Vec<String> = sqlx::query_scalar(
            "select distinct d.filing_id
             from deferrals d
                  join filings f on f.id = d.filing_id
             where f.live = 1 and d.handed_in_at is null and d.due_day < $1
             order by d.filing_id",
        )
        .bind(self.today().to_string())
        .fetch_all(self.db.pool())
        .await?;
        let mut tally = Tally::default();
        for id in late {
            tally.note("lapse", &id, self.act_by_time(&id, Action::Lapse).await);
        }
        Ok(tally)
    }
}
