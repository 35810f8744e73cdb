//! Staff (人员): who holds which post under a licence.

use crate::filings::{Electrician, Filing, Kind, Lead, Row, Rows, Sections, Tab, Technician, Track, Versioned};
use crate::licences::Scope;
use serde::{Deserialize, Serialize};

choices! {
    /// 人员类型: a post under a licence.
    pub enum Post {
        TechnicalLead = "technical_lead" "技术负责人",
        SafetyLead = "safety_lead" "安全负责人",
        Technician = "technicians" "电力相关技术人员",
        Electrician = "electricians" "电力相关专业技能人员",
    }
}

impl Post {
    /// The tab that has the form of this post.
    pub fn tab(self) -> Tab {
        match self {
            Self::TechnicalLead => Tab::TechnicalLead,
            Self::SafetyLead => Tab::SafetyLead,
            Self::Technician => Tab::Technicians,
            Self::Electrician => Tab::Electricians,
        }
    }

    /// Whether a licence has one person in this post: who joins takes the place of whoever holds it.
    pub fn single(self) -> bool {
        matches!(self, Self::TechnicalLead | Self::SafetyLead)
    }
}

/// Somebody engaged by the enterprise's licence, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// 身份证号码.
    pub resident_id: String,
    /// 姓名.
    pub name: String,
    /// Posts, in the order of `Post::ALL`.
    pub posts: Vec<Post>,
    /// 职称 or 电工类别.
    pub qualification: String,
    /// Engaged since, Unix milliseconds.
    pub since: i64,
    /// A live filing says that this person leaves.
    pub leaving: bool,
}

/// Which of the engaged people one looks for; empty means any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Search {
    /// Part of the name.
    pub name: String,
    /// Beginning or end of the ID number.
    pub resident_id: String,
    /// Post.
    pub post: Option<Post>,
}

/// Everybody whom a licence engages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Roster {
    /// 技术负责人.
    pub technical_lead: Option<Lead>,
    /// 安全负责人.
    pub safety_lead: Option<Lead>,
    /// 电力相关技术人员.
    pub technicians: Vec<Technician>,
    /// 电力相关专业技能人员.
    pub electricians: Vec<Electrician>,
}

impl Roster {
    /// The roster when these people, by ID number, have left.
    pub fn without(mut self, left: &[&str]) -> Roster {
        let stays = |id: &str| !left.contains(&id);
        self.technical_lead = self.technical_lead.filter(|lead| stays(&lead.resident_id));
        self.safety_lead = self.safety_lead.filter(|lead| stays(&lead.resident_id));
        self.technicians.retain(|person| stays(&person.resident_id));
        self.electricians.retain(|person| stays(&person.resident_id));
        self
    }

    /// As a filing for this scope, to hold the conditions about staff against.
    pub(crate) fn as_filing(&self, scope: Scope) -> Filing {
        let mut sections = Sections::default();
        sections.application.body.wanted = scope;
        sections.technical_lead =
            Versioned { body: self.technical_lead.clone().unwrap_or_default(), ..Default::default() };
        sections.safety_lead = Versioned { body: self.safety_lead.clone().unwrap_or_default(), ..Default::default() };
        let rows = Rows {
            technicians: rows(&self.technicians),
            electricians: rows(&self.electricians),
            performance: Vec::new(),
        };
        Filing {
            kind: Kind::NewLicence,
            track: Track::General,
            enterprise: Default::default(),
            licence: None,
            sections,
            rows,
            attachments: Vec::new(),
            follow: Vec::new(),
            slots: Default::default(),
        }
    }
}

fn rows<T: Clone>(bodies: &[T]) -> Vec<Row<T>> {
    bodies.iter().map(|body| Row { id: String::new(), revision: 0, body: body.clone() }).collect()
}

/// A licence that fell below its conditions, and until when that must be mended (30 days: m.fuliguw.cn/display.asp?id=1271).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortfall {
    /// Since when, Unix milliseconds.
    pub since: i64,
    /// Last day to mend it.
    pub until: chrono::NaiveDate,
    /// What falls short.
    pub findings: Vec<crate::Finding>,
}

/// Within how many days staff that no longer meets the conditions must be brought up to them.
pub const MENDING_DAYS: u64 = 30;
