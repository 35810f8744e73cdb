//! Which licences a campaign concerns.

use crate::licences::{Category, Grade, Scope};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which licences a campaign concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concern {
    /// Codes of offices; empty means all.
    pub offices: BTreeSet<String>,
    /// Categories; empty means all.
    pub categories: Vec<Category>,
    /// Grades; empty means all.
    pub grades: Vec<Grade>,
    /// Licences issued on or after this day are exempt.
    pub exempt_since: Option<NaiveDate>,
    /// Numbers of licences that are exempt.
    pub exempt: BTreeSet<String>,
}

impl Concern {
    /// Whether the licence is concerned: of one of the offices, with one of the categories in one of the grades, not exempt.
    pub fn covers(&self, office: &str, number: &str, scope: &Scope, issued_on: NaiveDate) -> bool {
        let office = self.offices.is_empty() || self.offices.contains(office);
        let category = |category| self.categories.is_empty() || self.categories.contains(&category);
        let grade = |grade| self.grades.is_empty() || self.grades.contains(&grade);
        let scope = scope.entries().any(|(one, of)| category(one) && grade(of));
        let exempt = self.exempt.contains(number) || self.exempt_since.is_some_and(|since| issued_on >= since);
        office && scope && !exempt
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::date;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn scope(install: Option<Grade>, test: Option<Grade>) -> Scope {
        Scope { install, repair: None, test }
    }

    #[test]
    fn the_concern_is_office_category_and_grade_less_the_exempt() {
        let concern = Concern {
            offices: BTreeSet::from(["east".to_owned()]),
            categories: vec![Category::Install],
            grades: vec![Grade::One, Grade::Two, Grade::Three],
            exempt_since: Some(day("2026-01-01")),
            exempt: BTreeSet::from(["4-1-00009-2020".to_owned()]),
        };
        let (three, old) = (scope(Some(Grade::Three), None), day("2025-12-31"));
        assert!(concern.covers("east", "4-1-00001-2020", &three, old));
        assert!(!concern.covers("south", "4-1-00001-2020", &three, old));
        assert!(!concern.covers("east", "4-1-00009-2020", &three, old));
        assert!(!concern.covers("east", "4-1-00001-2020", &three, day("2026-01-01")));
        // The grade must be that of a category concerned.
        assert!(!concern.covers("east", "4-1-00001-2020", &scope(Some(Grade::Four), Some(Grade::Two)), old));
        assert!(Concern::default().covers("south", "x", &scope(None, Some(Grade::Five)), old));
        assert!(!Concern::default().covers("south", "x", &Scope::default(), old), "a licence for nothing");
    }
}
