//! Rule sets are data: one TOML file per legal instrument in `domain/rules/`.

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
        PerformanceRecords = "performance_records" "规定年限内业绩",
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
    /// Within how many years a performance record must have been completed.
    pub performance_years: u32,
    /// The conditions.
    #[serde(rename = "condition")]
    pub conditions: Vec<Condition>,
}

#[cfg(any(test, feature = "rules"))]
impl RuleSet {
    /// The set by which filings are judged: Order 36 (2020) with the special electricians and premises of Order 28 (2010).
    ///
    /// # Panics
    /// Never in a build whose tests passed: the file is part of the build and is parsed by a test.
    pub fn default_set() -> RuleSet {
        Self::parse(include_str!("../../rules/default.toml")).expect("rules/default.toml is checked by a test")
    }

    /// Reads a rule-set file.
    ///
    /// # Errors
    /// What is wrong with the file and where.
    pub fn parse(text: &str) -> Result<RuleSet, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_set_is_complete_for_three_categories_by_five_grades() {
        let rules = RuleSet::default_set();
        for measure in [
            Measure::LeadYears,
            Measure::LeadTitle,
            Measure::Technicians,
            Measure::Electricians,
            Measure::HighVoltageElectricians,
            Measure::NetAssetsRatio,
            Measure::SpecialElectricians,
        ] {
            for &category in Category::ALL {
                for &grade in Grade::ALL {
                    let found = rules
                        .conditions
                        .iter()
                        .filter(|c| c.measure == measure && c.figure(category, grade).is_some())
                        .count();
                    assert_eq!(found, 1, "{measure} for {category}{grade}");
                }
            }
        }
    }

    #[test]
    fn every_figure_has_a_source_or_says_that_it_has_none() {
        for condition in RuleSet::default_set().conditions {
            assert!(!condition.basis.is_empty());
            assert_eq!(condition.source.is_empty(), condition.unsourced, "{}", condition.measure);
        }
    }
}
