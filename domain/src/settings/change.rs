//! When a change of a setting is right.

use super::{Setting, Settings, Shape, Value, deferrable};
use crate::Finding;
use crate::conformity::check_terms;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// From a day on, a setting has another value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    pub setting: Setting,
    /// The value.
    pub value: Value,
    /// First day.
    pub from: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who changed it.
    pub by: String,
}

impl Change {
    /// What stands against it: fields `value`, `from`, `reason`.
    pub fn check(&self, settings: &Settings, today: NaiveDate) -> Vec<Finding> {
        let wrong = self.wrong().or_else(|| {
            (settings.value(self.setting, self.from) == self.value).then(|| "与该日适用的设置相同".to_owned())
        });
        let mut findings: Vec<_> = wrong.into_iter().map(|message| Finding::field("value", message)).collect();
        findings.extend(check_terms(self.from, &self.reason, today));
        findings
    }

    /// Why the value is none that this setting can have.
    fn wrong(&self) -> Option<String> {
        match (self.setting.facts().shape, &self.value) {
            (Shape::Figure { least, most, .. }, Value::Figure(figure)) => {
                (!(least..=most).contains(figure)).then(|| format!("应在{least}至{most}之间"))
            }
            (Shape::Documents { .. }, Value::Documents(keys)) => {
                // As the list has them: no document twice, none that is not asked for.
                let known: Vec<_> =
                    deferrable().map(|slot| slot.key).filter(|key| keys.iter().any(|k| k == key)).collect();
                (known != *keys).then(|| "只能从所列材料中选择".to_owned())
            }
            _ => Some("与该项设置不符".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::date;

    fn wrong(setting: Setting, value: Value, from: &str, reason: &str) -> Vec<String> {
        let day = |text| date::parse(text).unwrap();
        let change = Change { setting, value, from: day(from), reason: reason.into(), by: String::new() };
        let found = change.check(&Settings::default(), day("2026-11-24"));
        found.into_iter().map(|finding| finding.path).collect()
    }

    #[test]
    fn a_figure_stays_within_its_bounds_and_changes_something() {
        let figure = |n, from| wrong(Setting::ReissueLimit, Value::Figure(n), from, "试点");
        assert!(figure(10, "2026-11-25").is_empty());
        assert_eq!(figure(10, "2026-11-24"), ["from"]);
        for n in [0, 15, 21] {
            assert_eq!(figure(n, "2026-11-25"), ["value"], "{n}");
        }
        assert_eq!(wrong(Setting::ReissueLimit, Value::Figure(10), "2026-11-25", " "), ["reason"]);
        assert_eq!(wrong(Setting::ReissueLimit, Value::Documents(vec![]), "2026-11-25", "试点"), ["value"]);
    }

    #[test]
    fn documents_are_some_of_those_in_the_list() {
        let documents = |keys: &[&str]| {
            let keys = keys.iter().map(|&key| key.to_owned()).collect();
            wrong(Setting::DeferralDocuments, Value::Documents(keys), "2026-11-25", "试点")
        };
        let first = deferrable().next().unwrap().key;
        assert!(documents(&[first]).is_empty() && documents(&[]).is_empty());
        assert_eq!(documents(&[first, first]), ["value"]);
        assert_eq!(documents(&["contract"]), ["value"]);
        assert_eq!(documents(&["changed_business_licence"]), ["value"]);
    }
}
