//! The tabs that are forms. They hold what was typed: a draft may be incomplete.

use super::{Cancellation, Change, Joining, Leaving, Reissue};
use crate::licences::Scope;
use serde::{Deserialize, Serialize};

choices! {
    /// 申请性质.
    pub enum Origin {
        First = "first" "新申请",
        Merger = "merger" "合并后申请",
        Division = "division" "分立后申请",
    }
}

choices! {
    /// 提交类型.
    pub enum Submitter {
        Representative = "representative" "法定代表人提交",
        Delegate = "delegate" "委托他人提交",
    }
}

choices! {
    /// 职称, lowest first, so that a comparison says "at least".
    pub enum ProfessionalTitle {
        Junior = "junior" "初级",
        Intermediate = "intermediate" "中级",
        Senior = "senior" "高级",
    }
}

choices! {
    /// 是否降级, of a renewal.
    pub enum Downgrade {
        No = "no" "否",
        Yes = "yes" "是",
    }
}

/// 申请类别.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Application {
    /// The categories and grades applied for.
    pub wanted: Scope,
    /// 申请性质.
    pub origin: Option<Origin>,
    /// 提交类型.
    pub submitter: Option<Submitter>,
    /// 提交人姓名.
    pub submitter_name: String,
    /// 提交人身份证号.
    pub submitter_id: String,
    /// 法定代表人声明: ticked.
    pub declared: bool,
    /// 是否降级: asked for a renewal.
    pub downgrade: Option<Downgrade>,
    /// 近一年内无第十九条所列情形: ticked; asked when a category is added or a grade raised.
    pub clean_year: bool,
    /// 容缺材料: keys of the documents that will follow later.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deferred: Vec<String>,
}

/// 基本情况: what is not taken from the registration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Basics {
    /// 总资产, 万元.
    pub total_assets: String,
    /// 净资产, 万元.
    pub net_assets: String,
    /// 经营场所面积, m².
    pub premises_area: String,
    /// 股权结构.
    pub shareholders: Vec<Shareholder>,
}

/// One line of 股权结构.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shareholder {
    /// 股东名称.
    pub name: String,
    /// 证件号码 (ID number or credit code).
    pub identity: String,
    /// 出资额, 万元.
    pub contribution: String,
    /// 持股比例, %.
    pub share: String,
}

/// 技术负责人 or 安全负责人.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lead {
    /// 姓名.
    pub name: String,
    /// 身份证号码.
    pub resident_id: String,
    /// 手机.
    pub mobile: String,
    /// 职务.
    pub post: String,
    /// 职称.
    pub title: Option<ProfessionalTitle>,
    /// 职称专业.
    pub specialty: String,
    /// 职称证书编号.
    pub title_certificate: String,
    /// 从事电力相关管理工作年限, whole years.
    pub years: String,
    /// 工作经历.
    pub work: Vec<WorkExperience>,
    /// 培训经历.
    pub training: Vec<TrainingExperience>,
}

/// One line of 工作经历.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkExperience {
    /// 开始日期.
    pub from: String,
    /// 结束日期; empty means to the present.
    pub until: String,
    /// 工作单位.
    pub employer: String,
    /// 职务.
    pub post: String,
    /// 证明人.
    pub referee: String,
    /// 证明人电话: must be a mobile.
    pub referee_mobile: String,
}

/// One line of 培训经历.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrainingExperience {
    /// 开始日期.
    pub from: String,
    /// 结束日期.
    pub until: String,
    /// 培训机构.
    pub institution: String,
    /// 培训内容.
    pub subject: String,
    /// 证书编号.
    pub certificate: String,
}

choices! {
    /// A tab that is one form, saved as a whole under its own revision.
    pub enum Section {
        Application = "application" "申请类别",
        Basics = "basics" "基本情况",
        TechnicalLead = "technical_lead" "技术负责人",
        SafetyLead = "safety_lead" "安全负责人",
        Change = "change" "申请变更内容",
        Reissue = "reissue" "补（换）证",
        Cancellation = "cancellation" "注销事项",
        Leaving = "leaving" "人员离职申请",
        Joining = "joining" "人员入职申请",
    }
}

/// One section's content on its way to or from the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "section", content = "body", rename_all = "snake_case")]
pub enum SectionBody {
    /// 申请类别.
    Application(Application),
    /// 基本情况.
    Basics(Basics),
    /// 技术负责人.
    TechnicalLead(Lead),
    /// 安全负责人.
    SafetyLead(Lead),
    /// 申请变更内容.
    Change(Change),
    /// 补（换）证.
    Reissue(Reissue),
    /// 注销事项.
    Cancellation(Cancellation),
    /// 人员离职申请.
    Leaving(Leaving),
    /// 人员入职申请.
    Joining(Joining),
}

impl SectionBody {
    /// Which section this is.
    pub fn section(&self) -> Section {
        match self {
            Self::Application(_) => Section::Application,
            Self::Basics(_) => Section::Basics,
            Self::TechnicalLead(_) => Section::TechnicalLead,
            Self::SafetyLead(_) => Section::SafetyLead,
            Self::Change(_) => Section::Change,
            Self::Reissue(_) => Section::Reissue,
            Self::Cancellation(_) => Section::Cancellation,
            Self::Leaving(_) => Section::Leaving,
            Self::Joining(_) => Section::Joining,
        }
    }

    /// The person whose ID number this section engages: `(name, id as typed)`.
    pub fn lead(&self) -> Option<&Lead> {
        match self {
            Self::TechnicalLead(lead) | Self::SafetyLead(lead) => Some(lead),
            _ => None,
        }
    }
}

/// A section with the revision that a save must name, and when it was saved (Unix milliseconds, 0 for never).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versioned<T> {
    /// Revision; 0 before the first save.
    pub revision: i64,
    /// When it was saved.
    pub saved_at: i64,
    /// What was typed.
    pub body: T,
}

impl<T> Versioned<T> {
    fn unsaved(&self) -> bool {
        self.revision == 0
    }
}

/// All the form tabs, of every kind; what a filing does not use was never saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sections {
    /// 申请类别.
    pub application: Versioned<Application>,
    /// 基本情况.
    pub basics: Versioned<Basics>,
    /// 技术负责人.
    pub technical_lead: Versioned<Lead>,
    /// 安全负责人.
    pub safety_lead: Versioned<Lead>,
    /// 申请变更内容.
    #[serde(default, skip_serializing_if = "Versioned::unsaved")]
    pub change: Versioned<Change>,
    /// 补（换）证.
    #[serde(default, skip_serializing_if = "Versioned::unsaved")]
    pub reissue: Versioned<Reissue>,
    /// 注销事项.
    #[serde(default, skip_serializing_if = "Versioned::unsaved")]
    pub cancellation: Versioned<Cancellation>,
    /// 人员离职申请.
    #[serde(default, skip_serializing_if = "Versioned::unsaved")]
    pub leaving: Versioned<Leaving>,
    /// 人员入职申请.
    #[serde(default, skip_serializing_if = "Versioned::unsaved")]
    pub joining: Versioned<Joining>,
}
