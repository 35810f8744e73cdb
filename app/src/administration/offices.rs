//! `/administration/offices`: 机构和管辖省份.

use super::api::offices;
use super::change_office::{Changing, OfficeDialog};
use super::move_province::{Moving, ProvinceDialog};
use super::{administrates, top};
use crate::components::{Told, dom, time};
use crate::shell::{Failure, use_today};
use chrono::NaiveDate;
use domain::offices::{CurrentOffice, OfficeBook, OfficeChange, RecordedChange};
use domain::values::date;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes once something was saved.
const TOLD: &str = "offices-told";

#[derive(Clone, Copy)]
struct Desk {
    today: NaiveDate,
    changing: Changing,
    moving: Moving,
}

/// The offices, who supervises what, and what was changed in it.
#[component]
pub fn OfficesPage() -> impl IntoView {
    let keeps = administrates();
    let today = use_today();
    let changed = RwSignal::new(0u32);
    let found = Resource::new(move || changed.get(), |_| offices());
    let known = RwSignal::new(None::<OfficeBook>);
    let desk = Desk { today, changing: Changing::new(today), moving: Moving::new(today) };
    let told = RwSignal::new(None::<String>);
    let done = Callback::new(move |what: String| {
        told.set(Some(what));
        changed.update(|changed| *changed += 1);
        dom::focus_soon(TOLD.to_owned());
    });
    let loaded = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                let found = found.await;
                known.set(found.clone().ok());
                match found {
                    Ok(book) => sheets(&book, desk),
                    Err(error) if keeps => view! { <p class="notice notice-bad" role="alert">{error.to_string()}</p> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any();
    if !keeps {
        return loaded;
    }
    view! {
        <Title text="机构和管辖省份"/>
        {top("机构和管辖省份")}
        <Told id=TOLD said=told/>
        <noscript><p class="notice notice-warn">"变更机构和管辖省份需要在浏览器中启用 JavaScript。"</p></noscript>
        {loaded}
        <OfficeDialog changing=desk.changing book=known.into() today done/>
        <ProvinceDialog moving=desk.moving book=known.into() today done/>
    }
    .into_any()
}

fn sheets(book: &OfficeBook, desk: Desk) -> AnyView {
    let lines = book.offices.iter().map(|office| line(office, book.confirmed(&office.code, desk.today), desk));
    view! {
        <div class="notice notice-warn">
            <p>"随系统提供的内容中，机构名称有出处；省份的归属部分凭回忆整理，编号前缀只有华东监管局（4-1）有出处，机关代字没有出处。请核实后在此更正。"</p>
            <p>"变更自生效之日起用于新注册的企业、新的申请和新发许可证的编号；已有的申请仍由原机构办理，已发的许可证编号不变。"</p>
        </div>
        <section class="sheet" aria-labelledby="offices-title">
            <div class="sheet-head">
                <h2 id="offices-title">"派出能源监管机构"</h2>
                <div class="button-row">
                    <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| desk.moving.ask("")>
                        "变更省份归属"
                    </button>
                    <button type="button" class="button button-primary" aria-haspopup="dialog" on:click=move |_| desk.changing.ask(None)>
                        "新增机构"
                    </button>
                </div>
            </div>
            <div class="table-wrap" role="region" aria-label="机构列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"机构名称"</th>
                        <th scope="col">"机关代字"</th>
                        <th scope="col">"编号前缀"</th>
                        <th scope="col">"监管的省份"</th>
                        <th scope="col">"依据"</th>
                        <th scope="col" class="row-actions">"操作"</th>
                    </tr></thead>
                    <tbody>{lines.collect_view()}</tbody>
                </table>
            </div>
        </section>
        {history(book, desk.today)}
    }
    .into_any()
}

fn line(office: &CurrentOffice, confirmed: bool, desk: Desk) -> AnyView {
    let asked = StoredValue::new(office.clone());
    let (class, basis) = match (confirmed, office.code.as_str()) {
        (true, _) => ("status status-good", "管理员已核定"),
        (false, "east") => ("status", "前缀有出处"),
        (false, _) => ("status status-wait", "无出处，待核实"),
    };
    let provinces = match office.provinces.is_empty() {
        true => "没有省份".to_owned(),
        false => office.provinces.join("、"),
    };
    view! {
        <tr>
            <td data-label="机构名称"><strong>{office.name.clone()}</strong></td>
            <td data-label="机关代字">{office.mark.clone()}</td>
            <td data-label="编号前缀" class="code">{format!("{}-{}", office.prefix.0, office.prefix.1)}</td>
            <td data-label="监管的省份">{provinces}</td>
            <td data-label="依据"><span class=class>{basis}</span></td>
            <td class="row-actions">
                <button type="button" class="button button-link" aria-haspopup="dialog"
                    on:click=move |_| desk.changing.ask(Some(asked.get_value()))>
                    "修改"
                    <span class="visually-hidden">{office.name.clone()}</span>
                </button>
            </td>
        </tr>
    }
    .into_any()
}

fn history(book: &OfficeBook, today: NaiveDate) -> AnyView {
    if book.changes.is_empty() {
        return view! {
            <section class="sheet" aria-labelledby="history-title">
                <h2 id="history-title">"变更记录"</h2>
                <p class="empty">"没有变更，均为随系统提供的内容"</p>
            </section>
        }
        .into_any();
    }
    let name = |code: &str| book.office(code).map_or_else(|| planned_name(book, code), |office| office.name.clone());
    let item = |recorded: &RecordedChange| {
        let what = match &recorded.change {
            OfficeChange::Office { name, mark, prefix, .. } => {
                format!("{name}：机关代字“{mark}”，编号前缀 {prefix}")
            }
            OfficeChange::Province { province, office } => format!("{province}由{}监管", name(office)),
        };
        let (class, state) = match recorded.from > today {
            true => ("status status-wait", "待生效"),
            false => ("status status-open", "已生效"),
        };
        view! {
            <tr>
                <td data-label="生效日期">{date::long(recorded.from)}</td>
                <td data-label="内容" class="rules-text">{what}</td>
                <td data-label="原因" class="rules-text">{recorded.reason.clone()}</td>
                <td data-label="状态"><span class=class>{state}</span></td>
                <td data-label="变更人">
                    {recorded.by.clone()}" "<time datetime=time::machine(recorded.at)>{time::moment(recorded.at)}</time>
                </td>
            </tr>
        }
    };
    view! {
        <section class="sheet" aria-labelledby="history-title">
            <h2 id="history-title">"变更记录"</h2>
            <div class="table-wrap" role="region" aria-label="变更记录列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"生效日期"</th>
                        <th scope="col">"内容"</th>
                        <th scope="col">"原因"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"变更人"</th>
                    </tr></thead>
                    <tbody>{book.changes.iter().rev().map(item).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// What an office will be called that is not there yet.
fn planned_name(book: &OfficeBook, code: &str) -> String {
    let named = book.changes.iter().rev().find_map(|recorded| match &recorded.change {
        OfficeChange::Office { code: of, name, .. } if of == code => Some(name.clone()),
        _ => None,
    });
    named.unwrap_or_default()
}
