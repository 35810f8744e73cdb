//! What awaits somebody because of a licence: news of it, and staff that has fallen below its conditions.

use super::to_dos::NEWS;
use crate::context::china_date;
use crate::filings::stored;
use crate::staff::last_day;
use crate::{Actor, Result, Services};
use chrono::{Days, NaiveDate, NaiveTime};
use domain::licences::LicenceStatus;
use domain::notices::ToDo;
use domain::values::date;

/// A shortfall as its lines need it.
#[derive(sqlx::FromRow)]
struct Line {
    licence_id: String,
    number: String,
    holder: String,
    since: i64,
    until_day: String,
}

impl Services {
    /// A certificate to print, and a licence that has expired.
    pub(super) async fn licences_to_see(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        type Seen = (String, String, String, String, i64, i64);
        let expired_since = china_date(self.now() - NEWS).to_string();
        let rows: Vec<Seen> = sqlx::query_as(
            "select l.id, l.number, l.status, l.valid_until, c.sequence, c.printed_at
             from licences l
                  join licence_copies c on c.licence_id = l.id and c.voided_at is null
             where l.enterprise_id = $1
               and (l.status = $2 and c.printed_at > $3 or l.status = $4 and l.valid_until >= $5)",
        )
        .bind(actor.enterprise())
        .bind(LicenceStatus::InForce.code())
        .bind(self.now() - NEWS)
        .bind(LicenceStatus::Expired.code())
        .bind(expired_since)
        .fetch_all(self.db.pool())
        .await?;
        let to_do = |(id, number, status, valid_until, sequence, printed_at): Seen| {
            let (text, at) = match (stored(LicenceStatus::from_code, &status)?, sequence) {
                (LicenceStatus::InForce, 1) => (format!("许可证（{number}）已颁发，请查看并打印"), printed_at),
                (LicenceStatus::InForce, _) => (format!("许可证（{number}）已换发，请查看并打印"), printed_at),
                _ => {
                    let last = last_day(&valid_until)?;
                    (format!("许可证（{number}）有效期至{}，已过期失效", date::long(last)), end_of(last))
                }
            };
            Ok(ToDo { text, href: format!("/licences/{id}"), at })
        };
        rows.into_iter().map(to_do).collect()
    }

    /// For the enterprise whose staff falls short.
    pub(super) async fn own_shortfalls(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let lines: Vec<Line> = sqlx::query_as(
            "select l.id as licence_id, l.number, e.name as holder, s.since, s.until_day
             from shortfalls s
                  join licences l on l.id = s.licence_id
                  join enterprises e on e.id = l.enterprise_id
             where l.enterprise_id = $1 and l.status = 'in_force' and s.mended_at is null",
        )
        .bind(actor.enterprise())
        .fetch_all(self.db.pool())
        .await?;
        let to_do = |line: Line| {
            let until = last_day(&line.until_day)?;
            let text = match self.today() > until {
                true => format!("人员已不符合许可条件，补足期限（{}）已过，请立即补足", date::long(until)),
                false => format!("人员已不符合许可条件，请最迟于{}补足", date::long(until)),
            };
            Ok(ToDo { text, href: "/personnel".to_owned(), at: line.since })
        };
        lines.into_iter().map(to_do).collect()
    }

    /// For the office that issued the licence.
    pub(super) async fn offices_shortfalls(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let lines: Vec<Line> = sqlx::query_as(
            "select l.id as licence_id, l.number, e.name as holder, s.since, s.until_day
             from shortfalls s
                  join licences l on l.id = s.licence_id
                  join enterprises e on e.id = l.enterprise_id
             where l.office = $1 and l.status = 'in_force' and s.mended_at is null
             order by s.until_day, l.number
             limit 100",
        )
        .bind(actor.office())
        .fetch_all(self.db.pool())
        .await?;
        let to_do = |line: Line| {
            let Line { licence_id, number, holder, since, until_day } = line;
            let until = last_day(&until_day)?;
            let term = if self.today() > until { "补足期限已过" } else { "补足期限" };
            let text = format!("{holder}（{number}）人员不符合许可条件，{term}（{}）", date::long(until));
            Ok(ToDo { text, href: format!("/licences/{licence_id}"), at: since })
        };
        lines.into_iter().map(to_do).collect()
    }
}

/// The midnight in China that ends this day.
pub(super) fn end_of(day: NaiveDate) -> i64 {
    let midnight = (day + Days::new(1)).and_time(NaiveTime::MIN);
    midnight.and_utc().timestamp_millis() - 8 * 60 * 60 * 1000
}
