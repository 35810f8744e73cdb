//! 现场核查: officers of the office look at the enterprise's premises. The clock rests from the day on which a visit is arranged
//! until it is concluded or called off, and the enterprise is told.

use crate::attachments::{Attachment, FileType};
use crate::conformity::Finding;
use crate::offices::Officer;
use crate::values::{ValueError, date, text};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// How many officers a visit needs (行政许可法 Art. 34).
pub const LEAST_MEMBERS: usize = 2;
/// How many days ahead a visit may be arranged. Not from the law: while it is pending the clock rests, and a mistyped year
/// would let it rest for ever.
const AHEAD: u64 = 90;
/// Most photographs of one visit.
pub const MOST_PHOTOGRAPHS: usize = 40;
/// Longest place, in characters.
const PLACE: u32 = 200;
/// Longest findings, in characters.
const FINDINGS: u32 = 4000;
/// Longest notes, in characters.
const NOTES: u32 = 1000;

choices! {
    /// What a visit found.
    pub enum Conclusion {
        Conforms = "conforms" "符合",
        Fails = "fails" "不符合",
    }
}

choices! {
    /// Where a visit stands.
    pub enum VisitStatus {
        Pending = "pending" "待核查",
        Concluded = "concluded" "已完成",
        Cancelled = "cancelled" "已取消",
    }
}

/// A visit as it is arranged, typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    /// Day.
    pub day: String,
    /// Where.
    pub place: String,
    /// Ids of the officers' accounts.
    pub members: Vec<String>,
    /// What the officers should know; the enterprise does not see it.
    pub notes: String,
}

impl Arrangement {
    /// What stands against it: fields `day`, `place`, `members`, `notes`.
    pub fn check(&self, today: NaiveDate) -> Vec<Finding> {
        let day = match date::parse(&self.day) {
            Err(error) => Some(error.to_string()),
            Ok(day) if day < today => Some("不能早于今日".to_owned()),
            Ok(day) if day > today + Days::new(AHEAD) => Some(format!("不能晚于{AHEAD}日后")),
            Ok(_) => None,
        };
        let distinct = self.members.iter().collect::<HashSet<_>>().len();
        let members = match distinct {
            count if count < self.members.len() => Some("同一人不能重复选择".to_owned()),
            ..LEAST_MEMBERS => {
                Some(format!("核查人员不能少于{LEAST_MEMBERS}人（行政许可法第三十四条），已选{distinct}人"))
            }
            _ => None,
        };
        [
            day.map(|wrong| Finding::field("day", wrong)),
            text::check_line(&self.place, PLACE).err().map(|error| Finding::field("place", error)),
            members.map(|wrong| Finding::field("members", wrong)),
            text::storable(&self.notes, NOTES).err().map(|error| Finding::field("notes", error)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The day.
    pub fn day(&self) -> Option<NaiveDate> {
        date::parse(&self.day).ok()
    }
}

/// What a visit came to, typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// What was found.
    pub findings: String,
    /// What that comes to.
    pub conclusion: Option<Conclusion>,
}

impl Findings {
    /// What stands against it: fields `findings`, `conclusion`; on the visit's day at the earliest.
    pub fn check(&self, visit: NaiveDate, today: NaiveDate) -> Vec<Finding> {
        let early = (today < visit).then(|| format!("核查定于{}进行，届时才能填写结果", date::long(visit)));
        let findings = early.or_else(|| text::paragraph(&self.findings, FINDINGS).err().map(|error| error.to_string()));
        let conclusion = self.conclusion.is_none().then_some(ValueError::NotChosen);
        [
            findings.map(|wrong| Finding::field("findings", wrong)),
            conclusion.map(|error| Finding::field("conclusion", error)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Photographs and scanned records stand in this slot of a visit; each is at `/photographs/{id}`.
pub const PHOTOGRAPHS: &str = "photographs";

/// What `<input type=file accept>` offers for photographs.
pub const ACCEPT: &str = ".jpg,.jpeg,.png,.pdf";

/// Whether this is taken as a photograph: a picture, or a record that was scanned.
pub fn is_photograph(file_type: FileType) -> bool {
    matches!(file_type, FileType::Jpeg | FileType::Png | FileType::Pdf)
}

/// A visit as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Id.
    pub id: String,
    /// On which day.
    pub day: NaiveDate,
    /// Where.
    pub place: String,
    /// Where it stands.
    pub status: VisitStatus,
    /// Who goes; without their accounts' ids for enterprises.
    pub members: Vec<Officer>,
    /// What the officers should know; empty for enterprises.
    pub notes: String,
    /// What was found, once it is concluded.
    pub findings: String,
    /// What that came to.
    pub conclusion: Option<Conclusion>,
    /// Why it was called off.
    pub reason: String,
    /// When it was arranged, Unix milliseconds.
    pub arranged_at: i64,
    /// When it was concluded or called off.
    pub ended_at: Option<i64>,
    /// Photographs; none for enterprises.
    pub photographs: Vec<Attachment>,
    /// Whether the viewer may add and delete photographs now.
    pub photographs_open: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn arrangement() -> Arrangement {
        Arrangement {
            day: "2026-11-30".into(),
            place: "上海市徐汇区漕溪北路88号".into(),
            members: vec!["a".into(), "b".into()],
            notes: String::new(),
        }
    }

    fn wrong(arrangement: &Arrangement) -> Vec<String> {
        arrangement.check(day("2026-11-24")).into_iter().map(|finding| finding.path).collect()
    }

    #[test]
    fn a_visit_has_a_day_a_place_and_two_officers() {
        assert!(wrong(&arrangement()).is_empty());
        assert_eq!(wrong(&Arrangement::default()), ["day", "place", "members"]);
        assert!(wrong(&Arrangement { day: "2026-11-24".into(), ..arrangement() }).is_empty(), "today is not past");
        for wrong_day in ["2026-11-23", "2027-02-23", "2026-13-01", ""] {
            assert_eq!(wrong(&Arrangement { day: wrong_day.into(), ..arrangement() }), ["day"], "{wrong_day}");
        }
        for members in [vec![], vec!["a".to_owned()], vec!["a".to_owned(), "a".to_owned()]] {
            assert_eq!(wrong(&Arrangement { members, ..arrangement() }), ["members"]);
        }
        assert_eq!(wrong(&Arrangement { notes: "长".repeat(1001), ..arrangement() }), ["notes"]);
    }

    #[test]
    fn what_was_found_is_written_on_the_day_or_later() {
        let right = Findings { findings: "办公场所与申报一致".into(), conclusion: Some(Conclusion::Conforms) };
        let wrong = |found: &Findings, today| {
            found.check(day("2026-11-30"), day(today)).into_iter().map(|finding| finding.path).collect::<Vec<_>>()
        };
        assert!(wrong(&right, "2026-11-30").is_empty() && wrong(&right, "2026-12-09").is_empty());
        assert_eq!(wrong(&right, "2026-11-29"), ["findings"]);
        assert_eq!(wrong(&Findings::default(), "2026-11-30"), ["findings", "conclusion"]);
    }

    proptest! {
        #[test]
        fn who_goes_twice_or_alone_is_never_enough(members in proptest::collection::vec("[a-c]", 0..5)) {
            let distinct = members.iter().collect::<HashSet<_>>().len();
            let right = wrong(&Arrangement { members: members.clone(), ..arrangement() }).is_empty();
            prop_assert_eq!(right, distinct == members.len() && distinct >= LEAST_MEMBERS);
        }
    }
}
