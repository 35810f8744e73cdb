//! What must be changed in a form that was sent, on top of it.

use super::dom;
use super::findings::field_id;
use domain::Finding;
use domain::conformity::Severity;
use leptos::html::Div;
use leptos::prelude::*;

/// A list of what is wrong, each a link to its field. Takes focus whenever findings arrive.
#[component]
pub fn ErrorSummary(
    /// What is wrong; nothing is shown while there is nothing.
    #[prop(into)]
    findings: Signal<Vec<Finding>>,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let wrong = Signal::derive(move || {
        let mut wrong = findings.get();
        wrong.retain(|finding| finding.severity == Severity::Blocking);
        wrong
    });
    Effect::new(move |_| {
        if !wrong.with(Vec::is_empty) {
            // The summary is in the page only after the view has followed.
            request_animation_frame(move || {
                if let Some(element) = node.get_untracked() {
                    let _ = element.focus();
                }
            });
        }
    });
    move || {
        let wrong = wrong.get();
        (!wrong.is_empty()).then(|| {
            view! {
                <div class="error-summary" role="alert" tabindex="-1" node_ref=node>
                    <h2>{format!("有 {} 处需要修改", wrong.len())}</h2>
                    <ul>{wrong.into_iter().map(line).collect_view()}</ul>
                </div>
            }
            .into_any()
        })
    }
}

fn line(finding: Finding) -> AnyView {
    if finding.path.is_empty() {
        return view! { <li>{finding.message}</li> }.into_any();
    }
    let id = field_id(&finding.path);
    let target = id.clone();
    view! {
        <li>
            <a
                href=format!("#{id}")
                on:click=move |event| {
                    // A hash change would be the router's; moving the focus is all that is wanted.
                    if dom::focus(&target) {
                        event.prevent_default();
                    }
                }
            >
                {finding.message}
            </a>
        </li>
    }
    .into_any()
}
