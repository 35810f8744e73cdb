//! `/credit`: 企业信用.

use super::api::records;
use super::end::{EndDialog, Ending};
use super::record::{RecordDialog, Recording};
use crate::components::{PageTop, TextField, Told, dom};
use crate::shell::{Failure, use_today, use_viewer};
use chrono::NaiveDate;
use domain::accounts::Role;
use domain::credit::{CreditRecord, CreditRegister, Standing};
use domain::values::date;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes once something was done.
const TOLD: &str = "credit-told";
/// How many the server gives at most.
const MOST: usize = 200;

/// How the office's enterprises stand.
#[component]
pub fn CreditPage() -> impl IntoView {
    let today = use_today();
    let keeps = use_viewer().is_some_and(|viewer| matches!(viewer.role, Role::Reviewer | Role::Head));
    let (search, changed) = (RwSignal::new(String::new()), RwSignal::new(0u32));
    let found = Resource::new(move || (search.get(), changed.get()), |(search, _)| records(search));
    let (recording, ending) = (Recording::new(today), Ending::default());
    let told = RwSignal::new(None::<String>);
    let done = Callback::new(move |what: String| {
        told.set(Some(what));
        changed.update(|changed| *changed += 1);
        dom::focus_soon(TOLD.to_owned());
    });
    let list = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(register) => list(register, !search.read_untracked().trim().is_empty(), today, ending),
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
        <Title text="企业信用"/>
        <PageTop title="企业信用"/>
        <Told id=TOLD said=told/>
        <section class="sheet" aria-labelledby="records-title">
            <div class="sheet-head">
                <h2 id="records-title">"信用记录"</h2>
                <button type="button" class="button button-primary" aria-haspopup="dialog" on:click=move |_| recording.ask()>
                    "登记"
                </button>
            </div>
            <SearchForm search/>
            {list}
        </section>
        <RecordDialog recording today done/>
        <EndDialog ending done/>
    }
    .into_any()
}

/// Which registry counts, and what it means that nothing is recorded.
fn explained(remote: bool) -> AnyView {
    match remote {
        false => view! {
            <div class="notice">
                <p>"目前使用本系统内置的信用登记。没有有效记录的企业视为信用良好；同时有几条有效记录的，以信用等级最低的为准。"</p>
                <p>"信用良好是容缺受理和自贸区办理方式的条件之一。"</p>
            </div>
        }
        .into_any(),
        true => view! {
            <div class="notice notice-warn">
                <p>"目前使用外部信用系统查询企业信用，结果当日有效；以下登记只作记录，不影响查询结果。"</p>
                <p>"外部信用系统无法查询时，不能选择容缺受理和自贸区办理方式，一般方式不受影响。"</p>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn SearchForm(search: RwSignal<String>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let everything = move |_| {
        typed.set(String::new());
        search.set(String::new());
    };
    view! {
        <noscript><p class="notice notice-warn">"查询和登记需要在浏览器中启用 JavaScript。"</p></noscript>
        <form class="search" role="search" aria-label="查询信用记录" method="post" on:submit=move |event| {
            event.prevent_default();
            search.set(typed.get_untracked());
        }>
            <TextField path="search" label="企业名称或统一社会信用代码" value=typed
                on_input=Callback::new(move |text| typed.set(text))/>
            <button type="submit" class="button">"查询"</button>
            <button type="button" class="button button-link" on:click=everything>"显示全部"</button>
        </form>
    }
    .into_any()
}

fn list(register: CreditRegister, searched: bool, today: NaiveDate, ending: Ending) -> AnyView {
    let explained = explained(register.remote);
    let records = register.records;
    let told = match (records.len(), searched) {
        (0, false) => "没有信用记录".to_owned(),
        (0, true) => "没有找到符合条件的信用记录".to_owned(),
        (count, _) if count >= MOST => format!("只显示最近登记的 {count} 条，请输入查询条件缩小范围"),
        (count, true) => format!("找到 {count} 条"),
        (count, false) => format!("共 {count} 条"),
    };
    let table = (!records.is_empty()).then(|| {
        view! {
            <div class="table-wrap" role="region" aria-label="信用记录列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"单位名称"</th>
                        <th scope="col">"统一社会信用代码"</th>
                        <th scope="col">"信用等级"</th>
                        <th scope="col">"原因"</th>
                        <th scope="col">"起止日期"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"登记人"</th>
                        <th scope="col" class="row-actions">"操作"</th>
                    </tr></thead>
                    <tbody>{records.into_iter().map(|record| line(record, today, ending)).collect_view()}</tbody>
                </table>
            </div>
        }
    });
    view! {
        {explained}
        <p role="status">{told}</p>
        {table}
    }
    .into_any()
}

fn line(record: CreditRecord, today: NaiveDate, ending: Ending) -> AnyView {
    let ended = record.ended(today);
    let (class, standing) = match (ended, record.from > today) {
        (true, _) => ("status", "已结束"),
        (false, true) => ("status status-wait", "未开始"),
        (false, false) => ("status status-open", "有效"),
    };
    let graded = match record.standing {
        Standing::Good | Standing::Trustworthy => "status status-good",
        Standing::Broken | Standing::Grave => "status status-bad",
    };
    let period = match record.until {
        None => format!("{}起", date::long(record.from)),
        Some(until) if until < record.from => "未曾有效".to_owned(),
        Some(until) => format!("{}至{}", date::long(record.from), date::long(until)),
    };
    let button = (!ended).then(|| {
        let asked = record.clone();
        let named = format!("{}的“{}”记录", record.enterprise, record.standing);
        view! {
            <button type="button" class="button button-link" aria-haspopup="dialog" on:click=move |_| ending.ask(asked.clone())>
                "结束"
                <span class="visually-hidden">{named}</span>
            </button>
        }
    });
    view! {
        <tr>
            <td data-label="单位名称">{record.enterprise.clone()}</td>
            <td data-label="统一社会信用代码" class="code">{record.credit_code.clone()}</td>
            <td data-label="信用等级"><span class=graded>{record.standing.label()}</span></td>
            <td data-label="原因" class="rules-text">{record.reason.clone()}</td>
            <td data-label="起止日期">{period}</td>
            <td data-label="状态"><span class=class>{standing}</span></td>
            <td data-label="登记人">{record.recorded_by.clone()}</td>
            <td class="row-actions">{button}</td>
        </tr>
    }
    .into_any()
}
