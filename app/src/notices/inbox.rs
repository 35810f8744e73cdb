//! `/notices`: 消息, what the person was told, unread first.

use super::api::{notices, read, read_all};
use super::{Done, use_teller};
use crate::components::{PageTop, Sending, SendingSignIn, SendingTold, Told, dom, time};
use crate::shell::Failure;
use domain::notices::{NoticeLine, NoticePage};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;

/// Where the focus goes once all were read.
const TOLD: &str = "notices-told";

/// The person's notices.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let changed = RwSignal::new(0u32);
    let first = Resource::new(move || changed.get(), |_| notices(None));
    let told = RwSignal::new(None::<String>);
    let done = Callback::new(move |()| {
        told.set(Some("已全部标为已读。".to_owned()));
        changed.update(|changed| *changed += 1);
        super::something_done();
        dom::focus_soon(TOLD.to_owned());
    });
    view! {
        <Title text="消息"/>
        <PageTop title="消息"/>
        <Told id=TOLD said=told/>
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(page) => view! { <Inbox page done/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Inbox(page: NoticePage, done: Callback<()>) -> impl IntoView {
    let unread = page.lines.iter().any(|line| !line.read);
    let empty = page.lines.is_empty();
    let (lines, next) = (RwSignal::new(page.lines), RwSignal::new(page.next));
    let (marking, more) = (Sending::default(), Sending::default());
    let mark = Callback::new(move |()| marking.send(read_all(), move |()| done.run(())));
    let further = Callback::new(move |()| {
        let Some(after) = next.get_untracked() else { return };
        more.send(notices(Some(after)), move |page: NoticePage| {
            let first = page.lines.first().map(|line| element(&line.id));
            // Told meanwhile, a line would come twice.
            lines.update(|lines| {
                lines.extend(page.lines.into_iter().filter(|new| lines_lack(lines, new)).collect::<Vec<_>>());
            });
            next.set(page.next);
            if let Some(first) = first {
                dom::focus_soon(first);
            }
        });
    });
    let teller = use_teller();
    view! {
        <section class="sheet" aria-labelledby="inbox-title">
            <div class="sheet-head">
                <h2 id="inbox-title">"我的消息"</h2>
                {unread.then(|| view! {
                    <button type="button" class="button" aria-busy=move || marking.busy.get().then_some("true")
                        on:click=move |_| mark.run(())>
                        "全部标为已读"
                    </button>
                })}
            </div>
            <p>"消息记录系统通知过您的事项；需要办理的事项另见首页的“待办”。邮件提醒可在"<a href="/account">"我的账号"</a>"中开启或关闭。"</p>
            <SendingTold sending=marking/>
            {empty.then(|| view! { <p class="empty">"没有消息"</p> })}
            <ul class="inbox">
                <For each=move || lines.get() key=|line| line.id.clone() children=move |line| shown(line, teller)/>
            </ul>
            <SendingTold sending=more/>
            {move || next.with(Option::is_some).then(|| view! {
                <button type="button" class="button" aria-busy=move || more.busy.get().then_some("true")
                    on:click=move |_| further.run(())>
                    "显示更多"
                </button>
            })}
        </section>
        <SendingSignIn sending=marking again=mark/>
        <SendingSignIn sending=more again=further/>
    }
    .into_any()
}

fn lines_lack(lines: &[NoticeLine], new: &NoticeLine) -> bool {
    lines.iter().all(|line| line.id != new.id)
}

fn element(id: &str) -> String {
    format!("notice-{id}")
}

fn shown(line: NoticeLine, teller: Option<Done>) -> AnyView {
    let NoticeLine { id, subject, text, href, at, read: was_read } = line;
    let (what_to_do, rest) = text.split_once('\n').unwrap_or((text.as_str(), ""));
    let (what_to_do, rest) = (what_to_do.to_owned(), rest.trim().to_owned());
    let place = element(&id);
    // The page that the link leads to loads meanwhile; the header counts once it is noted.
    let open = move |_| {
        let id = id.clone();
        if was_read {
            return;
        }
        spawn_local(async move {
            if read(id).await.is_ok()
                && let Some(teller) = teller
            {
                teller.tell();
            }
        });
    };
    view! {
        <li id=place class:unread=!was_read>
            <p class="inbox-subject">
                {if was_read { ().into_any() } else { view! { <span class="status status-wait">"未读"</span>" " }.into_any() }}
                {subject}
                " "
                <time datetime=time::machine(at)>{time::moment(at)}</time>
            </p>
            <a href=href on:click=open>{what_to_do}</a>
            {(!rest.is_empty()).then(|| view! { <p class="inbox-rest">{rest}</p> })}
        </li>
    }
    .into_any()
}
