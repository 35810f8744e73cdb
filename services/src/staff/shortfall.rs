//! A licence whose staff has fallen below the conditions, and until when that must be mended.

use crate::db::Tx;
use crate::filings::Head;
use crate::notices::{Notice, Recipient};
use crate::{Error, Result, Services};
use chrono::{Days, NaiveDate};
use domain::Finding;
use domain::conformity::{blocking, check_staff};
use domain::licences::Licence;
use domain::staff::{MENDING_DAYS, Shortfall};
use domain::values::date;
use sqlx::{Any, Executor};

impl Services {
    /// Holds the licence's staff against the conditions: opens a shortfall and tells the enterprise, keeps the one that is
    /// open with what falls short now, or notes that it is mended. The licence is held.
    pub(super) async fn hold_conditions(&self, tx: &mut Tx, head: &Head, licence: &Licence) -> Result<()> {
        let roster = self.roster(&mut **tx, &licence.id).await?;
        let rules = self.rules_today(tx).await?;
        let all = check_staff(licence.scope, &roster, &rules, self.today());
        let findings: Vec<&Finding> = blocking(&all).collect();
        if findings.is_empty() {
            return self.mend(tx, &licence.id).await;
        }
        let json = serde_json::to_string(&findings)?;
        let open = sqlx::query("update shortfalls set findings = $1 where licence_id = $2 and mended_at is null")
            .bind(&json)
            .bind(&licence.id)
            .execute(&mut **tx)
            .await?;
        if open.rows_affected() > 0 {
            return Ok(());
        }
        let until = self.today() + Days::new(MENDING_DAYS);
        sqlx::query(
            "insert into shortfalls (id, licence_id, since, until_day, findings)
             values ($1, $2, $3, $4, $5)",
        )
        .bind(self.id())
        .bind(&licence.id)
        .bind(self.now())
        .bind(until.to_string())
        .bind(&json)
        .execute(&mut **tx)
        .await?;
        let notice = Notice {
            key: format!("shortfall:{}:{}", licence.id, self.now()),
            subject: "人员不再符合许可条件",
            body: told(licence, &findings, until),
            href: "/personnel".to_owned(),
            filing_id: Some(&head.id),
        };
        self.notify(tx, Recipient::Enterprise(&licence.enterprise_id), &notice).await
    }

    async fn mend(&self, tx: &mut Tx, licence_id: &str) -> Result<()> {
        sqlx::query("update shortfalls set mended_at = $1 where licence_id = $2 and mended_at is null")
            .bind(self.now())
            .bind(licence_id)
            .execute(&mut **tx)
            .await?;
        Ok(())
    }

    /// What falls short under this licence, if something does.
    pub(crate) async fn open_shortfall<'e>(
        &self,
        executor: impl Executor<'e, Database = Any>,
        licence_id: &str,
    ) -> Result<Option<Shortfall>> {
        let open: Option<(i64, String, String)> = sqlx::query_as(
            "select since, until_day, findings from shortfalls where licence_id = $1 and mended_at is null",
        )
        .bind(licence_id)
        .fetch_optional(executor)
        .await?;
        let read = |(since, until, findings): (i64, String, String)| {
            Ok(Shortfall { since, until: last_day(&until)?, findings: serde_json::from_str(&findings)? })
        };
        open.map(read).transpose()
    }
}

/// A last day as stored.
pub(crate) fn last_day(stored: &str) -> Result<NaiveDate> {
    date::parse(stored).map_err(Error::fault)
}

fn told(licence: &Licence, findings: &[&Finding], until: NaiveDate) -> String {
    let lines: Vec<_> = findings.iter().map(|finding| format!("  {}", finding.message)).collect();
    format!(
        "请最迟于{}补足人员，并办理人员变更（入职）。\n\n{}的许可证（{}）的人员已不再符合许可条件：\n\n{}\n\n逾期未补足的，发证机关将依法处理。",
        date::long(until),
        licence.holder,
        licence.number,
        lines.join("\n"),
    )
}
