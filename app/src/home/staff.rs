//! The home page of the regulator's staff.

use super::to_dos::ToDos;
use crate::administration::ADMINISTRATION;
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
    const SETTINGS: (&str, &str, &str) = ("/administration/settings", "参数设置", "没有出处的时限等参数和修改记录");
    const FIGURES: (&str, &str, &str) = ("/figures", "统计", "申请和结果、用时和超期、许可证，可导出");
    let (title, mut entries) = match role {
        Role::Reviewer | Role::Head => (
            "审核",
            vec![
                ("/queue", "审核队列", "本机构待办理的申请"),
                ("/committee", "行政许可委员会", "召集会议、表决和审议结论"),
                FIGURES,
                ("/credit", "企业信用", "查询、登记企业的信用等级"),
                RULES,
                CALENDAR,
                SETTINGS,
            ],
        ),
        _ => ("系统管理", ADMINISTRATION.iter().copied().chain([FIGURES]).collect()),
    };
    if role == Role::Head {
        entries.insert(1, ("/sign-off", "批量签批", "待签批的申请，可一次签批多件"));
    }
    let tile = |(href, name, about)| view! { <li><a href=href><strong>{name}</strong><span>{about}</span></a></li> };
    view! {
        <section class="sheet" aria-labelledby="entries-title">
            <h2 id="entries-title">{title}</h2>
            <ul class="entries">{entries.into_iter().map(tile).collect_view()}</ul>
        </section>
    }
    .into_any()
}
