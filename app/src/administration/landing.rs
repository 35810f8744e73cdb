//! `/administration`: 系统管理, one page that leads to everything that administrators keep.

use super::administrates;
use super::api::totals;
use crate::components::PageTop;
use crate::shell::Failure;
use domain::administration::Overview;
use leptos::prelude::*;
use leptos_meta::Title;

/// Every page of the administration, with a line that says what it is for.
pub const ADMINISTRATION: &[(&str, &str, &str)] = &[
    ("/administration/accounts", "人员账号", "新增、修改、停用工作人员的账号，重置密码"),
    ("/administration/offices", "机构和管辖省份", "派出机构、监管的省份和编号前缀"),
    ("/administration/templates", "申请材料和模板", "材料的名称、说明、是否必交和空白模板"),
    ("/administration/rules", "许可条件规则", "现行规则、数值和调整记录"),
    ("/administration/settings", "参数设置", "没有出处的时限等参数和修改记录"),
    ("/administration/calendar", "节假日安排", "计算办理期限所用的工作日"),
    ("/administration/inspections", "企业自查管理", "计划、预览和发起企业自查"),
    ("/administration/reasons", "常用理由", "补正、不予受理等理由的常用语"),
    ("/administration/audit", "审计日志", "谁在何时做了什么，校验和导出"),
];

/// The page.
#[component]
pub fn AdministrationPage() -> impl IntoView {
    let found = Resource::new(|| (), |_| totals());
    let list = view! {
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(overview) => tiles(overview),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any();
    if !administrates() {
        return list;
    }
    view! {
        <Title text="系统管理"/>
        <PageTop title="系统管理"/>
        {list}
    }
    .into_any()
}

fn tiles(overview: Overview) -> AnyView {
    let Overview { accounts, closed, offices, planned } = overview;
    let counted = |href: &str| match href {
        "/administration/accounts" => Some(format!("在用 {accounts} 个，停用 {closed} 个")),
        "/administration/offices" if planned > 0 => Some(format!("{offices} 个机构，{planned} 项变更待生效")),
        "/administration/offices" => Some(format!("{offices} 个机构")),
        _ => None,
    };
    let tile = |&(href, name, about): &(&'static str, &'static str, &'static str)| {
        view! {
            <li>
                <a href=href>
                    <strong>{name}</strong>
                    <span>{about}</span>
                    {counted(href).map(|counted| view! { <span>{counted}</span> })}
                </a>
            </li>
        }
    };
    view! {
        <section class="sheet" aria-labelledby="entries-title">
            <h2 id="entries-title">"管理事项"</h2>
            <p>"管理员维护账号、规则和设置，不办理申请，也不作出许可决定；所有操作记入审计日志。"</p>
            <ul class="entries">{ADMINISTRATION.iter().map(tile).collect_view()}</ul>
        </section>
    }
    .into_any()
}
