//! A campaign's reports as a spreadsheet.

use super::campaigns::load;
use super::lines::Which;
use crate::{Actor, Permission, Result, Services, xlsx};
use domain::tables::{Cell, Table};

impl Services {
    /// The office's reports of a campaign as XLSX, with the name of the file. Written down in the audit log.
    ///
    /// # Errors
    /// `Forbidden` for those who judge none.
    pub async fn export_inspections(&self, actor: &Actor, campaign: &str, which: &Which) -> Result<(String, Vec<u8>)> {
        actor.may_own(Permission::JudgeInspection)?;
        let title = load(self.db.pool(), campaign).await?.campaign()?.title;
        let columns = ["单位名称", "许可证编号", "许可类别和等级", "状态", "期限", "是否逾期", "提交日期"];
        let mut table = Table::new(&title, &columns);
        for line in self.inspection_page(actor, campaign, which, i64::MAX).await? {
            let day = |day: Option<chrono::NaiveDate>| day.map_or(Cell::Empty, Cell::Day);
            table.row([
                line.enterprise.into(),
                line.licence_number.into(),
                line.scope.label().into(),
                line.stage.label().into(),
                day(line.due),
                if line.overdue { "逾期" } else { "否" }.into(),
                day(line.submitted_at.map(crate::context::china_date)),
            ]);
        }
        let file = xlsx::workbook(&[table], self.today())?;
        let mut tx = self.db.begin().await?;
        self.audit(&mut tx, actor, "inspection.export", "inspection_campaign", campaign).await?;
        tx.commit().await?;
        Ok((format!("{title}.xlsx"), file))
    }
}
