//! What comes near and is no filing's last day: told once to each account.

use super::Tally;
use crate::context::stored_day;
use crate::notices::{Notice, Recipient};
use crate::{Result, Services};
use chrono::{Datelike, Days};
use domain::filings::{LATEST_RENEWAL, RENEWAL_OPENS};
use domain::values::date;

/// From how many days before the expiry holders are told that it is getting late.
const LATE: i64 = LATEST_RENEWAL + 15;
/// As what it is noted that holders are told that they can file for a renewal, and that it is getting late; and from how many
/// days before the expiry to how many.
const RENEWALS: [(&str, i64, i64); 2] =
    [("renewal_opens", RENEWAL_OPENS, LATE + 1), ("renewal_late", LATE, LATEST_RENEWAL)];

#[derive(sqlx::FromRow)]
struct Expiring {
    id: String,
    number: String,
    enterprise_id: String,
    valid_until: String,
}

impl Services {
    /// Reminds holders of the renewal that their licences need (许可证延续).
    pub(super) async fn remind_of_renewals(&self) -> Result<Tally> {
        let mut tally = Tally::default();
        for (what, from, to) in RENEWALS {
            for licence in self.expiring(what, from, to).await? {
                let outcome = self.remind_of_renewal(what, &licence).await;
                tally.note("remind of the renewal", &licence.id, outcome);
            }
        }
        Ok(tally)
    }

    /// Licences that expire in so many days, for which no renewal has been filed, and whose holders were not told yet.
    async fn expiring(&self, what: &str, from: i64, to: i64) -> Result<Vec<Expiring>> {
        let day = |days: i64| (self.today() + Days::new(days.unsigned_abs())).to_string();
        Ok(sqlx::query_as(
            "select l.id, l.number, l.enterprise_id, l.valid_until
             from licences l
             where l.status = 'in_force' and l.valid_until >= $1 and l.valid_until <= $2
               and not exists (select 1
                               from filings f
                               where f.licence_id = l.id and f.kind = 'renewal' and f.live = 1
                                 and f.submitted_at is not null)
               and not exists (select 1
                               from notices n
                                    join accounts a on a.id = n.account_id
                               where a.enterprise_id = l.enterprise_id
                                 and n.key = $3 || ':' || l.id || ':' || l.valid_until)
             order by l.valid_until, l.id",
        )
        .bind(day(to))
        .bind(day(from))
        .bind(what)
        .fetch_all(self.db.pool())
        .await?)
    }

    async fn remind_of_renewal(&self, what: &str, licence: &Expiring) -> Result<bool> {
        let until = stored_day(&licence.valid_until)?;
        let latest = until - Days::new(LATEST_RENEWAL.unsigned_abs());
        let notice = Notice {
            key: format!("{what}:{}:{}", licence.id, licence.valid_until),
            subject: "许可证即将到期",
            body: format!(
                "请最迟于{}提交许可证延续申请。\n\n许可证（{}）有效期至{}；逾期未申请延续的，有效期届满后许可证失效。",
                date::long(latest),
                licence.number,
                date::long(until)
            ),
            href: "/".to_owned(),
            filing_id: None,
        };
        let mut tx = self.db.begin().await?;
        self.notify(&mut tx, Recipient::Enterprise(&licence.enterprise_id), &notice).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Tells administrators that the holidays of a year are missing, by which last days are counted.
    pub(super) async fn ask_for_holidays(&self) -> Result<Tally> {
        let today = self.today();
        let Some(warning) = self.calendar_warning(today).await? else { return Ok(Tally::default()) };
        let key = format!("holidays:{}:{}", today.year(), today.month());
        let untold: i64 = sqlx::query_scalar(
            "select count(*)
             from accounts a
             where a.role = 'administrator' and a.active = 1
               and not exists (select 1 from notices n where n.account_id = a.id and n.key = $1)",
        )
        .bind(&key)
        .fetch_one(self.db.pool())
        .await?;
        if untold > 0 {
            let mut tx = self.db.begin().await?;
            let (subject, href) = ("请录入节假日安排", "/administration/calendar".to_owned());
            let body = format!("请录入节假日安排。\n\n{warning}。");
            let notice = Notice { key, subject, body, href, filing_id: None };
            self.notify(&mut tx, Recipient::Administrators, &notice).await?;
            tx.commit().await?;
        }
        Ok(Tally::default())
    }
}
