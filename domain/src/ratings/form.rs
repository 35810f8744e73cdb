//! What somebody fills in who rates, and what comes back.

use super::{Indicator, RatingKind, Satisfaction};
use crate::conformity::Finding;
use crate::filings::Kind;
use crate::values::{Mobile, ValueError, not_blank, text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Longest comment, in characters.
const COMMENT: u32 = 500;
/// Longest name of a person, in characters.
const NAME: u32 = 40;
/// Longest name of a service point, in characters.
const SERVICE_POINT: u32 = 40;

/// The rating page, as filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RatingForm {
    /// The grade.
    pub satisfaction: Option<Satisfaction>,
    /// The reasons that were ticked.
    pub reasons: Vec<Indicator>,
    /// In the person's own words.
    pub comment: String,
    /// What the person is called.
    pub name: String,
    /// Where the person can be reached.
    pub mobile: String,
}

impl RatingForm {
    /// What stands against it: fields `satisfaction`, `reasons`, `comment`, `name`, `mobile`.
    pub fn check(&self, kind: RatingKind) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.satisfaction.is_none() {
            findings.push(Finding::field("satisfaction", "请选择满意程度"));
        }
        if self.reasons.iter().any(|reason| !kind.indicators().contains(reason)) {
            findings.push(Finding::field("reasons", ValueError::NotChosen));
        }
        if not_blank(&self.comment)
            && let Err(error) = text::paragraph(&self.comment, COMMENT)
        {
            findings.push(Finding::field("comment", error));
        }
        if not_blank(&self.name)
            && let Err(error) = text::line(&self.name, NAME)
        {
            findings.push(Finding::field("name", error));
        }
        if let Err(error) = Mobile::parse(&self.mobile) {
            findings.push(Finding::field("mobile", error));
        }
        findings
    }

    /// The reasons as they are kept: each once, in the order in which they are offered.
    pub fn ticked(&self, kind: RatingKind) -> Vec<Indicator> {
        kind.indicators().iter().copied().filter(|indicator| self.reasons.contains(indicator)).collect()
    }
}

/// What stands against the name of a service point: field `service_point`.
pub fn check_service_point(name: &str) -> Vec<Finding> {
    text::check_line(name, SERVICE_POINT)
        .err()
        .map(|error| Finding::field("service_point", error))
        .into_iter()
        .collect()
}

/// A matter that its enterprise can rate, or has rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatedMatter {
    /// Id of the filing.
    pub filing_id: String,
    /// What was filed for.
    pub kind: Kind,
    /// Its number.
    pub number: String,
    /// Name of the office that decided.
    pub office: String,
    /// How the matter ended, in words.
    pub ended: String,
    /// Whether it has been decided, so that it can be rated.
    pub decided: bool,
    /// What the form starts with: whom the enterprise registered to be asked.
    pub form: RatingForm,
    /// How it was rated, and the receipt of whoever is its enterprise's own.
    pub rated: Option<(Satisfaction, Option<String>)>,
}

/// What a rater sees by the link that comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingReceipt {
    /// Matter or visit.
    pub kind: RatingKind,
    /// What was rated, in words.
    pub about: String,
    /// Name of the office.
    pub office: String,
    /// The grade.
    pub satisfaction: Satisfaction,
    /// The reasons, in words.
    pub reasons: Vec<String>,
    /// The comment.
    pub comment: String,
    /// The mobile, masked.
    pub mobile: String,
    /// When it was handed in, Unix milliseconds.
    pub at: i64,
    /// The day from which the mobile rates again.
    pub again_on: NaiveDate,
    /// What the office does about it, where it has to.
    pub case: Option<super::RatingCase>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paths(form: &RatingForm, kind: RatingKind) -> Vec<String> {
        form.check(kind).into_iter().map(|finding| finding.path).collect()
    }

    #[test]
    fn grade_and_mobile_are_asked_for_and_the_rest_is_welcome() {
        let nothing = RatingForm::default();
        assert_eq!(paths(&nothing, RatingKind::PerMatter), ["satisfaction", "mobile"]);
        let least = RatingForm {
            satisfaction: Some(Satisfaction::VeryDissatisfied),
            mobile: "13800131234".into(),
            ..RatingForm::default()
        };
        assert!(paths(&least, RatingKind::PerMatter).is_empty(), "who is dissatisfied owes no reason");
        let much = RatingForm {
            reasons: vec![Indicator::ServiceAttitude],
            comment: "差".repeat(501),
            name: "张\n三".into(),
            mobile: "12800131234".into(),
            ..least
        };
        assert_eq!(paths(&much, RatingKind::PerMatter), ["reasons", "comment", "name", "mobile"]);
        assert_eq!(paths(&much, RatingKind::PerVisit), ["comment", "name", "mobile"]);
    }

    #[test]
    fn a_service_point_has_a_name() {
        assert!(check_service_point("浦东政务大厅3号窗口").is_empty());
        for wrong in ["", " ", "一\n二", &"长".repeat(41)] {
            assert_eq!(check_service_point(wrong)[0].path, "service_point", "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn reasons_are_kept_once_and_in_order(picked in prop::collection::vec(0..Indicator::ALL.len(), 0..12)) {
            let reasons = picked.into_iter().map(|index| Indicator::ALL[index]).collect();
            let form = RatingForm { reasons, ..RatingForm::default() };
            for &kind in RatingKind::ALL {
                let ticked = form.ticked(kind);
                prop_assert!(ticked.is_sorted() && ticked.windows(2).all(|pair| pair[0] != pair[1]));
                prop_assert!(ticked.iter().all(|one| kind.indicators().contains(one) && form.reasons.contains(one)));
            }
        }
    }
}
