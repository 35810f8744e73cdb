//! Calling a meeting.

use crate::conformity::Finding;
use crate::values::{ValueError, date, text};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Longest place, in characters.
pub const PLACE: u32 = 100;
/// How many days ahead a meeting may be called. Not from the law: a mistyped year would keep filings for ever.
const AHEAD: u64 = 90;
/// Most filings on one agenda.
pub const MOST_ITEMS: usize = 100;

/// A meeting as it is called, typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Day.
    pub day: String,
    /// Where.
    pub place: String,
    /// Id of the account of who leads it.
    pub chair: String,
    /// Ids of the members' accounts, who leads it among them.
    pub members: Vec<String>,
    /// Ids of the filings on the agenda, in order.
    pub filings: Vec<String>,
}

impl Plan {
    /// The day.
    pub fn day(&self) -> Option<NaiveDate> {
        date::parse(&self.day).ok()
    }

    /// What stands against it: fields `day`, `place`, `members`, `chair`, `filings`. A meeting that was called earlier may keep
    /// its day when that has passed.
    pub fn check(&self, quorum: usize, today: NaiveDate, kept: Option<NaiveDate>) -> Vec<Finding> {
        let day = match date::parse(&self.day) {
            Err(error) => Some(Finding::field("day", error)),
            Ok(day) if Some(day) == kept => None,
            Ok(day) => wrong_day(day, today).map(|wrong| Finding::field("day", wrong)),
        };
        let place = text::check_line(&self.place, PLACE).err().map(|error| Finding::field("place", error));
        let members = self.wrong_members(quorum).map(|wrong| Finding::field("members", wrong));
        let chair = match self.members.contains(&self.chair) {
            _ if self.chair.is_empty() => Some(Finding::field("chair", ValueError::NotChosen)),
            false => Some(Finding::field("chair", "主持人应是会议的委员之一")),
            true => None,
        };
        let filings = self.wrong_filings().map(|wrong| Finding::field("filings", wrong));
        [day, place, members, chair, filings].into_iter().flatten().collect()
    }

    fn wrong_members(&self, quorum: usize) -> Option<String> {
        let distinct: HashSet<_> = self.members.iter().collect();
        match distinct.len() {
            count if count < self.members.len() => Some("同一人不能重复选择".to_owned()),
            count if count < quorum => Some(format!("委员不能少于{quorum}人，已选{count}人")),
            _ => None,
        }
    }

    fn wrong_filings(&self) -> Option<String> {
        let distinct: HashSet<_> = self.filings.iter().collect();
        match distinct.len() {
            0 => Some("请至少选择一件申请".to_owned()),
            count if count < self.filings.len() => Some("同一申请不能重复列入".to_owned()),
            count if count > MOST_ITEMS => Some(format!("每次会议最多审议{MOST_ITEMS}件")),
            _ => None,
        }
    }
}

fn wrong_day(day: NaiveDate, today: NaiveDate) -> Option<String> {
    match day {
        day if day < today => Some("不能早于今日".to_owned()),
        day if day > today + Days::new(AHEAD) => Some(format!("不能晚于{AHEAD}日后")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let list = |items: &[&str]| items.iter().map(|&item| item.to_owned()).collect();
        Plan {
            day: "2026-11-24".into(),
            place: "第一会议室".into(),
            chair: "a".into(),
            members: list(&["a", "b", "c"]),
            filings: list(&["f"]),
        }
    }

    fn wrong(plan: &Plan) -> Vec<String> {
        let today = date::parse("2026-11-24").unwrap();
        plan.check(3, today, None).into_iter().map(|finding| finding.path).collect()
    }

    #[test]
    fn a_meeting_has_a_day_a_place_enough_members_and_something_to_discuss() {
        assert!(wrong(&plan()).is_empty());
        assert_eq!(wrong(&Plan::default()), ["day", "place", "members", "chair", "filings"]);
        assert_eq!(wrong(&Plan { day: "2026-11-23".into(), ..plan() }), ["day"]);
        assert_eq!(wrong(&Plan { day: "2036-11-24".into(), ..plan() }), ["day"]);
        let today = date::parse("2026-11-25").unwrap();
        assert!(plan().check(3, today, plan().day()).is_empty(), "it was called in time");
        assert_eq!(wrong(&Plan { members: vec!["a".into(), "b".into()], ..plan() }), ["members"]);
        assert_eq!(wrong(&Plan { members: vec!["a".into(), "b".into(), "b".into()], ..plan() }), ["members"]);
        assert_eq!(wrong(&Plan { chair: "d".into(), ..plan() }), ["chair"]);
        assert_eq!(wrong(&Plan { filings: vec!["f".into(), "f".into()], ..plan() }), ["filings"]);
    }
}
