//! What administrators keep: one page that leads to all of it, the accounts of the staff, the offices.

pub mod api;
mod change_office;
mod landing;
mod move_province;
mod offices;
mod search;
mod staff;
mod staff_dialog;
mod staff_steps;
mod template_dialog;
mod templates;

pub use landing::{ADMINISTRATION, AdministrationPage};
pub use offices::OfficesPage;
pub use staff::StaffPage;
pub use templates::TemplatesPage;

use crate::shell::use_viewer;
use domain::accounts::Role;
use leptos::prelude::*;

/// The way to a page of the administration, and its heading.
fn top(title: &'static str) -> AnyView {
    view! {
        <nav class="breadcrumb" aria-label="当前位置">
            <ol>
                <li><a href="/">"首页"</a></li>
                <li><a href="/administration">"系统管理"</a></li>
                <li aria-current="page">{title}</li>
            </ol>
        </nav>
        <div class="page-head"><h1>{title}</h1></div>
    }
    .into_any()
}

fn administrates() -> bool {
    use_viewer().is_some_and(|viewer| viewer.role == Role::Administrator)
}
