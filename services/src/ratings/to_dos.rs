//! What awaits somebody because of ratings.

use super::about_matter;
use crate::context::stored_day;
use crate::filings::stored;
use crate::notices::NEWS;
use crate::{Actor, Result, Services};
use domain::filings::Kind;
use domain::notices::ToDo;
use domain::values::date;
use domain::workflow::Status;

impl Services {
    /// For the enterprise: matters of its own that were decided lately and wait to be rated, and answers to its bad ratings.
    pub(crate) async fn ratings_to_do(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let since = self.now() - NEWS;
        let unrated: Vec<(String, String, String, i64)> = sqlx::query_as(
            "select f.id, f.number, f.kind, f.updated_at
             from filings f
             where f.enterprise_id = $1 and f.status in ($2, $3, $4) and f.updated_at > $5
               and not exists (select 1 from ratings r where r.filing_id = f.id)",
        )
        .bind(actor.enterprise())
        .bind(Status::Issued.code())
        .bind(Status::Refused.code())
        .bind(Status::Declined.code())
        .bind(since)
        .fetch_all(self.db.pool())
        .await?;
        let answered: Vec<(String, String, String, i64)> = sqlx::query_as(
            "select r.receipt, r.about, c.status, c.answered_at
             from rating_cases c
                  join ratings r on r.id = c.rating_id
                  join filings f on f.id = r.filing_id
             where f.enterprise_id = $1 and r.code_id is null and c.answered_at > $2",
        )
        .bind(actor.enterprise())
        .bind(since)
        .fetch_all(self.db.pool())
        .await?;
        let mut to_dos = Vec::with_capacity(unrated.len() + answered.len());
        for (id, number, kind, at) in unrated {
            let about = about_matter(stored(Kind::from_code, &kind)?, &number);
            to_dos.push(ToDo {
                text: format!("好差评：请评价{about}的办理"), href: format!("/ratings/new/{id}"), at
            });
        }
        for (receipt, about, status, at) in answered {
            let what = if status == "set_aside" { "有了处理结果" } else { "已有答复" };
            to_dos.push(ToDo {
                text: format!("您对{about}的评价{what}，请查看"),
                href: format!("/rated/{receipt}"),
                at,
            });
        }
        Ok(to_dos)
    }

    /// For the office: bad ratings that wait for an answer, and those that are only to be closed.
    pub(crate) async fn rating_cases_to_do(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let (waiting, since, due): (i64, Option<i64>, Option<String>) = sqlx::query_as(
            "select count(*), min(opened_at), min(due_day)
             from rating_cases
             where office = $1 and answered_at is null",
        )
        .bind(actor.office())
        .fetch_one(self.db.pool())
        .await?;
        let (replied, replied_since): (i64, Option<i64>) = sqlx::query_as(
            "select count(*), min(answered_at)
             from rating_cases
             where office = $1 and status = 'replied'",
        )
        .bind(actor.office())
        .fetch_one(self.db.pool())
        .await?;
        let to_do = |text, at| ToDo { text, href: "/ratings/cases".to_owned(), at };
        let mut to_dos = Vec::new();
        if let (Some(at), Some(due)) = (since, due) {
            let due = date::long(stored_day(&due)?);
            to_dos.push(to_do(format!("{waiting} 件差评待处理，最早的答复期限为{due}"), at));
        }
        if let Some(at) = replied_since {
            to_dos.push(to_do(format!("{replied} 件差评已答复，待办结"), at));
        }
        Ok(to_dos)
    }
}
