//! `/rated/:receipt`: thanks, and what comes of the rating. Whoever has the link sees it.

use super::api::receipt;
use super::faces::badge;
use super::steps::Steps;
use crate::components::time;
use crate::review::facts::list as fact_list;
use crate::shell::{Failure, use_viewer};
use domain::ratings::{CaseStatus, RatingCase, RatingReceipt};
use domain::values::date;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let params = use_params_map();
    let loaded = Resource::new(move || params.with(|params| params.get("receipt")).unwrap_or_default(), receipt);
    view! {
        <Title text="感谢您的评价"/>
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(receipt) => view! { <Receipt receipt/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Receipt(receipt: RatingReceipt) -> impl IntoView {
    let RatingReceipt { about, office, satisfaction, reasons, comment, mobile, at, again_on, case, .. } = receipt;
    let mut lines =
        vec![("评价对象", about.into_any()), ("办理机构", office.into_any()), ("满意程度", badge(satisfaction))];
    if !reasons.is_empty() {
        lines.push(("评价原因", reasons.join("；").into_any()));
    }
    if !comment.is_empty() {
        lines.push(("意见建议", view! { <span class="rules-text">{comment}</span> }.into_any()));
    }
    lines.push(("手机", mobile.into_any()));
    lines.push(("评价时间", view! { <time datetime=time::machine(at)>{time::moment(at)}</time> }.into_any()));
    let home = use_viewer().is_some().then(|| {
        view! { <div class="button-row no-print"><a class="button" href="/">"返回首页"</a></div> }
    });
    view! {
        <section class="sheet">
            <h1>"感谢您的评价"</h1>
            <p>{format!("您的评价已收到。该手机号可自{}起再次评价。", date::long(again_on))}</p>
            {fact_list(lines)}
        </section>
        {case.map(|case| view! { <Case case/> })}
        {home}
    }
    .into_any()
}

#[component]
fn Case(case: RatingCase) -> impl IntoView {
    let told = match case.status {
        CaseStatus::SetAside => "您的评价经核实未予采纳，理由见下。".to_owned(),
        CaseStatus::Replied | CaseStatus::Closed => "您的评价已处理，答复见下。".to_owned(),
        _ => format!("我们将联系您、核实情况并改进，最迟于{}答复。", date::long(case.due)),
    };
    view! {
        <section class="sheet" aria-labelledby="case-title">
            <h2 id="case-title">"处理情况"</h2>
            <p>{told}</p>
            <Steps case/>
            <p class="field-hint">"请收藏本页面，凭此链接可随时查看处理进展。"</p>
        </section>
    }
    .into_any()
}
