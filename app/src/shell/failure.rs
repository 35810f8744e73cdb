//! What a page shows instead of what it could not load.

use super::sign_in_url;
use crate::api::ApiError;
use domain::Refusal;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_url;

/// The page for addresses that lead nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text="页面不存在"/>
        <section class="sheet">
            <h1>"页面不存在"</h1>
            <p>"您访问的地址不正确，或内容已被移除。"</p>
            <p><a class="button" href="/">"返回首页"</a></p>
        </section>
    }
    .into_any()
}

/// Why a page's content could not be loaded, and what to do. The server function has set the HTTP status already.
#[component]
pub fn Failure(error: ApiError) -> impl IntoView {
    let here = use_url().with_untracked(|url| url.path().to_owned());
    let (title, way_on) = match &error {
        ApiError::Refused(Refusal::SignedOut) => (
            "请重新登录",
            view! {
                // A signed-out page is loaded anew, not routed to: see `App`.
                <a class="button button-primary" rel="external" href=sign_in_url(&here)>"登录"</a>
            }
            .into_any(),
        ),
        ApiError::Refused(Refusal::NotFound) => {
            ("没有找到", view! { <a class="button" href="/">"返回首页"</a> }.into_any())
        }
        ApiError::Refused(Refusal::Forbidden) => {
            ("没有权限", view! { <a class="button" href="/">"返回首页"</a> }.into_any())
        }
        _ => ("暂时无法显示", view! { <a class="button" rel="external" href=here>"重新加载"</a> }.into_any()),
    };
    view! {
        <Title text=title/>
        <section class="sheet" role="alert">
            <h1>{title}</h1>
            <p>{error.to_string()}</p>
            <p>{way_on}</p>
        </section>
    }
    .into_any()
}
