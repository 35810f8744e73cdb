//! The page of one filing, tab by tab: to fill in for the enterprise, to read for everybody else.

use super::api;
use super::frame::Frame;
use super::state::Wizard;
use crate::api::ApiError;
use crate::shell::{Failure, NotFound};
use domain::filings::{Electrician, FilingView, PerformanceRecord, RowPage, Tab, Technician};
use leptos::context::Provider;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

/// How many rows the server sends along with the page.
const FIRST: i64 = super::tabs::SCREEN as i64;
/// With `?all`: the most that the server gives at once.
const ALL: i64 = 2000;

/// The first rows of the list that is in sight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FirstRows {
    /// The tab is no list.
    None,
    /// 电力相关技术人员.
    Technicians(RowPage<Technician>),
    /// 电力相关专业技能人员.
    Electricians(RowPage<Electrician>),
    /// 规定年限内主要业绩.
    Performance(RowPage<PerformanceRecord>),
}

/// What the page is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    /// The filing.
    pub view: FilingView,
    /// The list in sight.
    pub rows: FirstRows,
}

async fn load(id: String, tab: Tab, limit: i64) -> Result<Loaded, ApiError> {
    let view = api::load(id.clone()).await?;
    #[cfg(feature = "ssr")]
    redirect_to_own_tab(&view, tab);
    let rows = match tab {
        Tab::Technicians => FirstRows::Technicians(api::technicians(id, 0, limit).await?),
        Tab::Electricians => FirstRows::Electricians(api::electricians(id, 0, limit).await?),
        Tab::Performance => FirstRows::Performance(api::performance(id, 0, limit).await?),
        _ => FirstRows::None,
    };
    Ok(Loaded { view, rows })
}

/// Each kind has tabs of its own. An address that names another's leads to the first; within the page, the wizard says so.
#[cfg(feature = "ssr")]
fn redirect_to_own_tab(view: &FilingView, tab: Tab) {
    let summary = &view.header.summary;
    if !summary.kind.tabs(view.sections.joining.body.post).contains(&tab) {
        crate::api::redirect_page(&summary.href());
    }
}

/// `/filings/:id/:tab`.
#[component]
pub fn FilingPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let named = Memo::new(move |_| params.with(|params| Tab::from_code(&params.get("tab").unwrap_or_default())));
    if named.get_untracked().is_none() {
        return view! { <NotFound /> }.into_any();
    }
    let tab = Memo::new(move |_| named.get().unwrap_or(Tab::Application));
    let all = use_query_map().with_untracked(|query| query.get("all").is_some());
    let limit = if all { ALL } else { FIRST };
    // Only the filing is a source: moving between tabs loads nothing, because all of it is in the wizard's state.
    let loaded = Resource::new_blocking(move || id.get(), move |id| load(id, tab.get_untracked(), limit));
    view! {
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(loaded) => view! {
                        <Provider value=Wizard::new(loaded, tab)>
                            <Frame />
                        </Provider>
                    }
                    .into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}
