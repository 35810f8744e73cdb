//! The rule sets that there are, which of them is in force on which day, and the figures that administrators adjusted.

use super::Finding;
use super::rule_set::{Condition, Measure, RuleSet};
use crate::filings::FilingSummary;
use crate::licences::{Category, Grade};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// From a day on, filings are judged by this set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Code of the set.
    pub set: String,
    /// First day.
    pub from: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who chose.
    pub by: String,
}

/// From a day on, one figure of a set is another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Code of the set.
    pub set: String,
    /// What is measured.
    pub measure: Measure,
    /// For which category.
    pub category: Category,
    /// For which grade.
    pub grade: Grade,
    /// The new figure; 0 drops the condition.
    pub figure: u32,
    /// First day.
    pub from: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who adjusted it.
    pub by: String,
}

/// Everything by which filings are judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleBook {
    /// The sets.
    pub sets: Vec<RuleSet>,
    /// Which is in force, in the order in which it was chosen.
    pub choices: Vec<Choice>,
    /// Adjusted figures, in the order in which they were adjusted.
    pub adjustments: Vec<Adjustment>,
}

/// A filing that a change of the rules would judge differently. One that has been submitted is judged by the rules of that day, unless
/// it is submitted again after a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impact {
    /// The filing.
    pub filing: FilingSummary,
    /// What would newly fall short.
    pub short: Vec<Finding>,
    /// What falls short now and would not any more.
    pub met: Vec<Finding>,
}

/// The set that is in force where nobody has chosen.
pub const DEFAULT_SET: &str = "default";

/// The set that is in force on this day: the one chosen last for it.
pub fn in_force<'a>(sets: &'a [RuleSet], choices: &[Choice], day: NaiveDate) -> Option<&'a RuleSet> {
    let chosen = choices.iter().filter(|choice| choice.from <= day).max_by_key(|choice| choice.from);
    let id = chosen.map_or(DEFAULT_SET, |choice| choice.set.as_str());
    sets.iter().find(|set| set.id == id && set.selectable).or(sets.first())
}

impl RuleBook {
    /// The rules of this day: the set chosen last for it, with the figures adjusted for it. Choices and adjustments only
    /// begin in the future, so what a filing was judged by can be found from the day on which it was submitted.
    pub fn on(&self, day: NaiveDate) -> RuleSet {
        in_force(&self.sets, &self.choices, day)
            .and_then(|set| self.set_on(&set.id, day))
            .unwrap_or_else(RuleSet::empty)
    }

    /// One set with the figures adjusted for this day, whether or not it is in force.
    pub fn set_on(&self, id: &str, day: NaiveDate) -> Option<RuleSet> {
        let mut rules = self.sets.iter().find(|set| set.id == id)?.clone();
        let begun = |adjustment: &&Adjustment| adjustment.from <= day && adjustment.set == id;
        let mut begun: Vec<_> = self.adjustments.iter().filter(begun).collect();
        // As with choices: what begins last counts, and of what begins on one day, what was said last.
        begun.sort_by_key(|adjustment| adjustment.from);
        for adjustment in begun {
            rules.adjust(adjustment);
        }
        Some(rules)
    }
}

impl RuleSet {
    fn empty() -> RuleSet {
        RuleSet {
            id: String::new(),
            title: String::new(),
            instrument: String::new(),
            from: NaiveDate::MIN,
            until: None,
            selectable: false,
            voltages: Vec::new(),
            performance_years: 0,
            conditions: Vec::new(),
            performance: Vec::new(),
        }
    }

    /// Writes over one figure; the condition then stands for its category alone and says why it is another.
    pub fn adjust(&mut self, adjustment: &Adjustment) {
        let Adjustment { measure, category, grade, .. } = *adjustment;
        let held =
            |condition: &&mut Condition| condition.measure == measure && condition.categories.contains(&category);
        let mut own = match self.conditions.iter_mut().find(held) {
            Some(condition) => {
                let own = Condition { categories: vec![category], ..condition.clone() };
                condition.categories.retain(|&other| other != category);
                own
            }
            None => Condition {
                measure,
                categories: vec![category],
                figures: [0; 5],
                basis: String::new(),
                source: String::new(),
                unsourced: true,
            },
        };
        self.conditions.retain(|condition| !condition.categories.is_empty());
        own.figures[grade.index()] = adjustment.figure;
        let since = crate::values::date::long(adjustment.from);
        own.basis = format!("{}（{since}起调整：{}）", own.basis, adjustment.reason);
        self.conditions.push(own);
    }
}

#[cfg(any(test, feature = "rules"))]
impl RuleBook {
    /// The sets shipped with the program, nothing chosen and nothing adjusted.
    ///
    /// # Panics
    /// Never in a build whose tests passed: the files are part of the build and are parsed by a test.
    pub fn shipped() -> RuleBook {
        let files = [
            include_str!("../../rules/default.toml"),
            include_str!("../../rules/order-36-2020.toml"),
            include_str!("../../rules/order-28-2010.toml"),
            include_str!("../../rules/order-30-2025.toml"),
        ];
        let sets = files.map(|file| RuleSet::parse(file).expect("domain/rules are checked by a test")).into();
        RuleBook { sets, choices: Vec::new(), adjustments: Vec::new() }
    }
}

#[cfg(any(test, feature = "rules"))]
impl RuleSet {
    /// The set by which filings are judged where nobody has chosen: Order 36 (2020) with the special electricians and
    /// premises of Order 28 (2010).
    ///
    /// # Panics
    /// Never in a build whose tests passed.
    pub fn default_set() -> RuleSet {
        RuleBook::shipped().on(NaiveDate::MIN)
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
        for set in RuleBook::shipped().sets {
            for condition in &set.conditions {
                assert!(!condition.basis.is_empty());
                assert_eq!(condition.source.is_empty(), condition.unsourced, "{}: {}", set.id, condition.measure);
            }
            assert!(set.performance.iter().all(|rule| !rule.source.is_empty() && !rule.groups.is_empty()));
            assert!(set.selectable || set.conditions.is_empty(), "{} has figures that nobody can choose", set.id);
            assert!(matches!(set.voltages.len(), 3 | 5), "{}", set.id);
        }
    }

    /// Order 36 Art. 8, cell by cell (domain.md §2).
    #[test]
    fn order_36_says_what_it_says() {
        let set = RuleBook::shipped().sets.into_iter().find(|set| set.id == "order-36-2020").unwrap();
        for (measure, figures) in [
            (Measure::LeadYears, [5, 5, 5, 3, 3]),
            (Measure::LeadTitle, [3, 2, 2, 1, 1]),
            (Measure::Technicians, [50, 30, 15, 10, 5]),
            (Measure::IntermediateTechnicians, [30, 15, 5, 0, 0]),
            (Measure::Electricians, [60, 30, 20, 15, 5]),
            (Measure::HighVoltageElectricians, [30, 15, 10, 8, 3]),
            (Measure::NetAssetsRatio, [15; 5]),
        ] {
            for &category in Category::ALL {
                let found = Grade::ALL.iter().map(|&grade| {
                    let figure = set.conditions.iter().filter(|c| c.measure == measure);
                    figure.filter_map(|c| c.figure(category, grade)).next().unwrap_or(0)
                });
                assert_eq!(found.collect::<Vec<_>>(), figures, "{measure} {category}");
            }
        }
    }

    fn adjustment(figure: u32, from: &str) -> Adjustment {
        Adjustment {
            set: DEFAULT_SET.into(),
            measure: Measure::Electricians,
            category: Category::Repair,
            grade: Grade::Four,
            figure,
            from: crate::values::date::parse(from).unwrap(),
            reason: "试点".into(),
            by: "管理员".into(),
        }
    }

    #[test]
    fn a_figure_is_adjusted_from_its_day_on_and_for_its_category_only() {
        let mut book = RuleBook::shipped();
        book.adjustments = vec![adjustment(12, "2028-01-01"), adjustment(18, "2027-01-01")];
        let figure = |day: &str, category| {
            let rules = book.on(crate::values::date::parse(day).unwrap());
            let mut found = rules.conditions.iter().filter(|c| c.measure == Measure::Electricians);
            found.find_map(|c| c.figure(category, Grade::Four))
        };
        assert_eq!(figure("2026-12-31", Category::Repair), Some(15));
        assert_eq!(figure("2027-01-01", Category::Repair), Some(18));
        assert_eq!(figure("2028-06-01", Category::Repair), Some(12));
        assert_eq!(figure("2028-06-01", Category::Install), Some(15));
    }

    #[test]
    fn the_set_chosen_for_the_day_is_in_force_unless_it_cannot_judge() {
        let mut book = RuleBook::shipped();
        let choice = |set: &str, from| Choice {
            set: set.into(),
            from: crate::values::date::parse(from).unwrap(),
            reason: String::new(),
            by: String::new(),
        };
        book.choices = vec![choice("order-36-2020", "2027-01-01"), choice("order-30-2025", "2028-01-01")];
        let on = |day: &str| book.on(crate::values::date::parse(day).unwrap()).id;
        assert_eq!(on("2026-12-31"), "default");
        assert_eq!(on("2027-01-01"), "order-36-2020");
        assert_eq!(on("2028-01-01"), "default");
    }
}
