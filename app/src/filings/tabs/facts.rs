//! What is read, not typed: the registration, and the licence that a filing is about.

use crate::filings::reveal::personal;
use crate::filings::state::Wizard;
use domain::enterprises::{EnterpriseKind, Profile};
use domain::masking::is_masked;
use domain::values::date::long;
use leptos::prelude::*;

/// A fact: what it is called, and what it is.
pub type Fact = (&'static str, String);

/// Facts as a list.
pub fn facts(facts: Vec<Fact>) -> AnyView {
    let said = |term: &'static str, text: String| match place(term).filter(|_| is_masked(&text)) {
        Some(path) => personal(path.to_owned(), term, Signal::stored(text)),
        None if text.is_empty() => "—".into_any(),
        None => text.into_any(),
    };
    let lines = facts.into_iter().map(|(term, value)| view! { <div><dt>{term}</dt><dd>{said(term, value)}</dd></div> });
    view! { <dl class="facts">{lines.collect_view()}</dl> }.into_any()
}

/// The path of a number of the registration, by what it is called here.
fn place(term: &str) -> Option<&'static str> {
    match term {
        REPRESENTATIVE_ID => Some("enterprise.representative_id"),
        MOBILE => Some("enterprise.mobile"),
        _ => None,
    }
}

const REPRESENTATIVE_ID: &str = "法定代表人身份证号";
const MOBILE: &str = "手机";

/// The licence that the filing is about.
pub fn licence_sheet(wizard: Wizard) -> AnyView {
    view! {
        <section class="sheet">
            <h2>"许可证"</h2>
            {facts(licence_facts(wizard))}
        </section>
    }
    .into_any()
}

/// The licence that the filing is about, as it was when this was submitted.
pub fn licence_facts(wizard: Wizard) -> Vec<Fact> {
    let Some(licence) = wizard.header.with_untracked(|header| header.licence.clone()) else {
        return vec![("原许可证号", String::new()), ("原类别和等级", String::new())];
    };
    vec![
        ("原许可证号", licence.number),
        ("原类别和等级", licence.scope.label()),
        ("有效期限", format!("{}至{}", long(licence.valid_from), long(licence.valid_until))),
    ]
}

/// What is registered and cannot be changed here.
pub fn registered(profile: &Profile) -> Vec<Fact> {
    vec![
        ("单位名称", profile.name.clone()),
        ("企业类型", profile.kind.map_or("", EnterpriseKind::label).to_owned()),
        ("统一社会信用代码", profile.credit_code.clone()),
        ("法定代表人", profile.representative.clone()),
        (REPRESENTATIVE_ID, profile.representative_id.clone()),
        ("住所", profile.registered_address.clone()),
        ("所属省份", profile.province.clone()),
        ("自贸区", if profile.free_trade_zone { "是" } else { "否" }.to_owned()),
        ("上级企业", if profile.parent_name.is_empty() { "无".to_owned() } else { profile.parent_name.clone() }),
    ]
}

/// How the enterprise is reached.
pub fn contact(profile: &Profile) -> Vec<Fact> {
    vec![
        ("通讯地址", profile.mailing_address.clone()),
        ("邮政编码", profile.postal_code.clone()),
        ("联系人", profile.contact.clone()),
        (MOBILE, profile.mobile.clone()),
        ("电子邮箱", profile.email.clone()),
    ]
}
