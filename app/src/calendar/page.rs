//! `/administration/calendar`: 节假日安排.

use super::add::{AddYear, Adding};
use super::api::years;
use crate::components::{PageTop, Told, dom, time};
use crate::shell::{Failure, use_today, use_viewer};
use chrono::Datelike;
use domain::accounts::Role;
use domain::calendar::{KnownYear, Year, missing};
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes once a year was added.
const TOLD: &str = "calendar-told";

/// The page's state.
#[derive(Clone, Copy)]
struct Desk {
    this_year: i32,
    administrator: bool,
    adding: Adding,
    done: Callback<i32>,
}

/// The years whose holidays are known.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let added = RwSignal::new(0u32);
    let found = Resource::new(move || added.get(), |_| years());
    let told = RwSignal::new(None::<String>);
    let role = use_viewer().map(|viewer| viewer.role);
    let staff = role.is_some_and(|role| role != Role::Enterprise);
    let desk = Desk {
        this_year: use_today().year(),
        administrator: role == Some(Role::Administrator),
        adding: Adding::default(),
        done: Callback::new(move |year: i32| {
            told.set(Some(format!("{year}年的节假日安排已保存。")));
            added.update(|added| *added += 1);
            dom::focus_soon(TOLD.to_owned());
        }),
    };
    let loaded = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(years) => sheets(years, desk),
                    Err(error) if staff => view! { <p class="notice notice-bad" role="alert">{error.to_string()}</p> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any();
    if !staff {
        return loaded;
    }
    view! {
        <Title text="节假日安排"/>
        <PageTop title="节假日安排"/>
        <Told id=TOLD said=told/>
        {loaded}
    }
    .into_any()
}

fn sheets(years: Vec<KnownYear>, desk: Desk) -> AnyView {
    let Desk { this_year, administrator, adding, done } = desk;
    let known: Vec<_> = years.iter().map(|year| year.year).collect();
    let missing = missing(this_year, |year| known.contains(&year));
    let warning = missing.map(|missing| {
        view! {
            <div class="notice notice-warn">
                <p>{format!("还没有{missing}年的节假日安排，该年的办理期限暂按周一至周五为工作日计算。")}</p>
                <p>"国务院办公厅一般在上一年10月至11月公布，公布后请系统管理员及时录入。"</p>
            </div>
        }
    });
    view! {
        {warning}
        <section class="sheet" aria-labelledby="years-title">
            <h2 id="years-title">"已有年份"</h2>
            <p>"办理期限以工作日计算，法定节假日和调休以国务院办公厅的通知为准。"</p>
            <div class="table-wrap" role="region" aria-label="已有年份列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"年份"</th>
                        <th scope="col">"放假"</th>
                        <th scope="col">"调休上班"</th>
                        <th scope="col">"来源"</th>
                        <th scope="col">"录入"</th>
                        <th scope="col">"安排"</th>
                    </tr></thead>
                    <tbody>{years.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        </section>
        {administrator.then(|| view! { <AddYear adding known this_year next=missing done/> })}
    }
    .into_any()
}

fn line(known: KnownYear) -> AnyView {
    let (free, worked) = Year::parse(known.year, &known.text).unwrap_or_default().totals();
    let entered = match known.added {
        None => "随系统提供".into_any(),
        Some((by, at)) => {
            view! { <span>{by} " " <time datetime=time::machine(at)>{time::day(at)}</time></span> }.into_any()
        }
    };
    view! {
        <tr>
            <td data-label="年份" class="code"><strong>{format!("{}年", known.year)}</strong></td>
            <td data-label="放假" class="code">{format!("{free}天")}</td>
            <td data-label="调休上班" class="code">{format!("{worked}天")}</td>
            <td data-label="来源" class="rules-text">{known.source}</td>
            <td data-label="录入">{entered}</td>
            <td class="rules-groups">
                <details class="check-group">
                    <summary>"查看"<span class="visually-hidden">{format!("{}年安排", known.year)}</span></summary>
                    <pre class="pasted">{known.text}</pre>
                </details>
            </td>
        </tr>
    }
    .into_any()
}
