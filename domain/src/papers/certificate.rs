//! The certificate (正本) and its duplicate (副本).

use super::{Body, Certificate, Fact, Grid, Paper, PaperKind, fact, grid};
use crate::filings::Kind;
use crate::licences::{Copy, Licence};
use crate::values::date;
use chrono::NaiveDate;

/// 正本: the licence as it is printed. Fields as on a public sample (domain.md §5).
pub fn certificate(licence: &Licence, verify_url: &str, printed_on: NaiveDate) -> Paper {
    paper(PaperKind::Certificate, licence, verify_url, printed_on, None)
}

/// 副本: the same, with every printing from the first to this one and what it changed, oldest first.
pub fn duplicate(history: &[(Copy, Licence, NaiveDate)], verify_url: &str) -> Option<Paper> {
    let (_, licence, printed_on) = history.last()?;
    Some(paper(PaperKind::CertificateDuplicate, licence, verify_url, *printed_on, Some(changes(history))))
}

fn paper(kind: PaperKind, licence: &Licence, verify_url: &str, printed_on: NaiveDate, changes: Option<Grid>) -> Paper {
    Paper {
        kind,
        title: kind.title(Kind::NewLicence),
        number: licence.number.clone(),
        office: licence.office.clone(),
        // A copy that is printed anew says when the licence was issued, and on the duplicate when it was printed.
        issued_on: match kind {
            PaperKind::Certificate => licence.issued_on,
            _ => printed_on,
        },
        body: Body::Certificate(Certificate { facts: facts(licence), changes, verify_url: verify_url.to_owned() }),
    }
}

fn facts(licence: &Licence) -> Vec<Fact> {
    vec![
        fact("许可证编号", &licence.number),
        fact("单位名称", &licence.holder),
        fact("统一社会信用代码", &licence.credit_code),
        fact("住所", &licence.registered_address),
        fact("法定代表人", &licence.representative),
        fact("许可类别和等级", licence.scope.label()),
        fact("有效期限", format!("自{}始至{}止", date::long(licence.valid_from), date::long(licence.valid_until))),
        fact("发证机关", &licence.office),
        fact("发证日期", date::long(licence.issued_on)),
    ]
}

fn changes(history: &[(Copy, Licence, NaiveDate)]) -> Grid {
    let rows = history.iter().enumerate().map(|(at, (copy, licence, on))| {
        let before = at.checked_sub(1).and_then(|at| history.get(at)).map(|(_, licence, _)| licence);
        let changed = before.map_or_else(|| "首次颁发".to_owned(), |before| changed(copy.kind, before, licence));
        vec![date::long(*on), copy.kind.to_string(), copy.filing.clone(), changed]
    });
    grid("变更记录", &[("日期", 6), ("事由", 6), ("申请编号", 5), ("变更内容", 16)], rows)
}

/// What differs on the certificate; a certificate printed anew says the same.
fn changed(kind: Kind, before: &Licence, after: &Licence) -> String {
    let term = |licence: &Licence| format!("{}至{}", date::long(licence.valid_from), date::long(licence.valid_until));
    let items = [
        ("单位名称", before.holder.clone(), after.holder.clone()),
        ("统一社会信用代码", before.credit_code.clone(), after.credit_code.clone()),
        ("住所", before.registered_address.clone(), after.registered_address.clone()),
        ("法定代表人", before.representative.clone(), after.representative.clone()),
        ("许可类别和等级", before.scope.label(), after.scope.label()),
        ("有效期限", term(before), term(after)),
    ];
    let told: Vec<_> = items
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(item, before, after)| format!("{item}由“{before}”变更为“{after}”"))
        .collect();
    match told.is_empty() {
        true if kind == Kind::Reissue => "补（换）发证书，原证书作废".to_owned(),
        true => "证书重新打印，原证书作废".to_owned(),
        false => told.join("；"),
    }
}
