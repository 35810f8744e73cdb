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
    const RULES: (&str, &str, &str) = ("/administration/rules", "许可条件规则", "现行规则、数值和调整记录");
    const CALENDAR: (&str, &str, &str) = ("/administration/calendar", "节假日安排", "计算办理期限所用的工作日");
    let (title, entries) = match role {
        Role::Reviewer | Role::Head => (
            "审核",
            vec![
                ("/queue", "审核队列", "本机构待办理的申请"),
                ("/credit", "企业信用", "查询、登记企业的信用等级"),
                RULES,
                CALENDAR,
            ],
        ),
        _ => ("管理", vec![RULES, CALENDAR]),
    };
    let tile = |(href, name, about)| view! { <li><a href=href><strong>{name}</strong><span>{about}</span></a></li> };
    view! {
        <section class="sheet" aria-labelledby="entries-title">
            <h2 id="entries-title">{title}</h2>
            <ul class="entries">{entries.into_iter().map(tile).collect_view()}</ul>
        </section>
    }
    .into_any()
}
