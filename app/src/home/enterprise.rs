//! The home page of an enterprise: what it can file, what waits for it, where its filings stand, its licence.

use super::entries::Entries;
use super::filings::MyFilings;
use super::licence::MyLicence;
use super::to_dos::ToDos;
use crate::api::ApiError;
use crate::filings;
use crate::licences::{Held, held};
use crate::notices::api::to_dos;
use crate::shell::{Failure, use_today};
use domain::filings::{Entry, FilingSummary};
use domain::notices::ToDo;
use leptos::prelude::*;

/// Everything on one page.
#[component]
pub fn EnterpriseHome() -> impl IntoView {
    let today = use_today();
    let waiting = Resource::new(|| (), |_| to_dos());
    let entries = Resource::new(|| (), |_| filings::api::entries());
    let mine = Resource::new(|| (), |_| filings::api::mine());
    let held = Resource::new(|| (), |_| held());
    view! {
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match together(waiting.await, entries.await, mine.await, held.await) {
                    Ok((to_dos, entries, filings, held)) => view! {
                        <div class="page-head"><h1>"首页"</h1></div>
                        <Entries entries/>
                        <div class="columns">
                            <ToDos to_dos/>
                            <MyLicence held today/>
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

type Loaded = (Vec<ToDo>, Vec<Entry>, Vec<FilingSummary>, Option<Held>);

fn together(
    to_dos: Result<Vec<ToDo>, ApiError>,
    entries: Result<Vec<Entry>, ApiError>,
    filings: Result<Vec<FilingSummary>, ApiError>,
    held: Result<Option<Held>, ApiError>,
) -> Result<Loaded, ApiError> {
    Ok((to_dos?, entries?, filings?, held?))
}
