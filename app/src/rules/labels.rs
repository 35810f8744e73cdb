//! Figures and days of rules as people read them.

use domain::conformity::{Measure, RuleSet};
use domain::filings::ProfessionalTitle;
use domain::licences::{Category, Grade};
use domain::values::date;

/// What a figure of this measure counts.
pub fn unit(measure: Measure) -> &'static str {
    match measure {
        Measure::LeadYears => "年",
        Measure::LeadTitle => "",
        Measure::PremisesArea => "平方米",
        Measure::NetAssetsRatio => "%",
        Measure::NetAssets => "万元",
        Measure::PerformanceRecords => "项",
        _ => "人",
    }
}

/// A figure with its unit; nothing is demanded where it is 0.
pub fn figure(measure: Measure, figure: u32) -> String {
    let title = || ProfessionalTitle::ALL.get(figure.checked_sub(1)? as usize);
    match (measure, figure) {
        (_, 0) => "—".to_owned(),
        (Measure::LeadTitle, 3..) => "高级".to_owned(),
        (Measure::LeadTitle, _) => format!("{}以上", title().map_or("", |title| title.label())),
        _ => format!("{figure}{}", unit(measure)),
    }
}

/// The grades that the set has, each with the voltage up to which it works.
pub fn grades(set: &RuleSet) -> impl Iterator<Item = (Grade, &String)> {
    Grade::ALL.iter().copied().zip(&set.voltages)
}

/// When the instrument is in force.
pub fn in_force(set: &RuleSet) -> String {
    let from = date::long(set.from);
    set.until.map_or_else(|| format!("{from}起施行"), |until| format!("{from}至{}", date::long(until)))
}

/// 承装、承修、承试, as far as they are meant.
pub fn categories(categories: &[Category]) -> String {
    categories.iter().map(|category| category.label()).collect::<Vec<_>>().join("、")
}
