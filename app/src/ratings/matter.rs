//! `/ratings/new/:id`: an enterprise rates a matter of its own, from the to-do, and is back home when it has.

use super::api::{matter, rate_matter};
use super::faces::badge;
use super::fields::RatingFields;
use crate::api::{page_key, with_query};
use crate::components::{PageTop, Sending, SendingSignIn, SendingTold};
use crate::notices::something_done;
use crate::review::facts::facts;
use crate::shell::Failure;
use domain::ratings::{RatedMatter, RatingKind};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

/// The page.
#[component]
pub fn RateMatterPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let loaded = Resource::new(move || id.get(), matter);
    let key = page_key();
    view! {
        <Title text="好差评"/>
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(matter) => view! { <PageTop title="好差评"/> <Matter matter key/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Matter(matter: RatedMatter, key: StoredValue<String>) -> impl IntoView {
    let about = facts([
        ("办理事项", format!("{}（{}）", matter.kind, matter.number)),
        ("办理机构", matter.office.clone()),
        ("办理结果", matter.ended.clone()),
    ]);
    let below = match (&matter.rated, matter.decided) {
        (Some((grade, receipt)), _) => view! {
            <div class="notice">
                <p>"该事项已经评价过，每个事项只能评价一次。评价结果：" {badge(*grade)}</p>
                {receipt.clone().map(|receipt| view! { <p><a href=format!("/rated/{receipt}")>"查看评价和处理情况"</a></p> })}
            </div>
            <div class="button-row"><a class="button" href="/">"返回首页"</a></div>
        }
        .into_any(),
        (None, false) => view! {
            <p class="notice notice-warn">"该事项尚未办结，作出决定后才能评价。"</p>
            <div class="button-row"><a class="button" href="/">"返回首页"</a></div>
        }
        .into_any(),
        (None, true) => view! { <Form matter key/> }.into_any(),
    };
    view! {
        <section class="sheet" aria-labelledby="about-title">
            <h2 id="about-title">"请对本次办理作出评价"</h2>
            {about}
            {below}
        </section>
    }
    .into_any()
}

#[component]
fn Form(matter: RatedMatter, key: StoredValue<String>) -> impl IntoView {
    let form = RwSignal::new(matter.form);
    let sending = Sending::default();
    sending.provide(Signal::derive(move || form.with(|form| form.check(RatingKind::PerMatter))));
    let navigate = use_navigate();
    let id = matter.filing_id;
    let submit = Callback::new(move |()| {
        let filled = form.get_untracked();
        if !sending.right(&filled.check(RatingKind::PerMatter)) {
            return;
        }
        let navigate = navigate.clone();
        sending.send(rate_matter(id.clone(), key.get_value(), filled), move |receipt| {
            something_done();
            navigate(&with_query("/", &[("rated", &receipt)]), Default::default());
        });
    });
    view! {
        <noscript><p class="notice notice-warn">"填写评价需要在浏览器中启用 JavaScript。"</p></noscript>
        <form class="rating-form" method="post" prop:noValidate=true on:submit=move |event| {
            event.prevent_default();
            submit.run(());
        }>
            <RatingFields kind=RatingKind::PerMatter form/>
            <SendingTold sending/>
            <div class="button-row">
                <button type="submit" class="button button-primary" aria-busy=move || sending.busy.get().then_some("true")>
                    "保存"
                </button>
                <a class="button" href="/">"返回首页"</a>
            </div>
        </form>
        <SendingSignIn sending again=submit/>
    }
    .into_any()
}

/// On the home page, after rating: thanks, and the way to what comes of it.
#[component]
pub fn Thanks() -> impl IntoView {
    let query = use_query_map();
    move || {
        let receipt = query.with(|query| query.get("rated"))?;
        let receipt = receipt.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(receipt)?;
        Some(view! {
            <p class="notice notice-good" role="status">
                "评价已保存，感谢您的评价。"
                <a href=format!("/rated/{receipt}")>"查看评价和处理情况"</a>
            </p>
        })
    }
}

/// On the page of a decided matter: the way to rate it, or to how it was rated.
#[component]
pub fn MatterRating(
    /// Id of the filing.
    id: String,
) -> impl IntoView {
    view! {
        <section class="sheet no-print" aria-labelledby="rating-title">
            <h2 id="rating-title">"好差评"</h2>
            <p>"请对本次办理作出评价；已评价的，可查看评价和处理情况。"</p>
            <p><a class="button" href=format!("/ratings/new/{id}")>"好差评"</a></p>
        </section>
    }
    .into_any()
}
