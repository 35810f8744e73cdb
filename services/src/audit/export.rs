//! The log as a spreadsheet.

use crate::context::china_moment;
use crate::xlsx::workbook;
use crate::{Actor, Error, Permission, Result, Services};
use domain::audit::{Line, Search, entity_label, label};
use domain::tables::{Cell, Table};
use domain::values::date;

/// Most lines of one file.
const MOST: i64 = 100_000;

impl Services {
    /// The lines that are looked for as XLSX, the latest first. That they were exported is a line of the log too.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators, `NotNow` for more lines than a file takes.
    pub async fn export_audit(&self, actor: &Actor, search: &Search) -> Result<Vec<u8>> {
        actor.may_own(Permission::ReadAudit)?;
        let lines = self.lines_of(search, None, MOST + 1).await?;
        if lines.len() > MOST as usize {
            return Err(Error::not_now(format!("记录超过{MOST}条，请缩小时间范围后再导出")));
        }
        let detail = format!("{}条；{}", lines.len(), told(search));
        let file = workbook(&[table(lines)], self.today())?;
        let mut tx = self.db.begin().await?;
        self.audit_with(&mut tx, actor, "audit.export", ("audit", ""), &detail);
        tx.commit().await?;
        Ok(file)
    }
}

/// What was looked for.
fn told(search: &Search) -> String {
    let Search { account, act, entity_id, from, until } = search;
    let day = |day: &Option<chrono::NaiveDate>| day.map(date::long).unwrap_or_default();
    let parts = [
        ("账号", account.clone()),
        ("操作", act.clone()),
        ("对象", entity_id.clone()),
        ("自", day(from)),
        ("至", day(until)),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(what, value)| format!("{what}{value}"))
        .collect();
    if parts.is_empty() { "全部".to_owned() } else { parts.join("，") }
}

fn table(lines: Vec<Line>) -> Table {
    let columns = ["序号", "时间", "账号", "来源地址", "操作", "操作代码", "对象", "对象编号", "说明"];
    let mut table = Table::new("审计日志", &columns);
    for line in lines {
        table.row([
            Cell::from(line.sequence),
            Cell::from(china_moment(line.at)),
            Cell::from(line.account),
            Cell::from(line.address),
            Cell::from(label(&line.act)),
            Cell::from(line.act.as_str()),
            Cell::from(entity_label(&line.entity)),
            Cell::from(line.entity_id),
            Cell::from(line.detail),
        ]);
    }
    table
}
