//! When an administrator's change of the rules is right.

use super::Finding;
use super::rule_book::{Adjustment, Choice, RuleBook};
use super::rule_set::{Measure, RuleSet};
use crate::licences::{Category, Grade};
use crate::values::text;
use chrono::{Months, NaiveDate};

/// Longest reason, in characters.
const REASON: u32 = 500;
/// How far ahead a change may be planned, in months.
const AHEAD: u32 = 10 * 12;

impl Choice {
    /// What stands against choosing: fields `set`, `from`, `reason`.
    pub fn check(&self, book: &RuleBook, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Vec::new();
        if book.selectable(&self.set).is_none() {
            findings.push(Finding::field("set", "该规则的数值尚不完整，不能选用"));
        } else if book.on(self.from).id == self.set {
            findings.push(Finding::field("set", "该日适用的已是此规则"));
        }
        findings.extend(check_terms(self.from, &self.reason, today));
        findings
    }
}

impl Adjustment {
    /// What stands against adjusting: fields `set`, `grade`, `figure`, `from`, `reason`.
    pub fn check(&self, book: &RuleBook, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Vec::new();
        match book.selectable(&self.set) {
            None => findings.push(Finding::field("set", "该规则的数值尚不完整，不能调整")),
            Some(set) if self.grade.index() >= set.voltages.len() => {
                findings.push(Finding::field("grade", "该规则没有这一等级"));
            }
            Some(_) => {}
        }
        if self.figure > self.measure.most() {
            findings.push(Finding::field("figure", format!("不能超过{}", self.measure.most())));
        } else if book.figure(self) == self.figure {
            findings.push(Finding::field("figure", "与该日适用的数值相同"));
        }
        findings.extend(check_terms(self.from, &self.reason, today));
        findings
    }
}

impl RuleBook {
    fn selectable(&self, id: &str) -> Option<&RuleSet> {
        self.sets.iter().find(|set| set.id == id && set.selectable)
    }

    /// The figure that the adjustment would write over; 0 where there is none.
    pub fn figure(&self, adjustment: &Adjustment) -> u32 {
        let Adjustment { measure, category, grade, from, .. } = *adjustment;
        self.set_on(&adjustment.set, from).map_or(0, |set| set.figure(measure, category, grade))
    }
}

impl RuleSet {
    /// The figure of one measure for one category and grade; 0 where there is none.
    pub fn figure(&self, measure: Measure, category: Category, grade: Grade) -> u32 {
        let mut all = self.conditions.iter().filter(|condition| condition.measure == measure);
        all.find_map(|condition| condition.figure(category, grade)).unwrap_or(0)
    }
}

impl Measure {
    /// The highest figure that makes sense; more is a slip of the pen.
    pub fn most(self) -> u32 {
        match self {
            // 1 junior, 2 intermediate, 3 senior.
            Self::LeadTitle => 3,
            Self::LeadYears => 40,
            Self::NetAssetsRatio | Self::PerformanceRecords => 100,
            Self::PremisesArea => 100_000,
            // In units of 10,000 yuan.
            Self::NetAssets => 1_000_000,
            Self::Technicians
            | Self::IntermediateTechnicians
            | Self::Electricians
            | Self::HighVoltageElectricians
            | Self::SpecialElectricians
            | Self::EachSpecialElectricians => 1000,
        }
    }
}

/// What stands against the day from which a change holds, and its reason: fields `from`, `reason`.
pub(crate) fn check_terms(from: NaiveDate, reason: &str, today: NaiveDate) -> Vec<Finding> {
    let mut findings = Vec::new();
    // What was judged stays judged by the rules of its day.
    if from <= today {
        findings.push(Finding::field("from", "最早从明天起生效"));
    } else if from > today + Months::new(AHEAD) {
        findings.push(Finding::field("from", "最多提前十年设定"));
    }
    findings.extend(check_reason(reason));
    findings
}

/// What stands against the reason of a change: field `reason`.
pub(crate) fn check_reason(reason: &str) -> Option<Finding> {
    text::paragraph(reason, REASON).err().map(|error| Finding::field("reason", error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::date;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn adjustment() -> Adjustment {
        Adjustment {
            set: "default".into(),
            measure: Measure::Electricians,
            category: Category::Repair,
            grade: Grade::Four,
            figure: 18,
            from: day("2026-11-25"),
            reason: "试点".into(),
            by: String::new(),
        }
    }

    fn paths(findings: Vec<Finding>) -> Vec<String> {
        findings.into_iter().map(|finding| finding.path).collect()
    }

    #[test]
    fn an_adjustment_begins_tomorrow_and_changes_something() {
        let (book, today) = (RuleBook::shipped(), day("2026-11-24"));
        let wrong = |adjustment: Adjustment| paths(adjustment.check(&book, today));
        assert!(wrong(adjustment()).is_empty());
        assert_eq!(wrong(Adjustment { from: today, ..adjustment() }), ["from"]);
        assert_eq!(wrong(Adjustment { reason: " \n".into(), ..adjustment() }), ["reason"]);
        assert_eq!(wrong(Adjustment { figure: 15, ..adjustment() }), ["figure"]);
        assert_eq!(wrong(Adjustment { figure: 1001, ..adjustment() }), ["figure"]);
        assert_eq!(wrong(Adjustment { measure: Measure::LeadTitle, figure: 4, ..adjustment() }), ["figure"]);
        assert_eq!(wrong(Adjustment { set: "order-30-2025".into(), ..adjustment() }), ["set"]);
        assert_eq!(wrong(Adjustment { set: "order-36-2020".into(), figure: 15, ..adjustment() }), ["figure"]);
    }

    #[test]
    fn a_figure_adjusted_before_is_what_is_written_over() {
        let mut book = RuleBook::shipped();
        book.adjustments.push(adjustment());
        assert_eq!(book.figure(&adjustment()), 18);
        let earlier = Adjustment { from: day("2026-11-24"), ..adjustment() };
        assert_eq!(book.figure(&earlier), 15);
    }

    #[test]
    fn a_set_is_chosen_when_it_can_judge_and_does_not_already() {
        let (book, today) = (RuleBook::shipped(), day("2026-11-24"));
        let choice = |set: &str, from: &str| Choice {
            set: set.into(),
            from: day(from),
            reason: "新规施行".into(),
            by: String::new(),
        };
        let wrong = |choice: Choice| paths(choice.check(&book, today));
        assert!(wrong(choice("order-36-2020", "2026-11-25")).is_empty());
        assert_eq!(wrong(choice("order-36-2020", "2026-11-24")), ["from"]);
        assert_eq!(wrong(choice("default", "2026-11-25")), ["set"]);
        assert_eq!(wrong(choice("order-30-2025", "2026-11-25")), ["set"]);
        assert_eq!(wrong(choice("nothing", "2026-11-25")), ["set"]);
    }
}
