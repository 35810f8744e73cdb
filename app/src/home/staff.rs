//! The home page of the regulator's staff.

use super::to_dos::ToDos;
use crate::notices::api::to_dos;
use crate::shell::Failure;
use domain::accounts::Role;
use leptos::prelude::*;

/// The way to the queue, and what waits.
#[component]
pub fn StaffHome(role: Role) -> impl IntoView {
    let waiting = Resource::new(|| (), |_| to_dos());
    view! {
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match waiting.await {
                    Ok(to_dos) => view! {
                        <div class="page-head"><h1>"首页"</h1></div>
                        <Work role/>
                        <ToDos to_dos/>
                    }
                    .into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Work(role: Role) -> impl IntoView {
    let entries = match role {
        Role::Reviewer | Role::Head => view! {
            <ul class="entries">
                <li><a href="/queue"><strong>"审核队列"</strong><span>"本机构待办理的申请"</span></a></li>
            </ul>
        }
        .into_any(),
        _ => view! { <p>"系统管理员不办理申请。"</p> }.into_any(),
    };
    view! {
        <section class="sheet" aria-labelledby="entries-title">
            <h2 id="entries-title">"审核"</h2>
            {entries}
        </section>
    }
    .into_any()
}
