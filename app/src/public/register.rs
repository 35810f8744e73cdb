//! `/public/register`: the register of licences, by name or number.

use super::api::register;
use super::frame::{PublicTop, choice, choices_of, pager};
use crate::api::with_query;
use crate::components::licence_badge;
use crate::shell::Failure;
use domain::licences::{Category, Grade, LicenceStatus};
use domain::public::{RegisterEntry, RegisterPage as Found, RegisterQuery};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

const PATH: &str = "/public/register";

/// Who holds which licence.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let address = use_query_map();
    let query = Memo::new(move |_| address.with(|address| RegisterQuery::read(|name| address.get(name))));
    let found = Resource::new(move || query.get(), register);
    view! {
        <Title text="许可证查询"/>
        <PublicTop title="许可证查询"/>
        <section class="sheet">
            <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(found) => {
                            let query = query.get_untracked();
                            let form = form(&query, found.offices.clone());
                            view! { {form} {list(&query, found)} }.into_any()
                        }
                        Err(error) => view! { <Failure error/> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
    .into_any()
}

fn form(query: &RegisterQuery, offices: Vec<(String, String)>) -> AnyView {
    let category = query.category.map_or("", Category::code);
    let grade = query.grade.map_or("", Grade::code);
    let status = query.status.map_or("", LicenceStatus::code);
    view! {
        <form class="search" role="search" aria-label="查询许可证" method="get" action=PATH>
            <div class="field">
                <label class="field-label" for="search">"单位名称或许可证编号"</label>
                <input type="search" id="search" name="search" maxlength="100" value=query.search.clone()/>
            </div>
            {choice("office", "发证机关", "全部", &query.office, offices)}
            {choice("category", "许可类别", "全部", category, choices_of!(Category))}
            {choice("grade", "许可等级", "全部", grade, choices_of!(Grade))}
            {choice("status", "状态", "全部", status, choices_of!(LicenceStatus))}
            <div class="button-row">
                <button type="submit" class="button button-primary">"查询"</button>
                {query.is_narrowed().then(|| view! { <a class="button button-link" href=PATH>"清除条件"</a> })}
            </div>
        </form>
    }
    .into_any()
}

fn list(query: &RegisterQuery, found: Found) -> AnyView {
    let told = match (found.total, query.is_narrowed()) {
        (0, true) => "没有找到符合条件的许可证，请核对后重试".to_owned(),
        (0, false) => "目前没有许可证".to_owned(),
        (total, true) => format!("找到 {total} 个许可证"),
        (total, false) => format!("共 {total} 个许可证"),
    };
    let at = |after: String| with_query(PATH, &RegisterQuery { after, ..query.clone() }.pairs());
    let first = (!query.after.is_empty()).then(|| at(String::new()));
    let next = found.next.map(at);
    let table = (!found.entries.is_empty()).then(|| {
        view! {
            <div class="table-wrap" role="region" aria-label="许可证" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"许可证编号"</th>
                        <th scope="col">"单位名称"</th>
                        <th scope="col">"许可类别和等级"</th>
                        <th scope="col">"发证机关"</th>
                        <th scope="col">"有效期"</th>
                        <th scope="col">"状态"</th>
                    </tr></thead>
                    <tbody>{found.entries.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <p role="status">{told}</p>
        {table}
        {pager(first, next)}
    }
    .into_any()
}

fn line(entry: RegisterEntry) -> impl IntoView {
    view! {
        <tr>
            <td data-label="许可证编号" class="code">{entry.number}</td>
            <td data-label="单位名称">{entry.holder}</td>
            <td data-label="许可类别和等级">{entry.scope.label()}</td>
            <td data-label="发证机关">{entry.office}</td>
            <td data-label="有效期">{entry.valid_from.to_string()}" 至 "{entry.valid_until.to_string()}</td>
            <td data-label="状态">{licence_badge(entry.status)}</td>
        </tr>
    }
}
