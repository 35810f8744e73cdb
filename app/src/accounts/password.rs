//! 修改密码.

use super::api::ChangePassword;
use super::form::{FormError, SubmitButton, error_of, findings_of};
use crate::components::{TextField, provide_findings};
use crate::shell::use_viewer;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page to change one's own password on.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let changed = use_query_map().with_untracked(|query| query.get("changed").is_some());
    let action = ServerAction::<ChangePassword>::new();
    let error = error_of(action);
    provide_findings(findings_of(error));
    let current = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let again = RwSignal::new(String::new());
    let clear = move |_| {
        for field in [current, password, again] {
            field.set(String::new());
        }
        action.clear();
    };
    let account = use_viewer().map(|viewer| viewer.account);
    view! {
        <Title text="修改密码"/>
        <section class="sheet">
            <h1>"修改密码"</h1>
            {changed.then(|| view! {
                <div class="notice notice-good" role="status">
                    <p>"密码已修改，其他设备上的登录均已退出。"</p>
                </div>
            })}
            <FormError error/>
            <ActionForm action>
                // Password managers file the new password under this name.
                <input type="text" class="visually-hidden" autocomplete="username" readonly tabindex="-1" aria-hidden="true" value=account/>
                <TextField path="current" name="current" label="当前密码" kind="password" autocomplete="current-password" required=true
                    value=current on_input=Callback::new(move |text| current.set(text))/>
                <TextField path="password" name="password" label="新密码" kind="password" autocomplete="new-password" required=true
                    hint="10至128个字，不能过于常见，不能包含用户名"
                    value=password on_input=Callback::new(move |text| password.set(text))/>
                <TextField path="password_again" name="password_again" label="再次输入新密码" kind="password"
                    autocomplete="new-password" required=true
                    value=again on_input=Callback::new(move |text| again.set(text))/>
                <div class="button-row">
                    <SubmitButton label="保存" busy=action.pending()/>
                    <button type="reset" class="button" on:click=clear>"取消"</button>
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}
