//! The figures: how the ratings are spread, how that changes, and how many bad ones were answered.

use super::{RatingKind, Satisfaction};
use crate::filings::Kind;
use serde::{Deserialize, Serialize};

/// Ratings that have these things in common, as the database groups them. What was set aside is counted apart only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Code of the office.
    pub office: String,
    /// Matter or visit.
    pub kind: RatingKind,
    /// What was filed for, where a matter was rated.
    pub matter: Option<Kind>,
    /// The month, such as 2026-11.
    pub month: String,
    /// The grade.
    pub satisfaction: Satisfaction,
    /// How many.
    pub ratings: i64,
    /// How many of them were answered by the office.
    pub answered: i64,
    /// How many of them were answered by their last day.
    pub in_time: i64,
    /// How many besides were set aside as false.
    pub set_aside: i64,
}

/// What was counted of one office, matter or month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many of each grade, best first.
    pub grades: [i64; 5],
    /// Bad ones that were answered.
    pub answered: i64,
    /// Bad ones that were answered by their last day.
    pub in_time: i64,
    /// Those that were set aside as false, which count nowhere else.
    pub set_aside: i64,
}

/// A part of a whole; nothing of nothing is no share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: i64,
    /// The whole.
    pub whole: i64,
}

impl Share {
    /// In tenths of a percent, rounded half up.
    pub fn per_mille(self) -> Option<i64> {
        (self.whole > 0).then(|| (self.part * 2000 + self.whole) / (2 * self.whole))
    }

    /// As people read it, such as `98.5%`; a dash where there is nothing to share.
    pub fn told(self) -> String {
        self.per_mille().map_or_else(|| "—".to_owned(), |share| format!("{}.{}%", share / 10, share % 10))
    }
}

impl Tally {
    /// Adds what was counted.
    pub fn add(&mut self, count: &Count) {
        self.grades[(5 - count.satisfaction.stars()) as usize] += count.ratings;
        self.answered += count.answered;
        self.in_time += count.in_time;
        self.set_aside += count.set_aside;
    }

    /// All of these together.
    pub fn of<'a>(counts: impl IntoIterator<Item = &'a Count>) -> Tally {
        let mut tally = Tally::default();
        counts.into_iter().for_each(|count| tally.add(count));
        tally
    }

    /// How many ratings.
    pub fn total(&self) -> i64 {
        self.grades.iter().sum()
    }

    /// How many bad ones.
    pub fn bad(&self) -> i64 {
        self.grades[3] + self.grades[4]
    }

    /// How many are at least 基本满意 (满意率).
    pub fn satisfied(&self) -> Share {
        Share { part: self.total() - self.bad(), whole: self.total() }
    }

    /// How many of the bad ones were answered.
    pub fn answered(&self) -> Share {
        Share { part: self.answered, whole: self.bad() }
    }

    /// How many of a grade.
    pub fn grade(&self, satisfaction: Satisfaction) -> Share {
        Share { part: self.grades[(5 - satisfaction.stars()) as usize], whole: self.total() }
    }
}

/// The figures of a span of months.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingFigures {
    /// Codes and names of the offices.
    pub offices: Vec<(String, String)>,
    /// Code of the viewer's own; empty for none.
    pub own: String,
    /// The months, the earliest first, those without ratings too.
    pub months: Vec<String>,
    /// What was counted.
    pub counts: Vec<Count>,
}

impl RatingFigures {
    /// What was counted of one office, or of all.
    pub fn of_office<'a>(&'a self, office: &'a str) -> impl Iterator<Item = &'a Count> + Clone + 'a {
        self.counts.iter().filter(move |count| office.is_empty() || count.office == office)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn count(grade: usize, ratings: i64, answered: i64) -> Count {
        Count {
            office: "east".into(),
            kind: RatingKind::PerVisit,
            matter: None,
            month: "2026-11".into(),
            satisfaction: Satisfaction::ALL[grade],
            ratings,
            answered,
            in_time: answered,
            set_aside: 0,
        }
    }

    #[test]
    fn shares_are_told_with_one_decimal() {
        let told = |part, whole| Share { part, whole }.told();
        assert_eq!(
            [told(0, 0), told(0, 3), told(1, 3), told(2, 3), told(3, 3)],
            ["—", "0.0%", "33.3%", "66.7%", "100.0%"]
        );
    }

    #[test]
    fn a_tally_knows_who_was_satisfied_and_who_was_answered() {
        let tally = Tally::of(&[count(0, 6, 0), count(2, 1, 0), count(3, 2, 1), count(4, 1, 1)]);
        assert_eq!((tally.total(), tally.bad(), tally.grades), (10, 3, [6, 0, 1, 2, 1]));
        assert_eq!((tally.satisfied().told(), tally.answered().told()), ("70.0%".to_owned(), "66.7%".to_owned()));
        assert_eq!(tally.grade(Satisfaction::VerySatisfied).told(), "60.0%");
    }

    proptest! {
        #[test]
        fn grades_add_up_to_the_whole(counts in prop::collection::vec((0usize..5, 0i64..1000), 0..30)) {
            let counts: Vec<_> = counts.into_iter().map(|(grade, ratings)| count(grade, ratings, 0)).collect();
            let tally = Tally::of(&counts);
            prop_assert_eq!(tally.total(), counts.iter().map(|count| count.ratings).sum::<i64>());
            let parts: i64 = Satisfaction::ALL.iter().map(|&grade| tally.grade(grade).part).sum();
            prop_assert_eq!(parts, tally.total());
            prop_assert!(tally.satisfied().per_mille().is_none_or(|share| (0..=1000).contains(&share)));
        }
    }
}
