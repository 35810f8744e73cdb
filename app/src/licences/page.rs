//! The certificate (正本).

use super::api::load;
use crate::components::time::long_day;
use crate::shell::Failure;
use domain::licences::{Licence, LicenceStatus};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The page of one licence; prints as one sheet.
#[component]
pub fn LicencePage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id")).unwrap_or_default();
    let licence = Resource::new(id, load);
    view! {
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match licence.await {
                    Ok(licence) => view! { <Page licence/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Page(licence: Licence) -> impl IntoView {
    let number = licence.number.clone();
    let print = |_| {
        // Fails only where the browser has no printing; nothing is lost by that.
        let _ = window().print();
    };
    view! {
        <Title text=format!("许可证 {number}")/>
        <nav class="breadcrumb" aria-label="当前位置">
            <ol><li><a href="/">"首页"</a></li><li aria-current="page">"许可证"</li></ol>
        </nav>
        <div class="page-head">
            <h1>{format!("许可证 · {number}")}</h1>
            <div class="button-row no-print">
                <button type="button" class="button button-primary" on:click=print>"打印"</button>
            </div>
        </div>
        <Certificate licence/>
    }
    .into_any()
}

#[component]
fn Certificate(licence: Licence) -> impl IntoView {
    let void = licence.status != LicenceStatus::InForce;
    let class = if void { "certificate certificate-void" } else { "certificate" };
    let term = format!("自{}始至{}止", long_day(licence.valid_from), long_day(licence.valid_until));
    let facts = [
        ("单位名称", licence.holder),
        ("住所", licence.registered_address),
        ("法定代表人", licence.representative),
        ("统一社会信用代码", licence.credit_code),
        ("许可类别和等级", licence.scope.label()),
        ("有效期限", term),
    ];
    view! {
        <article class=class data-void=void.then(|| licence.status.label()) aria-labelledby="certificate-title">
            <p class="certificate-copy">"正本"</p>
            <h2 class="certificate-title" id="certificate-title">"承装（修、试）电力设施许可证"</h2>
            <p class="certificate-number">"许可证编号："<b>{licence.number}</b></p>
            <dl class="certificate-facts">
                {facts.into_iter().map(|(term, value)| view! { <div><dt>{term}</dt><dd>{value}</dd></div> }).collect_view()}
            </dl>
            <div class="certificate-foot">
                <p>"发证机关："<b>{licence.office.clone()}</b></p>
                <p>"发证日期："<b>{long_day(licence.issued_on)}</b></p>
                <div class="certificate-seal" aria-hidden="true"><span>{licence.office}</span></div>
            </div>
        </article>
    }
    .into_any()
}
