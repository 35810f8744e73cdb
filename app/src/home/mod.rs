//! 首页, by role.

mod entering;
mod enterprise;
mod entries;
mod filings;
mod licence;
mod staff;
mod start;
mod to_dos;

pub use entering::Entering;
pub use entries::entry_id;
pub use start::{StartFailed, StartForm, going_on};

use crate::shell::use_viewer;
use domain::accounts::Role;
use leptos::prelude::*;
use leptos_meta::Title;

/// The home page of whoever is signed in.
#[component]
pub fn HomePage() -> impl IntoView {
    let page = match use_viewer().map(|viewer| viewer.role) {
        Some(Role::Enterprise) => view! { <enterprise::EnterpriseHome/> }.into_any(),
        Some(role) => view! { <staff::StaffHome role/> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <Title text="首页"/>
        <crate::ratings::Thanks/>
        {page}
    }
    .into_any()
}
