//! 基本情况.

use super::lines::{LinesView, lines_view};
use super::{on_change, provide_section_findings};
use crate::filings::documents::Slots;
use crate::filings::forms::{BASICS, SHAREHOLDERS, fields};
use crate::filings::state::use_wizard;
use domain::enterprises::{EnterpriseKind, Profile};
use domain::filings::{Section, Tab};
use leptos::prelude::*;

/// What is registered, assets, 股权结构, documents.
#[component]
pub fn BasicsTab() -> impl IntoView {
    let wizard = use_wizard();
    provide_section_findings(wizard, Section::Basics);
    view! {
        <section class="sheet">
            <h2>"申请人基本情况"</h2>
            <p class="field-hint">"来自企业注册信息，不可在此修改。"</p>
            <dl class="facts">
                {move || {
                    facts(&wizard.header.with(|header| header.profile.clone()))
                        .into_iter()
                        .map(|(term, value)| view! { <div><dt>{term}</dt><dd>{value}</dd></div> })
                        .collect_view()
                }}
            </dl>
        </section>
        <section class="sheet">
            <h2>"资产与经营场所"</h2>
            <div class="field-row">
                {fields("basics", &BASICS, wizard.section(Section::Basics), on_change(wizard, Section::Basics), wizard.locked())}
            </div>
        </section>
        {lines_view(LinesView { wizard, section: Section::Basics, list: &SHAREHOLDERS })}
        <Slots tab=Tab::Basics />
    }
    .into_any()
}

fn facts(profile: &Profile) -> Vec<(&'static str, String)> {
    vec![
        ("单位名称", profile.name.clone()),
        ("企业类型", profile.kind.map_or("", EnterpriseKind::label).to_owned()),
        ("统一社会信用代码", profile.credit_code.clone()),
        ("法定代表人", profile.representative.clone()),
        ("法定代表人身份证号", profile.representative_id.clone()),
        ("住所", profile.registered_address.clone()),
        ("通讯地址", profile.mailing_address.clone()),
        ("邮政编码", profile.postal_code.clone()),
        ("所属省份", profile.province.clone()),
        ("联系人", profile.contact.clone()),
        ("手机", profile.mobile.clone()),
        ("电子邮箱", profile.email.clone()),
        ("自贸区", if profile.free_trade_zone { "是" } else { "否" }.to_owned()),
        ("上级企业", if profile.parent_name.is_empty() { "无".to_owned() } else { profile.parent_name.clone() }),
    ]
}
