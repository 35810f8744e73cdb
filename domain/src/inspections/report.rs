//! What an enterprise reports of itself. Each page is saved by itself, under its own revision, complete or not.

use crate::enterprises::Profile;
pub use crate::filings::Versioned;
use crate::filings::{Basics, PerformanceRecord};
use serde::{Deserialize, Serialize};

choices! {
    /// 是 or 否.
    pub enum Answer {
        Yes = "yes" "是",
        No = "no" "否",
    }
}

/// 企业概况.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Company {
    /// 联系人.
    pub contact: String,
    /// 手机.
    pub mobile: String,
    /// 从业人员总数.
    pub employees: String,
    /// Whether name, representative and address are as on the licence.
    pub as_registered: Option<Answer>,
    /// What has changed, where they are not.
    pub explanation: String,
}

/// 资产状况.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Assets {
    /// 总资产, 万元.
    pub total_assets: String,
    /// 净资产, 万元.
    pub net_assets: String,
    /// 生产经营场所地址.
    pub premises_address: String,
    /// 经营场所面积, m².
    pub premises_area: String,
}

/// 人员情况: the people stand in the register; the enterprise says whether that is so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Staff {
    /// Whether the people in the register are those who work there.
    pub as_registered: Option<Answer>,
    /// What differs, and what is done about people who fall short.
    pub explanation: String,
}

/// 年度业绩.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Performance {
    /// 本年度无业绩.
    pub none: bool,
    /// What was done.
    pub records: Vec<PerformanceLine>,
}

/// One line of 年度业绩: the same record as in a filing.
pub type PerformanceLine = PerformanceRecord;

/// 机具设备.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Equipment {
    /// What there is.
    pub lines: Vec<EquipmentLine>,
}

/// One line of 机具设备.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EquipmentLine {
    /// 名称.
    pub name: String,
    /// 规格型号.
    pub model: String,
    /// 数量.
    pub quantity: String,
    /// 最近检验日期; may be empty where nothing is inspected.
    pub inspected_on: String,
}

choices! {
    /// 事故等级 (生产安全事故报告和调查处理条例 Art. 3).
    pub enum AccidentClass {
        Ordinary = "ordinary" "一般事故",
        Larger = "larger" "较大事故",
        Major = "major" "重大事故",
        Extraordinary = "extraordinary" "特别重大事故",
    }
}

/// 安全生产.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Safety {
    /// Whether there is a safety organisation with its rules, and they are kept.
    pub system: Option<Answer>,
    /// 本年度安全培训人次.
    pub trained: String,
    /// 本年度未发生生产安全事故.
    pub no_accident: bool,
    /// What happened.
    pub accidents: Vec<Accident>,
}

/// One accident.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Accident {
    /// 发生日期.
    pub happened_on: String,
    /// 事故等级.
    pub class: Option<AccidentClass>,
    /// 死亡人数.
    pub deaths: String,
    /// 经过与处理.
    pub explanation: String,
}

choices! {
    /// Conduct that each holder is asked about (第36号令 Art. 19; 许可条件 about people).
    pub enum Violation {
        BeyondScope = "beyond_scope" "超越许可范围从事承装（修、试）活动",
        Lending = "lending" "涂改、倒卖、出租、出借或者以其他形式非法转让许可证",
        Subcontracting = "subcontracting" "违规转包或者分包",
        Quality = "quality" "发生重大质量责任事故",
        PostsElsewhere = "posts_elsewhere" "许可条件人员在其他单位任职或者挂证",
    }
}

/// 违法违规.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Violations {
    /// One answer for each kind of conduct that was answered.
    pub answers: Vec<ViolationAnswer>,
}

/// Whether there was such conduct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViolationAnswer {
    /// Which.
    pub violation: Violation,
    /// Whether there was.
    pub found: Option<Answer>,
    /// What happened and how it was put right, where there was.
    #[serde(default)]
    pub explanation: String,
}

impl Violations {
    /// The answer about this, empty where there is none yet.
    pub fn answer(&self, violation: Violation) -> ViolationAnswer {
        let there = self.answers.iter().find(|answer| answer.violation == violation).cloned();
        there.unwrap_or(ViolationAnswer { violation, found: None, explanation: String::new() })
    }
}

choices! {
    /// A page that is a form.
    pub enum Section {
        Company = "company" "企业概况",
        Assets = "assets" "资产状况",
        Staff = "staff" "人员情况",
        Performance = "performance" "年度业绩",
        Equipment = "equipment" "机具设备",
        Safety = "safety" "安全生产",
        Violations = "violations" "违法违规",
    }
}

/// One page's content on its way to or from the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "section", content = "body", rename_all = "snake_case")]
pub enum SectionBody {
    /// 企业概况.
    Company(Company),
    /// 资产状况.
    Assets(Assets),
    /// 人员情况.
    Staff(Staff),
    /// 年度业绩.
    Performance(Performance),
    /// 机具设备.
    Equipment(Equipment),
    /// 安全生产.
    Safety(Safety),
    /// 违法违规.
    Violations(Violations),
}

impl SectionBody {
    /// Which page this is.
    pub fn section(&self) -> Section {
        match self {
            Self::Company(_) => Section::Company,
            Self::Assets(_) => Section::Assets,
            Self::Staff(_) => Section::Staff,
            Self::Performance(_) => Section::Performance,
            Self::Equipment(_) => Section::Equipment,
            Self::Safety(_) => Section::Safety,
            Self::Violations(_) => Section::Violations,
        }
    }
}

/// All the pages that are forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// 企业概况.
    pub company: Versioned<Company>,
    /// 资产状况.
    pub assets: Versioned<Assets>,
    /// 人员情况.
    pub staff: Versioned<Staff>,
    /// 年度业绩.
    pub performance: Versioned<Performance>,
    /// 机具设备.
    pub equipment: Versioned<Equipment>,
    /// 安全生产.
    pub safety: Versioned<Safety>,
    /// 违法违规.
    pub violations: Versioned<Violations>,
}

impl Report {
    /// What the system knows already: the registration, and the figures and records that were last accepted. Of the records,
    /// those completed in the year.
    pub fn known(profile: &Profile, basics: &Basics, records: Vec<PerformanceRecord>, year: i32) -> Report {
        let fresh = |record: &PerformanceRecord| record.completed_on.starts_with(&format!("{year}-"));
        let records = records.into_iter().filter(fresh).take(crate::filings::MOST_LINES).collect();
        Report {
            company: unsaved(Company {
                contact: profile.contact.clone(),
                mobile: profile.mobile.clone(),
                ..Company::default()
            }),
            assets: unsaved(Assets {
                total_assets: basics.total_assets.clone(),
                net_assets: basics.net_assets.clone(),
                premises_address: profile.registered_address.clone(),
                premises_area: basics.premises_area.clone(),
            }),
            performance: unsaved(Performance { none: false, records }),
            ..Report::default()
        }
    }

    /// The page's content and revision.
    pub fn section(&self, section: Section) -> (SectionBody, i64) {
        match section {
            Section::Company => (SectionBody::Company(self.company.body.clone()), self.company.revision),
            Section::Assets => (SectionBody::Assets(self.assets.body.clone()), self.assets.revision),
            Section::Staff => (SectionBody::Staff(self.staff.body.clone()), self.staff.revision),
            Section::Performance => {
                (SectionBody::Performance(self.performance.body.clone()), self.performance.revision)
            }
            Section::Equipment => (SectionBody::Equipment(self.equipment.body.clone()), self.equipment.revision),
            Section::Safety => (SectionBody::Safety(self.safety.body.clone()), self.safety.revision),
            Section::Violations => (SectionBody::Violations(self.violations.body.clone()), self.violations.revision),
        }
    }

    /// Puts a page as it was stored.
    pub fn put(&mut self, body: SectionBody, revision: i64, saved_at: i64) {
        match body {
            SectionBody::Company(body) => self.company = Versioned { revision, saved_at, body },
            SectionBody::Assets(body) => self.assets = Versioned { revision, saved_at, body },
            SectionBody::Staff(body) => self.staff = Versioned { revision, saved_at, body },
            SectionBody::Performance(body) => self.performance = Versioned { revision, saved_at, body },
            SectionBody::Equipment(body) => self.equipment = Versioned { revision, saved_at, body },
            SectionBody::Safety(body) => self.safety = Versioned { revision, saved_at, body },
            SectionBody::Violations(body) => self.violations = Versioned { revision, saved_at, body },
        }
    }
}

fn unsaved<T>(body: T) -> Versioned<T> {
    Versioned { revision: 0, saved_at: 0, body }
}
