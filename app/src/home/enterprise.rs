//! The home page of an enterprise: what it can file, what waits for it, where its filings stand, its licence.

use super::entries::Entries;
use super::to_dos::ToDos;
use crate::api::ApiError;
use crate::components::{StatusBadge, time};
use crate::notices::api::to_dos;
use crate::shell::Failure;
use crate::{filings, licences};
use domain::filings::FilingSummary;
use domain::licences::{Licence, LicenceStatus};
use domain::notices::ToDo;
use domain::workflow::Status;
use leptos::prelude::*;

/// Everything on one page.
#[component]
pub fn EnterpriseHome() -> impl IntoView {
    let waiting = Resource::new(|| (), |_| to_dos());
    let mine = Resource::new(|| (), |_| filings::api::mine());
    let licence = Resource::new(|| (), |_| licences::api::mine());
    view! {
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match together(waiting.await, mine.await, licence.await) {
                    Ok((to_dos, filings, licence)) => view! {
                        <div class="page-head"><h1>"首页"</h1></div>
                        <Entries filings=filings.clone() licence=licence.clone()/>
                        <div class="columns">
                            <ToDos to_dos/>
                            <MyLicence licence/>
                        </div>
                        <MyFilings filings/>
                    }
                    .into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

type Loaded = (Vec<ToDo>, Vec<FilingSummary>, Option<Licence>);

fn together(
    to_dos: Result<Vec<ToDo>, ApiError>,
    filings: Result<Vec<FilingSummary>, ApiError>,
    licence: Result<Option<Licence>, ApiError>,
) -> Result<Loaded, ApiError> {
    Ok((to_dos?, filings?, licence?))
}

#[component]
fn MyFilings(filings: Vec<FilingSummary>) -> impl IntoView {
    let list = match filings.is_empty() {
        true => view! { <p class="empty">"还没有申请"</p> }.into_any(),
        false => view! {
            <div class="table-wrap">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"申请编号"</th>
                        <th scope="col">"申请事项"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"下一步"</th>
                        <th scope="col">"更新时间"</th>
                    </tr></thead>
                    <tbody>{filings.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="sheet" aria-labelledby="filings-title">
            <h2 id="filings-title">"我的申请"</h2>
            {list}
        </section>
    }
    .into_any()
}

fn line(filing: FilingSummary) -> impl IntoView {
    view! {
        <tr>
            <td data-label="申请编号"><a href=format!("/filings/{}", filing.id)>{filing.number}</a></td>
            <td data-label="申请事项">{filing.kind.label()}</td>
            <td data-label="状态"><StatusBadge status=filing.status/></td>
            <td data-label="下一步">{match filing.status {
                Status::Draft => view! {
                    <a href=format!("/filings/{}/application", filing.id)>{filing.status.next_step()}</a>
                }.into_any(),
                status => status.next_step().into_any(),
            }}</td>
            <td data-label="更新时间">
                <time datetime=time::machine(filing.updated_at)>{time::moment(filing.updated_at)}</time>
            </td>
        </tr>
    }
    .into_any()
}

#[component]
fn MyLicence(licence: Option<Licence>) -> impl IntoView {
    let card = match licence {
        None => view! { <p class="empty">"尚未取得许可证"</p> }.into_any(),
        Some(licence) => {
            let status = match licence.status {
                LicenceStatus::InForce => "status status-good",
                LicenceStatus::Cancelled => "status",
            };
            view! {
                <dl class="facts">
                    <div><dt>"许可证编号"</dt><dd>{licence.number} " " <span class=status>{licence.status.label()}</span></dd></div>
                    <div><dt>"许可类别和等级"</dt><dd>{licence.scope.label()}</dd></div>
                    <div>
                        <dt>"有效期限"</dt>
                        <dd>{format!("{}至{}", time::long_day(licence.valid_from), time::long_day(licence.valid_until))}</dd>
                    </div>
                </dl>
                <div class="button-row"><a class="button" href=format!("/licences/{}", licence.id)>"查看许可证"</a></div>
            }
            .into_any()
        }
    };
    view! {
        <section class="sheet" aria-labelledby="licence-title">
            <h2 id="licence-title">"我的许可证"</h2>
            {card}
        </section>
    }
    .into_any()
}
