//! Whom a campaign would concern.

use super::api::look;
use crate::components::{Sending, dom};
use domain::inspections::Preview;
use leptos::prelude::*;

/// Where the preview stands.
const SHEET: &str = "campaign-preview";

/// What was previewed.
#[derive(Clone, Copy)]
pub struct Previewing(RwSignal<Option<Preview>>);

impl Default for Previewing {
    fn default() -> Previewing {
        Previewing(RwSignal::new(None))
    }
}

impl Previewing {
    /// Looks at the plan as stored.
    pub fn look(self, id: String, sending: Sending) {
        sending.send(look(id), move |found| {
            self.0.set(Some(found));
            dom::focus_soon(SHEET.to_owned());
        });
    }

    /// Whether there is a preview.
    pub fn seen(self) -> bool {
        self.0.with(Option::is_some)
    }

    /// How many enterprises it would concern.
    pub fn concerned(self) -> i64 {
        self.0.with(|found| found.as_ref().map_or(0, |found| found.concerned))
    }
}

/// The preview, and what can be done on it.
#[component]
pub fn PreviewSheet(previewing: Previewing, children: ChildrenFn) -> impl IntoView {
    let children = StoredValue::new(children);
    move || {
        previewing.0.get().map(|found| {
            let offices = found.offices.into_iter().map(|(name, count)| {
                view! { <div><dt>{name}</dt><dd>{format!("{count} 家")}</dd></div> }
            });
            let first = found.first.into_iter().map(|(number, holder, scope)| {
                view! { <li><span class="code">{number}</span> " " {holder} "（" {scope.label()} "）"</li> }
            });
            view! {
                <section class="sheet" id=SHEET tabindex="-1" aria-labelledby="preview-title">
                    <h2 id="preview-title">"预览"</h2>
                    <p>{format!("涉及 {} 家持证企业，另有 {} 家不在范围内或已豁免。", found.concerned, found.left_out)}</p>
                    <dl class="facts">{offices.collect_view()}</dl>
                    <details><summary>"部分企业名单"</summary><ul>{first.collect_view()}</ul></details>
                    {children.with_value(|children| children())}
                </section>
            }
            .into_any()
        })
    }
}
