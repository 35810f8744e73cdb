//! How a licence stands: for the home page and the licence's own.

use super::api;
use crate::api::ApiError;
use crate::components::licence_badge;
use domain::conformity::Severity;
use domain::licences::{Licence, LicenceStatus};
use domain::staff::Shortfall;
use domain::values::date;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The enterprise's licence, and whether its staff has fallen below the conditions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The licence as it is now.
    pub licence: Licence,
    /// What falls short.
    pub shortfall: Option<Shortfall>,
}

/// The licence of the enterprise that is signed in, if it has one.
///
/// # Errors
/// As the server functions have them.
pub async fn held() -> Result<Option<Held>, ApiError> {
    let Some(licence) = api::mine().await? else { return Ok(None) };
    let shortfall = match licence.status {
        LicenceStatus::InForce => api::load(licence.id.clone(), None).await?.shortfall,
        _ => None,
    };
    Ok(Some(Held { licence, shortfall }))
}

/// Where the licence stands, in words and colour.
pub fn status_badge(licence: &Licence) -> AnyView {
    let silent = licence.extended_by_silence && licence.status == LicenceStatus::InForce;
    view! {
        {licence_badge(licence.status)}
        {silent.then(|| view! { " " <span class="status status-wait">"视为准予延续"</span> })}
    }
    .into_any()
}

/// The staff no longer meets the conditions, and until when that must be mended.
#[component]
pub fn ShortfallNotice(
    /// What falls short.
    shortfall: Shortfall,
    /// Whether it is told to the enterprise itself, which can mend it.
    own: bool,
) -> impl IntoView {
    let lacking = shortfall.findings.into_iter().filter(|finding| finding.severity == Severity::Blocking);
    let until = date::long(shortfall.until);
    let told = match own {
        true => format!("请在{until}前（含当日）补足人员，逾期将重新核定许可类别和等级。"),
        false => format!("应在{until}前（含当日）补足人员。"),
    };
    view! {
        <div class="notice notice-bad">
            <h3>"人员已不符合许可条件"</h3>
            <p>{told}</p>
            <ul>{lacking.map(|finding| view! { <li>{finding.message}</li> }).collect_view()}</ul>
            {own.then(|| view! { <p><a href="/personnel">"办理人员变更申请"</a></p> })}
        </div>
    }
    .into_any()
}
