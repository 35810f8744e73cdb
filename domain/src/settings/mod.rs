//! Settings (参数设置): what the procedure needs and no source says, or leaves to the administrators. Each has a value that ships
//! with the program, and values that administrators set from a day on.
//!
//! A change begins tomorrow at the earliest, so that what a filing was told stays true: its limit is the one of the day on
//! which it was accepted, and its deferred documents those of the day on which it was submitted.

mod change;

pub use change::Change;

use crate::attachments::{self, Slot};
use crate::tracks::Follow;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

choices! {
    /// Something that administrators set. Another one is a variant here and its line in [`Setting::facts`].
    pub enum Setting {
        ReissueLimit = "reissue_limit" "补（换）证办理时限",
        CancellationLimit = "cancellation_limit" "许可证注销办理时限",
        PersonnelLimit = "personnel_limit" "人员变更办理时限",
        DeferralDays = "deferral_days" "容缺材料补交期限",
        DeferralDocuments = "deferral_documents" "可以后补的容缺材料",
        CommitteeQuorum = "committee_quorum" "行政许可委员会会议最少人数",
        RatingCaseDays = "rating_case_days" "差评答复期限",
        RatingCodeDays = "rating_code_days" "好差评二维码有效期",
    }
}

/// What is known of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it is a choice of, and its value as shipped.
    pub shape: Shape,
    /// To what a change applies, as people are told.
    pub applies: &'static str,
    /// Where the shipped value comes from, or what it follows where nothing says it.
    pub basis: &'static str,
    /// No source seen for the value; said wherever it is shown.
    pub unsourced: bool,
}

/// What a setting is a choice of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A whole number.
    Figure {
        /// As shipped.
        shipped: u32,
        /// The smallest that makes sense.
        least: u32,
        /// The largest that makes sense.
        most: u32,
        /// What it counts.
        unit: &'static str,
    },
    /// Some of the documents that a filing with 容缺受理 asks for, by the keys of their slots.
    Documents {
        /// As shipped.
        shipped: &'static [&'static str],
    },
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A whole number.
    Figure(u32),
    /// Keys of slots.
    Documents(Vec<String>),
}

/// 行政许可法 Art. 42: no decision may take longer where no law or regulation says so.
const LONGEST_LIMIT: u32 = 20;
const ACCEPTED_FROM: &str = "自生效之日起受理的申请；此前受理的，时限不变";

const fn days(shipped: u32, applies: &'static str, basis: &'static str) -> Facts {
    let shape = Shape::Figure { shipped, least: 1, most: LONGEST_LIMIT, unit: "个工作日" };
    Facts { shape, applies, basis, unsourced: true }
}

impl Setting {
    /// What is known of it.
    pub const fn facts(self) -> Facts {
        match self {
            Self::ReissueLimit => {
                days(15, ACCEPTED_FROM, "比照登记事项变更的办理时限；最长不超过行政许可法第四十二条的二十日")
            }
            Self::CancellationLimit => days(20, ACCEPTED_FROM, "行政许可法第四十二条的最长时限"),
            Self::PersonnelLimit => days(5, ACCEPTED_FROM, "比照行政许可法第三十二条的答复时限"),
            Self::DeferralDays => {
                days(10, "自生效之日起受理的容缺申请；此前受理的，补交期限不变", "通行做法：不超过该事项的办理时限")
            }
            Self::RatingCaseDays => days(
                5,
                "自生效之日起收到的差评；此前收到的，期限不变",
                "各地做法不一：德州、襄城为5个工作日，四川为15个工作日",
            ),
            Self::RatingCodeDays => days(
                10,
                "自生效之日起生成的二维码；此前生成的，有效期不变",
                "没有规定；自生成之日（一次一评自服务当日）起算",
            ),
            Self::DeferralDocuments => Facts {
                shape: Shape::Documents {
                    shipped: &["financial_statement", "premises_proof", "safety_system", "social_insurance"],
                },
                applies: "自生效之日起提交的容缺申请；此前提交的不变",
                basis: "通行做法：不影响实质审查的次要材料",
                unsourced: true,
            },
            // Two may be too few to differ: whoever examined a filing does not vote on it.
            Self::CommitteeQuorum => Facts {
                shape: Shape::Figure { shipped: 3, least: 2, most: 15, unit: "人" },
                applies: "自生效之日起召集的会议；此前召集的不变",
                basis: "法律法规未规定人数；审查人对自己审查的申请不表决，三人时仍有两人表决",
                unsourced: true,
            },
        }
    }

    /// Its value as shipped.
    pub fn shipped(self) -> Value {
        match self.facts().shape {
            Shape::Figure { shipped, .. } => Value::Figure(shipped),
            Shape::Documents { shipped } => Value::Documents(shipped.iter().map(|&key| key.to_owned()).collect()),
        }
    }

    /// What it counts; empty where it is no number.
    pub const fn unit(self) -> &'static str {
        match self.facts().shape {
            Shape::Figure { unit, .. } => unit,
            Shape::Documents { .. } => "",
        }
    }

    /// A value as it is kept; `None` for what is no value of this setting.
    pub fn read(self, kept: &str) -> Option<Value> {
        match self.facts().shape {
            Shape::Figure { .. } => kept.parse().ok().map(Value::Figure),
            Shape::Documents { .. } => {
                Some(Value::Documents(kept.split(',').filter(|key| !key.is_empty()).map(str::to_owned).collect()))
            }
        }
    }
}

impl Value {
    /// As it is kept.
    pub fn kept(&self) -> String {
        match self {
            Self::Figure(figure) => figure.to_string(),
            Self::Documents(keys) => keys.join(","),
        }
    }

    /// As people read it.
    pub fn told(&self, setting: Setting) -> String {
        match self {
            Self::Figure(figure) => format!("{figure}{}", setting.unit()),
            Self::Documents(keys) if keys.is_empty() => "没有材料可以后补".to_owned(),
            Self::Documents(keys) => {
                let name =
                    |key: &String| attachments::slot(key).map_or_else(|| key.clone(), |slot| slot.label.to_owned());
                keys.iter().map(name).collect::<Vec<_>>().join("、")
            }
        }
    }
}

/// Every value that administrators set, in the order in which they did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The changes.
    pub changes: Vec<Change>,
}

impl Settings {
    /// The change that holds on this day: the one that began last, and of those that began on one day, the one made last.
    pub fn change(&self, setting: Setting, day: NaiveDate) -> Option<&Change> {
        let begun = self.changes.iter().filter(|change| change.setting == setting && change.from <= day);
        begun.max_by_key(|change| change.from)
    }

    /// The value on this day.
    pub fn value(&self, setting: Setting, day: NaiveDate) -> Value {
        self.change(setting, day).map_or_else(|| setting.shipped(), |change| change.value.clone())
    }

    /// The number on this day; 0 for a setting that is none.
    pub fn figure(&self, setting: Setting, day: NaiveDate) -> u32 {
        match self.value(setting, day) {
            Value::Figure(figure) => figure,
            Value::Documents(_) => 0,
        }
    }

    /// What may follow later of a filing with 容缺受理 that is submitted on this day, and by when.
    pub fn follow(&self, day: NaiveDate) -> Follow {
        let documents = match self.value(Setting::DeferralDocuments, day) {
            Value::Documents(keys) => keys,
            Value::Figure(_) => Vec::new(),
        };
        Follow { days: self.figure(Setting::DeferralDays, day), documents }
    }
}

/// The documents among which may be chosen what may follow later.
pub fn deferrable() -> impl Iterator<Item = &'static Slot> {
    attachments::deferrable()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::date;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn change(setting: Setting, value: Value, from: &str) -> Change {
        Change { setting, value, from: day(from), reason: "试点".into(), by: String::new() }
    }

    #[test]
    fn what_ships_is_a_right_value() {
        for &setting in Setting::ALL {
            let shipped = setting.shipped();
            assert_eq!(setting.read(&shipped.kept()), Some(shipped.clone()), "{setting}");
            match (setting.facts().shape, &shipped) {
                (Shape::Figure { least, most, unit, .. }, Value::Figure(figure)) => {
                    assert!((least..=most).contains(figure) && !unit.is_empty(), "{setting}");
                }
                (Shape::Documents { .. }, Value::Documents(keys)) => {
                    for key in keys {
                        assert!(deferrable().any(|slot| slot.key == key), "{key}");
                    }
                }
                other => panic!("{setting}: {other:?}"),
            }
        }
    }

    #[test]
    fn the_change_that_began_last_holds_and_of_one_day_the_one_made_last() {
        let figure = |n| Value::Figure(n);
        let settings = Settings {
            changes: vec![
                change(Setting::ReissueLimit, figure(12), "2026-12-10"),
                change(Setting::ReissueLimit, figure(10), "2026-12-01"),
                change(Setting::ReissueLimit, figure(11), "2026-12-01"),
                change(Setting::CancellationLimit, figure(3), "2026-12-01"),
            ],
        };
        let on = |text| settings.figure(Setting::ReissueLimit, day(text));
        assert_eq!((on("2026-11-30"), on("2026-12-01"), on("2026-12-09"), on("2026-12-10")), (15, 11, 11, 12));
        assert_eq!(settings.figure(Setting::PersonnelLimit, day("2027-01-01")), 5);
    }

    #[test]
    fn documents_are_told_by_name() {
        let value = Setting::DeferralDocuments.shipped();
        assert_eq!(value.told(Setting::DeferralDocuments).matches('、').count(), 3);
        assert!(!value.told(Setting::DeferralDocuments).contains("financial"));
        assert_eq!(Setting::DeferralDocuments.read(""), Some(Value::Documents(Vec::new())));
        assert_eq!(Setting::ReissueLimit.read("x"), None);
    }
}
