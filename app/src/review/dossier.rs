//! 企业档案: what the office knows of the enterprise and the people of a filing, beside what it says itself.

use super::api::dossier;
use super::facts;
use crate::components::{StatusBadge, licence_badge, matter, time};
use crate::shell::Failure;
use domain::credit::{Credit, Standing};
use domain::filings::Tab;
use domain::review::{Dossier, Earlier, Elsewhere, Held};
use domain::values::date;
use leptos::prelude::*;

/// The sheet on the overview.
#[component]
pub fn DossierSheet(
    /// The filing.
    id: String,
) -> impl IntoView {
    let known = Resource::new(move || id.clone(), dossier);
    view! {
        <section class="sheet" aria-labelledby="dossier-title">
            <h2 id="dossier-title">"企业档案"</h2>
            <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
                {move || Suspend::new(async move {
                    match known.await {
                        Ok(dossier) => sheet(dossier),
                        Err(error) => view! { <Failure error/> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
    .into_any()
}

fn sheet(dossier: Dossier) -> AnyView {
    let Dossier { credit, licences, filings, people } = dossier;
    view! {
        {facts::list(vec![("信用", standing(credit)), ("许可证", held(licences))])}
        <h3>"其他申请"</h3>
        {earlier(filings)}
        <h3>"人员在其他企业的聘用记录"</h3>
        {elsewhere(people)}
    }
    .into_any()
}

fn standing(credit: Credit) -> AnyView {
    let Credit { standing, reason, on } = credit;
    let (class, said) = match standing {
        Some(standing @ (Standing::Broken | Standing::Grave)) => ("status status-bad", standing.label()),
        Some(standing) => ("status status-good", standing.label()),
        None => ("status status-wait", "暂未查到"),
    };
    let reason = (!reason.is_empty()).then(|| format!("：{reason}"));
    view! { <span class=class>{said}</span> {reason} {format!("（{}查询）", date::long(on))} }.into_any()
}

fn held(licences: Vec<Held>) -> AnyView {
    if licences.is_empty() {
        return "没有许可证".into_any();
    }
    let line = |Held { licence, own }: Held| {
        let number = match own {
            true => view! { <a href=format!("/licences/{}", licence.id)>{licence.number.clone()}</a> }.into_any(),
            false => licence.number.clone().into_any(),
        };
        let term = format!("{}，{}至{}", licence.scope.label(), licence.valid_from, licence.valid_until);
        view! { <li>{number} " " {licence_badge(licence.status)} " " {term}</li> }
    };
    view! { <ul>{licences.into_iter().map(line).collect_view()}</ul> }.into_any()
}

fn earlier(filings: Vec<Earlier>) -> AnyView {
    if filings.is_empty() {
        return view! { <p class="empty">"没有其他申请"</p> }.into_any();
    }
    let line = |Earlier { filing, own }: Earlier| {
        let number = match own {
            true => view! { <a href=format!("/filings/{}", filing.id)>{filing.number}</a> }.into_any(),
            false => view! { {filing.number} " （其他机构）" }.into_any(),
        };
        view! {
            <tr>
                <td data-label="申请编号" class="code">{number}</td>
                <td data-label="申请事项">{matter(filing.kind, filing.track)}</td>
                <td data-label="状态"><StatusBadge status=filing.status kind=filing.kind/></td>
                <td data-label="提交时间">
                    {filing.submitted_at.map(|at| view! { <time datetime=time::machine(at)>{time::moment(at)}</time> })}
                </td>
            </tr>
        }
    };
    view! {
        <div class="table-wrap" role="region" aria-label="其他申请" tabindex="0">
            <table class="table table-cards">
                <thead><tr>
                    <th scope="col">"申请编号"</th>
                    <th scope="col">"申请事项"</th>
                    <th scope="col">"状态"</th>
                    <th scope="col">"提交时间"</th>
                </tr></thead>
                <tbody>{filings.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn elsewhere(people: Vec<Elsewhere>) -> AnyView {
    if people.is_empty() {
        return view! { <p class="empty">"所列人员没有在其他企业的聘用记录"</p> }.into_any();
    }
    let line = |one: Elsewhere| {
        let (class, until) = match one.until {
            Some(until) => ("status", format!("至 {}", time::day(until))),
            None => ("status status-bad", "现仍聘用".to_owned()),
        };
        view! {
            <tr>
                <td data-label="姓名">{one.name}</td>
                <td data-label="身份证号码" class="code">{one.resident_id}</td>
                <td data-label="在本申请中">{one.tab.label()}</td>
                <td data-label="聘用企业">{one.enterprise}</td>
                <td data-label="期间">{format!("{} 起", time::day(one.since))} " " <span class=class>{until}</span></td>
            </tr>
        }
    };
    view! {
        <div class="table-wrap" role="region" aria-label="人员在其他企业的聘用记录" tabindex="0">
            <table class="table table-cards table-many">
                <thead><tr>
                    <th scope="col">"姓名"</th>
                    <th scope="col">"身份证号码"</th>
                    <th scope="col">"在本申请中"</th>
                    <th scope="col">"聘用企业"</th>
                    <th scope="col">"期间"</th>
                </tr></thead>
                <tbody>{people.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Where the people of the tab in sight have been engaged elsewhere; on a tab without people, those of all tabs.
#[component]
pub fn EngagedElsewhere(
    /// The filing.
    id: String,
    /// The tab in sight.
    tab: Memo<Tab>,
) -> impl IntoView {
    let known = Resource::new(move || id.clone(), dossier);
    view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match known.await {
                    Ok(dossier) => (move || elsewhere(of_tab(&dossier.people, tab.get()))).into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn of_tab(people: &[Elsewhere], tab: Tab) -> Vec<Elsewhere> {
    const PEOPLE: &[Tab] = &[Tab::TechnicalLead, Tab::SafetyLead, Tab::Technicians, Tab::Electricians];
    people.iter().filter(|one| one.tab == tab || !PEOPLE.contains(&tab)).cloned().collect()
}
