//! `/administration/inspections`: every campaign, and a new one.

use super::api::{plan_campaign, plans};
use crate::api::page_key;
use crate::components::{PageTop, Sending, SendingSignIn, SendingTold, time};
use crate::shell::Failure;
use domain::inspections::{CampaignStatus, CampaignView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn CampaignsPage() -> impl IntoView {
    let found = Resource::new(|| (), |()| plans());
    let sending = Sending::default();
    let key = page_key();
    let navigate = StoredValue::new(use_navigate());
    let add = Callback::new(move |()| {
        sending.send(plan_campaign(key.get_value()), move |id| {
            let page = format!("/administration/inspections/{id}");
            navigate.with_value(|navigate| navigate(&page, NavigateOptions::default()));
        });
    });
    view! {
        <Title text="企业自查管理"/>
        <PageTop title="企业自查管理"/>
        <section class="sheet" aria-labelledby="campaigns-title">
            <div class="sheet-head">
                <h2 id="campaigns-title">"自查活动"</h2>
                <button type="button" class="button button-primary" aria-busy=move || sending.busy.get().then_some("true")
                    on:click=move |_| add.run(())>
                    "新建自查"
                </button>
            </div>
            <SendingTold sending/>
            <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(all) if all.is_empty() => view! { <p class="empty">"还没有自查活动"</p> }.into_any(),
                        Ok(all) => table(all),
                        Err(error) => view! { <Failure error/> }.into_any(),
                    }
                })}
            </Transition>
        </section>
        <SendingSignIn sending again=add/>
    }
    .into_any()
}

fn table(all: Vec<CampaignView>) -> AnyView {
    let line = |view: CampaignView| {
        let title = match view.plan.title.trim() {
            "" => "（未命名）".to_owned(),
            title => title.to_owned(),
        };
        let class = if view.status == CampaignStatus::Running { "status status-good" } else { "status status-open" };
        let created = view.progress.map_or_else(|| "—".to_owned(), |progress| progress.created.to_string());
        view! {
            <tr>
                <td data-label="名称"><a href=format!("/administration/inspections/{}", view.id)>{title}</a></td>
                <td data-label="年度">{view.plan.year}</td>
                <td data-label="填报期间">{view.plan.opens_on} "至" {view.plan.closes_on}</td>
                <td data-label="状态"><span class=class>{view.status.label()}</span></td>
                <td data-label="企业数" class="number">{created}</td>
                <td data-label="更新时间">{time::moment(view.updated_at)}</td>
            </tr>
        }
    };
    view! {
        <div class="table-wrap" role="region" aria-label="自查活动列表" tabindex="0">
            <table class="table table-cards">
                <thead><tr>
                    <th scope="col">"名称"</th>
                    <th scope="col">"年度"</th>
                    <th scope="col">"填报期间"</th>
                    <th scope="col">"状态"</th>
                    <th scope="col" class="number">"企业数"</th>
                    <th scope="col">"更新时间"</th>
                </tr></thead>
                <tbody>{all.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
