//! The decisions: what is granted, or why it is not.

use super::notice::{About, lines, remedy};
use super::{Grid, Notice, Paper, PaperKind, grid};
use crate::filings::{ElectricianKind, Filing, Kind, Lead, ProfessionalTitle, RegisteredItem};
use crate::licences::{Category, Grade, Licence, Move, Scope};
use crate::staff::Post;
use crate::values::{ResidentId, date};

const LAW: &str = "依据《中华人民共和国行政许可法》和《承装（修、试）电力设施许可证管理办法》的规定";

/// 准予行政许可决定书, with the licence as granting left it.
pub fn granted(about: &About, filing: &Filing, licence: &Licence) -> Paper {
    let decided = match filing.kind {
        Kind::NewLicence => "决定准予行政许可，颁发承装（修、试）电力设施许可证：",
        Kind::RegistrationChange => "决定准予变更下列登记事项：",
        Kind::ScopeChange => "决定准予变更许可事项，变更后的许可类别和等级如下：",
        Kind::Renewal => "决定准予延续许可证有效期：",
        Kind::Reissue => "决定准予补（换）发承装（修、试）电力设施许可证：",
        Kind::Cancellation => "决定准予注销承装（修、试）电力设施许可证：",
        Kind::Joining => "决定准予下列人员入职：",
        Kind::Leaving => "决定准予下列人员离职：",
    };
    let notice = Notice {
        paragraphs: vec![about.received(), format!("经审查，你单位的申请符合法定条件和要求。{LAW}，{decided}")],
        items: Some(items(filing, licence)),
        closing: closing(filing.kind, licence),
        ..Notice::default()
    };
    about.paper(PaperKind::GrantDecision, notice)
}

/// 不予行政许可决定书.
pub fn refused(about: &About, reason: &str) -> Paper {
    let mut paragraphs = vec![
        about.received(),
        format!("经审查，你单位的申请不符合法定条件和要求。{LAW}，决定不予{}。理由如下：", super::matter(about.kind)),
    ];
    paragraphs.extend(lines(reason));
    let notice = Notice { paragraphs, closing: vec![remedy("决定书")], ..Notice::default() };
    about.paper(PaperKind::RefusalDecision, notice)
}

fn items(filing: &Filing, licence: &Licence) -> Grid {
    match filing.kind {
        Kind::RegistrationChange => registered(filing),
        Kind::ScopeChange => scope(filing.case().held(), licence.scope),
        Kind::Joining => joining(filing),
        Kind::Leaving => leaving(filing),
        Kind::NewLicence | Kind::Renewal | Kind::Reissue | Kind::Cancellation => about_licence(filing, licence),
    }
}

fn about_licence(filing: &Filing, licence: &Licence) -> Grid {
    let term =
        |licence: &Licence| format!("自{}始至{}止", date::long(licence.valid_from), date::long(licence.valid_until));
    let mut rows = vec![
        ["许可证编号", &licence.number],
        ["单位名称", &licence.holder],
        ["许可类别和等级", &licence.scope.label()],
    ]
    .into_iter()
    .map(|row| row.map(str::to_owned).to_vec())
    .collect::<Vec<_>>();
    if let (Kind::Renewal, Some(before)) = (filing.kind, &filing.licence) {
        rows.push(vec!["原有效期限".to_owned(), term(before)]);
    }
    rows.push(vec!["有效期限".to_owned(), term(licence)]);
    if let Some(reason) = filing.sections.cancellation.body.reason {
        rows.push(vec!["注销原因".to_owned(), reason.to_string()]);
    }
    grid("", &[("事项", 6), ("内容", 16)], rows)
}

fn registered(filing: &Filing) -> Grid {
    let (before, change) = (&filing.enterprise, &filing.sections.change.body);
    let kind = |kind: Option<crate::enterprises::EnterpriseKind>| kind.map(|kind| kind.to_string()).unwrap_or_default();
    let row = |item: RegisteredItem| {
        let (old, new) = match item {
            RegisteredItem::Name => (before.name.clone(), change.name.clone()),
            RegisteredItem::Representative => (
                person(&before.representative, &before.representative_id),
                person(&change.representative, &change.representative_id),
            ),
            RegisteredItem::Address => (before.registered_address.clone(), change.registered_address.clone()),
            RegisteredItem::EnterpriseKind => (kind(before.kind), kind(change.kind)),
            RegisteredItem::CreditCode => (before.credit_code.clone(), change.credit_code.clone()),
        };
        vec![item.to_string(), old.trim().to_owned(), new.trim().to_owned()]
    };
    let rows = change.items(before).into_iter().map(row);
    grid("", &[("登记事项", 6), ("变更前", 9), ("变更后", 9)], rows)
}

fn scope(before: Scope, after: Scope) -> Grid {
    let grade = |grade: Option<Grade>| grade.map_or("—", Grade::label).to_owned();
    let row = |(category, step): (Category, Move)| {
        vec![format!("{category}类"), grade(before.grade(category)), grade(after.grade(category)), step.to_string()]
    };
    grid("", &[("许可类别", 6), ("变更前等级", 5), ("变更后等级", 5), ("变更情况", 6)], before.moves(&after).map(row))
}

const PEOPLE: &[(&str, u32)] = &[("序号", 2), ("姓名", 4), ("身份证号码", 8), ("岗位", 8), ("职称或电工类别", 6)];

fn joining(filing: &Filing) -> Grid {
    let post = filing.sections.joining.body.post;
    let lead =
        |lead: &Lead| vec![(lead.name.clone(), lead.resident_id.clone(), lead.title.map(ProfessionalTitle::label))];
    let people = match post {
        Some(Post::TechnicalLead) => lead(&filing.sections.technical_lead.body),
        Some(Post::SafetyLead) => lead(&filing.sections.safety_lead.body),
        Some(Post::Technician) => {
            let rows = filing.rows.technicians.iter().map(|row| &row.body);
            rows.map(|one| (one.name.clone(), one.resident_id.clone(), one.title.map(ProfessionalTitle::label)))
                .collect()
        }
        Some(Post::Electrician) => {
            let rows = filing.rows.electricians.iter().map(|row| &row.body);
            rows.map(|one| (one.name.clone(), one.resident_id.clone(), one.kind.map(ElectricianKind::label))).collect()
        }
        None => Vec::new(),
    };
    let rows = people.into_iter().enumerate().map(|(n, (name, id, qualification))| {
        vec![
            (n + 1).to_string(),
            name,
            masked(&id),
            post.map(|post| post.to_string()).unwrap_or_default(),
            qualification.unwrap_or("—").to_owned(),
        ]
    });
    grid("", PEOPLE, rows)
}

fn leaving(filing: &Filing) -> Grid {
    let rows = filing.sections.leaving.body.people.iter().enumerate().map(|(n, person)| {
        let posts = person.posts.iter().map(|post| post.label()).collect::<Vec<_>>().join("、");
        vec![(n + 1).to_string(), person.name.clone(), masked(&person.resident_id), posts]
    });
    grid("", &PEOPLE[..4], rows)
}

fn person(name: &str, resident_id: &str) -> String {
    format!("{}（{}）", name.trim(), masked(resident_id))
}

/// A decision is shown to many; whose it is, the ends of the number say.
fn masked(resident_id: &str) -> String {
    ResidentId::parse(resident_id).map_or_else(|_| String::new(), |id| id.masked())
}

fn closing(kind: Kind, licence: &Licence) -> Vec<String> {
    let line = match kind {
        Kind::NewLicence => {
            "许可证正本、副本随本决定书一并颁发。请在许可范围内从事承装、承修、承试电力设施活动，并在有效期届满\
                             三十日前提出延续申请。"
                .to_owned()
        }
        Kind::RegistrationChange | Kind::ScopeChange | Kind::Renewal | Kind::Reissue => {
            "新的许可证正本、副本随本决定书一并颁发，原许可证正本、副本同时作废。".to_owned()
        }
        Kind::Cancellation => format!(
            "许可证（编号：{}）自本决定作出之日起失效，不得再凭其从事承装（修、试）电力设施活动，请将许可证正本、副本交回本机关。",
            licence.number
        ),
        Kind::Joining | Kind::Leaving => {
            format!("上述变更自本决定作出之日起生效，登记于许可证（编号：{}）的从业人员名册。", licence.number)
        }
    };
    vec![line]
}
