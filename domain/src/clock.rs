//! The statutory clock: until when the office must answer, computed from the event log by one pure function.

use crate::calendar::Calendar;
use crate::filings::{Kind, Track};
use crate::settings::{Setting, Settings};
use crate::workflow::{Action, Status};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Within how many working days a submission is answered; after that it counts as accepted (行政许可法 Art. 32).
pub const ANSWER_DAYS: u32 = 5;
/// By how many working days the head may extend, once, with a reason (行政许可法 Art. 42).
pub const EXTENSION_DAYS: u32 = 10;

choices! {
    /// What the office owes next.
    pub enum Phase {
        Answer = "answer" "答复是否受理",
        Decision = "decision" "作出决定",
    }
}

choices! {
    /// Why the clock rests.
    pub enum Rest {
        Correction = "correction" "等待申请人补正，期间不计入时限",
        SiteVisit = "site_visit" "现场核查，期间不计入时限",
    }
}

/// How long the decision on a matter may take, in working days from acceptance; 0 is the day itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Working days.
    pub days: u32,
    /// Legal basis as cited to people.
    pub basis: &'static str,
    /// No source seen.
    pub unsourced: bool,
}

/// The limit of a matter that is accepted on this day (lpla.cn/m/dlssxkz/739.html; the zone's as in the manual). What has no
/// source is as administrators set it.
pub fn limit(kind: Kind, track: Track, settings: &Settings, accepted: NaiveDate) -> Limit {
    let set = |setting: Setting| {
        let facts = setting.facts();
        Limit { days: settings.figure(setting, accepted), basis: facts.basis, unsourced: facts.unsourced }
    };
    let sourced = |days, basis| Limit { days, basis, unsourced: false };
    let zone = track == Track::FreeTradeZone;
    match kind {
        Kind::NewLicence | Kind::ScopeChange if zone => sourced(15, "自贸区改革措施"),
        Kind::Renewal | Kind::RegistrationChange if zone => sourced(10, "自贸区改革措施"),
        Kind::Reissue if zone => sourced(0, "自贸区改革措施：受理当日"),
        Kind::NewLicence | Kind::ScopeChange | Kind::Renewal => sourced(20, "行政许可法第四十二条"),
        Kind::RegistrationChange => sourced(15, "承装（修、试）电力设施许可办理时限"),
        Kind::Reissue => set(Setting::ReissueLimit),
        Kind::Cancellation => set(Setting::CancellationLimit),
        Kind::Joining | Kind::Leaving => set(Setting::PersonnelLimit),
    }
}

/// A step on the timeline, as the clock sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day in China.
    pub day: NaiveDate,
    /// What was done.
    pub action: Action,
    /// Where the filing stood afterwards.
    pub status: Status,
}

/// How the clock of a filing stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What is owed.
    pub phase: Phase,
    /// The last day; `None` while the clock rests.
    pub due: Option<NaiveDate>,
    /// Working days left including the last; negative when overdue. While resting, what will be left when it goes on.
    pub left: i64,
    /// Why it rests.
    pub rest: Option<Rest>,
    /// Whether the head has extended it.
    pub extended: bool,
    /// The limit in working days, extension included.
    pub limit: u32,
    /// The figure has no source that was seen.
    pub unsourced: bool,
}

impl Clock {
    /// Whether the last day has passed.
    pub fn overdue(&self) -> bool {
        self.rest.is_none() && self.left < 0
    }
}

/// The clock today, from everything that has happened, oldest first. `None` for a draft and for what has ended. A limit that
/// administrators set is the one of the day of acceptance, so that setting another moves no last day that people were told.
pub fn clock(
    kind: Kind,
    track: Track,
    events: &[Moment],
    (calendar, settings): (&Calendar, &Settings),
    today: NaiveDate,
) -> Option<Clock> {
    let status = events.last()?.status;
    if status.ended() || status == Status::Draft {
        return None;
    }
    let received = events.iter().rev().find(|event| matches!(event.action, Action::Submit | Action::Resubmit))?.day;
    let accepted = events.iter().rev().find_map(|event| match event.action {
        Action::Accept => Some(event.day),
        // 逾期不告知的，自收到申请材料之日起即为受理.
        Action::AcceptBySilence => Some(received),
        _ => None,
    });
    let (phase, since, base, unsourced) = match accepted {
        None => (Phase::Answer, received, ANSWER_DAYS, false),
        Some(day) => {
            let limit = limit(kind, track, settings, day);
            (Phase::Decision, day, limit.days, limit.unsourced)
        }
    };
    let extended = phase == Phase::Decision && events.iter().any(|event| event.action == Action::Extend);
    let limit = base + if extended { EXTENSION_DAYS } else { 0 };
    let rests = rests(events, since);
    let runs = |day: NaiveDate| !rests.iter().any(|rest| rest.covers(day));
    let resting = rests.last().filter(|rest| rest.until.is_none());
    if let Some(rest) = resting {
        let used = since
            .iter_days()
            .skip(1)
            .take_while(|day| *day <= rest.from)
            .filter(|day| calendar.is_working(*day) && runs(*day))
            .count();
        let left = i64::from(limit) - used as i64;
        return Some(Clock { phase, due: None, left, rest: Some(rest.why), extended, limit, unsourced });
    }
    let due = calendar.counted(since, limit, runs);
    let left = calendar.between(today, due);
    Some(Clock { phase, due: Some(due), left, rest: None, extended, limit, unsourced })
}

/// From the day after `from` up to `until` the clock stands still.
struct Resting {
    why: Rest,
    from: NaiveDate,
    until: Option<NaiveDate>,
}

impl Resting {
    fn covers(&self, day: NaiveDate) -> bool {
        day > self.from && self.until.is_none_or(|until| day <= until)
    }
}

/// The rests that began on or after this day.
fn rests(events: &[Moment], since: NaiveDate) -> Vec<Resting> {
    let mut rests: Vec<Resting> = Vec::new();
    for event in events.iter().filter(|event| event.day >= since) {
        let begins = match event.action {
            Action::RequestCorrection => Some(Rest::Correction),
            Action::ScheduleVisit => Some(Rest::SiteVisit),
            _ => None,
        };
        if let Some(why) = begins {
            rests.push(Resting { why, from: event.day, until: None });
        }
        let ends = match event.action {
            Action::Resubmit => Some(Rest::Correction),
            Action::ConcludeVisit | Action::CancelVisit => Some(Rest::SiteVisit),
            _ => None,
        };
        if let Some(rest) = rests.last_mut().filter(|rest| Some(rest.why) == ends) {
            rest.until.get_or_insert(event.day);
        }
    }
    rests
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Change, Value};
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        crate::values::date::parse(text).unwrap()
    }

    fn moment(date: &str, action: Action, status: Status) -> Moment {
        Moment { day: day(date), action, status }
    }

    fn at(events: &[Moment], today: &str) -> Clock {
        clock(Kind::NewLicence, Track::General, events, (&Calendar::shipped(), &Settings::default()), day(today))
            .unwrap()
    }

    #[test]
    fn five_working_days_to_answer() {
        // Tuesday; the weekend does not count.
        let events = [moment("2026-11-24", Action::Submit, Status::Submitted)];
        let clock = at(&events, "2026-11-24");
        assert_eq!((clock.phase, clock.due, clock.left), (Phase::Answer, Some(day("2026-12-01")), 5));
        assert_eq!(at(&events, "2026-12-01").left, 0);
        assert!(!at(&events, "2026-12-01").overdue());
        assert!(at(&events, "2026-12-02").overdue());
    }

    #[test]
    fn twenty_working_days_to_decide_over_the_national_holiday() {
        let events = [
            moment("2026-09-10", Action::Submit, Status::Submitted),
            moment("2026-09-14", Action::Accept, Status::Accepted),
        ];
        // 20 September and 10 October are worked, 25 to 27 September and 1 to 7 October are not.
        assert_eq!(at(&events, "2026-09-14").due, Some(day("2026-10-16")));
        let mut extended = events.to_vec();
        extended.push(moment("2026-10-10", Action::Extend, Status::Examination));
        let clock = at(&extended, "2026-10-10");
        assert_eq!((clock.due, clock.limit, clock.extended), (Some(day("2026-10-30")), 30, true));
    }

    #[test]
    fn a_correction_stops_the_clock_and_resubmitting_starts_a_new_answer() {
        let mut events = vec![
            moment("2026-11-23", Action::Submit, Status::Submitted),
            moment("2026-11-25", Action::RequestCorrection, Status::Correction),
        ];
        let clock = at(&events, "2026-12-20");
        assert_eq!((clock.due, clock.rest, clock.left), (None, Some(Rest::Correction), 3));
        assert!(!clock.overdue());
        events.push(moment("2026-12-21", Action::Resubmit, Status::Submitted));
        assert_eq!(at(&events, "2026-12-21").due, Some(day("2026-12-28")));
    }

    #[test]
    fn the_clock_rests_while_a_visit_is_pending() {
        let mut events = vec![
            moment("2026-11-02", Action::Submit, Status::Submitted),
            moment("2026-11-03", Action::Accept, Status::Accepted),
            moment("2026-11-05", Action::Examine, Status::Examination),
            moment("2026-11-06", Action::ScheduleVisit, Status::Examination),
        ];
        let clock = at(&events, "2026-11-20");
        assert_eq!((clock.due, clock.rest, clock.left), (None, Some(Rest::SiteVisit), 17));
        assert!(!clock.overdue());
        events.push(moment("2026-11-10", Action::RescheduleVisit, Status::Examination));
        assert_eq!(at(&events, "2026-11-20"), clock, "another day for the visit is still a pending visit");
        for action in [Action::ConcludeVisit, Action::CancelVisit] {
            let ended = [&events[..], &[moment("2026-11-16", action, Status::Examination)]].concat();
            // Without the visit it would be the first of December; six working days were rested.
            let clock = at(&ended, "2026-11-20");
            assert_eq!((clock.due, clock.rest), (Some(day("2026-12-09")), None));
        }
    }

    #[test]
    fn silence_accepts_from_the_day_of_receipt() {
        let events = [
            moment("2026-11-02", Action::Submit, Status::Submitted),
            moment("2026-11-10", Action::AcceptBySilence, Status::Accepted),
        ];
        assert_eq!(at(&events, "2026-11-10").due, Some(day("2026-11-30")));
    }

    #[test]
    fn a_reissue_in_the_zone_is_decided_on_the_day() {
        let events = [
            moment("2026-11-23", Action::Submit, Status::Submitted),
            moment("2026-11-24", Action::Accept, Status::Accepted),
        ];
        let days = (&Calendar::shipped(), &Settings::default());
        let found = clock(Kind::Reissue, Track::FreeTradeZone, &events, days, day("2026-11-24"));
        assert_eq!(found.and_then(|clock| clock.due), Some(day("2026-11-24")));
    }

    #[test]
    fn drafts_and_ends_have_no_clock() {
        for status in Status::ALL.iter().filter(|status| status.ended()) {
            let events = [
                moment("2026-11-02", Action::Submit, Status::Submitted),
                moment("2026-11-03", Action::Terminate, *status),
            ];
            let days = (&Calendar::shipped(), &Settings::default());
            assert!(clock(Kind::Renewal, Track::General, &events, days, day("2026-11-04")).is_none());
        }
        let days = (&Calendar::shipped(), &Settings::default());
        assert!(clock(Kind::Renewal, Track::General, &[], days, day("2026-11-04")).is_none());
    }

    #[test]
    fn each_matter_has_its_limit() {
        use Track::{FreeTradeZone, General};
        for (kind, track, days) in [
            (Kind::NewLicence, General, 20),
            (Kind::NewLicence, FreeTradeZone, 15),
            (Kind::ScopeChange, General, 20),
            (Kind::ScopeChange, FreeTradeZone, 15),
            (Kind::Renewal, General, 20),
            (Kind::Renewal, FreeTradeZone, 10),
            (Kind::RegistrationChange, General, 15),
            (Kind::RegistrationChange, FreeTradeZone, 10),
            (Kind::Reissue, FreeTradeZone, 0),
        ] {
            let limit = limit(kind, track, &Settings::default(), day("2026-11-24"));
            assert_eq!((limit.days, limit.unsourced), (days, false), "{kind} {track}");
        }
        assert!(limit(Kind::Reissue, General, &Settings::default(), day("2026-11-24")).unsourced);
    }

    #[test]
    fn a_limit_that_is_set_anew_holds_for_what_is_accepted_from_then_on() {
        let change = Change {
            setting: Setting::ReissueLimit,
            value: Value::Figure(3),
            from: day("2026-11-25"),
            reason: String::new(),
            by: String::new(),
        };
        let settings = Settings { changes: vec![change] };
        let due = |accepted| {
            let events = [
                moment("2026-11-23", Action::Submit, Status::Submitted),
                moment(accepted, Action::Accept, Status::Accepted),
            ];
            let days = (&Calendar::shipped(), &settings);
            clock(Kind::Reissue, Track::General, &events, days, day("2026-11-26")).unwrap().due
        };
        assert_eq!(due("2026-11-24"), Some(day("2026-12-15")));
        assert_eq!(due("2026-11-25"), Some(day("2026-11-30")));
    }

    proptest! {
        #[test]
        fn the_last_day_is_worked_and_extending_makes_it_later(
            kind in 0..Kind::ALL.len(), start in 0i64..900, gap in 0i64..7, extend in 0i64..20
        ) {
            let calendar = Calendar::shipped();
            let kind = Kind::ALL[kind];
            let submitted = day("2024-01-02") + chrono::TimeDelta::days(start);
            let accepted = submitted + chrono::TimeDelta::days(gap);
            let mut events = vec![
                Moment { day: submitted, action: Action::Submit, status: Status::Submitted },
                Moment { day: accepted, action: Action::Accept, status: Status::Accepted },
            ];
            let days = (&calendar, &Settings::default());
            let before = clock(kind, Track::General, &events, days, accepted).unwrap();
            let due = before.due.unwrap();
            prop_assert!(calendar.is_working(due) && due > accepted);
            prop_assert_eq!(calendar.between(accepted, due), i64::from(before.limit));
            events.push(Moment { day: accepted + chrono::TimeDelta::days(extend), action: Action::Extend, status: Status::Examination });
            let after = clock(kind, Track::General, &events, days, accepted).unwrap();
            prop_assert_eq!(calendar.between(due, after.due.unwrap()), i64::from(EXTENSION_DAYS));
        }

        #[test]
        fn a_visit_takes_nothing_from_the_time_and_adds_nothing_to_it(
            start in 0i64..700, from in 0i64..15, lasts in 0i64..40
        ) {
            let calendar = Calendar::shipped();
            let days = (&calendar, &Settings::default());
            let accepted = day("2024-01-02") + chrono::TimeDelta::days(start);
            let at = |later: i64, action| {
                Moment { day: accepted + chrono::TimeDelta::days(later), action, status: Status::Examination }
            };
            let mut events = vec![
                Moment { day: accepted, action: Action::Submit, status: Status::Submitted },
                at(0, Action::Accept),
                at(0, Action::Examine),
            ];
            let without = clock(Kind::Renewal, Track::General, &events, days, accepted).unwrap().due.unwrap();
            prop_assume!(events[0].day + chrono::TimeDelta::days(from) <= without);
            events.push(at(from, Action::ScheduleVisit));
            let during = accepted + chrono::TimeDelta::days(from + lasts);
            let resting = clock(Kind::Renewal, Track::General, &events, days, during).unwrap();
            prop_assert_eq!((resting.due, resting.rest), (None, Some(Rest::SiteVisit)));
            events.push(at(from + lasts, Action::ConcludeVisit));
            let after = clock(Kind::Renewal, Track::General, &events, days, during).unwrap();
            prop_assert_eq!(after.left, resting.left);
            let rested = calendar.between(events[3].day, during);
            prop_assert_eq!(calendar.between(without, after.due.unwrap()), rested);
        }

        #[test]
        fn every_day_that_passes_takes_at_most_one_from_what_is_left(start in 0i64..900, later in 0i64..60) {
            let events = [Moment { day: day("2024-01-02") + chrono::TimeDelta::days(start), action: Action::Submit, status: Status::Submitted }];
            let calendar = Calendar::shipped();
            let left = |days: i64| {
                let today = events[0].day + chrono::TimeDelta::days(days);
                clock(Kind::Renewal, Track::General, &events, (&calendar, &Settings::default()), today).unwrap().left
            };
            prop_assert!((0..=1).contains(&(left(later) - left(later + 1))));
        }
    }
}
