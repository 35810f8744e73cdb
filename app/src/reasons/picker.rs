//! Picking a reason: its text goes into the field below.

use super::api::all;
use crate::components::SelectField;
use domain::reasons::{Reason, Topic};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A list of the reasons for this; nothing where there is none.
#[component]
pub fn ReasonPicker(
    /// What for.
    topic: Topic,
    /// Called with what was picked.
    on_pick: Callback<Reason>,
) -> impl IntoView {
    // Only needed once people write: nobody waits for it.
    let reasons = RwSignal::new(Vec::<Reason>::new());
    Effect::new(move |_| {
        spawn_local(async move {
            let mut all = all().await.unwrap_or_default();
            all.retain(|reason| reason.topic == topic && !reason.retired);
            drop(reasons.try_set(all));
        });
    });
    let chosen = RwSignal::new(String::new());
    let pick = Callback::new(move |id: String| {
        // What is picked goes into the field; the list is ready for another.
        chosen.set(id.clone());
        chosen.set(String::new());
        if let Some(reason) = reasons.with_untracked(|all| all.iter().find(|reason| reason.id == id).cloned()) {
            on_pick.run(reason);
        }
    });
    move || {
        let options: Vec<_> =
            reasons.with(|all| all.iter().map(|reason| (reason.id.clone(), reason.text.clone())).collect());
        (!options.is_empty()).then(|| {
            view! {
                <SelectField
                    path=format!("canned-{}", topic.code())
                    label=format!("常用理由（{topic}）")
                    hint="选择后填入下方，可再修改"
                    value=chosen
                    options
                    on_change=pick
                />
            }
        })
    }
}
