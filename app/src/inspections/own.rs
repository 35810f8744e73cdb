//! `/inspections`: an enterprise's own reports, or the campaigns that an office takes part in.

use super::api::{campaigns, own};
use super::report::{badge, day};
use crate::components::PageTop;
use crate::shell::{Failure, use_viewer};
use domain::accounts::Role;
use domain::inspections::{CampaignView, ReportLine};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page.
#[component]
pub fn InspectionsPage() -> impl IntoView {
    let enterprise = use_viewer().is_some_and(|viewer| viewer.role == Role::Enterprise);
    let list = if enterprise { view! { <Own/> }.into_any() } else { view! { <Running/> }.into_any() };
    view! {
        <Title text="企业自查"/>
        <PageTop title="企业自查"/>
        {list}
    }
    .into_any()
}

#[component]
fn Own() -> impl IntoView {
    let found = Resource::new(|| (), |()| own());
    view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(own) if own.is_empty() => view! { <p class="sheet empty">"没有需要填报的自查"</p> }.into_any(),
                    Ok(own) => table(own),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn table(own: Vec<(String, ReportLine)>) -> AnyView {
    let line = |(title, line): (String, ReportLine)| {
        view! {
            <tr>
                <td data-label="自查"><a href=format!("/inspections/{}", line.id)>{title}</a></td>
                <td data-label="许可证编号" class="code">{line.licence_number}</td>
                <td data-label="状态">{badge(line.stage)}</td>
                <td data-label="期限">{day(line.due)} {line.overdue.then_some("（已逾期）")}</td>
            </tr>
        }
    };
    view! {
        <section class="sheet">
            <div class="table-wrap" role="region" aria-label="企业自查" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"自查"</th>
                        <th scope="col">"许可证编号"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"期限"</th>
                    </tr></thead>
                    <tbody>{own.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Running() -> impl IntoView {
    let found = Resource::new(|| (), |()| campaigns());
    let line = |campaign: CampaignView| {
        let href = format!("/inspections/campaigns/{}", campaign.id);
        view! {
            <tr>
                <td data-label="自查"><a href=href>{campaign.plan.title}</a></td>
                <td data-label="年度">{campaign.plan.year}</td>
                <td data-label="填报期间">{campaign.plan.opens_on} "至" {campaign.plan.closes_on}</td>
                <td data-label="状态">{campaign.status.label()}</td>
            </tr>
        }
    };
    view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(all) if all.is_empty() => view! { <p class="sheet empty">"还没有发起自查"</p> }.into_any(),
                    Ok(all) => view! {
                        <section class="sheet">
                            <div class="table-wrap" role="region" aria-label="自查活动" tabindex="0">
                                <table class="table table-cards">
                                    <thead><tr>
                                        <th scope="col">"自查"</th>
                                        <th scope="col">"年度"</th>
                                        <th scope="col">"填报期间"</th>
                                        <th scope="col">"状态"</th>
                                    </tr></thead>
                                    <tbody>{all.into_iter().map(line).collect_view()}</tbody>
                                </table>
                            </div>
                        </section>
                    }
                    .into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}
