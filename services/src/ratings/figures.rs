//! The figures, counted by the database.

use crate::filings::stored;
use crate::{Actor, Permission, Result, Services};
use chrono::{Datelike, Months, NaiveDate};
use domain::filings::Kind;
use domain::ratings::{Count, RatingFigures, RatingKind, Satisfaction};

/// How many months are told, this one included.
const MONTHS: u32 = 12;

#[derive(sqlx::FromRow)]
struct Record {
    office: String,
    kind: String,
    matter: String,
    month: String,
    satisfaction: String,
    ratings: i64,
    answered: i64,
    in_time: i64,
    set_aside: i64,
}

impl Record {
    fn read(self) -> Result<Count> {
        Ok(Count {
            kind: stored(RatingKind::from_code, &self.kind)?,
            matter: match self.matter.as_str() {
                "" => None,
                matter => Some(stored(Kind::from_code, matter)?),
            },
            satisfaction: stored(Satisfaction::from_code, &self.satisfaction)?,
            office: self.office,
            month: self.month,
            ratings: self.ratings,
            answered: self.answered,
            in_time: self.in_time,
            set_aside: self.set_aside,
        })
    }
}

impl Services {
    /// The ratings of the last twelve months, counted; of every office, because offices are compared, and of no person.
    ///
    /// # Errors
    /// `Forbidden` for enterprises.
    pub async fn rating_figures(&self, actor: &Actor) -> Result<RatingFigures> {
        actor.may_own(Permission::ReadRatingFigures)?;
        let months = months_until(self.today());
        let records: Vec<Record> = sqlx::query_as(
            "select r.office, r.kind, r.matter, substr(r.day, 1, 7) as month, r.satisfaction,
                    sum(case when c.status = 'set_aside' then 0 else 1 end) as ratings,
                    sum(case when c.status in ('replied', 'closed') then 1 else 0 end) as answered,
                    sum(case when c.status in ('replied', 'closed') and c.answered_day <= c.due_day then 1 else 0 end) as in_time,
                    sum(case when c.status = 'set_aside' then 1 else 0 end) as set_aside
             from ratings r
                  left join rating_cases c on c.rating_id = r.id
             where r.day >= $1
             group by r.office, r.kind, r.matter, substr(r.day, 1, 7), r.satisfaction
             order by 1, 2, 3, 4, 5",
        )
        .bind(months.first().map(|month| format!("{month}-01")).unwrap_or_default())
        .fetch_all(self.db.pool())
        .await?;
        let offices =
            sqlx::query_as("select code, name from offices order by region, local").fetch_all(self.db.pool()).await?;
        let own = actor.office().to_owned();
        Ok(RatingFigures {
            offices,
            own,
            months,
            counts: records.into_iter().map(Record::read).collect::<Result<_>>()?,
        })
    }
}

/// The last twelve months, the earliest first.
fn months_until(today: NaiveDate) -> Vec<String> {
    let month = |back| today.checked_sub_months(Months::new(back)).unwrap_or(today);
    (0..MONTHS).rev().map(month).map(|day| format!("{:04}-{:02}", day.year(), day.month())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_months_end_with_this_one() {
        let months = months_until(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
        assert_eq!((months.len(), months[0].as_str(), months[11].as_str()), (12, "2025-04", "2026-03"));
        assert!(months.is_sorted());
    }
}
