//! `/ratings`: 一事一评, the codes of decided matters.

use super::api::{make_matter_code, matters};
use super::faces::badge;
use super::tabs::{RatingTabs, keeps_ratings};
use crate::components::{Sending, SendingSignIn, SendingTold, TextField, Told, dom, time};
use crate::shell::Failure;
use domain::ratings::{CodeState, MatterLine};
use domain::values::date;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes once a code was made.
const TOLD: &str = "ratings-told";
/// How many the server gives at most.
const MOST: usize = 100;

/// The page.
#[component]
pub fn RatingMattersPage() -> impl IntoView {
    let keeps = keeps_ratings();
    let (search, changed) = (RwSignal::new(String::new()), RwSignal::new(0u32));
    let found = Resource::new(move || (search.get(), changed.get()), |(search, _)| matters(search));
    let told = RwSignal::new(None::<String>);
    let sending = Sending::default();
    let last = RwSignal::new(None::<MatterLine>);
    let make = Callback::new(move |line: MatterLine| {
        let number = line.number.clone();
        last.set(Some(line.clone()));
        sending.send(make_matter_code(line.filing_id), move |_id| {
            told.set(Some(format!("已生成 {number} 的二维码，请点击该行的“二维码”链接查看和打印。")));
            changed.update(|changed| *changed += 1);
            dom::focus_soon(TOLD.to_owned());
        });
    });
    let again = Callback::new(move |()| {
        if let Some(line) = last.get_untracked() {
            make.run(line);
        }
    });
    let list = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(lines) => list(lines, make),
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
        <Title text="一事一评"/>
        <RatingTabs/>
        <Told id=TOLD said=told/>
        <section class="sheet" aria-labelledby="matters-title">
            <h2 id="matters-title">"一事一评"</h2>
            <p>"事项办结后可生成评价二维码，请办事人扫码评价；每个事项只能评价一次。先点击“生成”，再点击“二维码”链接获取二维码。"</p>
            <SearchForm search/>
            <SendingTold sending/>
            {list}
        </section>
        <SendingSignIn sending again/>
    }
    .into_any()
}

#[component]
fn SearchForm(search: RwSignal<String>) -> impl IntoView {
    let typed = RwSignal::new(search.get_untracked());
    view! {
        <noscript><p class="notice notice-warn">"查询和生成二维码需要在浏览器中启用 JavaScript。"</p></noscript>
        <form class="search" role="search" aria-label="查询已办结事项" method="post" on:submit=move |event| {
            event.prevent_default();
            search.set(typed.get_untracked());
        }>
            <TextField path="search" label="申请编号或企业名称" value=typed on_input=Callback::new(move |text| typed.set(text))/>
            <button type="submit" class="button">"查询"</button>
        </form>
    }
    .into_any()
}

fn list(lines: Vec<MatterLine>, make: Callback<MatterLine>) -> AnyView {
    let told = match lines.len() {
        0 => "没有找到已办结的事项".to_owned(),
        count if count >= MOST => format!("只显示最近办结的 {count} 件，请输入查询条件缩小范围"),
        count => format!("共 {count} 件"),
    };
    let table = (!lines.is_empty()).then(|| {
        view! {
            <div class="table-wrap" role="region" aria-label="已办结事项列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"申请编号"</th>
                        <th scope="col">"事项"</th>
                        <th scope="col">"单位名称"</th>
                        <th scope="col">"办理结果"</th>
                        <th scope="col">"办结日期"</th>
                        <th scope="col">"评价"</th>
                        <th scope="col" class="row-actions">"二维码"</th>
                    </tr></thead>
                    <tbody>{lines.into_iter().map(|line| row(line, make)).collect_view()}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <p role="status">{told}</p>
        {table}
    }
    .into_any()
}

fn row(line: MatterLine, make: Callback<MatterLine>) -> AnyView {
    let rated = line.rated.map_or_else(|| "未评价".into_any(), badge);
    let usable = line.code.clone().filter(|code| code.state == CodeState::Usable);
    let code = match (line.rated, usable) {
        (Some(_), _) => ().into_any(),
        (None, Some(code)) => view! {
            <a href=format!("/ratings/codes/{}", code.id)>
                "二维码"
                <span class="visually-hidden">{format!("：{}", line.number)}</span>
            </a>
            <small>{format!(" 有效期至{}", date::long(code.until))}</small>
        }
        .into_any(),
        (None, None) => {
            let asked = line.clone();
            view! {
                <button type="button" class="button button-link" on:click=move |_| make.run(asked.clone())>
                    "生成"
                    <span class="visually-hidden">{format!("：{}", line.number)}</span>
                </button>
            }
            .into_any()
        }
    };
    view! {
        <tr>
            <td data-label="申请编号" class="code"><a href=format!("/filings/{}", line.filing_id)>{line.number.clone()}</a></td>
            <td data-label="事项">{line.kind.label()}</td>
            <td data-label="单位名称">{line.enterprise.clone()}</td>
            <td data-label="办理结果">{line.ended.clone()}</td>
            <td data-label="办结日期"><time datetime=time::machine(line.decided_at)>{time::day(line.decided_at)}</time></td>
            <td data-label="评价">{rated}</td>
            <td class="row-actions">{code}</td>
        </tr>
    }
    .into_any()
}
