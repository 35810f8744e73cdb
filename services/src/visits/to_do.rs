//! What awaits the officers who go, and the enterprise to which they come.

use crate::context::stored_day;
use crate::filings::stored;
use crate::{Actor, Result, Services};
use domain::accounts::Role;
use domain::filings::Kind;
use domain::notices::ToDo;
use domain::values::date;

#[derive(sqlx::FromRow)]
struct Line {
    id: String,
    number: String,
    kind: String,
    enterprise: String,
    day: String,
    place: String,
    arranged_at: i64,
}

impl Services {
    /// A line for each pending visit, the nearest first: to whoever goes or has claimed the filing, and to the enterprise.
    pub(crate) async fn visits_to_do(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let lines: Vec<Line> = sqlx::query_as(
            "select f.id, f.number, f.kind, e.name as enterprise, v.day, v.place, v.arranged_at
             from visits v
                  join filings f on f.id = v.filing_id
                  join enterprises e on e.id = f.enterprise_id
             where v.status = 'pending' and f.live = 1
               and (f.enterprise_id = $1
                    or f.assignee_id = $2
                    or exists (select 1 from visit_members m where m.visit_id = v.id and m.account_id = $2))
             order by v.day, f.number",
        )
        .bind(actor.enterprise())
        .bind(&actor.account_id)
        .fetch_all(self.db.pool())
        .await?;
        lines.into_iter().map(|line| to_do(line, actor.role)).collect()
    }
}

fn to_do(line: Line, role: Role) -> Result<ToDo> {
    let (kind, day) = (stored(Kind::from_code, &line.kind)?, date::long(stored_day(&line.day)?));
    let text = match role {
        Role::Enterprise => format!("{day}现场核查，请在{}做好准备（{kind}，{}）", line.place, line.number),
        _ => format!("{day}到{}现场核查（{kind}，{}）", line.enterprise, line.number),
    };
    Ok(ToDo { text, href: format!("/filings/{}", line.id), at: line.arranged_at })
}
