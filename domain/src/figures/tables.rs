//! The figures as tables, which the page shows and the spreadsheet holds.

use super::{Figures, Outcomes, Times};
use crate::licences::{Category, Grade};
use crate::tables::{Cell, Table};

const TIMES: [&str; 4] = ["件数", "用时中位数", "九成在此以内", "最长用时"];

impl Figures {
    /// Every table, in the order of the page.
    pub fn tables(&self) -> Vec<Table> {
        let mut tables = vec![self.matter_table(), self.limit_table(), self.stage_table(), self.open_table()];
        tables.extend([self.reason_table(), self.place_table(), self.held_table(), self.expiring_table()]);
        match self.office {
            Some(_) => tables.push(self.ending_table()),
            None => tables.push(self.office_table()),
        }
        tables
    }

    /// 申请与结果.
    pub fn matter_table(&self) -> Table {
        let mut table =
            Table::new("申请与结果", &["申请事项", "提交", "准予", "不予许可", "不予受理", "终止", "办理中"]);
        let mut all = Outcomes::default();
        for matter in &self.matters {
            let each = &matter.outcomes;
            table.row([matter.kind.label().into()].into_iter().chain(outcomes(each)));
            all.granted += each.granted;
            all.refused += each.refused;
            all.declined += each.declined;
            all.ended += each.ended;
            all.open += each.open;
        }
        table.row(["合计".into()].into_iter().chain(outcomes(&all)));
        table
    }

    /// 法定时限.
    pub fn limit_table(&self) -> Table {
        let columns = ["环节", TIMES[0], "时限", TIMES[1], TIMES[2], TIMES[3], "超期件数"];
        let mut table = Table::new("法定时限（工作日）", &columns);
        for line in &self.limits {
            let [count, median, nine_in_ten, longest] = times(&line.times);
            let limit = Cell::Number(i64::from(line.limit));
            table.row([line.name().into(), count, limit, median, nine_in_ten, longest, line.late.into()]);
        }
        table
    }

    /// 各阶段用时.
    pub fn stage_table(&self) -> Table {
        let mut table = Table::new("各阶段用时（工作日）", &["阶段", TIMES[0], TIMES[1], TIMES[2], TIMES[3]]);
        for line in &self.stages {
            table.row([line.stage.label().into()].into_iter().chain(times(&line.times)));
        }
        table
    }

    /// 在办与超期.
    pub fn open_table(&self) -> Table {
        let mut table = Table::new("在办与超期", &["申请事项", "在办", "其中超期"]);
        for line in &self.open {
            table.row([line.kind.label().into(), line.count.into(), line.overdue.into()]);
        }
        table
    }

    /// 补正原因.
    pub fn reason_table(&self) -> Table {
        counted("补正原因", "原因", &self.reasons)
    }

    /// 补正涉及的内容.
    pub fn place_table(&self) -> Table {
        counted("补正涉及内容", "内容", &self.places)
    }

    /// 有效许可证: a grade a row, a category a column.
    pub fn held_table(&self) -> Table {
        let mut table = Table::new("有效许可证", &["等级"]);
        table.columns.extend(Category::ALL.iter().map(|category| format!("{category}类")));
        for &grade in Grade::ALL {
            let count = |&category: &Category| Cell::Number(self.held_in(category, grade));
            table.row([grade.label().into()].into_iter().chain(Category::ALL.iter().map(count)));
        }
        table
    }

    /// How many hold this grade in this category.
    pub fn held_in(&self, category: Category, grade: Grade) -> i64 {
        let held = self.held.iter().filter(|held| (held.category, held.grade) == (category, grade));
        held.map(|held| held.count).sum()
    }

    /// 即将到期.
    pub fn expiring_table(&self) -> Table {
        let mut table = Table::new("九十日内到期", &["到期时间", "许可证", "其中未申请延续"]);
        for step in &self.expiring {
            table.row([step.label().into(), step.count.into(), step.waiting.into()]);
        }
        table
    }

    /// 即将到期的许可证, of one office.
    pub fn ending_table(&self) -> Table {
        let columns = ["许可证编号", "单位名称", "许可类别和等级", "有效期至", "延续申请"];
        let mut table = Table::new("九十日内到期的许可证", &columns);
        for licence in &self.ending {
            let renewal = if licence.renewal { "已提交" } else { "未提交" };
            let [number, holder] = [&licence.number, &licence.holder].map(|text| Cell::from(text.as_str()));
            table.row([number, holder, licence.scope.label().into(), licence.valid_until.into(), renewal.into()]);
        }
        table
    }

    /// 各机构.
    pub fn office_table(&self) -> Table {
        let columns = [
            "机构",
            "提交",
            "准予",
            "不予许可",
            "不予受理",
            "终止",
            "办理中",
            "当前在办",
            "当前超期",
            "有效许可证",
            "九十日内到期",
        ];
        let mut table = Table::new("各机构", &columns);
        for line in &self.offices {
            let now = [line.open, line.overdue, line.licences, line.expiring].map(Cell::Number);
            table.row([line.name.as_str().into()].into_iter().chain(outcomes(&line.outcomes)).chain(now));
        }
        table
    }

    /// What is said above: of what, when.
    pub fn about(&self) -> Table {
        let mut table = Table::new("说明", &["项目", "内容"]);
        table.row(["统计范围".into(), self.office.as_deref().unwrap_or("全部机构").into()]);
        table.row(["统计时段".into(), self.period.label().into()]);
        table.row(["有效许可证".into(), self.licences.into()]);
        table.row(["证书查验次数".into(), self.looks.into()]);
        table
    }
}

impl super::Expiring {
    /// As people read it.
    pub fn label(&self) -> String {
        format!("{}至{}日", self.from, self.until)
    }
}

fn outcomes(outcomes: &Outcomes) -> [Cell; 6] {
    let Outcomes { granted, refused, declined, ended, open } = *outcomes;
    [outcomes.submitted(), granted, refused, declined, ended, open].map(Cell::Number)
}

fn times(times: &Times) -> [Cell; 4] {
    let (nine_in_ten, longest) = (Cell::Number(times.nine_in_ten), Cell::Number(times.longest));
    [Cell::Number(times.count), Cell::Decimal(times.median), nine_in_ten, longest]
}

fn counted(title: &str, what: &str, lines: &[super::Counted]) -> Table {
    let mut table = Table::new(title, &[what, "次数"]);
    for line in lines {
        table.row([line.name.as_str().into(), line.count.into()]);
    }
    table
}
