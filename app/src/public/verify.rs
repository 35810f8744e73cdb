//! `/verify/:public_id`: what the QR code on a certificate leads to.

use super::api::verify;
use super::frame::public_links;
use crate::api::ApiError;
use crate::components::time;
use crate::shell::Failure;
use domain::Refusal;
use domain::public::{Verdict, Verification};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

/// How the certificate stands.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("public_id")).unwrap_or_default());
    let found = Resource::new(move || id.get(), verify);
    view! {
        // What is behind an address that nobody can guess is not to be found by searching.
        <Meta name="robots" content="noindex, nofollow"/>
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在查验…"</p> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(verification) => shown(verification),
                    Err(ApiError::Refused(Refusal::NotFound)) => unknown(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
        <nav class="public-nav no-print" aria-label="公开信息">{public_links()}</nav>
    }
    .into_any()
}

fn shown(seen: Verification) -> AnyView {
    let tone = match seen.verdict {
        Verdict::InForce => "verdict verdict-good",
        Verdict::Replaced => "verdict verdict-warn",
        Verdict::Expired | Verdict::Cancelled => "verdict verdict-bad",
    };
    let until = match seen.extended_by_silence {
        true => format!("{}（视为准予延续，晚于证书所载日期）", time::long_day(seen.valid_until)),
        false => time::long_day(seen.valid_until),
    };
    let fact = |term: &'static str, said: String| view! { <div><dt>{term}</dt><dd>{said}</dd></div> };
    view! {
        <Title text="证书查验"/>
        <section class="sheet">
            <h1>"证书查验"</h1>
            <div class=tone role="status">
                <p class="verdict-word">{seen.verdict.label()}</p>
                <p>{seen.verdict.meaning()}</p>
            </div>
            <dl class="facts facts-single">
                {fact("许可证编号", seen.number)}
                {fact("单位名称", seen.holder)}
                {fact("许可类别和等级", seen.scope.label())}
                {fact("发证日期", time::long_day(seen.issued_on))}
                {fact("有效期自", time::long_day(seen.valid_from))}
                {fact("有效期至", until)}
                {seen.void_since.map(|day| fact("证书作废日期", time::long_day(day)))}
                {fact("查验时间", time::moment(seen.seen_at))}
            </dl>
        </section>
    }
    .into_any()
}

fn unknown() -> AnyView {
    view! {
        <Title text="未查到该证书"/>
        <section class="sheet">
            <h1>"未查到该证书"</h1>
            <div class="verdict verdict-bad" role="alert">
                <p class="verdict-word">"未查到"</p>
                <p>"没有与该网址对应的证书，不能证明您手中的证书真实有效。"</p>
            </div>
            <p>"请核对网址是否完整。网址来自证书上的二维码而仍未查到的，请谨慎采信该证书，并向证书所载的发证机关核实。"</p>
            <p>"也可以按单位名称或许可证编号" <a href="/public/register">"查询许可证"</a> "。"</p>
        </section>
    }
    .into_any()
}
