//! 停用, 启用 and 重置密码: asked before they are done; and the link that comes of a reset, shown once.

use super::api::{claimed, reset_staff, set_active};
use super::staff_dialog::overtaken;
use crate::components::{Confirm, Sending, SendingSignIn, SendingTold, time};
use domain::administration::{ClaimedFiling, PasswordLink, StaffAccount};
use leptos::prelude::*;

/// What is asked about an account.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Close,
    Open,
    Reset,
}

impl Question {
    fn action(self) -> &'static str {
        match self {
            Self::Close => "停用",
            Self::Open => "启用",
            Self::Reset => "重置密码",
        }
    }
}

/// What is asked, and about whose account.
#[derive(Clone, Copy)]
pub struct Asking {
    close: RwSignal<bool>,
    open: RwSignal<bool>,
    reset: RwSignal<bool>,
    account: RwSignal<Option<StaffAccount>>,
    sending: Sending,
}

impl Default for Asking {
    fn default() -> Asking {
        Asking {
            close: RwSignal::new(false),
            open: RwSignal::new(false),
            reset: RwSignal::new(false),
            account: RwSignal::new(None),
            sending: Sending::default(),
        }
    }
}

impl Asking {
    /// Whether to close it.
    pub fn close(self, account: StaffAccount) {
        self.ask(self.close, account);
    }

    /// Whether to open it again.
    pub fn open_again(self, account: StaffAccount) {
        self.ask(self.open, account);
    }

    /// Whether to reset it.
    pub fn reset(self, account: StaffAccount) {
        self.ask(self.reset, account);
    }

    fn ask(self, dialog: RwSignal<bool>, account: StaffAccount) {
        self.sending.clear();
        self.account.set(Some(account));
        dialog.set(true);
    }
}

/// The questions.
#[component]
pub fn StepDialog(
    /// What is asked.
    asking: Asking,
    /// Called with what was done, and the link that came of it.
    done: Callback<(String, Option<PasswordLink>)>,
) -> impl IntoView {
    let Asking { close, open, reset, account, sending } = asking;
    let step = move |dialog: RwSignal<bool>, question: Question| {
        Callback::new(move |()| {
            let Some(account) = account.get_untracked() else { return };
            let (id, revision, name) = (account.id, account.revision, account.form.name);
            match question {
                Question::Reset => {
                    let request = reset_staff(id, revision);
                    sending.send(async move { request.await.map_err(overtaken) }, move |link: PasswordLink| {
                        dialog.set(false);
                        let told = format!("{name}的密码已重置，设置密码的链接已发送到{}。", link.sent_to);
                        done.run((told, Some(link)));
                    });
                }
                Question::Close | Question::Open => {
                    let request = set_active(id, revision, question == Question::Open);
                    sending.send(async move { request.await.map_err(overtaken) }, move |_| {
                        dialog.set(false);
                        done.run((format!("{name}的账号已{}。", question.action()), None));
                    });
                }
            }
        })
    };
    let who = move || account.get().map(|account| format!("{}（{}）", account.form.name, account.form.account));
    let (closing, opening, resetting) =
        (step(close, Question::Close), step(open, Question::Open), step(reset, Question::Reset));
    view! {
        <Confirm open=close title="停用账号" action="停用" danger=true busy=sending.busy on_confirm=closing>
            <p>{who}</p>
            <p>"停用后立即退出登录，不能再次登录；可以随时重新启用。"</p>
            <Claimed account/>
            <SendingTold sending/>
        </Confirm>
        <Confirm open title="启用账号" action="启用" busy=sending.busy on_confirm=opening>
            <p>{who}</p>
            <p>"启用后可以用原来的密码登录；忘记密码的，请重置密码。"</p>
            <SendingTold sending/>
        </Confirm>
        <Confirm open=reset title="重置密码" action="重置密码" busy=sending.busy on_confirm=resetting>
            <p>{who}</p>
            <p>"原密码立即作废，并退出所有登录；设置密码的链接发送到本人的电子邮箱，三天内有效。"</p>
            <SendingTold sending/>
        </Confirm>
        <SendingSignIn sending again=Callback::new(move |()| match (close.get_untracked(), open.get_untracked()) {
            (true, _) => closing.run(()),
            (_, true) => opening.run(()),
            _ => resetting.run(()),
        })/>
    }
    .into_any()
}

/// What the account has claimed and somebody else must go on with.
#[component]
fn Claimed(account: RwSignal<Option<StaffAccount>>) -> impl IntoView {
    let count = account.with_untracked(|account| account.as_ref().map_or(0, |account| account.claimed));
    if count == 0 {
        return view! { <p>"该账号没有在办的申请。"</p> }.into_any();
    }
    let id = account.with_untracked(|account| account.as_ref().map(|account| account.id.clone())).unwrap_or_default();
    let found = LocalResource::new(move || claimed(id.clone()));
    let item = |filing: ClaimedFiling| {
        view! { <li>{format!("{}（{}），{}，{}", filing.kind, filing.number, filing.enterprise, filing.status)}</li> }
    };
    view! {
        <p>{format!("该账号有 {count} 件在办的申请。停用后申请仍在其名下，系统通知本机构负责人改派：")}</p>
        {move || found.get().map(|found| match found {
            Ok(filings) => view! { <ul class="claimed">{filings.into_iter().map(item).collect_view()}</ul> }.into_any(),
            Err(error) => view! { <p class="field-error">{error.to_string()}</p> }.into_any(),
        })}
    }
    .into_any()
}

/// The link, for the administrator to pass on where mail does not arrive. It is in no log and comes never again.
#[component]
pub fn LinkShown(link: RwSignal<Option<PasswordLink>>) -> impl IntoView {
    move || {
        link.get().map(|link| {
            view! {
                <section class="sheet" aria-labelledby="link-title">
                    <div class="sheet-head">
                        <h2 id="link-title">"设置密码的链接"</h2>
                    </div>
                    <p>"链接只显示这一次。本人没有收到邮件的，可以当面转交；请勿通过不安全的途径发送。"</p>
                    <p class="password-link"><code>{link.url.clone()}</code></p>
                    <p>"有效期至"<time datetime=time::machine(link.until)>{time::moment(link.until)}</time>"，只能使用一次。"</p>
                </section>
            }
        })
    }
}
