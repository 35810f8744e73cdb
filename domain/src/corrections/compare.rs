//! What differs between two versions of a filing.

use super::Pin;
use crate::attachments::Attachment;
use crate::filings::{Filing, Row, RowBody, Section, Shown, ShownList, Tab, shown_profile, shown_row, shown_section};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// One place that differs, with what was there and what is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Where, as in a finding.
    pub path: String,
    /// What people read for the place.
    pub label: String,
    /// Before, as people read it; empty for nothing.
    pub before: String,
    /// After.
    pub after: String,
    /// For documents: those of before.
    #[serde(default)]
    pub files_before: Vec<Attachment>,
    /// Those of after.
    #[serde(default)]
    pub files_after: Vec<Attachment>,
}

/// Everything that differs, in the order of the tabs; a row that was added or deleted is one line.
pub fn compare(before: &Filing, after: &Filing) -> Vec<Difference> {
    let mut comparing = Comparing { before, after, found: Vec::new() };
    comparing.fields("enterprise", &shown_profile(&before.enterprise), &shown_profile(&after.enterprise));
    for section in after.kind.sections() {
        comparing.section(section);
    }
    comparing.rows(&before.rows.technicians, &after.rows.technicians, RowBody::Technicians);
    comparing.rows(&before.rows.electricians, &after.rows.electricians, RowBody::Electricians);
    comparing.rows(&before.rows.performance, &after.rows.performance, RowBody::Performance);
    comparing.documents();
    comparing.found.sort_by_key(|difference| Tab::of_path(&difference.path));
    comparing.found
}

struct Comparing<'a> {
    before: &'a Filing,
    after: &'a Filing,
    found: Vec<Difference>,
}

impl Comparing<'_> {
    fn found(&mut self, path: String, row: Option<&str>, before: String, after: String) {
        let kind = self.after.kind;
        let label = match Pin::parse(&path) {
            Some(pin) => pin.label(kind, row),
            None => registered(&path).unwrap_or_else(|| path.clone()),
        };
        self.found.push(Difference { path, label, before, after, files_before: vec![], files_after: vec![] });
    }

    fn fields(&mut self, prefix: &str, before: &[Shown], after: &[Shown]) {
        self.fields_of(prefix, None, before, after);
    }

    fn fields_of(&mut self, prefix: &str, row: Option<&str>, before: &[Shown], after: &[Shown]) {
        for (before, after) in before.iter().zip(after).filter(|(before, after)| before.value != after.value) {
            self.found(format!("{prefix}.{}", after.name), row, before.value.clone(), after.value.clone());
        }
    }

    fn section(&mut self, section: Section) {
        let before = self.before.case().section(section);
        let after = self.after.case().section(section);
        let ((before, before_lists), (after, after_lists)) = (shown_section(&before), shown_section(&after));
        self.fields(section.code(), &before, &after);
        for (before, after) in before_lists.iter().zip(&after_lists) {
            self.lines(section, before, after);
        }
    }

    fn lines(&mut self, section: Section, before: &ShownList, after: &ShownList) {
        for n in 0..before.lines.len().max(after.lines.len()) {
            let path = format!("{}.{}[{n}]", section.code(), after.name);
            match (before.lines.get(n), after.lines.get(n)) {
                (Some(before), Some(after)) => self.fields(&path, before, after),
                (before, after) => self.found(
                    path,
                    None,
                    before.map_or_else(String::new, |line| in_a_line(line)),
                    after.map_or_else(String::new, |line| in_a_line(line)),
                ),
            }
        }
    }

    fn rows<T: Clone + PartialEq>(&mut self, before: &[Row<T>], after: &[Row<T>], wrap: fn(T) -> RowBody) {
        let mut gone: HashMap<&str, &Row<T>> = before.iter().map(|row| (row.id.as_str(), row)).collect();
        for row in after {
            match gone.remove(row.id.as_str()) {
                Some(before) if before.body == row.body => {}
                was => {
                    let body = wrap(row.body.clone());
                    let path = format!("{}[{}]", body.list().code(), row.id);
                    let shown = shown_row(&body);
                    match was {
                        Some(was) => {
                            self.fields_of(&path, Some(body.title()), &shown_row(&wrap(was.body.clone())), &shown);
                        }
                        None => self.found(path, Some(body.title()), String::new(), in_a_line(&shown)),
                    }
                }
            }
        }
        for row in before.iter().filter(|row| gone.contains_key(row.id.as_str())) {
            let body = wrap(row.body.clone());
            let path = format!("{}[{}]", body.list().code(), row.id);
            self.found(path, Some(body.title()), in_a_line(&shown_row(&body)), String::new());
        }
    }

    fn documents(&mut self) {
        let (before, after) = (by_slot(self.before), by_slot(self.after));
        let mut places: Vec<_> = before.keys().chain(after.keys()).collect();
        places.sort();
        places.dedup();
        for place in places {
            let files = |of: &BTreeMap<String, Vec<Attachment>>| of.get(place).cloned().unwrap_or_default();
            let (was, is) = (files(&before), files(&after));
            let same =
                was.iter().map(|file| (&file.sha256, &file.name)).eq(is.iter().map(|file| (&file.sha256, &file.name)));
            if same {
                continue;
            }
            let row = place.split_once('[').and_then(|(_, row)| row.strip_suffix(']'));
            let title = row.and_then(|row| title_of(self.after, row).or_else(|| title_of(self.before, row)));
            self.found(place.clone(), title.as_deref(), names(&was), names(&is));
            if let Some(found) = self.found.last_mut() {
                (found.files_before, found.files_after) = (was, is);
            }
        }
    }
}

fn registered(path: &str) -> Option<String> {
    let label = crate::filings::profile_label(path.strip_prefix("enterprise.")?)?;
    Some(format!("企业信息 · {label}"))
}

fn in_a_line(fields: &[Shown]) -> String {
    let filled = fields.iter().map(|field| field.value.as_str()).filter(|value| !value.is_empty());
    filled.collect::<Vec<_>>().join("，")
}

fn names(files: &[Attachment]) -> String {
    files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("、")
}

fn by_slot(filing: &Filing) -> BTreeMap<String, Vec<Attachment>> {
    let mut places = BTreeMap::<String, Vec<Attachment>>::new();
    for file in &filing.attachments {
        let place = match &file.row {
            Some(row) => format!("attachments.{}[{row}]", file.slot),
            None => format!("attachments.{}", file.slot),
        };
        places.entry(place).or_default().push(file.clone());
    }
    places
}

/// What the row with this id is called.
fn title_of(filing: &Filing, id: &str) -> Option<String> {
    filing.rows.performance.iter().find(|row| row.id == id).map(|row| row.body.project.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachments::FileType;
    use crate::enterprises::Profile;
    use crate::filings::{Electrician, Kind, Lead, PerformanceRecord, Rows, Sections, Track, WorkExperience};
    use proptest::prelude::*;

    fn filing() -> Filing {
        let mut sections = Sections::default();
        sections.technical_lead.body =
            Lead { name: "王建国".into(), mobile: "13800138000".into(), ..Lead::default() };
        Filing {
            kind: Kind::NewLicence,
            track: Track::General,
            enterprise: Profile { contact: "李四".into(), ..Profile::default() },
            licence: None,
            sections,
            rows: Rows {
                electricians: vec![electrician("e1", "张三"), electrician("e2", "赵六")], ..Rows::default()
            },
            attachments: vec![file("a", "contract", Some("p1"), "合同.pdf")],
            follow: Vec::new(),
            slots: Default::default(),
        }
    }

    fn electrician(id: &str, name: &str) -> Row<Electrician> {
        Row { id: id.into(), revision: 1, body: Electrician { name: name.into(), ..Electrician::default() } }
    }

    fn file(id: &str, slot: &str, row: Option<&str>, name: &str) -> Attachment {
        Attachment {
            id: id.into(),
            slot: slot.into(),
            row: row.map(str::to_owned),
            name: name.into(),
            file_type: FileType::Pdf,
            size: 1,
            sha256: id.into(),
            uploaded_at: 1,
        }
    }

    fn told(before: &Filing, after: &Filing) -> Vec<(String, String, String)> {
        compare(before, after).into_iter().map(|found| (found.label, found.before, found.after)).collect()
    }

    fn line(label: &str, before: &str, after: &str) -> (String, String, String) {
        (label.to_owned(), before.to_owned(), after.to_owned())
    }

    #[test]
    fn each_change_is_told_where_it_is_in_the_order_of_the_tabs() {
        let before = filing();
        let mut after = before.clone();
        after.sections.technical_lead.body.mobile = "13900139000".into();
        after.sections.technical_lead.body.work =
            vec![WorkExperience { employer: "甲公司".into(), ..Default::default() }];
        after.rows.electricians = vec![electrician("e1", "张山"), electrician("e3", "钱七")];
        after.enterprise.contact = "周八".into();
        assert_eq!(
            told(&before, &after),
            [
                line("企业信息 · 联系人", "李四", "周八"),
                line("技术负责人 · 手机", "13800138000", "13900139000"),
                line("技术负责人 · 工作经历第1条", "", "甲公司"),
                line("电力相关专业技能人员 · 张山 · 姓名", "张三", "张山"),
                line("电力相关专业技能人员 · 钱七", "", "钱七"),
                line("电力相关专业技能人员 · 赵六", "赵六", ""),
            ]
        );
    }

    #[test]
    fn a_document_of_the_same_name_with_other_bytes_differs() {
        let before = filing();
        let mut after = before.clone();
        let record = PerformanceRecord { project: "某某工程".into(), ..PerformanceRecord::default() };
        after.rows.performance = vec![Row { id: "p1".into(), revision: 1, body: record }];
        after.attachments = vec![file("b", "contract", Some("p1"), "合同.pdf")];
        let found = compare(&before, &after);
        let document = found.iter().find(|found| found.path == "attachments.contract[p1]").unwrap();
        assert_eq!(document.label, "附件 · 合同 · 某某工程");
        assert_eq!((document.files_before[0].id.as_str(), document.files_after[0].id.as_str()), ("a", "b"));
    }

    proptest! {
        #[test]
        fn a_version_does_not_differ_from_itself_and_turning_them_round_turns_each_line_round(
            (name, mobile) in ("[甲乙丙]{0,2}", "[0-9]{0,3}"),
            people in proptest::collection::vec(("e[0-5]", "[甲乙丙]{1,2}"), 0..4),
        ) {
            let before = filing();
            let mut after = before.clone();
            after.sections.technical_lead.body.name = name;
            after.sections.technical_lead.body.mobile = mobile;
            let mut seen = std::collections::HashSet::new();
            after.rows.electricians =
                people.iter().filter(|(id, _)| seen.insert(id.clone())).map(|(id, name)| electrician(id, name)).collect();
            prop_assert!(compare(&after, &after).is_empty());
            let mut there: Vec<_> = compare(&before, &after).into_iter().map(|found| (found.path, found.before, found.after)).collect();
            let mut back: Vec<_> = compare(&after, &before).into_iter().map(|found| (found.path, found.after, found.before)).collect();
            there.sort();
            back.sort();
            prop_assert_eq!(there, back);
        }
    }
}
