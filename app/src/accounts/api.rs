//! Server functions of accounts. Those that forms post to are URL-encoded and redirect, so that they work without a script.

#[cfg(feature = "ssr")]
use super::session;
use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, current_actor, local_path, origin, services, with_query};
use domain::enterprises::Profile;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use leptos::server_fn::ServerFn;

/// Who is signed in, if anybody.
#[server(endpoint = "accounts/viewer", prefix = "/api", input = Json, output = Json)]
pub async fn viewer() -> Result<Option<domain::accounts::Viewer>, ApiError> {
    Ok(current_actor().map(|actor| services::accounts::viewer(&actor)))
}

/// Signs in (登录) and continues at `next`.
#[server(endpoint = "accounts/sign_in", prefix = "/api", output = Json)]
pub async fn sign_in(account: String, password: String, #[server(default)] next: String) -> Result<(), ApiError> {
    match services()?.sign_in(&account, &password, &origin()?).await {
        Ok(signed_in) => {
            session::start(&signed_in.token)?;
            leptos_axum::redirect(local_path(&next));
            Ok(())
        }
        Err(error) => {
            let page = with_query("/sign-in", &[("account", &account), ("next", &next)]);
            Err(session::send_back(&page, SignIn::PATH, error))
        }
    }
}

/// Signs in again in place, after a session ended while somebody was typing: gives the cookie and who is signed in, and does
/// not redirect.
#[server(endpoint = "accounts/sign_in_again", prefix = "/api", input = Json, output = Json)]
pub async fn sign_in_again(account: String, password: String) -> Result<domain::accounts::Viewer, ApiError> {
    let services = services()?;
    let origin = origin()?;
    let signed_in = answer(services.sign_in(&account, &password, &origin).await)?;
    let actor = answer(services.authenticate(&signed_in.token, &origin).await)?;
    let actor = actor.ok_or_else(|| crate::api::refuse(domain::Refusal::SignedOut))?;
    session::start(&signed_in.token)?;
    Ok(services::accounts::viewer(&actor))
}

/// Signs out (退出).
#[server(endpoint = "accounts/sign_out", prefix = "/api", output = Json)]
pub async fn sign_out() -> Result<(), ApiError> {
    // A session that has ended already is as good as one that ends now.
    if let Some(actor) = current_actor() {
        answer(services()?.sign_out(&actor).await)?;
    }
    session::end()?;
    leptos_axum::redirect("/sign-in");
    Ok(())
}

/// Registers an enterprise (注册) and signs it in.
#[server(endpoint = "accounts/register", prefix = "/api", output = Json)]
pub async fn register(
    account: String,
    password: String,
    password_again: String,
    profile: Profile,
) -> Result<(), ApiError> {
    let form = domain::accounts::Registration { account, password, password_again, profile };
    match services()?.register(&form, &origin()?).await {
        Ok(signed_in) => {
            session::start(&signed_in.token)?;
            leptos_axum::redirect("/");
            Ok(())
        }
        Err(error) => {
            let page = with_query("/register", &super::register::kept(&form));
            Err(session::send_back(&page, Register::PATH, error))
        }
    }
}

/// Sends a link to choose a new password with, if there is such an account (忘记密码).
#[server(endpoint = "accounts/request_recovery", prefix = "/api", output = Json)]
pub async fn request_recovery(account: String) -> Result<(), ApiError> {
    match services()?.request_recovery(&account, &origin()?).await {
        Ok(()) => {
            leptos_axum::redirect("/recover?sent=1");
            Ok(())
        }
        Err(error) => {
            let page = with_query("/recover", &[("account", &account)]);
            Err(session::send_back(&page, RequestRecovery::PATH, error))
        }
    }
}

/// Sets a new password by the link that was sent.
#[server(endpoint = "accounts/recover", prefix = "/api", output = Json)]
pub async fn recover(token: String, password: String, password_again: String) -> Result<(), ApiError> {
    match services()?.recover(&token, &password, &password_again, &origin()?).await {
        Ok(()) => {
            leptos_axum::redirect("/sign-in?recovered=1");
            Ok(())
        }
        // Back to the page that the form was on: the token is a secret and stays out of addresses that we write.
        Err(error) => Err(crate::api::refuse(error.into_refusal())),
    }
}

/// Changes one's own password (修改密码); every other session of the account ends.
#[server(endpoint = "accounts/change_password", prefix = "/api", output = Json)]
pub async fn change_password(current: String, password: String, password_again: String) -> Result<(), ApiError> {
    match services()?.change_password(&actor()?, &current, &password, &password_again).await {
        Ok(signed_in) => {
            session::start(&signed_in.token)?;
            leptos_axum::redirect("/password?changed=1");
            Ok(())
        }
        Err(error) => Err(session::send_back("/password", ChangePassword::PATH, error)),
    }
}
