//! Performance by voltage class (规定年限内主要业绩).

use super::{Finding, Measured, Severity};
use crate::filings::{PerformanceRecord, VoltageClass, WorkKind};
use crate::licences::{Category, Grade};
use crate::values::number;
use serde::{Deserialize, Serialize};

/// What must have been done for a grade: of each group, one alternative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerformanceRule {
    /// The categories that it holds for.
    pub categories: Vec<Category>,
    /// The grade.
    pub grade: Grade,
    /// Legal basis as cited to people.
    pub basis: String,
    /// Where it was read.
    pub source: String,
    /// The groups; all of them are demanded.
    pub groups: Vec<Vec<Alternative>>,
}

/// So much of one kind of work, at this voltage or above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// The kind of work.
    pub work: WorkKind,
    /// The lowest voltage class that counts.
    pub voltage: VoltageClass,
    /// How many records; 0 where kilometres are asked for.
    #[serde(default)]
    pub records: u32,
    /// How many kilometres together; 0 where records are asked for.
    #[serde(default)]
    pub kilometres: u32,
}

impl Alternative {
    /// What it asks for, in words.
    pub fn required(&self) -> String {
        match self.kilometres {
            0 => format!("{}以上{}{}项", self.voltage, self.work, self.records),
            km => format!("{}以上{}{km}公里", self.voltage, self.work),
        }
    }

    fn met(&self, records: &[&PerformanceRecord]) -> bool {
        // The highest class comes first.
        let counts = |record: &&&PerformanceRecord| {
            record.work == Some(self.work) && record.voltage.is_some_and(|voltage| voltage <= self.voltage)
        };
        let mine = records.iter().filter(counts);
        if self.kilometres == 0 {
            return mine.count() >= self.records as usize;
        }
        let length = |record: &&PerformanceRecord| number::decimal(&record.length).map_or(0, |km| km.ten_thousandths());
        mine.map(length).sum::<i64>() >= i64::from(self.kilometres) * 10_000
    }
}

/// One line a group.
pub(super) fn hold(rule: &PerformanceRule, category: Category, records: &[&PerformanceRecord]) -> Vec<Finding> {
    let line = |group: &Vec<Alternative>| {
        let met = group.iter().any(|alternative| alternative.met(records));
        let required = group.iter().map(Alternative::required).collect::<Vec<_>>().join("，或");
        let verdict = if met { "符合" } else { "不足" };
        Finding {
            id: "performance".to_owned(),
            severity: if met { Severity::Met } else { Severity::Blocking },
            path: "performance".to_owned(),
            message: format!("{category}{}：规定年限内业绩{verdict}（{required}）", rule.grade),
            basis: rule.basis.clone(),
            measured: Some(Measured { required, actual: format!("规定年限内{}项", records.len()) }),
            unsourced: false,
        }
    };
    rule.groups.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(work: WorkKind, voltage: VoltageClass, length: &str) -> PerformanceRecord {
        PerformanceRecord { work: Some(work), voltage: Some(voltage), length: length.into(), ..Default::default() }
    }

    #[test]
    fn work_at_a_higher_voltage_counts_and_at_a_lower_does_not() {
        let two = Alternative { work: WorkKind::Substation, voltage: VoltageClass::Kv220, records: 2, kilometres: 0 };
        let at = |voltage| record(WorkKind::Substation, voltage, "");
        let (high, right, low) = (at(VoltageClass::Kv330), at(VoltageClass::Kv220), at(VoltageClass::Kv110));
        assert!(two.met(&[&high, &right]));
        assert!(!two.met(&[&high, &low]));
    }

    #[test]
    fn kilometres_are_added_up() {
        let line =
            Alternative { work: WorkKind::OverheadLine, voltage: VoltageClass::Kv110, records: 0, kilometres: 200 };
        let part = |length: &str| record(WorkKind::OverheadLine, VoltageClass::Kv110, length);
        let (long, short, cable) =
            (part("150.5"), part("49.5"), record(WorkKind::CableLine, VoltageClass::Kv110, "500"));
        assert!(line.met(&[&long, &short]));
        assert!(!line.met(&[&long, &cable]));
        assert!(!line.met(&[&long, &part("49.4999")]));
    }
}
