//! `/account`: 我的账号, what the system knows of the person who is signed in, and whether notices come by mail.

use crate::components::{Checkbox, PageTop, Sending, SendingSignIn, SendingTold, Told, dom};
use crate::notices::api::{account, set_mail};
use crate::shell::{Failure, use_viewer};
use domain::accounts::{OwnAccount, Role, Viewer};
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes once it was saved.
const TOLD: &str = "account-told";

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let found = Resource::new(|| (), |_| account());
    let told = RwSignal::new(None::<String>);
    view! {
        <Title text="我的账号"/>
        <PageTop title="我的账号"/>
        <Told id=TOLD said=told/>
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match (found.await, use_viewer()) {
                    (Ok(account), Some(viewer)) => sheets(viewer, account, told),
                    (Err(error), _) => view! { <Failure error/> }.into_any(),
                    (Ok(_), None) => ().into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn sheets(viewer: Viewer, account: OwnAccount, told: RwSignal<Option<String>>) -> AnyView {
    let enterprise = viewer.role == Role::Enterprise;
    let (name, keeper) = match enterprise {
        true => ("单位名称", "电子邮箱随企业信息，可在“企业信息修改”中更改。"),
        false => ("姓名", "姓名、角色、所属机构和电子邮箱由系统管理员维护。"),
    };
    let email = if account.email.is_empty() { "未填写".to_owned() } else { account.email.clone() };
    let facts = [
        ("用户名", Some(viewer.account)),
        (name, Some(viewer.name)),
        ("角色", Some(viewer.role.label().to_owned())),
        ("所属机构", viewer.office),
        ("电子邮箱", Some(email)),
    ];
    let fact = |(term, value): (&'static str, Option<String>)| {
        value.map(|value| view! { <div><dt>{term}</dt><dd>{value}</dd></div> })
    };
    view! {
        <section class="sheet" aria-labelledby="facts-title">
            <h2 id="facts-title">"账号信息"</h2>
            <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl>
            <p>{keeper}</p>
            <div class="button-row">
                <a class="button" href="/password">"修改密码"</a>
                {enterprise.then(|| view! { <a class="button" href="/enterprise">"企业信息修改"</a> })}
            </div>
        </section>
        <MailPreference account told/>
    }
    .into_any()
}

#[component]
fn MailPreference(account: OwnAccount, told: RwSignal<Option<String>>) -> impl IntoView {
    let reachable = !account.email.is_empty();
    let wanted = RwSignal::new(account.mail);
    let sending = Sending::default();
    let submit = Callback::new(move |()| {
        let now = wanted.get_untracked();
        sending.send(set_mail(now), move |()| {
            told.set(Some(if now { "已开启邮件提醒。" } else { "已关闭邮件提醒，消息仍在系统中显示。" }.to_owned()));
            dom::focus_soon(TOLD.to_owned());
        });
    });
    let unreachable = (!reachable).then(|| {
        view! { <p class="notice notice-warn">"没有电子邮箱，消息只在系统中显示。"</p> }
    });
    view! {
        <section class="sheet" aria-labelledby="mail-title">
            <h2 id="mail-title">"邮件提醒"</h2>
            <p>"需要您办理的事项和办理结果在“消息”中通知您；开启邮件提醒后，同时发送到您的电子邮箱。设置密码的邮件不受此项影响。"</p>
            {unreachable}
            <noscript><p class="notice notice-warn">"更改此项需要在浏览器中启用 JavaScript。"</p></noscript>
            <form method="post" on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }>
                <Checkbox path="mail" label="消息同时发送到我的电子邮箱" checked=wanted
                    on_change=Callback::new(move |ticked| wanted.set(ticked))/>
                <SendingTold sending/>
                <div class="button-row">
                    <button type="submit" class="button button-primary" aria-busy=move || sending.busy.get().then_some("true")>
                        "保存"
                    </button>
                </div>
            </form>
        </section>
        <SendingSignIn sending again=submit/>
    }
    .into_any()
}
