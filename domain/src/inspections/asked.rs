//! What a campaign asks for.

use serde::{Deserialize, Serialize};

choices! {
    /// A page (页签) of the report.
    pub enum Page {
        Company = "company" "企业概况",
        Assets = "assets" "资产状况",
        Staff = "staff" "人员情况",
        Performance = "performance" "年度业绩",
        Equipment = "equipment" "机具设备",
        Safety = "safety" "安全生产",
        Violations = "violations" "违法违规",
        Documents = "documents" "附件资料",
        Submission = "submission" "资料提交",
    }
}

impl Page {
    /// The page on which a finding with this path is put right.
    pub fn of_path(path: &str) -> Page {
        let head = path.split(['.', '[']).next().unwrap_or_default();
        Page::from_code(head).unwrap_or(Page::Submission)
    }
}

choices! {
    /// Something that a campaign may ask for. What regulators look at: 电监资质〔2012〕24号 Art. 4–5 (cqgoto.com/zzzx/dlczxs/1919.html),
    /// and the conduct of 第36号令 Art. 19.
    pub enum Item {
        Contact = "contact" "联系人及联系方式",
        Employees = "employees" "从业人员总数",
        Registered = "registered" "登记事项是否与许可证一致",
        Assets = "assets" "资产总额与净资产",
        Premises = "premises" "生产经营场所",
        Staff = "staff" "人员是否符合许可条件",
        Performance = "performance" "年度业绩",
        Equipment = "equipment" "机具设备",
        SafetySystem = "safety_system" "安全生产制度与培训",
        Accidents = "accidents" "生产安全事故",
        Violations = "violations" "违法违规行为自查",
    }
}

impl Item {
    /// The page that has its fields.
    pub fn page(self) -> Page {
        match self {
            Self::Contact | Self::Employees | Self::Registered => Page::Company,
            Self::Assets | Self::Premises => Page::Assets,
            Self::Staff => Page::Staff,
            Self::Performance => Page::Performance,
            Self::Equipment => Page::Equipment,
            Self::SafetySystem | Self::Accidents => Page::Safety,
            Self::Violations => Page::Violations,
        }
    }
}

/// An item that a campaign asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedItem {
    /// Which.
    pub item: Item,
    /// Whether a report without it cannot be submitted.
    pub required: bool,
}

/// A document that a campaign asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskedDocument {
    /// Stable within the campaign: what uploads name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What it should show; may be empty.
    pub hint: String,
    /// Whether a report without it cannot be submitted.
    pub required: bool,
}

impl AskedDocument {
    /// The documents that a new campaign starts with.
    pub fn usual() -> Vec<AskedDocument> {
        [
            ("report", "企业自查报告", "加盖公章的扫描件", true),
            ("business_licence", "营业执照副本", "", true),
            ("financial_statement", "上一年度财务报表或审计报告", "", true),
            ("social_insurance", "人员社会保险缴纳证明", "", false),
            ("safety_system", "安全生产制度目录", "", false),
        ]
        .into_iter()
        .map(|(key, label, hint, required)| AskedDocument {
            key: key.to_owned(),
            label: label.to_owned(),
            hint: hint.to_owned(),
            required,
        })
        .collect()
    }
}
