//! Rule sets are data: one TOML file per legal instrument in `domain/rules/`.

use super::performance::PerformanceRule;
use crate::licences::{Category, Grade};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

choices! {
    /// What a condition measures. The unit is in the label of the figure.
    pub enum Measure {
        LeadYears = "lead_years" "负责人管理工作年限",
        LeadTitle = "lead_title" "负责人职称",
        Technicians = "technicians" "电力相关专业技术人员",
        IntermediateTechnicians = "intermediate_technicians" "中级以上技术人员",
        Electricians = "electricians" "电力相关专业技能人员",
        HighVoltageElectricians = "high_voltage_electricians" "高压电工",
        SpecialElectricians = "special_electricians" "特种电工",
        EachSpecialElectricians = "each_special_electricians" "特种电工各专业",
        PremisesArea = "premises_area" "经营场所面积",
        NetAssetsRatio = "net_assets_ratio" "净资产占总资产比例",
        NetAssets = "net_assets" "净资产",
        PerformanceRecords = "performance_records" "规定年限内业绩",
    }
}

impl Measure {
    /// Whether it is about people, so that somebody's leaving can break it.
    pub fn about_staff(self) -> bool {
        !matches!(self, Self::PremisesArea | Self::NetAssetsRatio | Self::NetAssets | Self::PerformanceRecords)
    }
}

/// A figure for each grade, highest first; 0 where the grade has none.
pub type Figures = [u32; 5];

/// One requirement, for some categories, by grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// What is measured. For `LeadTitle` the figure is 1 junior, 2 intermediate, 3 senior.
    pub measure: Measure,
    /// The categories that it holds for.
    pub categories: Vec<Category>,
    /// By grade.
    pub figures: Figures,
    /// Legal basis as cited to people.
    pub basis: String,
    /// Where the figure was read.
    pub source: String,
    /// No source seen.
    #[serde(default)]
    pub unsourced: bool,
}

impl Condition {
    /// The figure for one category and grade, where there is one.
    pub fn figure(&self, category: Category, grade: Grade) -> Option<u32> {
        let figure = self.figures[grade.index()];
        (figure > 0 && self.categories.contains(&category)).then_some(figure)
    }
}

/// The conditions in force between two dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Stored code.
    pub id: String,
    /// What people read.
    pub title: String,
    /// The legal instrument, in full.
    pub instrument: String,
    /// First day in force.
    pub from: NaiveDate,
    /// Last day in force, if it has ended.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Whether its figures suffice to judge filings by.
    #[serde(default = "yes")]
    pub selectable: bool,
    /// Up to which voltage each grade works, highest grade first; as many grades as the instrument has.
    pub voltages: Vec<String>,
    /// Within how many years a performance record must have been completed.
    pub performance_years: u32,
    /// The conditions that are one figure a grade.
    #[serde(rename = "condition", default)]
    pub conditions: Vec<Condition>,
    /// What must have been done, by voltage class.
    #[serde(default)]
    pub performance: Vec<PerformanceRule>,
}

const fn yes() -> bool {
    true
}
