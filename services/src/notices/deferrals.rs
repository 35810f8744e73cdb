//! What awaits somebody because documents follow later (容缺材料).

use crate::clock::left;
use crate::context::stored_day;
use crate::filings::stored;
use crate::{Actor, Result, Services};
use domain::filings::Kind;
use domain::notices::ToDo;
use domain::values::date;

/// A filing with deferred documents, as its line needs it.
#[derive(sqlx::FromRow)]
struct Line {
    id: String,
    number: String,
    kind: String,
    enterprise: String,
    due_day: String,
    /// Since when it waits for whoever sees the line.
    since: i64,
}

impl Services {
    /// For the enterprise: what it has to hand in, with the days that are left, the nearest first.
    pub(super) async fn own_deferrals(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let lines: Vec<Line> = sqlx::query_as(
            "select f.id, f.number, f.kind, e.name as enterprise, min(d.due_day) as due_day,
                    (select max(v.at)
                     from events v
                     where v.filing_id = f.id and v.action in ('accept', 'accept_by_silence')) as since
             from deferrals d
                  join filings f on f.id = d.filing_id
                  join enterprises e on e.id = f.enterprise_id
             where f.enterprise_id = $1 and f.live = 1 and d.handed_in_at is null
             group by f.id, f.number, f.kind, e.name
             order by due_day, f.number",
        )
        .bind(actor.enterprise())
        .fetch_all(self.db.pool())
        .await?;
        if lines.is_empty() {
            return Ok(Vec::new());
        }
        let calendar = self.calendar().await?;
        let to_do = |line: Line| {
            let (kind, due) = (stored(Kind::from_code, &line.kind)?, stored_day(&line.due_day)?);
            let term = match calendar.between(self.today(), due) {
                ..0 => "已逾期".to_owned(),
                days => left(days),
            };
            let text = format!("请最迟于{}提交容缺材料，{term}（{kind}，{}）", date::long(due), line.number);
            Ok(ToDo { text, href: format!("/filings/{}", line.id), at: line.since })
        };
        lines.into_iter().map(to_do).collect()
    }

    /// For the reviewer who has claimed the filing: what was handed in and waits to be checked.
    pub(super) async fn deferrals_to_check(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let lines: Vec<Line> = sqlx::query_as(
            "select f.id, f.number, f.kind, e.name as enterprise, min(d.due_day) as due_day,
                    max(d.handed_in_at) as since
             from deferrals d
                  join filings f on f.id = d.filing_id
                  join enterprises e on e.id = f.enterprise_id
             where f.assignee_id = $1 and f.live = 1 and d.handed_in_at is not null and d.checked_at is null
             group by f.id, f.number, f.kind, e.name
             order by since, f.number",
        )
        .bind(&actor.account_id)
        .fetch_all(self.db.pool())
        .await?;
        let to_do = |line: Line| {
            let kind = stored(Kind::from_code, &line.kind)?;
            let text = format!("{}已提交容缺材料，请核对（{kind}，{}）", line.enterprise, line.number);
            Ok(ToDo { text, href: format!("/filings/{}", line.id), at: line.since })
        };
        lines.into_iter().map(to_do).collect()
    }
}
