//! The certificate (正本).

use domain::licences::Licence;
use domain::values::date;
use leptos::prelude::*;

/// One copy of the certificate.
#[component]
pub fn Certificate(
    /// As this copy says.
    licence: Licence,
    /// What stands across it when it is worth nothing any more.
    void: Option<&'static str>,
) -> impl IntoView {
    let class = if void.is_some() { "certificate certificate-void" } else { "certificate" };
    let term = format!("自{}始至{}止", date::long(licence.valid_from), date::long(licence.valid_until));
    let facts = [
        ("单位名称", licence.holder),
        ("住所", licence.registered_address),
        ("法定代表人", licence.representative),
        ("统一社会信用代码", licence.credit_code),
        ("许可类别和等级", licence.scope.label()),
        ("有效期限", term),
    ];
    view! {
        <article class=class data-void=void aria-labelledby="certificate-title">
            {void.map(|void| view! { <p class="visually-hidden">{format!("本证书{void}")}</p> })}
            <p class="certificate-copy">"正本"</p>
            <h2 class="certificate-title" id="certificate-title">"承装（修、试）电力设施许可证"</h2>
            <p class="certificate-number">"许可证编号："<b>{licence.number}</b></p>
            <dl class="certificate-facts">
                {facts.into_iter().map(|(term, value)| view! { <div><dt>{term}</dt><dd>{value}</dd></div> }).collect_view()}
            </dl>
            <div class="certificate-foot">
                <p>"发证机关："<b>{licence.office.clone()}</b></p>
                <p>"发证日期："<b>{date::long(licence.issued_on)}</b></p>
                <div class="certificate-seal" aria-hidden="true"><span>{licence.office}</span></div>
            </div>
        </article>
    }
    .into_any()
}
