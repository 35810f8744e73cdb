//! 人员变更申请: the two ways to change who is engaged, and under them who is.

use super::api::find;
use super::people::People;
use crate::components::PageTop;
use crate::filings::api::entries;
use crate::home::{Entering, StartFailed, StartForm, going_on};
use crate::shell::Failure;
use domain::filings::{Entry, Kind};
use domain::staff::Search;
use leptos::prelude::*;
use leptos_meta::Title;

/// `/personnel`.
#[component]
pub fn PersonnelPage() -> impl IntoView {
    let entries = Resource::new(|| (), |_| entries());
    let search = RwSignal::new(Search::default());
    let found = Resource::new(move || search.get(), find);
    view! {
        <Title text="人员变更申请"/>
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match entries.await {
                    Ok(entries) => view! {
                        <PageTop title="人员变更申请"/>
                        <Ways entries/>
                        <People search found/>
                    }
                    .into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// 人员离职申请 and 人员入职申请, in the manual's order.
#[component]
fn Ways(entries: Vec<Entry>) -> impl IntoView {
    let entering = Entering::default();
    let way = |kind: Kind, title: &'static str| {
        entries.iter().find(|entry| entry.kind == kind).map(|entry| one_way(entry, title, entering))
    };
    view! {
        <StartFailed entering/>
        <div class="columns">
            {way(Kind::Leaving, "人员离职申请")}
            {way(Kind::Joining, "人员入职申请")}
        </div>
    }
    .into_any()
}

fn one_way(entry: &Entry, title: &'static str, entering: Entering) -> AnyView {
    let kind = entry.kind;
    let (heading, reason) = (format!("{}-title", kind.code()), format!("{}-reason", kind.code()));
    let plus =
        view! { <span aria-hidden="true">"＋"</span> <span class="visually-hidden">{format!("新增{title}")}</span> };
    let (button, line) = match (&entry.live, &entry.hindrance) {
        (Some(live), _) => (().into_any(), view! { <p><a href=live.href()>{going_on(live)}</a></p> }.into_any()),
        // Within reach of the keyboard, so that everybody gets to know why.
        (None, Some(hindrance)) => (
            view! { <button type="button" class="button" aria-disabled="true" aria-describedby=reason.clone()>{plus}</button> }
                .into_any(),
            view! { <p id=reason>{hindrance.clone()}</p> }.into_any(),
        ),
        (None, None) => (
            view! { <StartForm kind entering class="button button-primary">{plus}</StartForm> }.into_any(),
            view! { <p>{kind.purpose()}</p> }.into_any(),
        ),
    };
    view! {
        <section class="sheet" aria-labelledby=heading>
            <div class="sheet-head">
                <h2 id=heading.clone()>{title}</h2>
                {button}
            </div>
            {line}
        </section>
    }
    .into_any()
}
