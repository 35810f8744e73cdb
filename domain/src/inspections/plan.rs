//! A campaign as an administrator plans it, and as it is launched.

use super::{AskedDocument, AskedItem, Concern, InspectionKind, Item};
use crate::Finding;
use crate::licences::{Category, Grade};
use crate::values::{LicenceNumber, ValueError, date, not_blank, number, text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Longest title, label or hint, in characters.
const LONGEST: u32 = 60;
/// Most documents that a campaign may ask for.
const MOST_DOCUMENTS: usize = 30;
/// Most licences that may be exempted by number.
const MOST_EXEMPT: usize = 2000;

/// A campaign as typed: may be incomplete until it is launched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// What is inspected.
    pub kind: InspectionKind,
    /// 年度.
    pub year: String,
    /// 名称, such as 承装修试2020年自查.
    pub title: String,
    /// Codes of the offices concerned; empty means all.
    pub offices: Vec<String>,
    /// Categories concerned; empty means all.
    pub categories: Vec<Category>,
    /// Grades concerned; empty means all.
    pub grades: Vec<Grade>,
    /// Licences issued on or after this day are exempt; empty means none is for its day. That those looked at lately are left
    /// out is what 湖南 did in 2015 (nextvapk.com/www/difang/20160406/17841.html).
    pub exempt_since: String,
    /// Numbers of licences that are exempt, one a line.
    pub exempt: String,
    /// First day to fill in.
    pub opens_on: String,
    /// Last day to submit.
    pub closes_on: String,
    /// What is asked for on the forms.
    pub items: Vec<AskedItem>,
    /// Which documents are asked for.
    pub documents: Vec<AskedDocument>,
}

impl Default for Plan {
    /// Asks for everything that there is.
    fn default() -> Self {
        Plan {
            kind: InspectionKind::Facilities,
            year: String::new(),
            title: String::new(),
            offices: Vec::new(),
            categories: Vec::new(),
            grades: Vec::new(),
            exempt_since: String::new(),
            exempt: String::new(),
            opens_on: String::new(),
            closes_on: String::new(),
            items: Item::ALL.iter().map(|&item| AskedItem { item, required: true }).collect(),
            documents: AskedDocument::usual(),
        }
    }
}

/// A campaign that can be launched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// What is inspected.
    pub kind: InspectionKind,
    /// 年度.
    pub year: i32,
    /// 名称.
    pub title: String,
    /// Whose licences.
    pub concern: Concern,
    /// First day to fill in.
    pub opens_on: NaiveDate,
    /// Last day to submit.
    pub closes_on: NaiveDate,
    /// What is asked for on the forms.
    pub items: Vec<AskedItem>,
    /// Which documents are asked for.
    pub documents: Vec<AskedDocument>,
}

impl Campaign {
    /// Whether it asks for this, and whether it must be there.
    pub fn asks(&self, item: Item) -> Option<bool> {
        self.items.iter().find(|asked| asked.item == item).map(|asked| asked.required)
    }

    /// The document with this key.
    pub fn document(&self, key: &str) -> Option<&AskedDocument> {
        self.documents.iter().find(|asked| asked.key == key)
    }
}

impl Plan {
    /// The campaign, if it can be launched today. `offices` are the codes that there are.
    ///
    /// # Errors
    /// What stands against it, each with its field.
    pub fn parse(&self, offices: &[&str], today: NaiveDate) -> Result<Campaign, Vec<Finding>> {
        let mut findings = self.storable().err().unwrap_or_default();
        let mut held = Held(&mut findings);
        let year = held.take("year", number::whole(&self.year)).and_then(|year| i32::try_from(year).ok());
        if year.is_some_and(|year| !(2000..=2199).contains(&year)) {
            held.0.push(Finding::field("year", "请输入四位年度，例如 2026"));
        }
        let title = held.take("title", text::line(&self.title, LONGEST));
        let opens_on = held.take("opens_on", date::parse(&self.opens_on));
        let closes_on = held.take("closes_on", date::parse(&self.closes_on));
        if let (Some(opens), Some(closes)) = (opens_on, closes_on)
            && closes < opens
        {
            held.0.push(Finding::field("closes_on", "截止日期不能早于开始日期"));
        }
        if closes_on.is_some_and(|closes| closes < today) {
            held.0.push(Finding::field("closes_on", "截止日期不能早于今天"));
        }
        for (n, code) in self.offices.iter().enumerate() {
            if !offices.contains(&code.as_str()) {
                held.0.push(Finding::field(format!("offices[{n}]"), "没有这个派出机构"));
            }
        }
        let exempt_since = match self.exempt_since.trim() {
            "" => None,
            day => held.take("exempt_since", date::parse(day)),
        };
        let exempt = held.exempt(&self.exempt);
        let documents = held.documents(&self.documents);
        if self.items.is_empty() && documents.is_empty() {
            held.0.push(Finding::field("items", "请至少选择一项填报内容或一项资料"));
        }
        let (Some(year), Some(title), Some(opens_on), Some(closes_on), true) =
            (year, title, opens_on, closes_on, findings.is_empty())
        else {
            return Err(findings);
        };
        let concern = Concern {
            offices: self.offices.iter().cloned().collect(),
            categories: self.categories.clone(),
            grades: self.grades.clone(),
            exempt_since,
            exempt,
        };
        Ok(Campaign {
            kind: self.kind,
            year,
            title,
            concern,
            opens_on,
            closes_on,
            items: self.items.clone(),
            documents,
        })
    }

    /// Whether it may be kept as a draft.
    ///
    /// # Errors
    /// The field and what is wrong with it.
    pub fn storable(&self) -> Result<(), Vec<Finding>> {
        let mut findings = Vec::new();
        let mut hold = |path: String, raw: &str, most: u32| {
            if let Err(error) = text::storable(raw, most) {
                findings.push(Finding::field(path, error));
            }
        };
        for (path, raw) in [
            ("year", &self.year),
            ("title", &self.title),
            ("exempt_since", &self.exempt_since),
            ("opens_on", &self.opens_on),
            ("closes_on", &self.closes_on),
        ] {
            hold(path.to_owned(), raw, LONGEST);
        }
        hold("exempt".to_owned(), &self.exempt, 20 * MOST_EXEMPT as u32);
        for (n, code) in self.offices.iter().enumerate() {
            hold(format!("offices[{n}]"), code, LONGEST);
        }
        for (n, document) in self.documents.iter().enumerate() {
            hold(format!("documents[{n}].key"), &document.key, LONGEST);
            hold(format!("documents[{n}].label"), &document.label, LONGEST);
            hold(format!("documents[{n}].hint"), &document.hint, LONGEST);
        }
        for (path, lines, most) in [
            ("documents", self.documents.len(), MOST_DOCUMENTS),
            ("offices", self.offices.len(), 100),
            ("items", self.items.len(), Item::ALL.len()),
            ("categories", self.categories.len(), Category::ALL.len()),
            ("grades", self.grades.len(), Grade::ALL.len()),
        ] {
            if lines > most {
                findings.push(Finding::field(path, ValueError::TooManyLines { max: most as u32 }));
            }
        }
        if findings.is_empty() { Ok(()) } else { Err(findings) }
    }
}

/// What has been found while parsing.
struct Held<'a>(&'a mut Vec<Finding>);

impl Held<'_> {
    fn take<T>(&mut self, path: &str, parsed: Result<T, ValueError>) -> Option<T> {
        parsed.map_err(|error| self.0.push(Finding::field(path, error))).ok()
    }

    fn exempt(&mut self, raw: &str) -> BTreeSet<String> {
        let mut numbers = BTreeSet::new();
        for (n, line) in raw.lines().enumerate().filter(|(_, line)| not_blank(line)) {
            match LicenceNumber::parse(line) {
                Ok(number) => {
                    numbers.insert(number.to_string());
                }
                Err(error) => self.0.push(Finding::field("exempt", format!("第{}行：{error}", n + 1))),
            }
        }
        if numbers.len() > MOST_EXEMPT {
            self.0.push(Finding::field("exempt", ValueError::TooManyLines { max: MOST_EXEMPT as u32 }));
        }
        numbers
    }

    fn documents(&mut self, documents: &[AskedDocument]) -> Vec<AskedDocument> {
        let mut seen = BTreeSet::new();
        let mut parsed = Vec::new();
        for (n, document) in documents.iter().enumerate() {
            let path = format!("documents[{n}].label");
            let Some(label) = self.take(&path, text::line(&document.label, LONGEST)) else { continue };
            let shaped = !document.key.is_empty()
                && document.key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
            if !shaped || !seen.insert(document.key.as_str()) {
                self.0.push(Finding::field(path, "该项资料的标识重复或有误，请删除后重新添加"));
            }
            parsed.push(AskedDocument { label, ..document.clone() });
        }
        parsed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn plan() -> Plan {
        Plan {
            year: "2026".into(),
            title: "承装修试2026年自查".into(),
            opens_on: "2026-12-01".into(),
            closes_on: "2026-12-31".into(),
            ..Plan::default()
        }
    }

    #[test]
    fn a_plan_becomes_a_campaign() {
        let campaign = plan().parse(&["east"], day("2026-11-24")).unwrap();
        assert_eq!((campaign.year, campaign.title.as_str()), (2026, "承装修试2026年自查"));
        assert_eq!(campaign.asks(Item::Violations), Some(true));
        assert!(campaign.document("report").is_some_and(|document| document.required));
    }

    #[test]
    fn what_is_wrong_is_told_beside_its_field() {
        let paths = |plan: Plan| -> Vec<String> {
            let findings = plan.parse(&["east"], day("2026-11-24")).unwrap_err();
            findings.into_iter().map(|finding| finding.path).collect()
        };
        assert_eq!(paths(Plan { title: " ".into(), ..plan() }), ["title"]);
        assert_eq!(paths(Plan { year: "26".into(), ..plan() }), ["year"]);
        assert_eq!(paths(Plan { closes_on: "2026-11-30".into(), ..plan() }), ["closes_on"]);
        assert_eq!(
            paths(Plan { opens_on: "2026-01-01".into(), closes_on: "2026-11-23".into(), ..plan() }),
            ["closes_on"]
        );
        assert_eq!(paths(Plan { offices: vec!["moon".into()], ..plan() }), ["offices[0]"]);
        assert_eq!(paths(Plan { exempt: "4-1-00001-2026\nnonsense".into(), ..plan() }), ["exempt"]);
        assert_eq!(paths(Plan { items: vec![], documents: vec![], ..plan() }), ["items"]);
        let twice = vec![AskedDocument { key: "a".into(), label: "甲".into(), ..Default::default() }; 2];
        assert_eq!(paths(Plan { documents: twice, ..plan() }), ["documents[1].label"]);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_neither_panics_nor_passes_unread(title in any::<String>(), exempt in any::<String>(), year in any::<String>()) {
            let plan = Plan { title, exempt, year, ..plan() };
            if let Ok(campaign) = plan.parse(&["east"], day("2026-11-24")) {
                prop_assert!(plan.storable().is_ok());
                prop_assert!(!campaign.title.trim().is_empty() && campaign.year >= 2000);
            }
        }
    }
}
