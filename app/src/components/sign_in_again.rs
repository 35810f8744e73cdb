//! Signing in again in place, after the session ended while somebody was typing.

use super::field::TextField;
use super::{Dialog, provide_findings};
use crate::accounts::api::sign_in_again;
use crate::api::ApiError;
use crate::filings::unsaved_belongs_to;
use domain::{Finding, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A dialog over the page: nothing that was typed is lost by signing in.
#[component]
pub fn SignInAgain(
    /// Whether it is asked; set to true when the server says `SignedOut`.
    open: RwSignal<bool>,
    /// The account that was signed in.
    #[prop(into)]
    account: Signal<String>,
    /// Called after signing in: repeat what was refused.
    on_signed_in: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog open title="请重新登录" size="dialog-small">
            <Form open account on_signed_in />
        </Dialog>
    }
}

#[component]
fn Form(open: RwSignal<bool>, account: Signal<String>, on_signed_in: Callback<()>) -> impl IntoView {
    let name = RwSignal::new(account.get_untracked());
    let password = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let findings = RwSignal::new(Vec::<Finding>::new());
    provide_findings(findings);
    let send = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let outcome = sign_in_again(name.get_untracked(), password.get_untracked()).await;
            busy.set(false);
            match outcome {
                // Whoever else signs in here gets a page of their own, and nothing of what was typed.
                Ok(viewer) if viewer.account != account.get_untracked() => {
                    unsaved_belongs_to(&viewer.account);
                    let _ = window().location().set_href("/");
                }
                Ok(_) => {
                    open.set(false);
                    on_signed_in.run(());
                }
                Err(error) => findings.set(vec![Finding::field("sign_in_again.password", told(&error))]),
            }
        });
    };
    view! {
        <form
            novalidate
            method="post"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <div class="dialog-body">
                <p>"登录已失效。您填写的内容已保留在本机，登录后将自动保存。"</p>
                <TextField
                    path="sign_in_again.account"
                    label="用户名"
                    value=name
                    on_input=Callback::new(move |value| name.set(value))
                    autocomplete="username"
                />
                <TextField
                    path="sign_in_again.password"
                    label="密码"
                    kind="password"
                    value=password
                    on_input=Callback::new(move |value| password.set(value))
                    autocomplete="current-password"
                />
            </div>
            <footer class="dialog-actions">
                <button type="submit" class="button button-primary" aria-busy=move || busy.get().then_some("true")>
                    "登录"
                </button>
            </footer>
        </form>
    }
    .into_any()
}

/// What is said when it did not work.
fn told(error: &ApiError) -> String {
    match error {
        ApiError::Refused(Refusal::SignedOut) => "用户名或密码不正确".to_owned(),
        error => error.findings().first().map_or_else(|| error.to_string(), |finding| finding.message.clone()),
    }
}
