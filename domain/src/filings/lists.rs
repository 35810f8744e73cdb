//! The tabs that are lists. Each row is saved by itself, under its own revision.

use super::ProfessionalTitle;
use serde::{Deserialize, Serialize};

choices! {
    /// What an electrician is certified for (应急管理部 sub-types; vixue.com/html/ZYJNBX/diangong/208271.html).
    pub enum ElectricianKind {
        HighVoltage = "high_voltage" "高压电工",
        LowVoltage = "low_voltage" "低压电工",
        Cable = "cable" "电力电缆",
        RelayProtection = "relay_protection" "继电保护",
        Testing = "testing" "电气试验",
    }
}

impl ElectricianKind {
    /// Whether this is one of the special kinds (特种电工).
    pub fn special(self) -> bool {
        matches!(self, Self::Cable | Self::RelayProtection | Self::Testing)
    }
}

choices! {
    /// 证书类型. The 进网作业许可证 is a legacy kind that the manual names.
    pub enum CertificateType {
        Operation = "operation" "特种作业操作证（电工）",
        GridAccess = "grid_access" "电工进网作业许可证",
    }
}

choices! {
    /// 电压等级 of a performance record, highest first.
    pub enum VoltageClass {
        Kv500 = "500" "500千伏及以上",
        Kv330 = "330" "330千伏",
        Kv220 = "220" "220千伏",
        Kv110 = "110" "110千伏（66千伏）",
        Kv35 = "35" "35千伏",
        Kv10 = "10" "10千伏及以下",
    }
}

choices! {
    /// What was done in a performance record.
    pub enum WorkKind {
        Substation = "substation" "变（配）电工程",
        OverheadLine = "overhead_line" "架空线路工程",
        CableLine = "cable_line" "电缆线路工程",
        Repair = "repair" "维修",
        Test = "test" "试验",
    }
}

/// 电力相关技术人员.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Technician {
    /// 姓名.
    pub name: String,
    /// 身份证号码.
    pub resident_id: String,
    /// 职称.
    pub title: Option<ProfessionalTitle>,
    /// 职称专业.
    pub specialty: String,
    /// 职称证书编号.
    pub title_certificate: String,
    /// 发证机关.
    pub issuing_authority: String,
    /// 发证日期.
    pub issued_on: String,
}

/// 电力相关专业技能人员 (电工).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Electrician {
    /// 姓名.
    pub name: String,
    /// 身份证号码: once among the electricians of a filing, and engaged once across the system.
    pub resident_id: String,
    /// 电工类别.
    pub kind: Option<ElectricianKind>,
    /// 证书类型.
    pub certificate_type: Option<CertificateType>,
    /// 证书编号: "T" and the ID number for the 特种作业操作证.
    pub certificate: String,
    /// 发证机关: chosen before adding.
    pub issuing_authority: String,
    /// 有效期起.
    pub valid_from: String,
    /// 有效期止.
    pub valid_until: String,
}

/// 规定年限内主要业绩.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PerformanceRecord {
    /// 工程名称.
    pub project: String,
    /// 建设单位.
    pub client: String,
    /// 电压等级.
    pub voltage: Option<VoltageClass>,
    /// 工程类型.
    pub work: Option<WorkKind>,
    /// 线路长度, km.
    pub length: String,
    /// 变电容量, MVA.
    pub capacity: String,
    /// 开工日期.
    pub started_on: String,
    /// 竣工日期.
    pub completed_on: String,
}

choices! {
    /// A tab that is a list.
    pub enum List {
        Technicians = "technicians" "电力相关技术人员",
        Electricians = "electricians" "电力相关专业技能人员",
        Performance = "performance" "规定年限内主要业绩",
    }
}

/// One row's content on its way to or from the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "list", content = "body", rename_all = "snake_case")]
pub enum RowBody {
    /// 电力相关技术人员.
    Technicians(Technician),
    /// 电力相关专业技能人员.
    Electricians(Electrician),
    /// 规定年限内主要业绩.
    Performance(PerformanceRecord),
}

/// Name and ID number as typed, of a row that engages a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person<'a> {
    /// 姓名.
    pub name: &'a str,
    /// 身份证号码.
    pub resident_id: &'a str,
}

impl RowBody {
    /// The list that this row belongs to.
    pub fn list(&self) -> List {
        match self {
            Self::Technicians(_) => List::Technicians,
            Self::Electricians(_) => List::Electricians,
            Self::Performance(_) => List::Performance,
        }
    }

    /// The code by which the list's totals count this row; empty when not chosen yet.
    pub fn class(&self) -> &'static str {
        match self {
            Self::Technicians(row) => row.title.map_or("", ProfessionalTitle::code),
            Self::Electricians(row) => row.kind.map_or("", ElectricianKind::code),
            Self::Performance(row) => row.voltage.map_or("", VoltageClass::code),
        }
    }

    /// What the row is called: the person's name, or the project's.
    pub fn title(&self) -> &str {
        match self {
            Self::Technicians(row) => &row.name,
            Self::Electricians(row) => &row.name,
            Self::Performance(row) => &row.project,
        }
    }

    /// The person engaged, if the row is about one.
    pub fn person(&self) -> Option<Person<'_>> {
        match self {
            Self::Technicians(row) => Some(Person { name: &row.name, resident_id: &row.resident_id }),
            Self::Electricians(row) => Some(Person { name: &row.name, resident_id: &row.resident_id }),
            Self::Performance(_) => None,
        }
    }
}

/// A row with its id and the revision that a save must name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row<T> {
    /// Id, made by the server.
    pub id: String,
    /// Revision, from 1.
    pub revision: i64,
    /// What was typed.
    pub body: T,
}

/// All rows of all lists, each in the order of adding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// 电力相关技术人员.
    pub technicians: Vec<Row<Technician>>,
    /// 电力相关专业技能人员.
    pub electricians: Vec<Row<Electrician>>,
    /// 规定年限内主要业绩.
    pub performance: Vec<Row<PerformanceRecord>>,
}
