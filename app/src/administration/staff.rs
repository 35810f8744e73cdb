//! `/administration/accounts`: 人员账号.

use super::api::staff;
use super::search::StaffSearchForm;
use super::staff_dialog::{Editing, StaffDialog};
use super::staff_steps::{Asking, LinkShown, StepDialog};
use super::{administrates, top};
use crate::components::{Told, dom, time};
use crate::shell::Failure;
use domain::administration::{PasswordLink, StaffAccount, StaffList, StaffSearch};
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes once something was done.
const TOLD: &str = "staff-told";
/// How many the server gives at most.
const MOST: usize = 200;

/// What is being done, and what comes of it.
#[derive(Clone, Copy)]
struct Desk {
    editing: Editing,
    asking: Asking,
}

/// The accounts of the staff.
#[component]
pub fn StaffPage() -> impl IntoView {
    let keeps = administrates();
    let search = RwSignal::new(StaffSearch { active: true, ..StaffSearch::default() });
    let changed = RwSignal::new(0u32);
    let found = Resource::new(move || (search.get(), changed.get()), |(search, _)| staff(search));
    let offices = RwSignal::new(Vec::new());
    let desk = Desk { editing: Editing::default(), asking: Asking::default() };
    let (told, link) = (RwSignal::new(None::<String>), RwSignal::new(None::<PasswordLink>));
    let done = Callback::new(move |(what, made): (String, Option<PasswordLink>)| {
        told.set(Some(what));
        link.set(made);
        changed.update(|changed| *changed += 1);
        dom::focus_soon(TOLD.to_owned());
    });
    let list = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(list) => {
                        if offices.with_untracked(|known| *known != list.offices) {
                            offices.set(list.offices.clone());
                        }
                        table(list, desk)
                    }
                    Err(error) if keeps => view! { <p class="notice notice-bad" role="alert">{error.to_string()}</p> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any();
    if !keeps {
        return list;
    }
    view! {
        <Title text="人员账号"/>
        {top("人员账号")}
        <Told id=TOLD said=told/>
        <LinkShown link/>
        <section class="sheet" aria-labelledby="staff-title">
            <div class="sheet-head">
                <h2 id="staff-title">"工作人员"</h2>
                <button type="button" class="button button-primary" aria-haspopup="dialog" on:click=move |_| desk.editing.ask(None)>
                    "新增人员"
                </button>
            </div>
            <noscript><p class="notice notice-warn">"查询和维护账号需要在浏览器中启用 JavaScript。"</p></noscript>
            <StaffSearchForm search offices=offices.into()/>
            {list}
        </section>
        <StaffDialog editing=desk.editing offices=offices.into() done/>
        <StepDialog asking=desk.asking done/>
    }
    .into_any()
}

fn table(list: StaffList, desk: Desk) -> AnyView {
    let count = match list.accounts.len() {
        0 => "没有找到符合条件的账号".to_owned(),
        MOST.. => format!("只显示前 {MOST} 个，请输入查询条件缩小范围"),
        count => format!("共 {count} 个账号"),
    };
    let table = (!list.accounts.is_empty()).then(|| {
        view! {
            <div class="table-wrap" role="region" aria-label="人员账号列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"姓名"</th>
                        <th scope="col">"用户名"</th>
                        <th scope="col">"角色"</th>
                        <th scope="col">"所属机构"</th>
                        <th scope="col">"电子邮箱"</th>
                        <th scope="col">"最近登录"</th>
                        <th scope="col">"在办"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col" class="row-actions">"操作"</th>
                    </tr></thead>
                    <tbody>{list.accounts.into_iter().map(|account| line(account, desk)).collect_view()}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <p role="status">{count}</p>
        {table}
    }
    .into_any()
}

fn line(account: StaffAccount, desk: Desk) -> AnyView {
    let (status, label) = if account.active { ("status status-good", "在用") } else { ("status", "已停用") };
    let signed_in = match account.signed_in_at {
        Some(at) => view! { <time datetime=time::machine(at)>{time::moment(at)}</time> }.into_any(),
        None => "尚未登录".into_any(),
    };
    let office = if account.office.is_empty() { "—".to_owned() } else { account.office.clone() };
    let email = if account.form.email.is_empty() { "未填写".to_owned() } else { account.form.email.clone() };
    let claimed = if account.claimed > 0 { format!("{}件", account.claimed) } else { "—".to_owned() };
    let asked = StoredValue::new(account.clone());
    let button = |label: &'static str, ask: Callback<StaffAccount>| {
        view! {
            <button type="button" class="button button-link" aria-haspopup="dialog" on:click=move |_| ask.run(asked.get_value())>
                {label}
                <span class="visually-hidden">{asked.with_value(|account| account.form.name.clone())}</span>
            </button>
        }
        .into_any()
    };
    let edit = button("修改", Callback::new(move |account| desk.editing.ask(Some(account))));
    let reset = account.active.then(|| button("重置密码", Callback::new(move |account| desk.asking.reset(account))));
    let switch = match account.active {
        true => button("停用", Callback::new(move |account| desk.asking.close(account))),
        false => button("启用", Callback::new(move |account| desk.asking.open_again(account))),
    };
    view! {
        <tr>
            <td data-label="姓名"><strong>{account.form.name.clone()}</strong></td>
            <td data-label="用户名">{account.form.account.clone()}</td>
            <td data-label="角色">{account.form.role.map(domain::accounts::Role::label)}</td>
            <td data-label="所属机构">{office}</td>
            <td data-label="电子邮箱" class="staff-email">{email}</td>
            <td data-label="最近登录">{signed_in}</td>
            <td data-label="在办" class="code">{claimed}</td>
            <td data-label="状态"><span class=status>{label}</span></td>
            <td class="row-actions">{edit}{reset}{switch}</td>
        </tr>
    }
    .into_any()
}
