//! What something is pinned to: a whole tab, a field, a row, a document, or an item of the registration.

use crate::attachments;
use crate::filings::{
    Kind, List, Section, Tab, field_label, line_field_label, lines_label, profile_label, row_field_label,
};

/// A place in a filing. Written as a path, as in a [`crate::Finding`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Pin {
    /// A whole tab: `technical_lead`, `electricians`.
    Tab(Tab),
    /// A field, a short list or a line of one: the form, and the path below it.
    Field(Section, String),
    /// A row by its id, or one field of it.
    Row(List, String, Option<String>),
    /// The documents of a slot, of a row where the slot is a row's.
    Document(&'static attachments::Slot, Option<String>),
    /// An item of the enterprise's registration.
    Registered(&'static str),
}

/// Longest path, in bytes.
const LONGEST: usize = 200;

impl std::hash::Hash for attachments::Slot {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl Pin {
    /// The place at this path; `None` for what no filing has.
    pub fn parse(path: &str) -> Option<Pin> {
        if path.len() > LONGEST || !path.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        if let Some(rest) = path.strip_prefix("attachments.") {
            return document(rest);
        }
        if let Some(name) = path.strip_prefix("enterprise.") {
            return REGISTERED.iter().copied().find(|item| *item == name).map(Pin::Registered);
        }
        let Some(at) = path.find(['.', '[']) else {
            return Tab::from_code(path).filter(|tab| tab.section().is_some() || tab.list().is_some()).map(Pin::Tab);
        };
        let (place, rest) = path.split_at(at);
        match (Section::from_code(place), List::from_code(place)) {
            (Some(section), _) => {
                let below = rest.strip_prefix('.')?;
                below_label(section, below).map(|_| Pin::Field(section, below.to_owned()))
            }
            (_, Some(list)) => row(list, rest),
            _ => None,
        }
    }

    /// The tab on which it stands; none for the registration.
    pub fn tab(&self) -> Option<Tab> {
        match self {
            Pin::Tab(tab) => Some(*tab),
            Pin::Field(section, _) => Some(section.tab()),
            Pin::Row(list, ..) => Some(list.tab()),
            Pin::Document(slot, _) => Some(slot.tab),
            Pin::Registered(_) => None,
        }
    }

    /// The row that it is about.
    pub fn row(&self) -> Option<&str> {
        match self {
            Pin::Row(_, id, _) | Pin::Document(_, Some(id)) => Some(id),
            _ => None,
        }
    }

    /// What people read for it. `row` is the name of the row that it is about: of the person, or of the project.
    pub fn label(&self, kind: Kind, row: Option<&str>) -> String {
        let row = row.filter(|name| !name.is_empty()).unwrap_or("（未命名）");
        match self {
            Pin::Tab(tab) => format!("{}（整页）", kind.tab_label(*tab)),
            Pin::Field(section, below) => {
                let field = below_label(*section, below).unwrap_or_default();
                format!("{} · {field}", kind.tab_label(section.tab()))
            }
            Pin::Row(list, _, None) => format!("{list} · {row}"),
            Pin::Row(list, _, Some(name)) => {
                format!("{list} · {row} · {}", row_field_label(*list, name).unwrap_or_default())
            }
            Pin::Document(slot, None) => format!("附件 · {}", slot.label),
            Pin::Document(slot, Some(_)) => format!("附件 · {} · {row}", slot.label),
            Pin::Registered(name) => format!("企业信息 · {}", profile_label(name).unwrap_or_default()),
        }
    }

    /// The page on which it is put right, for the enterprise.
    pub fn href(&self, filing: &str) -> String {
        match self.tab() {
            Some(tab) => format!("/filings/{filing}/{}#{self}", tab.code()),
            None => "/enterprise".to_owned(),
        }
    }
}

impl std::fmt::Display for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Pin::Tab(tab) => f.write_str(tab.code()),
            Pin::Field(section, below) => write!(f, "{}.{below}", section.code()),
            Pin::Row(list, id, None) => write!(f, "{}[{id}]", list.code()),
            Pin::Row(list, id, Some(name)) => write!(f, "{}[{id}].{name}", list.code()),
            Pin::Document(slot, None) => write!(f, "attachments.{}", slot.key),
            Pin::Document(slot, Some(row)) => write!(f, "attachments.{}[{row}]", slot.key),
            Pin::Registered(name) => write!(f, "enterprise.{name}"),
        }
    }
}

/// What the enterprise can change of its registration while a filing runs: 企业信息修改.
pub const REGISTERED: &[&str] = &["mailing_address", "postal_code", "contact", "mobile", "email", "parent_name"];

fn document(rest: &str) -> Option<Pin> {
    let (key, row) = match rest.split_once('[') {
        Some((key, row)) => (key, Some(row_id(row.strip_suffix(']')?)?)),
        None => (rest, None),
    };
    let slot = attachments::slot(key).filter(|slot| slot.key == key)?;
    (row.is_none() || slot.list().is_some()).then_some(Pin::Document(slot, row))
}

fn row(list: List, rest: &str) -> Option<Pin> {
    let (id, field) = rest.strip_prefix('[')?.split_once(']')?;
    let id = row_id(id)?;
    match field {
        "" => Some(Pin::Row(list, id, None)),
        field => {
            let name = field.strip_prefix('.')?;
            row_field_label(list, name)?;
            Some(Pin::Row(list, id, Some(name.to_owned())))
        }
    }
}

fn row_id(id: &str) -> Option<String> {
    let shaped = (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    shaped.then(|| id.to_owned())
}

/// What stands below a form: a field, a short list, a line of it, or a field of the line.
fn below_label(section: Section, below: &str) -> Option<String> {
    if let Some(label) = field_label(section, below).or_else(|| lines_label(section, below)) {
        return Some(label.to_owned());
    }
    let (list, line) = below.split_once('[')?;
    let title = lines_label(section, list)?;
    let (at, field) = line.split_once(']')?;
    let number = at.parse::<u16>().ok().filter(|n| n.to_string() == at)? + 1;
    match field {
        "" => Some(format!("{title}第{number}条")),
        field => Some(format!("{title}第{number}条的{}", line_field_label(list, field.strip_prefix('.')?)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn label(path: &str) -> Option<String> {
        Pin::parse(path).map(|pin| pin.label(Kind::NewLicence, Some("张三")))
    }

    #[test]
    fn a_place_is_named_as_people_know_it() {
        assert_eq!(label("technical_lead.mobile").as_deref(), Some("技术负责人 · 手机"));
        assert_eq!(
            label("technical_lead.work[2].referee_mobile").as_deref(),
            Some("技术负责人 · 工作经历第3条的证明人电话")
        );
        assert_eq!(label("safety_lead.training[0]").as_deref(), Some("安全负责人 · 培训经历第1条"));
        assert_eq!(label("basics.shareholders").as_deref(), Some("基本情况 · 股权结构"));
        assert_eq!(label("electricians[ab12]").as_deref(), Some("电力相关专业技能人员 · 张三"));
        assert_eq!(label("electricians[ab12].certificate").as_deref(), Some("电力相关专业技能人员 · 张三 · 证书编号"));
        assert_eq!(label("attachments.contract[ab12]").as_deref(), Some("附件 · 合同 · 张三"));
        assert_eq!(label("attachments.business_licence").as_deref(), Some("附件 · 企业法人营业执照"));
        assert_eq!(label("performance").as_deref(), Some("规定年限内主要业绩（整页）"));
        assert_eq!(label("enterprise.mobile").as_deref(), Some("企业信息 · 手机"));
        assert_eq!(label("application.wanted").as_deref(), Some("申请类别 · 申请类别和等级"));
    }

    #[test]
    fn what_no_filing_has_is_no_place() {
        for path in [
            "",
            "submission",
            "technical_lead.",
            "technical_lead.shoe_size",
            "technical_lead.work[x]",
            "nothing.at.all",
            "technical_lead.work[01]",
            "electricians[",
            "electricians[a b]",
            "attachments.nothing",
            "enterprise.name",
            "attachments.business_licence[ab]",
            "technical_lead.work[2].shoe_size",
            "technical_lead.work[70000]",
        ] {
            assert_eq!(Pin::parse(path), None, "{path}");
        }
    }

    proptest! {
        #[test]
        fn a_place_is_written_as_it_was_read(path in "[a-z_]{0,14}(\\.[a-z_]{1,12})?(\\[[a-z0-9]{0,4}\\]?)?(\\.[a-z_]{1,14})?") {
            if let Some(pin) = Pin::parse(&path) {
                prop_assert_eq!(pin.to_string(), path);
            }
        }

        #[test]
        fn no_text_panics(path in any::<String>()) {
            let _ = Pin::parse(&path);
        }
    }
}
