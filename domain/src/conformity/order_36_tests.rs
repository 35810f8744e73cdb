//! Order 36 (2020) Art. 8, worked by hand from the table in domain.md §2: each cell at its threshold, and one below it.

use super::tests::{conforming, electrician, resident_id, row, today};
use super::{RuleBook, blocking, check};
use crate::filings::{ElectricianKind, Filing, ProfessionalTitle, Technician};
use crate::licences::Grade;

/// One column of the table.
struct Column {
    grade: Grade,
    years: u32,
    title: ProfessionalTitle,
    technicians: usize,
    intermediate: usize,
    electricians: usize,
    high_voltage: usize,
}

const fn column(
    grade: Grade,
    years: u32,
    title: ProfessionalTitle,
    [technicians, intermediate, electricians, high_voltage]: [usize; 4],
) -> Column {
    Column { grade, years, title, technicians, intermediate, electricians, high_voltage }
}

const TABLE: [Column; 5] = [
    column(Grade::One, 5, ProfessionalTitle::Senior, [50, 30, 60, 30]),
    column(Grade::Two, 5, ProfessionalTitle::Intermediate, [30, 15, 30, 15]),
    column(Grade::Three, 5, ProfessionalTitle::Intermediate, [15, 5, 20, 10]),
    column(Grade::Four, 3, ProfessionalTitle::Junior, [10, 0, 15, 8]),
    column(Grade::Five, 3, ProfessionalTitle::Junior, [5, 0, 5, 3]),
];

/// A filing for the three categories that has exactly what the column asks for.
fn exactly(column: &Column) -> Filing {
    let mut filing = conforming(column.grade);
    for lead in [&mut filing.sections.technical_lead.body, &mut filing.sections.safety_lead.body] {
        lead.years = column.years.to_string();
        lead.title = Some(column.title);
    }
    let title = |n| if n < column.intermediate { ProfessionalTitle::Intermediate } else { ProfessionalTitle::Junior };
    let technician = |n| Technician {
        name: "张工".into(),
        resident_id: resident_id(100 + n),
        title: Some(title(n)),
        specialty: "电气".into(),
        title_certificate: format!("ZC-{n}"),
        issuing_authority: "人力资源和社会保障局".into(),
        issued_on: "2015-06-01".into(),
    };
    filing.rows.technicians = (0..column.technicians).map(|n| row(100 + n, technician(n))).collect();
    let kind = |n| if n < column.high_voltage { ElectricianKind::HighVoltage } else { ElectricianKind::LowVoltage };
    filing.rows.electricians = (0..column.electricians).map(|n| electrician(1000 + n, kind(n))).collect();
    filing.sections.basics.body.total_assets = "1000".into();
    filing.sections.basics.body.net_assets = "150".into();
    filing
}

/// What falls short, each as often as there are categories.
fn short(filing: &Filing) -> Vec<(String, usize)> {
    let rules = RuleBook::shipped().sets.into_iter().find(|set| set.id == "order-36-2020").unwrap();
    let mut counted: Vec<(String, usize)> = Vec::new();
    for finding in blocking(&check(filing, &rules, today())) {
        match counted.iter_mut().find(|(id, _)| *id == finding.id) {
            Some((_, count)) => *count += 1,
            None => counted.push((finding.id.clone(), 1)),
        }
    }
    counted
}

/// The measure, and what takes one away from it.
type Below = (&'static str, fn(&mut Filing, &Column));

const ONE_BELOW: [Below; 7] = [
    ("lead_years", |filing, column| filing.sections.technical_lead.body.years = (column.years - 1).to_string()),
    ("lead_title", |filing, column| {
        let lower = ProfessionalTitle::ALL.iter().rev().find(|title| **title < column.title);
        filing.sections.safety_lead.body.title = lower.copied();
    }),
    ("technicians", |filing, _| drop(filing.rows.technicians.pop())),
    ("intermediate_technicians", |filing, _| {
        filing.rows.technicians[0].body.title = Some(ProfessionalTitle::Junior);
    }),
    ("electricians", |filing, _| drop(filing.rows.electricians.pop())),
    ("high_voltage_electricians", |filing, _| {
        filing.rows.electricians[0].body.kind = Some(ElectricianKind::LowVoltage);
    }),
    ("net_assets_ratio", |filing, _| filing.sections.basics.body.net_assets = "149.9999".into()),
];

#[test]
fn each_cell_suffices_at_its_threshold_and_falls_short_one_below() {
    for column in &TABLE {
        let filing = exactly(column);
        assert_eq!(short(&filing), [], "{}", column.grade);
        for (measure, take_away) in ONE_BELOW {
            if measure == "intermediate_technicians" && column.intermediate == 0 {
                continue; // the order asks for none
            }
            let mut filing = filing.clone();
            take_away(&mut filing, column);
            let mut found = short(&filing);
            // A lead without any title lacks it in the form as well.
            found.retain(|(id, _)| id != "field");
            assert_eq!(found, [(measure.to_owned(), 3)], "{} {measure}", column.grade);
        }
    }
}
