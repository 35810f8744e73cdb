//! 忘记密码: asking for a link, and choosing a new password by it.

use super::api::{Recover, RequestRecovery};
use super::form::{FormError, SubmitButton, error_of, findings_of};
use crate::components::{TextField, provide_findings};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The page to ask for a link on. Its answer is the same for every name, so that nobody learns which accounts exist.
#[component]
pub fn RecoverPage() -> impl IntoView {
    let query = use_query_map();
    let sent = move || query.with(|query| query.get("sent").is_some());
    let action = ServerAction::<RequestRecovery>::new();
    let error = error_of(action);
    provide_findings(findings_of(error));
    let account = RwSignal::new(query.with_untracked(|query| query.get("account")).unwrap_or_default());
    view! {
        <Title text="忘记密码"/>
        <section class="sheet">
            <h1>"忘记密码"</h1>
            {move || sent().then(|| view! {
                <div class="notice notice-good" role="status">
                    <p>"如果该用户存在，重置链接已发送到其登记的电子邮箱"</p>
                    <p>"没有收到时，请检查垃圾邮件，或稍后再试。"</p>
                </div>
            })}
            <FormError error/>
            <p>"请输入用户名，系统将向登记的电子邮箱发送一次性的重置链接。"</p>
            <ActionForm action>
                <TextField path="account" name="account" label="用户名" autocomplete="username" required=true
                    value=account on_input=Callback::new(move |text| account.set(text))/>
                <div class="button-row">
                    <SubmitButton label="发送重置链接" busy=action.pending()/>
                    <a class="button" href="/sign-in">"返回登录"</a>
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}

/// The page that the link leads to.
#[component]
pub fn ResetPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    let action = ServerAction::<Recover>::new();
    let error = error_of(action);
    provide_findings(findings_of(error));
    let password = RwSignal::new(String::new());
    let again = RwSignal::new(String::new());
    view! {
        <Title text="重置密码"/>
        <section class="sheet">
            <h1>"重置密码"</h1>
            <FormError error/>
            <ActionForm action>
                <input type="hidden" name="token" value=token/>
                <TextField path="password" name="password" label="新密码" kind="password" autocomplete="new-password" required=true
                    hint="10至128个字，不能过于常见，不能包含用户名"
                    value=password on_input=Callback::new(move |text| password.set(text))/>
                <TextField path="password_again" name="password_again" label="再次输入新密码" kind="password"
                    autocomplete="new-password" required=true
                    value=again on_input=Callback::new(move |text| again.set(text))/>
                <div class="button-row">
                    <SubmitButton label="保存" busy=action.pending()/>
                    <a class="button" href="/recover">"重新获取链接"</a>
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}
