//! How long things took, in working days, from the events of filings.

use super::{LimitTime, Period, StageTime};
use crate::calendar::Calendar;
use crate::clock::{EXTENSION_DAYS, Moment, Phase, clock};
use crate::filings::{Kind, Track};
use crate::settings::Settings;
use crate::workflow::{Action, Status};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

choices! {
    /// Where a filing lies for a while.
    pub enum Stage {
        Waiting = "waiting" "待领取",
        FormalReview = "formal_review" "形审",
        Correction = "correction" "企业补正",
        Accepted = "accepted" "待审查",
        Examination = "examination" "审查",
        Committee = "committee" "委员会审议",
        SignOff = "sign_off" "签批",
    }
}

impl Stage {
    fn of(status: Status) -> Option<Stage> {
        Some(match status {
            Status::Submitted => Stage::Waiting,
            Status::FormalReview => Stage::FormalReview,
            Status::Correction => Stage::Correction,
            Status::Accepted => Stage::Accepted,
            Status::Examination => Stage::Examination,
            Status::Committee => Stage::Committee,
            Status::SignOff => Stage::SignOff,
            _ => return None,
        })
    }
}

/// How long several things took, in working days.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Times {
    /// How many.
    pub count: i64,
    /// Half of them took at most so long.
    pub median: f64,
    /// Nine in ten took at most so long.
    pub nine_in_ten: i64,
    /// The longest.
    pub longest: i64,
}

impl Times {
    /// Of these days; `None` of none.
    pub fn of(mut days: Vec<i64>) -> Option<Times> {
        days.sort_unstable();
        let longest = *days.last()?;
        let count = days.len();
        // Of an even count, between the two in the middle.
        let (low, high) = (days[(count - 1) / 2], days[count / 2]);
        let nine_in_ten = days[(count * 9).div_ceil(10) - 1];
        Some(Times { count: count as i64, median: (low + high) as f64 / 2.0, nine_in_ten, longest })
    }
}

/// Something with a limit that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// What was owed.
    pub phase: Phase,
    /// In working days, without those for which the clock rested.
    pub days: i64,
    /// The limit without extension.
    pub limit: u32,
    /// Whether it took longer than it might, extension included.
    pub late: bool,
}

/// What has a limit and was done within the period, by the clock that people were shown at that time.
pub fn within(
    kind: Kind,
    track: Track,
    events: &[Moment],
    (calendar, settings): (&Calendar, &Settings),
    period: &Period,
) -> Vec<Measured> {
    let done = events.iter().enumerate().filter(|(_, event)| period.contains(event.day));
    let measured = done.filter_map(|(at, event)| {
        let owed = match event.action {
            Action::Accept | Action::AcceptBySilence | Action::Decline | Action::RequestCorrection => Phase::Answer,
            Action::Grant | Action::Refuse => Phase::Decision,
            _ => return None,
        };
        let before = clock(kind, track, &events[..at], (calendar, settings), event.day)?;
        let extension = if before.extended { EXTENSION_DAYS } else { 0 };
        (before.phase == owed).then(|| Measured {
            phase: owed,
            days: i64::from(before.limit) - before.left,
            limit: before.limit - extension,
            late: before.overdue(),
        })
    });
    measured.collect()
}

/// The stages that ended within the period, each with its working days. What was done without leaving a stage does not end it.
pub fn stages(events: &[Moment], calendar: &Calendar, period: &Period) -> Vec<(Stage, i64)> {
    let mut ended = Vec::new();
    let mut current: Option<&Moment> = None;
    for event in events {
        match current {
            Some(begun) if begun.status == event.status => {}
            _ => {
                let left = current.and_then(|begun| Some((Stage::of(begun.status)?, begun.day)));
                if let Some((stage, since)) = left.filter(|_| period.contains(event.day)) {
                    ended.push((stage, calendar.between(since, event.day)));
                }
                current = Some(event);
            }
        }
    }
    ended
}

/// Each stage that anything went through, in their order.
pub fn time_by_stage(ended: impl IntoIterator<Item = (Stage, i64)>) -> Vec<StageTime> {
    let mut days: BTreeMap<Stage, Vec<i64>> = BTreeMap::new();
    for (stage, took) in ended {
        days.entry(stage).or_default().push(took);
    }
    days.into_iter().filter_map(|(stage, days)| Some(StageTime { stage, times: Times::of(days)? })).collect()
}

/// The answers, then the decisions by kind and track. Where a limit was set anew in the period, the shortest is named; whether
/// something was late was judged by its own.
pub fn time_by_track(measured: impl IntoIterator<Item = ((Kind, Track), Measured)>) -> Vec<LimitTime> {
    let mut groups: BTreeMap<Option<(Kind, Track)>, Vec<Measured>> = BTreeMap::new();
    for (matter, measured) in measured {
        let group = (measured.phase == Phase::Decision).then_some(matter);
        groups.entry(group).or_default().push(measured);
    }
    let line = |(matter, all): (Option<(Kind, Track)>, Vec<Measured>)| {
        let limit = all.iter().map(|each| each.limit).min()?;
        let late = all.iter().filter(|each| each.late).count() as i64;
        let times = Times::of(all.iter().map(|each| each.days).collect())?;
        Some(LimitTime { matter, limit, times, late })
    };
    groups.into_iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        crate::values::date::parse(text).unwrap()
    }

    fn moment(date: &str, action: Action, status: Status) -> Moment {
        Moment { day: day(date), action, status }
    }

    fn year() -> Period {
        Period { from: day("2026-01-01"), until: day("2026-12-31") }
    }

    /// Tuesday the 3rd: submitted; answered after two days; corrected for a week; decided.
    fn events() -> Vec<Moment> {
        vec![
            moment("2026-11-03", Action::Submit, Status::Submitted),
            moment("2026-11-04", Action::Claim, Status::FormalReview),
            moment("2026-11-05", Action::RequestCorrection, Status::Correction),
            moment("2026-11-12", Action::Resubmit, Status::Submitted),
            moment("2026-11-12", Action::Claim, Status::FormalReview),
            moment("2026-11-13", Action::Accept, Status::Accepted),
            moment("2026-11-16", Action::Examine, Status::Examination),
            moment("2026-11-17", Action::ScheduleVisit, Status::Examination),
            moment("2026-11-20", Action::ConcludeVisit, Status::Examination),
            moment("2026-11-23", Action::PassToCommittee, Status::Committee),
            moment("2026-11-24", Action::PassToSignOff, Status::SignOff),
            moment("2026-11-25", Action::Grant, Status::Issued),
        ]
    }

    #[test]
    fn time_with_the_enterprise_and_on_visits_is_not_the_offices() {
        let (calendar, settings) = (Calendar::shipped(), Settings::default());
        let measured = within(Kind::NewLicence, Track::General, &events(), (&calendar, &settings), &year());
        let read: Vec<_> = measured.iter().map(|each| (each.phase, each.days, each.limit, each.late)).collect();
        // From the 13th to the 25th are eight working days, of which three went by while the visit was pending.
        let expected = [(Phase::Answer, 2, 5, false), (Phase::Answer, 1, 5, false), (Phase::Decision, 5, 20, false)];
        assert_eq!(read, expected);
    }

    #[test]
    fn what_came_too_late_is_late() {
        let (calendar, settings) = (Calendar::shipped(), Settings::default());
        let events = [
            moment("2026-11-03", Action::Submit, Status::Submitted),
            moment("2026-11-11", Action::AcceptBySilence, Status::Accepted),
            moment("2026-12-10", Action::Refuse, Status::Refused),
        ];
        let measured = within(Kind::RegistrationChange, Track::General, &events, (&calendar, &settings), &year());
        let read: Vec<_> = measured.iter().map(|each| (each.days, each.late)).collect();
        assert_eq!(read, [(6, true), (27, true)]);
        let november = Period { from: day("2026-11-01"), until: day("2026-11-30") };
        let measured = within(Kind::RegistrationChange, Track::General, &events, (&calendar, &settings), &november);
        assert_eq!(measured.len(), 1, "the decision was in December");
    }

    #[test]
    fn stages_end_when_they_are_left() {
        let found = stages(&events(), &Calendar::shipped(), &year());
        let expected = [
            (Stage::Waiting, 1),
            (Stage::FormalReview, 1),
            (Stage::Correction, 5),
            (Stage::Waiting, 0),
            (Stage::FormalReview, 1),
            (Stage::Accepted, 1),
            (Stage::Examination, 5),
            (Stage::Committee, 1),
            (Stage::SignOff, 1),
        ];
        assert_eq!(found, expected);
        let by_stage = time_by_stage(found);
        assert_eq!(by_stage[0].times, Times { count: 2, median: 0.5, nine_in_ten: 1, longest: 1 });
    }

    #[test]
    fn decisions_stand_by_kind_and_track() {
        let measured = |phase, days, late| Measured { phase, days, limit: 20, late };
        let (new, zone) = ((Kind::NewLicence, Track::General), (Kind::NewLicence, Track::FreeTradeZone));
        let lines = time_by_track([
            (zone, measured(Phase::Decision, 9, false)),
            (new, measured(Phase::Answer, 3, false)),
            (zone, measured(Phase::Answer, 6, true)),
            (new, measured(Phase::Decision, 12, false)),
        ]);
        let names: Vec<_> = lines.iter().map(|line| (line.name(), line.times.count, line.late)).collect();
        let expected = [("答复是否受理", 2, 1), ("许可证新申请", 1, 0), ("许可证新申请（自贸区）", 1, 0)];
        assert_eq!(names, expected.map(|(name, count, late)| (name.to_owned(), count, late)));
    }

    proptest! {
        #[test]
        fn the_figures_of_times_are_in_order(days in proptest::collection::vec(-3i64..200, 1..60)) {
            let times = Times::of(days.clone()).unwrap();
            prop_assert!(times.median <= times.nine_in_ten as f64 && times.nine_in_ten <= times.longest);
            let at_most = days.iter().filter(|each| **each <= times.nine_in_ten).count();
            prop_assert!(at_most * 10 >= days.len() * 9);
            let half = days.iter().filter(|each| **each as f64 <= times.median).count();
            prop_assert!(half * 2 >= days.len());
        }
    }
}
