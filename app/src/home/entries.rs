//! 承装（修、试）电力设施许可业务: what can be filed, and for what cannot, why not.

use crate::api::{ApiError, page_key};
use crate::filings::api::Start;
use domain::filings::{FilingSummary, Kind};
use domain::licences::{Licence, LicenceStatus};
use domain::workflow::Status;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// The tiles of the enterprise's home page.
#[component]
pub fn Entries(
    /// The enterprise's filings, the newest first.
    filings: Vec<FilingSummary>,
    /// The enterprise's licence.
    licence: Option<Licence>,
) -> impl IntoView {
    let starting = ServerAction::<Start>::new();
    let error = move || starting.value().get().and_then(Result::err);

    let licensed = licence.as_ref().is_some_and(|licence| licence.status == LicenceStatus::InForce);
    let live = filings.into_iter().find(|filing| filing.kind == Kind::NewLicence && !filing.status.ended());
    let new_licence = match live {
        Some(filing) => going_on(&filing).into_any(),
        None if licensed => closed(Kind::NewLicence, "贵单位已持有有效的许可证").into_any(),
        None => view! { <Begin kind=Kind::NewLicence starting/> }.into_any(),
    };
    let reason = if licensed { "尚未开放网上办理" } else { "取得许可证后方可办理" };
    let others = Kind::ALL.iter().filter(|kind| **kind != Kind::NewLicence);
    view! {
        <section class="sheet" aria-labelledby="entries-title">
            <h2 id="entries-title">"承装（修、试）电力设施许可业务"</h2>
            {move || error().map(failed)}
            <noscript><p class="notice notice-warn">"填报申请需要在浏览器中启用 JavaScript。"</p></noscript>
            <ul class="entries">
                {new_licence}
                {others.map(|kind| closed(*kind, reason)).collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

fn failed(error: ApiError) -> impl IntoView {
    view! { <div class="notice notice-bad" role="alert"><p>{error.to_string()}</p></div> }
}

#[component]
fn Begin(kind: Kind, starting: ServerAction<Start>) -> impl IntoView {
    let key = page_key().get_value();
    view! {
        <li>
            <ActionForm action=starting>
                <input type="hidden" name="kind" value=kind.code()/>
                <input type="hidden" name="key" value=key/>
                <button type="submit" aria-busy=move || starting.pending().get().then_some("true")>
                    <strong>{kind.label()}</strong>
                    <span>"首次申请，或合并、分立后申请"</span>
                </button>
            </ActionForm>
        </li>
    }
    .into_any()
}

/// A filing that is under way takes the place of starting another one.
fn going_on(filing: &FilingSummary) -> impl IntoView + use<> {
    let (href, what) = match filing.status {
        Status::Draft => (format!("/filings/{}/application", filing.id), "继续填报"),
        status => (format!("/filings/{}", filing.id), status.label()),
    };
    let line = format!("{what} · {}", filing.number);
    view! { <li><a href=href><strong>{filing.kind.label()}</strong><span>{line}</span></a></li> }
}

fn closed(kind: Kind, reason: &'static str) -> impl IntoView {
    view! { <li aria-disabled="true"><span><strong>{kind.label()}</strong><span>{reason}</span></span></li> }
}
