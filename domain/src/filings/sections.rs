//! The tabs that are forms. They hold what was typed: a draft may be incomplete.

use crate::licences::Scope;
use crate::values::{ValueError, text};
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
}

impl SectionBody {
    /// Which section this is.
    pub fn section(&self) -> Section {
        match self {
            Self::Application(_) => Section::Application,
            Self::Basics(_) => Section::Basics,
            Self::TechnicalLead(_) => Section::TechnicalLead,
            Self::SafetyLead(_) => Section::SafetyLead,
        }
    }

    /// The person whose ID number this section engages: `(name, id as typed)`.
    pub fn lead(&self) -> Option<&Lead> {
        match self {
            Self::TechnicalLead(lead) | Self::SafetyLead(lead) => Some(lead),
            Self::Application(_) | Self::Basics(_) => None,
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

/// All the form tabs.
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
}

/// Most lines in one of a section's own lists (股权结构, 工作经历, 培训经历).
pub const MOST_LINES: usize = 200;
/// Longest single field, in characters.
pub const LONGEST: u32 = 200;

/// Whether a section may be kept as a draft: no field over-long or with control characters, lists not endless.
///
/// # Errors
/// The field's path and what is wrong with it.
pub fn storable(body: &SectionBody) -> Result<(), Vec<crate::Finding>> {
    let mut findings = Vec::new();
    let prefix = body.section().code();
    let mut hold = |path: String, raw: &str| {
        if let Err(error) = text::storable(raw, LONGEST) {
            findings.push(crate::Finding::field(format!("{prefix}.{path}"), error));
        }
    };
    let mut lines = 0;
    match body {
        SectionBody::Application(application) => {
            hold("submitter_name".into(), &application.submitter_name);
            hold("submitter_id".into(), &application.submitter_id);
        }
        SectionBody::Basics(basics) => {
            hold("total_assets".into(), &basics.total_assets);
            hold("net_assets".into(), &basics.net_assets);
            hold("premises_area".into(), &basics.premises_area);
            lines = basics.shareholders.len();
            for (n, line) in basics.shareholders.iter().enumerate() {
                for (name, raw) in [
                    ("name", &line.name),
                    ("identity", &line.identity),
                    ("contribution", &line.contribution),
                    ("share", &line.share),
                ] {
                    hold(format!("shareholders[{n}].{name}"), raw);
                }
            }
        }
        SectionBody::TechnicalLead(lead) | SectionBody::SafetyLead(lead) => {
            for (name, raw) in [
                ("name", &lead.name),
                ("resident_id", &lead.resident_id),
                ("mobile", &lead.mobile),
                ("post", &lead.post),
                ("specialty", &lead.specialty),
                ("title_certificate", &lead.title_certificate),
                ("years", &lead.years),
            ] {
                hold(name.into(), raw);
            }
            lines = lead.work.len().max(lead.training.len());
            for (n, line) in lead.work.iter().enumerate() {
                for (name, raw) in [
                    ("from", &line.from),
                    ("until", &line.until),
                    ("employer", &line.employer),
                    ("post", &line.post),
                    ("referee", &line.referee),
                    ("referee_mobile", &line.referee_mobile),
                ] {
                    hold(format!("work[{n}].{name}"), raw);
                }
            }
            for (n, line) in lead.training.iter().enumerate() {
                for (name, raw) in [
                    ("from", &line.from),
                    ("until", &line.until),
                    ("institution", &line.institution),
                    ("subject", &line.subject),
                    ("certificate", &line.certificate),
                ] {
                    hold(format!("training[{n}].{name}"), raw);
                }
            }
        }
    }
    if lines > MOST_LINES {
        findings.push(crate::Finding::field(prefix, ValueError::TooManyLines { max: MOST_LINES as u32 }));
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}
