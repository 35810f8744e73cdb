//! What the demonstration's filings say.

use super::cast::Company;
use super::people::Person;
use chrono::{Datelike, NaiveDate};
use domain::filings::{
    Application, Basics, CertificateType, Electrician, ElectricianKind, Lead, Origin, PerformanceRecord,
    ProfessionalTitle, RowBody, SectionBody, Shareholder, Submitter, Technician, TrainingExperience, VoltageClass,
    WorkExperience, WorkKind,
};
use domain::licences::{Grade, Scope};

/// Which people of an enterprise do what: their numbers start here.
const TECHNICAL_LEAD: usize = 1;
const SAFETY_LEAD: usize = 2;
const OWNER: usize = 3;
const TECHNICIANS: usize = 100;
const ELECTRICIANS: usize = 1000;

/// One enterprise's filing, dated so that it fits the day on which it is made.
pub(super) struct Content<'a> {
    pub company: &'a Company<'a>,
    pub today: NaiveDate,
    pub grade: Grade,
    /// How many years the certificates last longer: for what shall still be right when the licence runs out.
    pub lasting: i32,
}

impl Content<'_> {
    /// The form tabs.
    pub(super) fn sections(&self) -> [SectionBody; 4] {
        [
            SectionBody::Application(self.application()),
            SectionBody::Basics(self.basics()),
            SectionBody::TechnicalLead(self.lead(
                TECHNICAL_LEAD,
                "总工程师",
                "电力系统及其自动化",
                ProfessionalTitle::Senior,
            )),
            SectionBody::SafetyLead(self.lead(SAFETY_LEAD, "安全总监", "安全工程", ProfessionalTitle::Senior)),
        ]
    }

    fn application(&self) -> Application {
        let grade = Some(self.grade);
        Application {
            wanted: Scope { install: grade, repair: grade, test: grade.filter(|&grade| grade == Grade::One) },
            origin: Some(Origin::First),
            submitter: Some(Submitter::Representative),
            submitter_name: self.company.representative.into(),
            submitter_id: Person::of(self.company, 0).id.to_string(),
            declared: true,
            ..Application::default()
        }
    }

    fn basics(&self) -> Basics {
        let owner = Person::of(self.company, OWNER);
        Basics {
            total_assets: "3200.50".into(),
            net_assets: "1480".into(),
            premises_area: "1260".into(),
            shareholders: vec![
                shareholder(self.company.representative, Person::of(self.company, 0).id.as_str(), "1400", "70"),
                shareholder(&owner.name, owner.id.as_str(), "600", "30"),
            ],
        }
    }

    fn lead(&self, n: usize, post: &str, specialty: &str, title: ProfessionalTitle) -> Lead {
        let person = Person::of(self.company, n);
        let work = |from, until: Option<i32>, employer: &str, post: &str, referee: usize| {
            let referee = Person::of(self.company, 10 + referee);
            WorkExperience {
                from: self.day(from, 3, 1),
                until: until.map_or(String::new(), |years| self.day(years, 2, 28)),
                employer: employer.into(),
                post: post.into(),
                referee: referee.name,
                referee_mobile: referee.mobile,
            }
        };
        Lead {
            resident_id: person.id.to_string(),
            mobile: person.mobile,
            post: post.into(),
            title: Some(title),
            specialty: specialty.into(),
            title_certificate: format!("GC{:06}", 310_000 + n),
            years: "12".into(),
            work: vec![
                work(13, Some(6), "华东送变电工程公司", "项目副经理", 2 * n),
                work(6, None, self.company.name, post, 2 * n + 1),
            ],
            training: vec![TrainingExperience {
                from: self.day(2, 5, 10),
                until: self.day(2, 5, 14),
                institution: "中国电力企业联合会培训中心".into(),
                subject: "电力建设安全生产管理".into(),
                certificate: format!("PX{:05}", 2000 + n),
            }],
            name: person.name,
        }
    }

    /// The nth of 电力相关技术人员: of ten, two senior and five intermediate.
    pub(super) fn technician(&self, n: usize) -> RowBody {
        let person = Person::of(self.company, TECHNICIANS + n);
        let title = match n % 10 {
            0 | 5 => ProfessionalTitle::Senior,
            1..=4 | 6 => ProfessionalTitle::Intermediate,
            _ => ProfessionalTitle::Junior,
        };
        RowBody::Technicians(Technician {
            name: person.name,
            resident_id: person.id.to_string(),
            title: Some(title),
            specialty: ["电力系统及其自动化", "高电压与绝缘技术", "电机与电器"][n % 3].into(),
            title_certificate: format!("ZC{:06}", 202_000 + n),
            issuing_authority: "上海市人力资源和社会保障局".into(),
            issued_on: self.day(4 + n as i32 % 5, 9, 20),
        })
    }

    /// The nth of 电力相关专业技能人员: of ten, five high-voltage, two low-voltage and one of each special kind.
    pub(super) fn electrician(&self, n: usize) -> RowBody {
        let person = Person::of(self.company, ELECTRICIANS + n);
        let kind = match n % 10 {
            2 | 7 => ElectricianKind::LowVoltage,
            3 => ElectricianKind::Cable,
            5 => ElectricianKind::RelayProtection,
            9 => ElectricianKind::Testing,
            _ => ElectricianKind::HighVoltage,
        };
        RowBody::Electricians(Electrician {
            certificate: person.certificate(),
            name: person.name,
            resident_id: person.id.to_string(),
            kind: Some(kind),
            certificate_type: Some(CertificateType::Operation),
            issuing_authority: "上海市应急管理局".into(),
            valid_from: self.day(1 + n as i32 % 3, 6, 15),
            valid_until: self.day(n as i32 % 3 - 5 - self.lasting, 6, 14),
        })
    }

    /// The nth of 规定年限内主要业绩.
    pub(super) fn performance(&self, n: usize) -> RowBody {
        let (voltage, work, what) = match n % 4 {
            0 => (VoltageClass::Kv10, WorkKind::Substation, "10千伏配电站新建工程"),
            1 => (VoltageClass::Kv35, WorkKind::CableLine, "35千伏电缆线路工程"),
            2 => (VoltageClass::Kv10, WorkKind::Repair, "10千伏线路检修工程"),
            _ => (VoltageClass::Kv110, WorkKind::OverheadLine, "110千伏架空线路工程"),
        };
        let (month, substation) = (n as u32 % 11 + 1, work == WorkKind::Substation);
        RowBody::Performance(PerformanceRecord {
            project: format!("{}园区{what}（第{}标段）", ["临江", "松江", "嘉定", "奉贤"][n / 4 % 4], n + 1),
            client: format!("国网上海市电力公司{}供电公司", ["市区", "市南", "市北"][n % 3]),
            voltage: Some(voltage),
            work: Some(work),
            length: if substation { String::new() } else { format!("{}.{}", n % 17 + 2, n % 10) },
            capacity: if substation { format!("{}", n % 5 * 10 + 20) } else { String::new() },
            started_on: self.day(2, month, 5),
            completed_on: self.day(1, month, 25),
        })
    }

    /// A day so many years before this one; after it, for a negative number.
    fn day(&self, years_ago: i32, month: u32, day: u32) -> String {
        format!("{}-{month:02}-{day:02}", self.today.year() - years_ago)
    }
}

fn shareholder(name: &str, identity: &str, contribution: &str, share: &str) -> Shareholder {
    Shareholder { name: name.into(), identity: identity.into(), contribution: contribution.into(), share: share.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::cast::LARGE;
    use domain::conformity::{check_row, check_section};
    use domain::filings::{Kind, Track};

    #[test]
    fn nothing_is_wrong_on_any_day_of_a_year() {
        for today in NaiveDate::from_ymd_opt(2028, 1, 1).unwrap().iter_days().take(366) {
            let content = Content { company: &LARGE, today, grade: Grade::One, lasting: 0 };
            let rows = (0..12).flat_map(|n| [content.technician(n), content.electrician(n), content.performance(n)]);
            let mut findings: Vec<_> = rows.flat_map(|row| check_row(&row, today)).collect();
            let sections = content.sections();
            let check = |section| check_section(Kind::NewLicence, Track::General, section, today);
            findings.extend(sections.iter().flat_map(check));
            assert!(findings.is_empty(), "{today}: {findings:?}");
        }
    }
}
