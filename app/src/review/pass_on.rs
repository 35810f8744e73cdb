//! 转交、改派: gives a filing to another reviewer of the office.

use super::api::{hand_over, reassign, reviewers};
use crate::api::{ApiError, new_key};
use crate::components::{SelectField, SendDialog, Sending, SendingTold, TextArea, dom};
use crate::filings::api::load;
use crate::notices::something_done;
use domain::Finding;
use domain::filings::{FilingHeader, FilingSummary};
use domain::review::Colleague;
use domain::workflow::Action as Step;
use leptos::prelude::*;

/// What was given to whom.
#[derive(Clone, Debug)]
pub struct Passed {
    /// The filing's number.
    pub number: String,
    /// Name of who got it.
    pub to: String,
}

/// The dialog; it opens when there is a filing to be given away.
#[component]
pub fn PassOn(
    /// What is to be given away.
    target: RwSignal<Option<FilingSummary>>,
    /// Whether the viewer leads the office, and gives away anybody's.
    leads: bool,
    /// Called when it was given.
    done: Callback<Passed>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let (to, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let key = StoredValue::new(String::new());
    let sending = Sending::default();
    let live = Signal::derive(move || {
        let chosen = to.with(|to| !to.is_empty());
        (!chosen).then(|| Finding::field("to", "请选择接手的审核人员")).into_iter().collect::<Vec<_>>()
    });
    sending.provide(live);
    let people = Action::new(|(): &()| reviewers());
    Effect::new(move || {
        if target.with(Option::is_none) {
            return;
        }
        to.set(String::new());
        note.set(String::new());
        key.set_value(new_key());
        sending.clear();
        people.dispatch(());
        open.set(true);
    });
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            target.set(None);
        }
        now
    });
    let name_of = move |id: &str| {
        let known = people.value().get_untracked().and_then(Result::ok).unwrap_or_default();
        known.into_iter().find(|one| one.id == id).map(|one| one.name).unwrap_or_default()
    };
    let submit = Callback::new(move |()| {
        let Some(filing) = target.get_untracked() else { return };
        if !sending.right(&live.get_untracked()) {
            return;
        }
        let (to, note) = (to.get_untracked(), note.get_untracked());
        let passed = Passed { number: filing.number.clone(), to: name_of(&to) };
        sending.send(give(filing.id, leads, key.get_value(), to, note), move |_| {
            open.set(false);
            done.run(passed);
        });
    });
    let title = if leads { "改派申请" } else { "转交申请" };
    let choice = move || {
        let mine = target.with(|filing| filing.as_ref().and_then(|filing| filing.assignee.clone()));
        match people.value().get() {
            None => view! { <p class="loading" role="status">"正在载入…"</p> }.into_any(),
            Some(Err(error)) => view! { <p class="field-error" role="alert">{error.to_string()}</p> }.into_any(),
            Some(Ok(people)) => {
                let offered = people.into_iter().filter(|one| Some(&one.name) != mine.as_ref()).map(offer).collect();
                view! {
                    <SelectField path="to" label="接手的审核人员" required=true options=offered value=to
                        on_change=Callback::new(move |id: String| to.set(id))/>
                }
                .into_any()
            }
        }
    };
    view! {
        <SendDialog open title size="dialog-small" action=if leads { "改派" } else { "转交" } sending submit>
            <div class="dialog-body">
                {move || target.get().map(|filing| view! {
                    <p>{format!("{}（{}，{}）", filing.kind, filing.number, filing.enterprise)}</p>
                })}
                {choice}
                <TextArea path="note" label="说明" hint="只有本机构人员可以看到，可不填写" value=note
                    on_input=Callback::new(move |text| note.set(text))/>
                <SendingTold sending/>
            </div>
        </SendDialog>
    }
    .into_any()
}

/// The button on the page of one filing; nothing for who may not give it away.
#[component]
pub fn PassOnButton(
    /// The filing as the viewer saw it.
    header: FilingHeader,
    /// What is said when it was given.
    told: RwSignal<Option<String>>,
    /// Loads the filing anew.
    reload: Callback<()>,
) -> impl IntoView {
    let leads = header.allowed.contains(&Step::Reassign);
    if !leads && !header.allowed.contains(&Step::HandOver) {
        return ().into_any();
    }
    let target = RwSignal::new(None::<FilingSummary>);
    let filing = StoredValue::new(header.summary);
    let done = Callback::new(move |Passed { to, .. }: Passed| {
        told.set(Some(format!("已交由{to}办理。")));
        something_done();
        reload.run(());
        dom::focus_soon(super::deferrals::TOLD.to_owned());
    });
    view! {
        <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| target.set(Some(filing.get_value()))>
            {if leads { "改派" } else { "转交" }}
        </button>
        <PassOn target leads done/>
    }
    .into_any()
}

/// With how much there is to do already.
fn offer(Colleague { id, name, count }: Colleague) -> (String, String) {
    (id, format!("{name}（在办 {count} 件）"))
}

/// Gives it under the revision that it has now.
async fn give(id: String, leads: bool, key: String, to: String, note: String) -> Result<FilingHeader, ApiError> {
    let revision = load(id.clone()).await?.header.revision;
    match leads {
        true => reassign(id, revision, key, to, note).await,
        false => hand_over(id, revision, key, to, note).await,
    }
}
