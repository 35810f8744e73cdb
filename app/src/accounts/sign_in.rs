//! 登录.

use super::api::SignIn;
use super::form::{FormError, SubmitButton, error_of, findings_of};
use crate::api::local_path;
use crate::components::{TextField, provide_findings};
use crate::public::public_links;
use crate::shell::{Elsewhere, use_viewer};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page to sign in on; continues where the person wanted to go.
#[component]
pub fn SignInPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let next = query.get("next").map(|next| local_path(&next).to_owned()).unwrap_or_default();
    if use_viewer().is_some() {
        let next = if next.is_empty() { "/".to_owned() } else { next };
        return view! { <Elsewhere to=next/> }.into_any();
    }

    let action = ServerAction::<SignIn>::new();
    let error = error_of(action);
    provide_findings(findings_of(error));
    let account = RwSignal::new(query.get("account").unwrap_or_default());
    let password = RwSignal::new(String::new());
    let recovered = query.get("recovered").is_some();
    view! {
        <Title text="登录"/>
        <section class="sheet">
            <h1>"登录"</h1>
            {recovered.then(|| view! {
                <div class="notice notice-good" role="status"><p>"密码已重置，请使用新密码登录。"</p></div>
            })}
            <FormError error/>
            <ActionForm action>
                <TextField path="account" name="account" label="用户名" autocomplete="username" required=true
                    value=account on_input=Callback::new(move |text| account.set(text))/>
                <TextField path="password" name="password" label="密码" kind="password" autocomplete="current-password" required=true
                    value=password on_input=Callback::new(move |text| password.set(text))/>
                <input type="hidden" name="next" value=next/>
                <div class="button-row">
                    <SubmitButton label="登录" busy=action.pending()/>
                    <a class="button" href="/register">"企业注册"</a>
                    <a class="button button-link" href="/recover">"忘记密码"</a>
                </div>
            </ActionForm>
        </section>
        <section class="sheet">
            <h2>"公开查询"</h2>
            <p>"无须登录即可查询许可证、许可决定和许可机关发布的公告。扫描证书上的二维码可查验证书真伪。"</p>
            <nav class="public-nav" aria-label="公开信息">{public_links()}</nav>
        </section>
    }
    .into_any()
}
