//! Live totals of a list, by class. Derived, never stored; the same function in browser and server.

use super::{ElectricianKind, List, ProfessionalTitle, VoltageClass};
use serde::{Deserialize, Serialize};

/// How many rows of one class there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The class's label as people read it.
    pub label: String,
    /// Rows of the class.
    pub count: usize,
}

/// The totals line above a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// All rows, also those whose class is not chosen yet.
    pub all: usize,
    /// One entry a class, in the order of the choices, zeros included.
    pub classes: Vec<Count>,
}

impl Totals {
    /// Counts rows by class code: `(class, how many)`, each class any number of times.
    ///
    /// The browser gives `(class, 1)` a row; the server gives what the database grouped.
    pub fn count<'a>(list: List, classes: impl IntoIterator<Item = (&'a str, usize)>) -> Totals {
        let labels = Self::classes(list);
        let mut totals = Totals {
            all: 0,
            classes: labels.iter().map(|(_, label)| Count { label: (*label).to_owned(), count: 0 }).collect(),
        };
        for (class, count) in classes {
            totals.all += count;
            if let Some(at) = labels.iter().position(|(code, _)| *code == class) {
                totals.classes[at].count += count;
            }
        }
        totals
    }

    fn classes(list: List) -> Vec<(&'static str, &'static str)> {
        match list {
            List::Technicians => ProfessionalTitle::ALL.iter().rev().map(|c| (c.code(), c.label())).collect(),
            List::Electricians => ElectricianKind::ALL.iter().map(|c| (c.code(), c.label())).collect(),
            List::Performance => VoltageClass::ALL.iter().map(|c| (c.code(), c.label())).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_row_without_class_counts_in_all_only() {
        let totals = Totals::count(List::Electricians, [("high_voltage", 1), ("", 1), ("testing", 1)]);
        assert_eq!(totals.all, 3);
        assert_eq!(totals.classes.iter().map(|class| class.count).collect::<Vec<_>>(), [1, 0, 0, 0, 1]);
    }

    proptest! {
        #[test]
        fn grouping_first_changes_nothing(kinds in proptest::collection::vec(0..ElectricianKind::ALL.len(), 0..200)) {
            let codes: Vec<_> = kinds.iter().map(|&k| ElectricianKind::ALL[k].code()).collect();
            let one_by_one = Totals::count(List::Electricians, codes.iter().map(|code| (*code, 1)));
            let grouped = Totals::count(
                List::Electricians,
                ElectricianKind::ALL.iter().map(|k| (k.code(), codes.iter().filter(|code| **code == k.code()).count())),
            );
            prop_assert_eq!(one_by_one, grouped);
        }
    }
}
