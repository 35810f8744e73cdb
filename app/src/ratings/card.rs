//! `/ratings/codes/:id`: a code as a card to show and print.

use super::api::{code, withdraw_code};
use super::visits::state_badge;
use crate::components::{Confirm, Sending, SendingSignIn, SendingTold, Told, dom};
use crate::review::facts::list as fact_list;
use crate::shell::Failure;
use domain::ratings::{CodeState, CodeView, RatingKind};
use domain::values::date;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// Where the focus goes once the code was withdrawn.
const TOLD: &str = "code-told";
/// The white margin that readers need around the symbol, in modules (ISO/IEC 18004).
const QUIET: usize = 4;

/// The page.
#[component]
pub fn RatingCodePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let changed = RwSignal::new(0u32);
    let loaded = Resource::new(move || (id.get(), changed.get()), |(id, _)| code(id));
    let told = RwSignal::new(None::<String>);
    let (asking, sending) = (RwSignal::new(false), Sending::default());
    let withdraw = Callback::new(move |()| {
        sending.send(withdraw_code(id.get_untracked()), move |()| {
            asking.set(false);
            told.set(Some("二维码已撤回，扫描后不能再评价。".to_owned()));
            changed.update(|changed| *changed += 1);
            dom::focus_soon(TOLD.to_owned());
        });
    });
    view! {
        <Told id=TOLD said=told/>
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => view! { <Code view asking/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
        <Confirm open=asking title="撤回二维码" action="撤回" danger=true busy=sending.busy on_confirm=withdraw>
            <p>"撤回后，已打印或转发的二维码都不能再使用；已经作出的评价不受影响。"</p>
            <SendingTold sending/>
        </Confirm>
        <SendingSignIn sending again=withdraw/>
    }
    .into_any()
}

#[component]
fn Code(view: CodeView, asking: RwSignal<bool>) -> impl IntoView {
    let CodeView { code, office, link, size, path } = view;
    let (back, list) = match code.kind {
        RatingKind::PerMatter => ("/ratings", "一事一评"),
        RatingKind::PerVisit => ("/ratings/visits", "一次一评"),
    };
    let open = matches!(code.state, CodeState::Usable | CodeState::Early);
    let print = |_| {
        // Fails only where the browser has no printing; nothing is lost by that.
        let _ = window().print();
    };
    let card = open.then(|| view! { <Card about=code.about.clone() office until=date::long(code.until) size path/> });
    let facts = fact_list(vec![
        ("评价对象", code.about.clone().into_any()),
        ("状态", state_badge(code.state)),
        ("有效期", format!("{}至{}", date::long(code.from), date::long(code.until)).into_any()),
        ("评价数", code.ratings.into_any()),
        ("生成人", code.made_by.clone().into_any()),
        (
            "评价链接",
            match open {
                true => view! { <a class="rating-link" rel="external" href=link.clone()>{link.clone()}</a> }.into_any(),
                false => "已失效".into_any(),
            },
        ),
    ]);
    view! {
        <Title text="评价二维码"/>
        <nav class="breadcrumb" aria-label="当前位置">
            <ol>
                <li><a href="/">"首页"</a></li>
                <li><a href=back>{format!("好差评：{list}")}</a></li>
                <li aria-current="page">"评价二维码"</li>
            </ol>
        </nav>
        <div class="page-head">
            <h1>"评价二维码"</h1>
            <div class="button-row no-print">
                {open.then(|| view! {
                    <button type="button" class="button button-primary" on:click=print>"打印"</button>
                    <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| asking.set(true)>"撤回"</button>
                })}
            </div>
        </div>
        <div class="columns rating-code">
            {card}
            <section class="sheet no-print" aria-labelledby="code-title">
                <h2 id="code-title">"二维码信息"</h2>
                {facts}
            </section>
        </div>
    }
    .into_any()
}

/// What is laid out at the window or handed over.
#[component]
fn Card(about: String, office: String, until: String, size: usize, path: String) -> impl IntoView {
    let whole = size + 2 * QUIET;
    view! {
        <section class="sheet rating-card" aria-label="评价卡片">
            <p class="rating-card-office">{office}</p>
            <p class="rating-card-title">"请您评价"</p>
            <p>{about}</p>
            <svg class="rating-card-code" viewBox=format!("0 0 {whole} {whole}") role="img" aria-label="评价页面的二维码"
                shape-rendering="crispEdges">
                <rect width=whole height=whole fill="#ffffff"></rect>
                <path transform=format!("translate({QUIET} {QUIET})") d=path fill="#000000"></path>
            </svg>
            <p>"微信或浏览器扫一扫，无需登录即可评价"</p>
            <p class="rating-card-until">{format!("有效期至{until}")}</p>
        </section>
    }
    .into_any()
}
