//! `/administration/settings`: 参数设置.

use super::api::all;
use super::change::{ChangeDialog, Changing};
use super::history::History;
use crate::components::{PageTop, Told, dom};
use crate::shell::{Failure, use_today, use_viewer};
use chrono::NaiveDate;
use domain::accounts::Role;
use domain::settings::{Facts, Setting, Settings};
use domain::values::date;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes once something was saved.
const TOLD: &str = "settings-told";

/// The values in force, what is planned, and what was set before.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let changed = RwSignal::new(0u32);
    let found = Resource::new(move || changed.get(), |_| all());
    let (today, role) = (use_today(), use_viewer().map(|viewer| viewer.role));
    let staff = role.is_some_and(|role| role != Role::Enterprise);
    let administrator = role == Some(Role::Administrator);
    let changing = Changing::default();
    let told = RwSignal::new(None);
    // For the dialog, which is not part of what is loaded: what is typed there stays when it is loaded anew.
    let known = RwSignal::new(Settings::default());
    let done = Callback::new(move |what: String| {
        told.set(Some(what));
        changed.update(|changed| *changed += 1);
        dom::focus_soon(TOLD.to_owned());
    });
    let loaded = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(settings) => {
                        known.set(settings.clone());
                        let changing = administrator.then_some(changing);
                        view! {
                            {values(&settings, today, changing)}
                            <History settings today/>
                        }
                        .into_any()
                    }
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
        <Title text="参数设置"/>
        <PageTop title="参数设置"/>
        <Told id=TOLD said=told/>
        {administrator.then(|| view! {
            <noscript><p class="notice notice-warn">"修改参数需要在浏览器中启用 JavaScript。"</p></noscript>
        })}
        {loaded}
        {administrator.then(|| view! { <ChangeDialog changing settings=known.into() today done/> })}
    }
    .into_any()
}

fn values(settings: &Settings, today: NaiveDate, changing: Option<Changing>) -> AnyView {
    let lines = Setting::ALL.iter().map(|&setting| line(setting, settings, today, changing)).collect_view();
    view! {
        <section class="sheet" aria-labelledby="values-title">
            <h2 id="values-title">"现行参数"</h2>
            <p>"这些参数没有找到法规或文件出处，由系统管理员设定；凡显示这些参数之处均注明来源未核实。"</p>
            <div class="table-wrap" role="region" aria-label="现行参数列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"参数"</th>
                        <th scope="col">"现行值"</th>
                        <th scope="col">"依据"</th>
                        <th scope="col">"适用于"</th>
                        {changing.map(|_| view! { <th scope="col" class="row-actions">"操作"</th> })}
                    </tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn line(setting: Setting, settings: &Settings, today: NaiveDate, changing: Option<Changing>) -> AnyView {
    let Facts { applies, basis, unsourced, .. } = setting.facts();
    let since = match settings.change(setting, today) {
        Some(change) => format!("{}起，系统管理员设定", date::long(change.from)),
        None => "随系统提供".to_owned(),
    };
    let mut planned: Vec<_> =
        settings.changes.iter().filter(|change| change.setting == setting && change.from > today).collect();
    planned.sort_by_key(|change| change.from);
    let planned =
        planned.iter().filter(|change| settings.change(setting, change.from) == Some(**change)).map(|change| {
            let said = format!("{}起：{}", date::long(change.from), change.value.told(setting));
            view! { <p><span class="status status-wait">"计划中"</span> " " {said}</p> }
        });
    let action = changing.map(|changing| {
        view! {
            <td class="row-actions">
                <button type="button" class="button button-link" aria-haspopup="dialog" on:click=move |_| changing.ask(setting, today)>
                    "修改"
                    <span class="visually-hidden">{setting.label()}</span>
                </button>
            </td>
        }
    });
    view! {
        <tr>
            <td data-label="参数"><strong>{setting.label()}</strong></td>
            <td data-label="现行值" class="setting-value">
                <p>{settings.value(setting, today).told(setting)}</p>
                {planned.collect_view()}
            </td>
            <td data-label="依据" class="rules-text">
                {basis} " " {unsourced.then(|| view! { <span class="unsourced">"暂无出处"</span> })}
                <p class="field-hint">{since}</p>
            </td>
            <td data-label="适用于" class="rules-text">{applies}</td>
            {action}
        </tr>
    }
    .into_any()
}
