//! The regional offices (派出能源监管机构) and the provinces that they supervise.
//!
//! Six regional bureaus and twelve provincial offices. The list of bodies is sourced
//! (m.zhangyue.com/readbook/13037761/3); which province belongs to which regional bureau is partly recollection, and the
//! digits of licence numbers are sourced for Shanghai only ("4-1-00033-2006"). See domain.md §5 and §7. What their papers'
//! numbers begin with is recollection too.

use crate::Finding;
use crate::conformity::check_terms;
use crate::values::{LicenceNumber, ValueError, text};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A regional office of the energy regulator, as it ships with the program. Administrators change what is kept of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office {
    /// Stored code.
    pub code: &'static str,
    /// Name on documents.
    pub name: &'static str,
    /// What the numbers of its papers (文号) begin with: 机关代字.
    pub mark: &'static str,
    /// The first two digits of the licence numbers that it issues.
    pub prefix: (u8, u8),
    /// The provinces that it supervises.
    pub provinces: &'static [&'static str],
}

/// Every office, regional bureaus first.
pub const OFFICES: &[Office] = &[
    office("north", "国家能源局华北监管局", "华北监能", (1, 1), &["北京市", "天津市", "河北省", "内蒙古自治区"]),
    office("northeast", "国家能源局东北监管局", "东北监能", (2, 1), &["辽宁省", "吉林省", "黑龙江省"]),
    office("northwest", "国家能源局西北监管局", "西北监能", (3, 1), &["陕西省", "宁夏回族自治区", "青海省"]),
    office("east", "国家能源局华东监管局", "华东监能", (4, 1), &["上海市", "安徽省"]),
    office("central", "国家能源局华中监管局", "华中监能", (5, 1), &["湖北省", "江西省", "重庆市", "西藏自治区"]),
    office("south", "国家能源局南方监管局", "南方监能", (6, 1), &["广东省", "广西壮族自治区", "海南省"]),
    office("shanxi", "国家能源局山西监管办公室", "晋监能", (1, 2), &["山西省"]),
    office("shandong", "国家能源局山东监管办公室", "鲁监能", (1, 3), &["山东省"]),
    office("gansu", "国家能源局甘肃监管办公室", "甘监能", (3, 2), &["甘肃省"]),
    office("xinjiang", "国家能源局新疆监管办公室", "新监能", (3, 3), &["新疆维吾尔自治区"]),
    office("zhejiang", "国家能源局浙江监管办公室", "浙监能", (4, 2), &["浙江省"]),
    office("jiangsu", "国家能源局江苏监管办公室", "苏监能", (4, 3), &["江苏省"]),
    office("fujian", "国家能源局福建监管办公室", "闽监能", (4, 4), &["福建省"]),
    office("henan", "国家能源局河南监管办公室", "豫监能", (5, 2), &["河南省"]),
    office("hunan", "国家能源局湖南监管办公室", "湘监能", (5, 3), &["湖南省"]),
    office("sichuan", "国家能源局四川监管办公室", "川监能", (5, 4), &["四川省"]),
    office("yunnan", "国家能源局云南监管办公室", "云监能", (6, 2), &["云南省"]),
    office("guizhou", "国家能源局贵州监管办公室", "黔监能", (6, 3), &["贵州省"]),
];

const fn office(
    code: &'static str,
    name: &'static str,
    mark: &'static str,
    prefix: (u8, u8),
    provinces: &'static [&'static str],
) -> Office {
    Office { code, name, mark, prefix, provinces }
}

/// The office with this code.
pub fn by_code(code: &str) -> Option<&'static Office> {
    OFFICES.iter().find(|office| office.code == code)
}

/// The office that supervises this province, or `None` for a province that is not on the list.
pub fn of_province(province: &str) -> Option<&'static Office> {
    OFFICES.iter().find(|office| office.provinces.contains(&province))
}

/// Every province, in the offices' order.
pub fn provinces() -> impl Iterator<Item = &'static str> {
    OFFICES.iter().flat_map(|office| office.provinces.iter().copied())
}

/// A member of an office's staff, as the others of the office choose from them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Officer {
    /// Id of the account.
    pub id: String,
    /// Name.
    pub name: String,
    /// What the person does.
    pub role: crate::accounts::Role,
}

/// An office as it is kept: what ships, with what administrators changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrentOffice {
    /// Stored code.
    pub code: String,
    /// Name on documents.
    pub name: String,
    /// What the numbers of its papers begin with: 机关代字.
    pub mark: String,
    /// The first two digits of the licence numbers that it issues.
    pub prefix: (u8, u8),
    /// The provinces that it supervises.
    pub provinces: Vec<String>,
}

/// Something about the offices that administrators change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum OfficeChange {
    /// What an office is called and how it numbers; also how a new one comes to be.
    Office {
        /// Its code; empty for a new one until it is kept.
        code: String,
        /// Name on documents.
        name: String,
        /// 机关代字.
        mark: String,
        /// The first two digits of its licence numbers, as typed, such as `4-1`.
        prefix: String,
    },
    /// Who supervises a province.
    Province {
        /// The province.
        province: String,
        /// Code of the office.
        office: String,
    },
}

/// A change that was made, with its terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedChange {
    /// What.
    pub change: OfficeChange,
    /// First day.
    pub from: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who made it.
    pub by: String,
    /// When, Unix milliseconds.
    pub at: i64,
}

/// The offices and what was changed in them, as the administrators see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeBook {
    /// The offices as they are today.
    pub offices: Vec<CurrentOffice>,
    /// Every change, the first one first; those to come among them.
    pub changes: Vec<RecordedChange>,
    /// The revision that a change must name.
    pub revision: i64,
}

/// Longest name of an office, in characters.
const NAME: u32 = 40;
/// Longest 机关代字, in characters.
const MARK: u32 = 10;

/// The two digits of a licence number's beginning, such as `4-1`.
///
/// # Errors
/// `Empty`, `LicenceNumberShape`.
pub fn prefix(typed: &str) -> Result<(u8, u8), ValueError> {
    // The number's own rule decides, which also takes the dashes of input methods.
    match typed.trim() {
        "" => Err(ValueError::Empty),
        digits => Ok(LicenceNumber::parse(&format!("{digits}-00001-2000"))?.prefix()),
    }
}

impl OfficeBook {
    /// The office with this code, as it is today.
    pub fn office(&self, code: &str) -> Option<&CurrentOffice> {
        self.offices.iter().find(|office| office.code == code)
    }

    /// Whether anybody but the program has said what this office is called and how it numbers.
    pub fn confirmed(&self, code: &str, today: NaiveDate) -> bool {
        self.changes.iter().any(|recorded| {
            recorded.from <= today && matches!(&recorded.change, OfficeChange::Office { code: of, .. } if of == code)
        })
    }

    /// What offices are called or will be, and how they number, but this one.
    fn others<'a>(&'a self, code: &'a str) -> impl Iterator<Item = (&'a str, &'a str, Option<(u8, u8)>)> {
        let now = self.offices.iter().filter(move |office| office.code != code);
        let now = now.map(|office| (office.name.as_str(), office.mark.as_str(), Some(office.prefix)));
        let planned = self.changes.iter().filter_map(move |recorded| match &recorded.change {
            OfficeChange::Office { code: of, name, mark, prefix: typed } if of != code => {
                Some((name.as_str(), mark.as_str(), prefix(typed).ok()))
            }
            _ => None,
        });
        now.chain(planned)
    }
}

impl OfficeChange {
    /// This change as it is kept: blanks cut off.
    pub fn canonical(self) -> OfficeChange {
        match self {
            OfficeChange::Office { code, name, mark, prefix: typed } => {
                let kept = prefix(&typed).map_or(typed, |(region, local)| format!("{region}-{local}"));
                OfficeChange::Office { code, name: name.trim().into(), mark: mark.trim().into(), prefix: kept }
            }
            province => province,
        }
    }

    /// What stands against it: fields `name`, `mark`, `prefix`, or `province`, `office`; and `from`, `reason`.
    pub fn check(&self, book: &OfficeBook, from: NaiveDate, reason: &str, today: NaiveDate) -> Vec<Finding> {
        let mut findings = match self.clone().canonical() {
            OfficeChange::Office { code, name, mark, prefix } => check_office(book, &code, &name, &mark, &prefix),
            OfficeChange::Province { province, office } => check_province(book, &province, &office, from, today),
        };
        // A mistake in what ships, part of which is recollection, can be put right at once.
        findings.extend(check_terms(from, reason, today - Days::new(1)).into_iter().map(|found| {
            match found.path == "from" && from < today {
                true => Finding::field("from", "最早从今天起生效"),
                false => found,
            }
        }));
        findings
    }
}

fn check_office(book: &OfficeBook, code: &str, name: &str, mark: &str, typed: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut hold = |path: &str, outcome: Result<(), String>| {
        if let Err(message) = outcome {
            findings.push(Finding::field(path, message));
        }
    };
    let taken = |taken: bool, message: &str| if taken { Err(message.to_owned()) } else { Ok(()) };
    let line = |raw: &str, most| match text::line(raw, most) {
        Ok(line) if line.is_empty() => Err(ValueError::Empty.to_string()),
        outcome => outcome.map(|_| ()).map_err(|error| error.to_string()),
    };
    let others = || book.others(code);
    hold("name", line(name, NAME).and_then(|()| taken(others().any(|(other, ..)| other == name), "已有同名机构")));
    hold(
        "mark",
        line(mark, MARK).and_then(|()| taken(others().any(|(_, other, _)| other == mark), "已由其他机构使用")),
    );
    hold(
        "prefix",
        match prefix(typed) {
            Ok(digits) => {
                taken(others().any(|(.., other)| other == Some(digits)), "已由其他机构使用，每个机构的编号前缀各不相同")
            }
            Err(ValueError::Empty) => Err(ValueError::Empty.to_string()),
            Err(_) => Err("应为两位数字，如 4-1".to_owned()),
        },
    );
    if let Some(now) = book.office(code)
        && (now.name.as_str(), now.mark.as_str(), Ok(now.prefix)) == (name, mark, prefix(typed))
    {
        hold("name", Err("与现在的内容相同".to_owned()));
    }
    findings
}

fn check_province(book: &OfficeBook, province: &str, office: &str, from: NaiveDate, today: NaiveDate) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !provinces().any(|known| known == province) {
        findings.push(Finding::field("province", ValueError::NotChosen));
    }
    let begins = |recorded: &&RecordedChange| {
        recorded.from <= from && matches!(&recorded.change, OfficeChange::Office { code, .. } if code == office)
    };
    if office.is_empty() || book.office(office).is_none() && !book.changes.iter().any(|change| begins(&change)) {
        findings.push(Finding::field("office", ValueError::NotChosen));
    } else if book.office(office).is_some_and(|office| office.provinces.iter().any(|held| held == province))
        && !book.changes.iter().any(|change| change.from > today && moves(change, province, from))
    {
        findings.push(Finding::field("office", "该省份现在即由该机构监管"));
    }
    findings
}

/// Whether a change that was planned moves the province by this day.
fn moves(recorded: &RecordedChange, province: &str, by: NaiveDate) -> bool {
    recorded.from <= by && matches!(&recorded.change, OfficeChange::Province { province: of, .. } if of == province)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn eighteen_offices_supervise_thirty_one_provinces_once_each() {
        assert_eq!(OFFICES.len(), 18);
        assert_eq!(provinces().count(), 31);
        assert_eq!(provinces().collect::<HashSet<_>>().len(), 31);
        assert_eq!(OFFICES.iter().map(|office| office.prefix).collect::<HashSet<_>>().len(), 18);
        assert_eq!(OFFICES.iter().map(|office| office.mark).collect::<HashSet<_>>().len(), 18);
    }

    #[test]
    fn shanghai_numbers_start_with_four_one() {
        assert_eq!(of_province("上海市").map(|office| office.prefix), Some((4, 1)));
        assert_eq!(of_province("火星"), None);
    }

    fn book() -> OfficeBook {
        let kept = |office: &Office| CurrentOffice {
            code: office.code.into(),
            name: office.name.into(),
            mark: office.mark.into(),
            prefix: office.prefix,
            provinces: office.provinces.iter().map(|&province| province.into()).collect(),
        };
        OfficeBook { offices: OFFICES.iter().map(kept).collect(), changes: Vec::new(), revision: 0 }
    }

    fn day(text: &str) -> NaiveDate {
        crate::values::date::parse(text).unwrap()
    }

    fn wrong(book: &OfficeBook, change: &OfficeChange, from: &str) -> Vec<String> {
        let found = change.check(book, day(from), "机构调整", day("2026-11-24"));
        found.into_iter().map(|finding| finding.path).collect()
    }

    fn called(code: &str, name: &str, mark: &str, prefix: &str) -> OfficeChange {
        OfficeChange::Office { code: code.into(), name: name.into(), mark: mark.into(), prefix: prefix.into() }
    }

    #[test]
    fn an_office_has_a_name_a_mark_and_a_prefix_of_its_own() {
        let book = book();
        assert!(wrong(&book, &called("", "国家能源局海南监管办公室", "琼监能", "6－4"), "2026-11-24").is_empty());
        assert!(wrong(&book, &called("east", "国家能源局华东监管局", "华东监能", "4-9"), "2026-11-24").is_empty());
        assert_eq!(
            wrong(&book, &called("", "国家能源局华东监管局", "华东监能", "4-1"), "2026-11-24"),
            ["name", "mark", "prefix"]
        );
        assert_eq!(
            wrong(&book, &called("east", "国家能源局华东监管局", "华东监能", "4-1"), "2026-11-24"),
            ["name"],
            "nothing new"
        );
        for typed in ["", "4", "41", "4-10", "a-b"] {
            assert_eq!(wrong(&book, &called("", "某局", "某", typed), "2026-11-24"), ["prefix"], "{typed}");
        }
        assert_eq!(wrong(&book, &called("", "某局", "某", "9-9"), "2026-11-23"), ["from"]);
    }

    #[test]
    fn what_is_planned_is_taken_too() {
        let mut book = book();
        let change = called("hainan", "国家能源局海南监管办公室", "琼监能", "6-4");
        book.changes.push(RecordedChange {
            change,
            from: day("2027-01-01"),
            reason: "设立".into(),
            by: String::new(),
            at: 0,
        });
        assert_eq!(wrong(&book, &called("", "某局", "某", "6-4"), "2026-11-24"), ["prefix"]);
        let moves = OfficeChange::Province { province: "海南省".into(), office: "hainan".into() };
        assert!(wrong(&book, &moves, "2027-01-01").is_empty());
        assert_eq!(wrong(&book, &moves, "2026-12-31"), ["office"], "there is no such office yet");
    }

    #[test]
    fn a_province_moves_to_another_office() {
        let moves =
            |province: &str, office: &str| OfficeChange::Province { province: province.into(), office: office.into() };
        assert!(wrong(&book(), &moves("安徽省", "jiangsu"), "2026-11-24").is_empty());
        assert_eq!(wrong(&book(), &moves("安徽省", "east"), "2026-11-24"), ["office"]);
        assert_eq!(wrong(&book(), &moves("火星", "none"), "2026-11-24"), ["province", "office"]);
    }
}
