//! Ratings (好差评): how satisfied people are with the office, matter by matter (一事一评) and visit by visit (一次一评).
//!
//! Grades and indicators as the national scheme has them (国办发〔2019〕51号, GB/T 39734-2020; the indicators as listed at
//! jiakaoti.com/page95). That a mobile rates once in five days is the manual's.

mod case;
mod code;
mod figures;
mod form;

pub use case::{CaseAction, CaseEvent, CaseStatus, CaseSummary, CaseView, RatingCase, allowed, apply};
pub use code::{CodeState, CodeView, MatterCode, MatterLine, OpenCode, RatingCode, latest_visit};
pub use figures::{Count, RatingFigures, Share, Tally};
pub use form::{RatedMatter, RatingForm, RatingReceipt, check_service_point};

use crate::workflow::Status;
use chrono::{Days, NaiveDate};

choices! {
    /// How satisfied, best first.
    pub enum Satisfaction {
        VerySatisfied = "very_satisfied" "非常满意",
        Satisfied = "satisfied" "满意",
        FairlySatisfied = "fairly_satisfied" "基本满意",
        Dissatisfied = "dissatisfied" "不满意",
        VeryDissatisfied = "very_dissatisfied" "非常不满意",
    }
}

choices! {
    /// What is rated: a matter that was decided, or a visit to a service point.
    pub enum RatingKind {
        PerMatter = "per_matter" "一事一评",
        PerVisit = "per_visit" "一次一评",
    }
}

choices! {
    /// What a rating is about, so that reasons can be ticked.
    pub enum Indicator {
        Efficiency = "efficiency" "办事效率",
        Guide = "guide" "办事指南精确度",
        Convenience = "convenience" "办事便捷度",
        Platform = "platform" "平台操作性",
        ServiceEfficiency = "service_efficiency" "服务效率",
        ServiceLevel = "service_level" "服务水平",
        ServiceAttitude = "service_attitude" "服务态度",
    }
}

impl Satisfaction {
    /// Five for the best, one for the worst.
    pub const fn stars(self) -> u32 {
        match self {
            Self::VerySatisfied => 5,
            Self::Satisfied => 4,
            Self::FairlySatisfied => 3,
            Self::Dissatisfied => 2,
            Self::VeryDissatisfied => 1,
        }
    }

    /// Whether it is one for the office to answer (差评).
    pub const fn bad(self) -> bool {
        self.stars() <= 2
    }

    /// Whether it counts as satisfied in the share that offices are compared by.
    pub const fn good(self) -> bool {
        self.stars() >= 3
    }
}

impl RatingKind {
    /// The indicators that can be ticked.
    pub const fn indicators(self) -> &'static [Indicator] {
        use Indicator as I;
        match self {
            Self::PerMatter => &[I::Efficiency, I::Guide, I::Convenience, I::Platform],
            Self::PerVisit => &[I::ServiceEfficiency, I::ServiceLevel, I::ServiceAttitude],
        }
    }
}

impl Indicator {
    /// The reason that is given by ticking it, in the words of the grade; its plain name while no grade is chosen.
    pub const fn reason(self, grade: Option<Satisfaction>) -> &'static str {
        let Some(grade) = grade else { return self.label() };
        let (high, middling, low) = match self {
            Self::Efficiency => ("办事效率高", "办事效率一般", "办事效率低，办理时间长"),
            Self::Guide => ("办事指南清楚准确", "办事指南不够清楚", "办事指南不准确，要求与指南不一致"),
            Self::Convenience => ("办事便捷，少跑腿", "办事手续稍多", "办事不便捷，手续繁琐、多次补交材料"),
            Self::Platform => ("系统好用，操作简单", "系统操作不够方便", "系统难用，操作困难"),
            Self::ServiceEfficiency => ("服务效率高", "服务效率一般", "服务效率低，等候时间长"),
            Self::ServiceLevel => ("业务熟练，解答清楚", "业务熟练程度一般", "业务不熟，解答不清"),
            Self::ServiceAttitude => ("服务态度好", "服务态度一般", "服务态度差"),
        };
        match grade.stars() {
            4.. => high,
            3 => middling,
            _ => low,
        }
    }
}

/// Within how many days a mobile rates once, in whatever way (manual, 好差评: 同一手机号5天内只能填报一次).
pub const ONCE_IN_DAYS: u64 = 5;

/// The first day on which a mobile that rated on this day may rate again: the day itself is the first of the five.
pub fn may_rate_again_on(rated_on: NaiveDate) -> NaiveDate {
    rated_on.checked_add_days(Days::new(ONCE_IN_DAYS)).unwrap_or(NaiveDate::MAX)
}

/// Whether a filing in this state has been decided, so that it can be rated.
pub fn can_be_rated(status: Status) -> bool {
    matches!(status, Status::Issued | Status::Refused | Status::Declined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_two_lowest_grades_are_bad_and_the_three_others_good() {
        let bad: Vec<_> = Satisfaction::ALL.iter().filter(|grade| grade.bad()).map(|grade| grade.label()).collect();
        assert_eq!(bad, ["不满意", "非常不满意"]);
        assert!(Satisfaction::ALL.iter().all(|grade| grade.good() != grade.bad()));
        assert!(Satisfaction::ALL.is_sorted_by_key(|grade| std::cmp::Reverse(grade.stars())));
    }

    #[test]
    fn every_indicator_has_words_for_every_grade_and_belongs_to_one_kind() {
        for &indicator in Indicator::ALL {
            let kinds = RatingKind::ALL.iter().filter(|kind| kind.indicators().contains(&indicator)).count();
            assert_eq!(kinds, 1, "{indicator}");
            assert_eq!(indicator.reason(None), indicator.label());
            let said = |grade| indicator.reason(Some(grade));
            assert_eq!(said(Satisfaction::VerySatisfied), said(Satisfaction::Satisfied));
            assert_eq!(said(Satisfaction::Dissatisfied), said(Satisfaction::VeryDissatisfied));
            assert_ne!(said(Satisfaction::Satisfied), said(Satisfaction::FairlySatisfied));
            assert_ne!(said(Satisfaction::FairlySatisfied), said(Satisfaction::Dissatisfied));
        }
    }

    #[test]
    fn a_mobile_rates_again_on_the_sixth_day() {
        let day = |text| crate::values::date::parse(text).unwrap();
        assert_eq!(may_rate_again_on(day("2026-11-24")), day("2026-11-29"));
        assert_eq!(may_rate_again_on(day("2026-12-29")), day("2027-01-03"));
    }

    #[test]
    fn only_what_the_office_decided_is_rated() {
        let rated: Vec<_> = Status::ALL.iter().filter(|&&status| can_be_rated(status)).map(|s| s.label()).collect();
        assert_eq!(rated, ["准予许可", "不予许可", "不予受理"]);
    }

    proptest! {
        #[test]
        fn no_five_days_hold_two_ratings(first in 0u32..4_000_000, wait in 0u64..20) {
            let first = NaiveDate::from_num_days_from_ce_opt(first as i32).unwrap_or_default();
            let next = first + Days::new(wait);
            let within_five = next.signed_duration_since(first).num_days() < 5;
            prop_assert_eq!(next < may_rate_again_on(first), within_five);
        }
    }
}
