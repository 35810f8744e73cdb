//! 登记事项变更: what comes from the licence and the registration, and cannot be changed here.

use crate::filings::state::Wizard;
use crate::filings::tabs::facts::facts;
use domain::filings::{Kind, Origin};
use leptos::prelude::*;

/// 申请信息.
pub fn facts_of_application(wizard: Wizard) -> AnyView {
    let (profile, licence) = wizard.header.with_untracked(|header| (header.profile.clone(), header.licence.clone()));
    let origin = untrack(|| wizard.application(|body| body.origin));
    let (number, scope) = licence.map(|licence| (licence.number, licence.scope.label())).unwrap_or_default();
    view! {
        <section class="sheet">
            <h2>"申请信息"</h2>
            <p class="field-hint">"来自许可证和企业注册信息，不可在此修改；需变更的登记事项，请在“申请变更内容”页填写。"</p>
            {facts(vec![
                ("单位名称", profile.name),
                ("法人执照（证书）编号", profile.credit_code),
                ("申请性质", origin.map_or(Kind::RegistrationChange.label(), Origin::label).to_owned()),
                ("原许可证号", number),
                ("原申请类别和等级", scope),
                ("通讯地址", profile.mailing_address),
                ("邮政编码", profile.postal_code),
            ])}
        </section>
    }
    .into_any()
}
