//! Figures (统计): what was filed for and what came of it, how long it took, what is overdue, who holds which licence.

mod period;
mod tables;
mod times;

pub use period::{FiguresQuery, Period, Span};
pub use times::{Measured, Stage, Times, stages, time_by_stage, time_by_track, within};

use crate::filings::{Kind, Tab, Track};
use crate::licences::{Category, Grade, Scope};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Licences that end within so many days are counted.
pub const EXPIRING_DAYS: i64 = 90;
/// In so many days each, from today.
pub const EXPIRING_STEP: i64 = 30;

/// Everything that the page of the figures shows and its spreadsheet holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Name of the office; none where they are of all offices.
    pub office: Option<String>,
    /// From when to when.
    pub period: Period,
    /// When they were counted, Unix milliseconds.
    pub made_at: i64,
    /// What was submitted in the period, by kind, and what has come of it.
    pub matters: Vec<Matter>,
    /// How long each stage took that ended in the period.
    pub stages: Vec<StageTime>,
    /// How long what has a limit took, against it.
    pub limits: Vec<LimitTime>,
    /// What is with the office now.
    pub open: Vec<Open>,
    /// Why corrections were asked for in the period.
    pub reasons: Vec<Counted>,
    /// Where something was to be put right.
    pub places: Vec<Counted>,
    /// Licences in force.
    pub licences: i64,
    /// Of which category and grade.
    pub held: Vec<Held>,
    /// Licences that end soon, in steps of days from today.
    pub expiring: Vec<Expiring>,
    /// Which they are: of one office only.
    pub ending: Vec<Ending>,
    /// How often certificates were looked up in the period.
    pub looks: i64,
    /// The offices beside each other; empty where the figures are of one.
    pub offices: Vec<OfficeLine>,
    /// The offices to choose from, code and name; none for who has one.
    pub choices: Vec<(String, String)>,
}

/// What became of the filings of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// What was filed for.
    pub kind: Kind,
    /// By what came of them.
    pub outcomes: Outcomes,
}

/// What became of filings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// 准予.
    pub granted: i64,
    /// 不予许可.
    pub refused: i64,
    /// 不予受理.
    pub declined: i64,
    /// Ended without a decision: taken back, or lapsed.
    pub ended: i64,
    /// Not yet.
    pub open: i64,
}

impl Outcomes {
    /// All of them.
    pub fn submitted(&self) -> i64 {
        self.granted + self.refused + self.declined + self.ended + self.open
    }

    /// Counts filings that stand so.
    pub fn add(&mut self, status: crate::workflow::Status, count: i64) {
        use crate::workflow::Status as S;
        let outcome = match status {
            S::Issued => &mut self.granted,
            S::Refused => &mut self.refused,
            S::Declined => &mut self.declined,
            S::Terminated | S::Abandoned => &mut self.ended,
            _ => &mut self.open,
        };
        *outcome += count;
    }
}

/// How long a stage took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageTime {
    /// The stage.
    pub stage: Stage,
    /// In working days.
    pub times: Times,
}

/// How long what has a limit took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LimitTime {
    /// What is decided; none for the answer, which has one limit for everything.
    pub matter: Option<(Kind, Track)>,
    /// The limit without extension, in working days.
    pub limit: u32,
    /// In working days, without those for which the clock rested.
    pub times: Times,
    /// How many took longer than they might.
    pub late: i64,
}

impl LimitTime {
    /// What people read.
    pub fn name(&self) -> String {
        match self.matter {
            None => "答复是否受理".to_owned(),
            Some((kind, Track::General)) => kind.label().to_owned(),
            Some((kind, track)) => format!("{}（{}）", kind.label(), track.label()),
        }
    }
}

/// What is with the office now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// What is filed for.
    pub kind: Kind,
    /// How many.
    pub count: i64,
    /// Of them, whose last day has passed.
    pub overdue: i64,
}

/// Something with how often it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// What.
    pub name: String,
    /// How often.
    pub count: i64,
}

/// How many hold a grade in a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The category.
    pub category: Category,
    /// The grade.
    pub grade: Grade,
    /// How many.
    pub count: i64,
}

/// Licences whose last day lies within some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expiring {
    /// From so many days on.
    pub from: i64,
    /// Up to so many.
    pub until: i64,
    /// How many.
    pub count: i64,
    /// Of them, without a renewal that was submitted.
    pub waiting: i64,
}

/// A licence that ends soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Id.
    pub id: String,
    /// 许可证编号.
    pub number: String,
    /// 单位名称.
    pub holder: String,
    /// 许可类别和等级.
    pub scope: Scope,
    /// Last day in force.
    pub valid_until: NaiveDate,
    /// Whether a renewal was submitted.
    pub renewal: bool,
}

/// One office beside the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeLine {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// What became of what was submitted to it in the period.
    pub outcomes: Outcomes,
    /// With it now.
    pub open: i64,
    /// Overdue now.
    pub overdue: i64,
    /// Licences in force.
    pub licences: i64,
    /// Licences that end within [`EXPIRING_DAYS`].
    pub expiring: i64,
}

/// The steps in which licences that end soon are counted, with none in them.
pub fn expiring_steps() -> Vec<Expiring> {
    let steps = (0..EXPIRING_DAYS).step_by(EXPIRING_STEP as usize);
    let step = |start| Expiring {
        from: if start == 0 { 0 } else { start + 1 },
        until: start + EXPIRING_STEP,
        count: 0,
        waiting: 0,
    };
    steps.map(step).collect()
}

/// Why corrections were asked for: by the canned reason that an item holds, the most frequent first. What holds none is of
/// its own words.
pub fn by_reason<'a>(canned: &[String], asked: impl IntoIterator<Item = (&'a str, i64)>) -> Vec<Counted> {
    // With and without the full stop, which people drop when they write on.
    let stems: Vec<&str> = canned.iter().map(|text| text.trim_end_matches('。')).collect();
    let mut counts = vec![0; canned.len()];
    let mut others = 0;
    for (reason, count) in asked {
        match stems.iter().position(|stem| !stem.is_empty() && reason.contains(stem)) {
            Some(at) => counts[at] += count,
            None => others += count,
        }
    }
    let mut counted: Vec<Counted> = canned
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(text, count)| Counted { name: text.clone(), count })
        .collect();
    counted.sort_by_key(|counted| std::cmp::Reverse(counted.count));
    if others > 0 {
        counted.push(Counted { name: "其他（自行填写）".to_owned(), count: others });
    }
    counted
}

/// Where something was to be put right: by tab, in the order of the tabs.
pub fn by_place<'a>(asked: impl IntoIterator<Item = (&'a str, i64)>) -> Vec<Counted> {
    let mut counts = vec![0; Tab::ALL.len()];
    let mut others = 0;
    for (path, count) in asked {
        match Tab::of_path(path).and_then(|tab| Tab::ALL.iter().position(|each| *each == tab)) {
            Some(at) => counts[at] += count,
            None => others += count,
        }
    }
    let tabs = Tab::ALL.iter().map(|tab| tab.label()).zip(counts).chain([("企业登记信息", others)]);
    tabs.filter(|(_, count)| *count > 0).map(|(name, count)| Counted { name: name.to_owned(), count }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_told_by_what_they_hold() {
        let canned = ["材料不清晰，请重新上传。".to_owned(), "证书已过期。".to_owned()];
        let asked = [("证书已过期，请更换", 2), ("第3页：材料不清晰，请重新上传。", 3), ("请说明", 1)];
        let counted = by_reason(&canned, asked);
        let read: Vec<_> = counted.iter().map(|each| (each.name.as_str(), each.count)).collect();
        assert_eq!(read, [("材料不清晰，请重新上传。", 3), ("证书已过期。", 2), ("其他（自行填写）", 1)]);
        assert_eq!(by_reason(&[], []), []);
    }

    #[test]
    fn places_are_tabs() {
        let asked = [
            ("technical_lead.title", 1),
            ("electricians[r1].number", 2),
            ("attachments.legal_declaration", 1),
            ("enterprise.name", 4),
        ];
        let counted = by_place(asked);
        let read: Vec<_> = counted.iter().map(|each| (each.name.as_str(), each.count)).collect();
        assert!(read.contains(&("技术负责人", 1)) && read.contains(&("企业登记信息", 4)), "{read:?}");
        assert_eq!(counted.iter().map(|each| each.count).sum::<i64>(), 8, "nothing is lost");
    }

    #[test]
    fn what_ends_soon_is_counted_in_three_steps() {
        let steps: Vec<_> = expiring_steps().iter().map(|step| (step.from, step.until)).collect();
        assert_eq!(steps, [(0, 30), (31, 60), (61, 90)]);
    }
}
