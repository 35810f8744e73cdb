//! Last days that come near or have passed: for the reviewer whose move it is, and for the heads of the office.

use crate::clock::{left, owed};
use crate::context::stored_day;
use crate::filings::stored;
use crate::{Actor, Result, Services};
use domain::accounts::Role;
use domain::calendar::Calendar;
use domain::filings::Kind;
use domain::notices::ToDo;
use domain::values::date;
use domain::workflow::Status;

/// From how many working days before the last day on.
const NEAR: u32 = 3;

#[derive(sqlx::FromRow)]
struct Line {
    id: String,
    number: String,
    kind: String,
    status: String,
    enterprise: String,
    due_day: String,
    updated_at: i64,
}

impl Services {
    /// A line for each filing whose last day is near or has passed, the earliest first. Reviewers see what they have claimed
    /// and what nobody has; heads see what they may sign off, and everything that is overdue.
    pub(super) async fn deadlines(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let calendar = self.calendar().await?;
        let lines: Vec<Line> = sqlx::query_as(
            "select f.id, f.number, f.kind, f.status, e.name as enterprise, f.due_day, f.updated_at
             from filings f
                  join enterprises e on e.id = f.enterprise_id
             where f.office = $1 and f.live = 1 and f.due_day <> '' and f.due_day <= $2
               and (f.assignee_id = $3 and f.status <> 'sign_off'
                    or $4 = 'reviewer' and f.assignee_id is null and f.status <> 'sign_off'
                    or $4 = 'head' and f.due_day < $5
                    or $4 = 'head' and f.status = 'sign_off' and (f.examiner_id is null or f.examiner_id <> $3))
             order by f.due_day, f.number
             limit 100",
        )
        .bind(actor.office())
        .bind(calendar.after(self.today(), NEAR).to_string())
        .bind(&actor.account_id)
        .bind(actor.role.code())
        .bind(self.today().to_string())
        .fetch_all(self.db.pool())
        .await?;
        lines.into_iter().map(|line| self.deadline(actor, &calendar, line)).collect()
    }

    fn deadline(&self, actor: &Actor, calendar: &Calendar, line: Line) -> Result<ToDo> {
        let (kind, due) = (stored(Kind::from_code, &line.kind)?, stored_day(&line.due_day)?);
        let owed = owed(stored(Status::from_code, &line.status)?);
        let what = format!("{kind}（{}，{}）", line.number, line.enterprise);
        let (days, last) = (calendar.between(self.today(), due), date::long(due));
        let text = match (days, actor.role) {
            (0.., _) => format!("{what}须最迟于{last}{owed}，{}", left(days)),
            (late, Role::Head) => format!("{what}应于{last}前{owed}，已超期{}个工作日，请督促", -late),
            (late, _) => format!("{what}应于{last}前{owed}，已超期{}个工作日", -late),
        };
        Ok(ToDo { text, href: format!("/filings/{}", line.id), at: line.updated_at })
    }
}
