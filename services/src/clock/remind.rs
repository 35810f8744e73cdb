//! Reminders three working days and one working day before a last day, once each: to the enterprise of its deferred
//! documents, to the office of what it owes. A last day that moves is reminded of anew.

use super::Tally;
use super::due::Due;
use crate::notices::Recipient;
use crate::{Result, Services};
use chrono::{Days, NaiveDate};
use domain::attachments;
use domain::calendar::Calendar;

/// The last days of which people are reminded now, and as what that is noted.
struct Window {
    deferral: &'static str,
    office: &'static str,
    from: NaiveDate,
    until: NaiveDate,
}

/// Each last day is in one window: who was not reminded at three days, because nothing ran then, is at two, and then at one.
fn windows(calendar: &Calendar, today: NaiveDate) -> [Window; 2] {
    let (one, three) = (calendar.after(today, 1), calendar.after(today, 3));
    [
        Window { deferral: "deferral_3", office: "office_3", from: one + Days::new(1), until: three },
        Window { deferral: "deferral_1", office: "office_1", from: today, until: one },
    ]
}

impl Services {
    /// Sends the reminders that are due.
    pub(super) async fn remind(&self) -> Result<Tally> {
        let calendar = self.calendar().await?;
        let mut tally = Tally::default();
        for window in windows(&calendar, self.today()) {
            for (id, day) in self.deferrals_in(&window).await? {
                let outcome = self.remind_enterprise(&calendar, &id, window.deferral, &day).await;
                tally.note("remind the enterprise", &id, outcome);
            }
            for (id, day) in self.deadlines_in(&window).await? {
                let outcome = self.remind_office(&calendar, &id, window.office, &day).await;
                tally.note("remind the office", &id, outcome);
            }
        }
        Ok(tally)
    }

    async fn deferrals_in(&self, window: &Window) -> Result<Vec<(String, String)>> {
        Ok(sqlx::query_as(
            "select distinct d.filing_id, d.due_day
             from deferrals d
                  join filings f on f.id = d.filing_id
             where f.live = 1 and d.handed_in_at is null and d.due_day >= $1 and d.due_day <= $2
               and not exists (select 1
                               from reminders r
                               where r.filing_id = d.filing_id and r.what = $3 and r.day = d.due_day)
             order by d.due_day, d.filing_id",
        )
        .bind(window.from.to_string())
        .bind(window.until.to_string())
        .bind(window.deferral)
        .fetch_all(self.db.pool())
        .await?)
    }

    async fn deadlines_in(&self, window: &Window) -> Result<Vec<(String, String)>> {
        Ok(sqlx::query_as(
            "select f.id, f.due_day
             from filings f
             where f.live = 1 and f.due_day >= $1 and f.due_day <= $2
               and not exists (select 1
                               from reminders r
                               where r.filing_id = f.id and r.what = $3 and r.day = f.due_day)
             order by f.due_day, f.id",
        )
        .bind(window.from.to_string())
        .bind(window.until.to_string())
        .bind(window.office)
        .fetch_all(self.db.pool())
        .await?)
    }

    async fn remind_enterprise(&self, calendar: &Calendar, id: &str, what: &str, day: &str) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let Some(due) = Due::load(&mut tx, id, day).await? else { return Ok(false) };
        if !self.note_reminder(&mut tx, id, what, day).await? {
            return Ok(false);
        }
        let slots: Vec<String> = sqlx::query_scalar(
            "select slot from deferrals where filing_id = $1 and due_day = $2 and handed_in_at is null order by slot",
        )
        .bind(id)
        .bind(day)
        .fetch_all(&mut *tx)
        .await?;
        let label = |slot: String| attachments::slot(&slot).map_or(slot, |slot| slot.label.to_owned());
        let documents: Vec<String> = slots.into_iter().map(label).collect();
        let notice = due.deferral(what, &documents, calendar.between(self.today(), due.day));
        self.notify(&mut tx, Recipient::Enterprise(&due.enterprise_id), &notice).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn remind_office(&self, calendar: &Calendar, id: &str, what: &str, day: &str) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let Some(due) = Due::load(&mut tx, id, day).await? else { return Ok(false) };
        if !self.note_reminder(&mut tx, id, what, day).await? {
            return Ok(false);
        }
        let notice = due.deadline(what, calendar.between(self.today(), due.day));
        self.notify(&mut tx, due.whose_move(), &notice).await?;
        tx.commit().await?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_within_three_working_days_is_in_one_window() {
        let calendar = Calendar::shipped();
        // From before the national holiday to after it.
        for today in NaiveDate::from_ymd_opt(2026, 9, 20).unwrap().iter_days().take(30) {
            let windows = windows(&calendar, today);
            for day in today.iter_days().take(15) {
                let counts = windows.iter().filter(|window| window.from <= day && day <= window.until).count();
                // A last day is worked, or today.
                if calendar.is_working(day) || day == today {
                    let near = calendar.between(today, day) <= 3;
                    assert_eq!(counts, usize::from(near), "{day} on {today}");
                }
            }
        }
    }
}
