//! What awaits somebody (待办).

use super::of_licences::end_of;
use crate::context::stored_day;
use crate::filings::stored;
use crate::{Actor, Permission, Result, Services};
use chrono::{Datelike, NaiveDate};
use domain::accounts::Role;
use domain::filings::Kind;
use domain::notices::ToDo;
use domain::values::date;
use domain::workflow::Status;

/// How long something that has happened stays on the list.
pub(crate) const NEWS: i64 = 30 * 24 * 60 * 60 * 1000;

/// Whose claim a filing is, as the query for the counts says it.
const MINE: i64 = 1;
const NOBODYS: i64 = 2;

impl Services {
    /// The actor's to-do list: what has a last day soon, the nearest first; then the rest, latest first.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn to_dos(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        actor.may_own(Permission::UseOwnAccount)?;
        let (mut first, mut rest) = match actor.role {
            Role::Enterprise => {
                let mut rest = self.filings_to_do(actor).await?;
                rest.extend(self.licences_to_see(actor).await?);
                rest.extend(self.own_shortfalls(actor).await?);
                rest.extend(self.visits_to_do(actor).await?);
                rest.extend(self.ratings_to_do(actor).await?);
                let mut first = self.own_deferrals(actor).await?;
                first.extend(self.inspections_to_do(actor).await?);
                (first, rest)
            }
            Role::Reviewer | Role::Head => {
                let mut rest = self.queue_to_do(actor).await?;
                rest.extend(self.deferrals_to_check(actor).await?);
                rest.extend(self.meetings_to_do(actor).await?);
                rest.extend(self.visits_to_do(actor).await?);
                rest.extend(self.offices_shortfalls(actor).await?);
                rest.extend(self.rating_cases_to_do(actor).await?);
                rest.extend(self.inspections_to_judge(actor).await?);
                (self.deadlines(actor).await?, rest)
            }
            Role::Administrator => (self.calendar_to_do().await?, Vec::new()),
        };
        rest.sort_by_key(|to_do| std::cmp::Reverse(to_do.at));
        first.append(&mut rest);
        Ok(first)
    }

    /// Holidays that are missing, since this year began.
    async fn calendar_to_do(&self) -> Result<Vec<ToDo>> {
        let today = self.today();
        let warning = self.calendar_warning(today).await?;
        let last_year = NaiveDate::from_ymd_opt(today.year() - 1, 12, 31).unwrap_or(today);
        let to_do = |text| ToDo { text, href: "/administration/calendar".to_owned(), at: end_of(last_year) };
        Ok(warning.map(to_do).into_iter().collect())
    }

    async fn filings_to_do(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let rows: Vec<(String, String, String, String, i64)> = sqlx::query_as(
            "select id, number, kind, status, updated_at
             from filings
             where enterprise_id = $1 and (status in ($2, $3) or status in ($4, $5) and updated_at > $6)",
        )
        .bind(actor.enterprise())
        .bind(Status::Draft.code())
        .bind(Status::Correction.code())
        .bind(Status::Refused.code())
        .bind(Status::Declined.code())
        .bind(self.now() - NEWS)
        .fetch_all(self.db.pool())
        .await?;
        let to_do = |(id, number, kind, status, at): (String, String, String, String, i64)| {
            let kind = stored(Kind::from_code, &kind)?;
            let form = format!("/filings/{id}/{}", kind.first_tab().code());
            let (text, href) = match stored(Status::from_code, &status)? {
                Status::Draft => (format!("继续填报{kind}（{number}）"), form),
                Status::Correction => (format!("请补正{kind}（{number}）"), form),
                ended => (format!("{kind}（{number}）{}，请查看理由", ended.label_in(kind)), format!("/filings/{id}")),
            };
            Ok(ToDo { text, href, at })
        };
        rows.into_iter().map(to_do).collect()
    }

    async fn queue_to_do(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        // One count for each state, apart for what the actor has claimed and for what the actor has examined.
        let rows: Vec<(String, i64, i64, i64, i64, Option<String>)> = sqlx::query_as(
            "select status,
                    case when assignee_id = $2 then 1 when assignee_id is null then 2 else 0 end as whose,
                    case when examiner_id = $2 then 1 else 0 end as examined,
                    count(*),
                    min(updated_at),
                    min(case when due_day <> '' then due_day end)
             from filings
             where office = $1 and live = 1
             group by status, whose, examined",
        )
        .bind(actor.office())
        .bind(&actor.account_id)
        .fetch_all(self.db.pool())
        .await?;
        let (mut claimed, mut waiting, mut sign_off) = (Waiting::default(), Waiting::default(), Waiting::default());
        for (status, whose, examined, count, since, due) in rows {
            let due = due.as_deref().map(stored_day).transpose()?;
            match Status::from_code(&status) {
                // What silence accepted before anybody had claimed it waits for somebody too.
                Some(Status::Submitted | Status::Accepted) if whose == NOBODYS => waiting.add(count, since, due),
                // Four eyes: nobody signs off what they have examined.
                Some(Status::SignOff) if actor.role == Role::Head && examined == 0 => sign_off.add(count, since, due),
                Some(Status::SignOff) | None => {}
                Some(status) if status.with_office() && whose == MINE => claimed.add(count, since, due),
                Some(_) => {}
            }
        }
        let to_dos = [
            sign_off.to_do("件申请待您签批").map(at_the_desk),
            claimed.to_do("件由您领取的申请待办理"),
            waiting.to_do("件申请待领取"),
        ];
        Ok(to_dos.into_iter().flatten().collect())
    }
}

/// What the head signs off stands on a page of its own.
fn at_the_desk(to_do: ToDo) -> ToDo {
    ToDo { href: "/sign-off".to_owned(), ..to_do }
}

/// How many wait, since when, and the first last day of theirs.
#[derive(Default)]
struct Waiting {
    count: i64,
    since: Option<i64>,
    due: Option<NaiveDate>,
}

impl Waiting {
    fn add(&mut self, count: i64, since: i64, due: Option<NaiveDate>) {
        self.count += count;
        self.since = Some(self.since.map_or(since, |earlier| earlier.min(since)));
        self.due = self.due.into_iter().chain(due).min();
    }

    fn to_do(&self, what: &str) -> Option<ToDo> {
        let due = self.due.map_or_else(String::new, |due| format!("，最早的时限为{}", date::long(due)));
        Some(ToDo { text: format!("{} {what}{due}", self.count), href: "/queue".to_owned(), at: self.since? })
    }
}
