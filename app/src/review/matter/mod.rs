//! 申请事项: what matters for the kind, in front of everything else: the before and after of a change, the people who leave,
//! the licence it is about.

mod change;
mod people;
mod plain;
mod scope;

pub use people::Beside;

use super::facts;
use domain::filings::{FilingHeader, FilingView, Kind};
use domain::values::{ResidentId, date};
use leptos::prelude::*;

/// The sheet on top of a filing's overview.
#[component]
pub fn Matter(
    /// The filing.
    view: FilingView,
    /// What is not in it.
    beside: Beside,
) -> impl IntoView {
    let FilingView { header, sections, .. } = view;
    let kind = header.summary.kind;
    let (title, content) = match kind {
        Kind::NewLicence => ("申请类别和等级", plain::new_licence(&sections.application.body)),
        Kind::RegistrationChange => ("申请变更内容", change::change(&header.profile, &sections.change.body)),
        Kind::ScopeChange => {
            ("变更类别和等级", scope::scope_change(header.licence.as_ref(), &sections.application.body))
        }
        Kind::Renewal => ("延续内容", scope::renewal(header.licence.as_ref(), &sections.application.body)),
        Kind::Reissue => ("补（换）证事项", plain::reissue(header.summary.track, &sections.reissue.body)),
        Kind::Cancellation => ("注销事项", plain::cancellation(&sections.cancellation.body)),
        Kind::Joining => ("入职人员", people::joining(sections.joining.body.post, beside.joining)),
        Kind::Leaving => ("离职人员", people::leaving(sections.leaving.body, beside.effect)),
    };
    view! {
        <section class="sheet matter" aria-labelledby="matter-title">
            <h2 id="matter-title">{title}</h2>
            {content}
            {about(&header)}
        </section>
    }
    .into_any()
}

/// The licence that it is about, as it was when this was submitted.
fn about(header: &FilingHeader) -> Option<AnyView> {
    let licence = header.licence.as_ref()?;
    let id = header.licence_id.as_ref().unwrap_or(&licence.id);
    let number = licence.number.clone();
    let number = view! { <a href=format!("/licences/{id}")>{number}</a> }.into_any();
    let term = format!("{}至{}", date::long(licence.valid_from), date::long(licence.valid_until));
    let lines = vec![
        ("原许可证编号", number),
        ("持证单位", licence.holder.clone().into_any()),
        ("原类别和等级", licence.scope.label().into_any()),
        ("原有效期限", term.into_any()),
    ];
    Some(view! { <h3>"所涉许可证"</h3> {facts::list(lines)} }.into_any())
}

/// An ID number with its middle hidden; what is no ID number as it is.
fn masked(id: &str) -> String {
    ResidentId::parse(id).map_or_else(|_| id.to_owned(), |id| id.masked())
}
