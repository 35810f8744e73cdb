//! Searching the log, the latest lines first.

use super::chain::Record;
use crate::context::day_begins;
use crate::enterprises::escaped;
use crate::{Actor, Permission, Result, Services};
use domain::audit::{Line, Page, Search};

/// Lines on one page.
const PAGE: i64 = 50;

impl Services {
    /// A page of the lines that are looked for, before this place in the chain; from its end when there is none.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators.
    pub async fn search_audit(&self, actor: &Actor, search: &Search, before: Option<i64>) -> Result<Page> {
        actor.may_own(Permission::ReadAudit)?;
        let mut lines = self.lines_of(search, before, PAGE + 1).await?;
        let more = lines.len() > PAGE as usize;
        lines.truncate(PAGE as usize);
        Ok(Page { next: lines.last().map(|line| line.sequence).filter(|_| more), lines })
    }

    /// So many of the lines that are looked for, the latest first.
    pub(super) async fn lines_of(&self, search: &Search, before: Option<i64>, most: i64) -> Result<Vec<Line>> {
        let Search { account, act, entity_id, from, until } = search;
        let (account, act, row) = (account.trim().to_lowercase(), act.trim(), entity_id.trim());
        let begins = from.map_or(i64::MIN, day_begins);
        let ends = until.and_then(|day| day.succ_opt()).map_or(i64::MAX, day_begins);
        let records: Vec<Record> = sqlx::query_as(
            "select sequence, id, at, account_id, account, address, act, entity, entity_id, detail
             from audit
             where sequence <> 0 and sequence < $1 and at >= $2 and at < $3
               and ($4 = '%%' or lower(account) like $4 escape '\\')
               and ($5 = '' or act = $5 or act like $6 escape '\\')
               and ($7 = '' or entity_id = $7 or entity_id = (select id from filings where number = $7))
             order by sequence desc
             limit $8",
        )
        .bind(before.unwrap_or(i64::MAX))
        .bind(begins)
        .bind(ends)
        .bind(format!("%{}%", escaped(&account)))
        .bind(act)
        .bind(format!("{}.%", escaped(act)))
        .bind(row)
        .bind(most)
        .fetch_all(self.db.pool())
        .await?;
        Ok(records.into_iter().map(Line::from).collect())
    }
}
