//! 申请废弃.

use crate::api::new_key;
use crate::components::Confirm;
use crate::filings::api;
use crate::filings::state::{Wizard, use_wizard};
use domain::values::ResidentId;
use domain::workflow::Action;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashSet;

/// The button, and the question what it means.
#[component]
pub fn Abandon() -> impl IntoView {
    let wizard = use_wizard();
    let asking = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let told = RwSignal::new(None::<String>);
    let confirm = Callback::new(move |()| {
        busy.set(true);
        let (id, revision) = (wizard.id.get_value(), wizard.header.with_untracked(|header| header.revision));
        spawn_local(async move {
            let answer = api::act(id, revision, new_key(), Action::Abandon, String::new(), Vec::new()).await;
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match answer {
                Ok(header) => {
                    asking.set(false);
                    wizard.header.set(header);
                }
                Err(error) => {
                    if error.is_signed_out() {
                        wizard.signed_out.set(true);
                    }
                    told.set(Some(error.to_string()));
                }
            }
        });
    });
    view! {
        <button type="button" class="button button-danger" on:click=move |_| {
            told.set(None);
            asking.set(true);
        }>"申请废弃"</button>
        <Confirm open=asking title="申请废弃" action="确认废弃" danger=true on_confirm=confirm busy>
            <p>"废弃后本申请结束，不能恢复，可重新申请。"</p>
            <ul>
                {move || released(wizard).map(|released| view! { <li>{released}</li> })}
                <li>"已上传的附件留存备查。"</li>
            </ul>
            {move || told.get().map(|told| view! { <p class="field-error" role="alert">{told}</p> })}
        </Confirm>
    }
    .into_any()
}

/// What becomes of the people that the filing names.
fn released(wizard: Wizard) -> Option<String> {
    match people(wizard) {
        0 => None,
        // Whoever the licence engages stays engaged.
        _ if wizard.kind.judged() && wizard.kind.about_licence() => {
            Some("本申请新填报的人员将被释放，可用于其他申请；许可证在册人员不受影响。".to_owned())
        }
        count => Some(format!("本申请填报的 {count} 名人员将被释放，可用于其他申请。")),
    }
}

/// How many people the filing names.
fn people(wizard: Wizard) -> usize {
    let filing = wizard.snapshot();
    let leads = [&filing.sections.technical_lead.body.resident_id, &filing.sections.safety_lead.body.resident_id];
    let technicians = filing.rows.technicians.iter().map(|row| &row.body.resident_id);
    let electricians = filing.rows.electricians.iter().map(|row| &row.body.resident_id);
    let all: HashSet<ResidentId> =
        leads.into_iter().chain(technicians).chain(electricians).filter_map(|id| ResidentId::parse(id).ok()).collect();
    all.len()
}
