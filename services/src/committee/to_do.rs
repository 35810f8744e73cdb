//! What awaits the members of a meeting.

use crate::context::stored_day;
use crate::{Actor, Result, Services};
use domain::notices::ToDo;
use domain::values::date;

impl Services {
    /// A line for each meeting with filings that wait for the actor's vote, the nearest first; and one for what waits to be
    /// closed by who leads it.
    pub(crate) async fn meetings_to_do(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let rows: Vec<(String, String, i64, i64)> = sqlx::query_as(
            "select m.id, m.day, m.called_at, count(*) as filings
             from meetings m
                  join meeting_members b on b.meeting_id = m.id and b.account_id = $1
                  join meeting_items i on i.meeting_id = m.id
                  join filings f on f.id = i.filing_id
             where m.status = 'open' and f.status = 'committee' and coalesce(f.examiner_id, '') <> $1
               and not exists (select 1
                               from meeting_votes v
                               where v.meeting_id = m.id and v.filing_id = f.id and v.account_id = $1)
             group by m.id, m.day, m.called_at
             order by m.day, m.called_at",
        )
        .bind(&actor.account_id)
        .fetch_all(self.db.pool())
        .await?;
        let to_do = |(id, day, at, filings): (String, String, i64, i64)| {
            let day = date::long(stored_day(&day)?);
            let text = format!("{day}行政许可委员会会议有{filings}件申请待您表决");
            Ok(ToDo { text, href: format!("/committee/{id}"), at })
        };
        rows.into_iter().map(to_do).collect()
    }
}
