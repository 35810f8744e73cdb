//! Papers as PDF, by the code that the server's own process for them runs. Each paper says something else, so that nothing is
//! remembered from the one before but what the server would remember, too.

use crate::{ELECTRICIANS, Result};
use chrono::{Days, NaiveDate};
use domain::corrections::{Correction, Item};
use domain::filings::{
    CertificateType, Electrician, ElectricianKind, Filing, Kind, PerformanceRecord, Row, Rows, Sections, Track,
    VoltageClass, WorkKind,
};
use domain::licences::{Copy, Grade, Licence, LicenceStatus, Scope};
use domain::papers::{self, About, Paper, Term};
use services::papers::Typesetter;
use std::time::Instant;

/// How often each is typeset.
const TIMES: usize = 9;
/// Performance records of the form.
const RECORDS: usize = 200;
/// Items of the correction.
const ITEMS: usize = 40;

/// One kind of paper, typeset some times.
pub struct Typeset {
    pub what: &'static str,
    pub pages: usize,
    /// Of the last one.
    pub bytes: usize,
    pub milliseconds: Vec<f64>,
}

/// Typesets each kind.
///
/// # Errors
/// That there is no Chinese font, or what the compiler says.
pub fn measure() -> Result<Vec<Typeset>> {
    let typesetter = Typesetter::new(None);
    if !typesetter.ready() {
        return Err("no Chinese font".into());
    }
    // The first of all reads the fonts.
    typesetter.typeset("first", &notices(0).remove(0).1)?;
    let mut measured = Vec::new();
    let kinds = all(0).len();
    for kind in 0..kinds {
        let (mut milliseconds, mut last, mut what) = (Vec::new(), Vec::new(), "");
        for n in 1..=TIMES {
            let (name, paper) = all(n).swap_remove(kind);
            let began = Instant::now();
            last = typesetter.typeset(&format!("{kind}-{n}"), &paper)?;
            milliseconds.push(began.elapsed().as_secs_f64() * 1000.0);
            what = name;
        }
        measured.push(Typeset { what, pages: pages(&last), bytes: last.len(), milliseconds });
    }
    Ok(measured)
}

fn pages(pdf: &[u8]) -> usize {
    let mark: &[u8] = b"/Type/Page/";
    let spaced: &[u8] = b"/Type /Page\n";
    pdf.windows(mark.len()).filter(|part| *part == mark).count()
        + pdf.windows(spaced.len()).filter(|part| *part == spaced).count()
}

fn all(n: usize) -> Vec<(&'static str, Paper)> {
    let mut all = notices(n);
    all.extend(decisions(n));
    all.push(("form: 20 electricians", form(n, 20, 2)));
    all.push(("form: 1,000 electricians, 200 records", form(n, ELECTRICIANS, RECORDS)));
    all
}

fn day(n: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default() + Days::new(n as u64)
}

fn told<'a>(number: &'a str, enterprise: &'a str, n: usize) -> About<'a> {
    let (filing, office) = ("2026000001", "国家能源局华东监管局");
    About { kind: Kind::NewLicence, filing, enterprise, submitted_on: day(n), office, number, today: day(n + 5) }
}

fn notices(n: usize) -> Vec<(&'static str, Paper)> {
    let (number, enterprise) = (format!("华东监能许受〔2026〕{n}号"), format!("上海第{n}电力工程有限公司"));
    let about = told(&number, &enterprise, n);
    let term = Term { from: day(n + 5), days: 20, due: Some(day(n + 35)), by_silence: false };
    let item = |item: usize| Item {
        id: item.to_string(),
        path: String::new(),
        label: format!("电力相关专业技能人员 · 电工{item}"),
        reason: format!("第{n}号：所附特种作业操作证已过有效期，请补充有效的证书复印件"),
        answer: String::new(),
    };
    let round = Correction {
        round: 1,
        requested_at: 0,
        head_reason: String::new(),
        items: (0..ITEMS).map(item).collect(),
        resubmitted_at: None,
    };
    let follow = [("上一年度审计报告或财务报表", day(n + 19)), ("安全生产组织和制度", day(n + 19))];
    vec![
        ("受理通知书", papers::accepted(&about, &term)),
        ("容缺受理通知书", papers::accepted_with_documents_to_follow(&about, &term, &follow)),
        ("补正材料通知书, 40 items", papers::correction(&about, Some(&round), "")),
        ("不予受理通知书", papers::declined(&about, "申请事项不属于本机关职权范围。")),
    ]
}

fn decisions(n: usize) -> Vec<(&'static str, Paper)> {
    let (number, enterprise) = (format!("华东监能许准〔2026〕{n}号"), format!("上海第{n}电力工程有限公司"));
    let about = told(&number, &enterprise, n);
    let licence = licence(n);
    let link = format!("https://permits.example.cn/verify/{n:032x}");
    let copy = |at: usize| Copy {
        sequence: at as i64,
        kind: Kind::RegistrationChange,
        filing: format!("{:010}", 2_026_000_000 + at),
        printed_at: 0,
        voided_at: None,
        public_id: String::new(),
    };
    let moved =
        |at: usize| Licence { registered_address: format!("上海市静安区南京西路{at}号"), ..licence.clone() };
    let history: Vec<_> = (0..12).map(|at| (copy(at), moved(at), day(n + at))).collect();
    let mut decisions = vec![
        ("准予行政许可决定书", papers::granted(&about, &filing(0, 0, n), &licence)),
        ("不予行政许可决定书", papers::refused(&about, "技术负责人的职称不符合所申请等级的要求。")),
        ("许可证正本", papers::certificate(&licence, &link, day(n))),
    ];
    decisions.extend(papers::duplicate(&history, &link).map(|paper| ("许可证副本, 12 printings", paper)));
    decisions
}

fn licence(n: usize) -> Licence {
    Licence {
        id: n.to_string(),
        number: format!("4-1-{n:05}-2026"),
        enterprise_id: n.to_string(),
        holder: format!("上海第{n}电力工程有限公司"),
        registered_address: "上海市静安区南京西路1号".into(),
        representative: "王建国".into(),
        credit_code: "91310000MA1000001X".into(),
        scope: Scope { install: Some(Grade::Four), repair: Some(Grade::Four), test: Some(Grade::Five) },
        office: "国家能源局华东监管局".into(),
        issued_on: day(n),
        valid_from: day(n),
        valid_until: day(n + 2190),
        status: LicenceStatus::InForce,
        extended_by_silence: false,
    }
}

fn form(n: usize, electricians: usize, records: usize) -> Paper {
    let filing = filing(electricians, records, n);
    papers::form(&filing, &format!("{:010}", 2_026_000_000 + n), 1, "国家能源局华东监管局", day(n))
}

fn filing(electricians: usize, records: usize, n: usize) -> Filing {
    let electrician = |at: usize| Electrician {
        name: format!("电工{at}"),
        resident_id: format!("31010119{:04}{:02}{:04}", 1970 + at % 30, n + 1, at),
        kind: Some(ElectricianKind::ALL[at % ElectricianKind::ALL.len()]),
        certificate_type: Some(CertificateType::Operation),
        certificate: format!("T31010119{:04}{:02}{:04}", 1970 + at % 30, n + 1, at),
        issuing_authority: "上海市应急管理局".into(),
        valid_from: "2024-01-01".into(),
        valid_until: "2029-12-31".into(),
    };
    let record = |at: usize| PerformanceRecord {
        project: format!("静安区{at}号变电站{n}期工程"),
        client: "国网上海市电力公司".into(),
        voltage: Some(VoltageClass::ALL[at % VoltageClass::ALL.len()]),
        work: Some(WorkKind::CableLine),
        length: "12.5".into(),
        capacity: String::new(),
        started_on: "2025-01-10".into(),
        completed_on: "2025-09-30".into(),
    };
    Filing {
        kind: Kind::NewLicence,
        track: Track::General,
        enterprise: Default::default(),
        licence: None,
        sections: Sections::default(),
        rows: Rows {
            electricians: (0..electricians).map(|at| row(at, electrician(at))).collect(),
            performance: (0..records).map(|at| row(at, record(at))).collect(),
            ..Rows::default()
        },
        attachments: Vec::new(),
        follow: Vec::new(),
        slots: Default::default(),
    }
}

fn row<T>(at: usize, body: T) -> Row<T> {
    Row { id: at.to_string(), revision: 1, body }
}
