//! Attachments (附件): which documents are asked for, and which files are taken.

use crate::filings::{Application, Kind, List, Origin, Submitter, Tab, Track};
use serde::{Deserialize, Serialize};

/// Largest file, in bytes (20 MiB).
pub const LARGEST: u64 = 20 * 1024 * 1024;
/// Most files in one slot (of one row).
pub const MOST_IN_SLOT: usize = 20;

choices! {
    /// The kinds of file that are taken, told by content.
    pub enum FileType {
        Pdf = "application/pdf" "PDF",
        Jpeg = "image/jpeg" "JPEG",
        Png = "image/png" "PNG",
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document" "DOCX",
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" "XLSX",
    }
}

impl FileType {
    /// Whether a browser shows it in the page.
    pub fn previewable(self) -> bool {
        matches!(self, Self::Pdf | Self::Jpeg | Self::Png)
    }
}

/// What `<input type=file accept>` offers.
pub const ACCEPT: &str = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx";

/// When a document is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Always,
    Origin(Origin),
    Submitter(Submitter),
    EachRow(List),
}

/// A place for one kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Stored key.
    pub key: &'static str,
    /// What people read.
    pub label: &'static str,
    /// The tab on which it stands.
    pub tab: Tab,
    /// Whether submitting demands it.
    pub required: bool,
    /// Blank form to download, below `/templates/`.
    pub template: Option<&'static str>,
    when: When,
}

const fn slot_of(key: &'static str, label: &'static str, tab: Tab, required: bool, when: When) -> Slot {
    Slot { key, label, tab, required, template: None, when }
}

impl Slot {
    const fn with_template(mut self, file: &'static str) -> Slot {
        self.template = Some(file);
        self
    }

    /// The list to whose rows the slot belongs, if it is a row's.
    pub fn list(&self) -> Option<List> {
        match self.when {
            When::EachRow(list) => Some(list),
            _ => None,
        }
    }
}

/// Every slot of a new licence. The materials list of Order 36 Art. 10 has not been found (domain.md, NOT FOUND); this one
/// follows the manual and the lists that agents publish, and is kept as data.
const SLOTS: &[Slot] = &[
    slot_of("legal_declaration", "法定代表人声明", Tab::Application, true, When::Always)
        .with_template("法定代表人声明.docx"),
    slot_of("merger_agreement", "合并协议及批准文件", Tab::Application, true, When::Origin(Origin::Merger)),
    slot_of("division_agreement", "分立协议及批准文件", Tab::Application, true, When::Origin(Origin::Division)),
    slot_of(
        "representative_identity",
        "法定代表人身份证件",
        Tab::Application,
        true,
        When::Submitter(Submitter::Representative),
    ),
    slot_of("power_of_attorney", "授权委托书", Tab::Application, true, When::Submitter(Submitter::Delegate))
        .with_template("授权委托书.docx"),
    slot_of("delegate_identity", "被委托人身份证件", Tab::Application, true, When::Submitter(Submitter::Delegate)),
    slot_of("business_licence", "企业法人营业执照", Tab::Basics, true, When::Always),
    slot_of("financial_statement", "上一年度审计报告或财务报表", Tab::Basics, true, When::Always),
    slot_of("premises_proof", "经营场所证明", Tab::Basics, false, When::Always),
    slot_of("safety_system", "安全生产组织和制度", Tab::Basics, true, When::Always)
        .with_template("安全生产制度目录.docx"),
    slot_of("technical_lead_identity", "技术负责人身份证件", Tab::TechnicalLead, true, When::Always),
    slot_of("technical_lead_title", "技术负责人职称证书", Tab::TechnicalLead, true, When::Always),
    slot_of("technical_lead_appointment", "技术负责人任职文件", Tab::TechnicalLead, true, When::Always)
        .with_template("任职文件.docx"),
    slot_of("safety_lead_identity", "安全负责人身份证件", Tab::SafetyLead, true, When::Always),
    slot_of("safety_lead_title", "安全负责人职称证书", Tab::SafetyLead, true, When::Always),
    slot_of("safety_lead_appointment", "安全负责人任职文件", Tab::SafetyLead, true, When::Always)
        .with_template("任职文件.docx"),
    slot_of("technician_titles", "技术人员职称证书", Tab::Technicians, true, When::Always),
    slot_of("social_insurance", "人员社会保险缴纳证明", Tab::Technicians, true, When::Always),
    slot_of("electrician_certificates", "电工证书", Tab::Electricians, true, When::Always),
    slot_of("contract", "合同", Tab::Performance, true, When::EachRow(List::Performance)),
    slot_of("acceptance", "竣工验收文件", Tab::Performance, true, When::EachRow(List::Performance)),
];

/// The slot with this key.
pub fn slot(key: &str) -> Option<&'static Slot> {
    // A row's slot is written `contract[row id]` in paths.
    let key = key.split('[').next().unwrap_or(key);
    SLOTS.iter().find(|slot| slot.key == key)
}

/// The slots that a filing of this kind and track asks for, given what is applied for. Row slots are not among them.
pub fn slots(kind: Kind, _track: Track, application: &Application) -> Vec<&'static Slot> {
    let asked = |slot: &&Slot| match slot.when {
        When::Always => true,
        When::Origin(origin) => application.origin == Some(origin),
        When::Submitter(submitter) => application.submitter == Some(submitter),
        When::EachRow(_) => false,
    };
    match kind {
        Kind::NewLicence => SLOTS.iter().filter(asked).collect(),
        _ => Vec::new(),
    }
}

/// The slots of each row of a list.
pub fn row_slots(list: List) -> Vec<&'static Slot> {
    SLOTS.iter().filter(|slot| slot.list() == Some(list)).collect()
}

/// An uploaded document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Id; the file is at `/attachments/{id}`.
    pub id: String,
    /// Key of its slot.
    pub slot: String,
    /// The row that it belongs to, for a row's slot.
    pub row: Option<String>,
    /// File name as uploaded, cleaned.
    pub name: String,
    /// Told from content.
    pub file_type: FileType,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Unix milliseconds.
    pub uploaded_at: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_follow_what_is_chosen() {
        let mut application = Application::default();
        let keys = |application: &Application| -> Vec<_> {
            slots(Kind::NewLicence, Track::General, application).iter().map(|slot| slot.key).collect()
        };
        assert!(!keys(&application).contains(&"merger_agreement"));
        application.origin = Some(Origin::Merger);
        application.submitter = Some(Submitter::Delegate);
        let asked = keys(&application);
        assert!(asked.contains(&"merger_agreement") && asked.contains(&"power_of_attorney"));
        assert!(!asked.contains(&"representative_identity") && !asked.contains(&"contract"));
    }

    #[test]
    fn a_row_slot_is_found_by_its_path() {
        assert_eq!(slot("contract[42]").map(|slot| slot.tab), Some(Tab::Performance));
        assert_eq!(Tab::of_path("attachments.contract[42]"), Some(Tab::Performance));
        assert_eq!(Tab::of_path("technical_lead.work[2].referee_mobile"), Some(Tab::TechnicalLead));
        assert_eq!(Tab::of_path("electricians[7].certificate"), Some(Tab::Electricians));
    }
}
