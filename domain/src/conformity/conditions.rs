//! The licence conditions of a rule set, held against a filing.

use super::rule_set::{Condition, Measure, RuleSet};
use super::{Finding, Measured, Severity, performance};
use crate::filings::{ElectricianKind, Filing, Lead, PerformanceRecord, ProfessionalTitle};
use crate::licences::{Category, Grade};
use crate::tracks;
use crate::values::{date, number};
use chrono::{Months, NaiveDate};

/// Adds one line per condition of each category wanted.
pub(super) fn evaluate(filing: &Filing, rules: &RuleSet, today: NaiveDate, findings: &mut Vec<Finding>) {
    let facts = Facts::of(filing, rules, today);
    let wanted: Vec<_> = filing.sections.application.body.wanted.entries().collect();
    if wanted.is_empty() {
        findings.push(Finding::field("application.wanted", "请至少选择一个申请类别及其等级"));
    }
    for (category, grade) in wanted {
        for condition in &rules.conditions {
            if tracks::waives(filing.kind, filing.track, condition.measure) {
                continue;
            }
            if let Some(figure) = condition.figure(category, grade) {
                for (path, actual, met) in facts.hold(condition.measure, figure) {
                    findings.push(line(condition, category, grade, figure, path, actual, met));
                }
            }
        }
        for rule in rules.performance.iter().filter(|rule| rule.grade == grade && rule.categories.contains(&category)) {
            findings.extend(performance::hold(rule, category, &facts.recent));
        }
    }
}

fn line(
    condition: &Condition,
    category: Category,
    grade: Grade,
    figure: u32,
    path: &str,
    actual: String,
    met: bool,
) -> Finding {
    let required = required(condition.measure, figure);
    let whose = match path {
        "technical_lead.years" | "technical_lead.title" => "（技术负责人）",
        "safety_lead.years" | "safety_lead.title" => "（安全负责人）",
        _ => "",
    };
    let subject = format!("{category}{grade}：{}{whose}", condition.measure);
    Finding {
        id: condition.measure.code().to_owned(),
        severity: if met { Severity::Met } else { Severity::Blocking },
        path: path.to_owned(),
        message: match met {
            true => format!("{subject} {actual}，符合（{required}）"),
            false => format!("{subject} {actual}，不足（{required}）"),
        },
        basis: condition.basis.clone(),
        measured: Some(Measured { required, actual }),
        unsourced: condition.unsourced,
    }
}

fn required(measure: Measure, figure: u32) -> String {
    match measure {
        Measure::LeadYears => format!("不少于{figure}年"),
        Measure::LeadTitle if figure >= 3 => "高级".to_owned(),
        Measure::LeadTitle => format!("{}以上", title_of(figure).map_or("", ProfessionalTitle::label)),
        Measure::EachSpecialElectricians => format!("电力电缆、继电保护、电气试验各不少于{figure}人"),
        Measure::PremisesArea => format!("不少于{figure}平方米"),
        Measure::NetAssetsRatio => format!("不低于{figure}%"),
        Measure::NetAssets => format!("不少于{figure}万元"),
        Measure::PerformanceRecords => format!("不少于{figure}项"),
        _ => format!("不少于{figure}人"),
    }
}

fn title_of(figure: u32) -> Option<ProfessionalTitle> {
    ProfessionalTitle::ALL.get(figure.checked_sub(1)? as usize).copied()
}

/// What the conditions measure, counted once for all of them.
struct Facts<'a> {
    leads: [(&'static str, &'static str, &'a Lead); 2],
    technicians: u32,
    intermediate: u32,
    electricians: u32,
    by_kind: [u32; 5],
    premises: Option<number::Amount>,
    net_assets: Option<number::Amount>,
    ratio: Option<f64>,
    /// The performance records completed within the years allowed.
    recent: Vec<&'a PerformanceRecord>,
}

impl<'a> Facts<'a> {
    fn of(filing: &'a Filing, rules: &RuleSet, today: NaiveDate) -> Facts<'a> {
        let sections = &filing.sections;
        let rows = &filing.rows;
        let mut by_kind = [0; 5];
        for kind in rows.electricians.iter().filter_map(|row| row.body.kind) {
            by_kind[kind as usize] += 1;
        }
        let since = today.checked_sub_months(Months::new(12 * rules.performance_years)).unwrap_or(today);
        let recent = |raw: &str| date::parse(raw).is_ok_and(|day| day >= since && day <= today);
        let basics = &sections.basics.body;
        Facts {
            leads: [
                ("technical_lead.years", "technical_lead.title", &sections.technical_lead.body),
                ("safety_lead.years", "safety_lead.title", &sections.safety_lead.body),
            ],
            technicians: rows.technicians.len() as u32,
            intermediate: rows
                .technicians
                .iter()
                .filter(|row| row.body.title >= Some(ProfessionalTitle::Intermediate))
                .count() as u32,
            electricians: rows.electricians.len() as u32,
            by_kind,
            premises: number::decimal(&basics.premises_area).ok(),
            net_assets: number::decimal(&basics.net_assets).ok(),
            ratio: ratio(&basics.net_assets, &basics.total_assets),
            recent: rows.performance.iter().map(|row| &row.body).filter(|row| recent(&row.completed_on)).collect(),
        }
    }

    fn count(&self, kind: ElectricianKind) -> u32 {
        self.by_kind[kind as usize]
    }

    /// `(path, what is there, whether it suffices)`; two lines for what holds for both leads.
    fn hold(&self, measure: Measure, figure: u32) -> Vec<(&'static str, String, bool)> {
        let people = |path, count: u32| vec![(path, format!("{count}人"), count >= figure)];
        match measure {
            Measure::LeadYears => self
                .leads
                .map(|(path, _, lead)| {
                    let years = number::whole(&lead.years).ok();
                    let shown = years.map_or("未填写".to_owned(), |years| format!("{years}年"));
                    (path, shown, years >= Some(figure))
                })
                .into(),
            Measure::LeadTitle => self
                .leads
                .map(|(_, path, lead)| {
                    let shown = lead.title.map_or("未填写", ProfessionalTitle::label).to_owned();
                    (path, shown, lead.title.is_some() && lead.title >= title_of(figure))
                })
                .into(),
            Measure::Technicians => people("technicians", self.technicians),
            Measure::IntermediateTechnicians => people("technicians", self.intermediate),
            Measure::Electricians => people("electricians", self.electricians),
            Measure::HighVoltageElectricians => people("electricians", self.count(ElectricianKind::HighVoltage)),
            Measure::SpecialElectricians => {
                let special = ElectricianKind::ALL.iter().filter(|kind| kind.special()).map(|&kind| self.count(kind));
                people("electricians", special.sum())
            }
            Measure::EachSpecialElectricians => {
                let counts = [ElectricianKind::Cable, ElectricianKind::RelayProtection, ElectricianKind::Testing]
                    .map(|kind| self.count(kind));
                let shown = counts.map(|count| count.to_string()).join("、");
                vec![("electricians", format!("{shown}人"), counts.iter().all(|&count| count >= figure))]
            }
            Measure::PremisesArea => {
                let shown = self.premises.map_or("未填写".to_owned(), |area| format!("{area}平方米"));
                let met = self.premises.is_some_and(|area| area >= number::Amount::from(figure));
                vec![("basics.premises_area", shown, met)]
            }
            Measure::NetAssetsRatio => {
                let shown = self.ratio.map_or("未填写".to_owned(), |ratio| format!("{ratio:.1}%"));
                vec![("basics.net_assets", shown, self.ratio.is_some_and(|ratio| ratio >= f64::from(figure)))]
            }
            Measure::NetAssets => {
                let shown = self.net_assets.map_or("未填写".to_owned(), |assets| format!("{assets}万元"));
                let met = self.net_assets.is_some_and(|assets| assets >= number::Amount::from(figure));
                vec![("basics.net_assets", shown, met)]
            }
            Measure::PerformanceRecords => {
                let count = self.recent.len() as u32;
                vec![("performance", format!("{count}项"), count >= figure)]
            }
        }
    }
}

/// Net assets in percent of total assets.
fn ratio(net: &str, total: &str) -> Option<f64> {
    let (net, total) = (number::decimal(net).ok()?, number::decimal(total).ok()?);
    (total.ten_thousandths() > 0).then(|| net.ten_thousandths() as f64 * 100.0 / total.ten_thousandths() as f64)
}
