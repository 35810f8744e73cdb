//! The question before several are decided on, and what came of each.

use super::api::decide;
use crate::api::new_key;
use crate::components::{SendDialog, Sending, SendingTold, TextArea};
use domain::Finding;
use domain::sign_off::{Chosen, Decided, MOST, Waiting};
use domain::values::not_blank;
use domain::workflow::Action as Step;
use leptos::prelude::*;
use std::collections::HashMap;

/// What is ticked, and what came of it.
#[derive(Clone, Copy)]
pub struct Deciding {
    /// Ids of the filings that are ticked.
    pub chosen: RwSignal<Vec<String>>,
    waiting: StoredValue<Vec<Waiting>>,
    /// The step, and the keys under which each filing is decided once; made when the question is asked.
    asked: RwSignal<Option<Step>>,
    keys: StoredValue<HashMap<String, String>>,
    granting: RwSignal<bool>,
    refusing: RwSignal<bool>,
    note: RwSignal<String>,
    results: RwSignal<Vec<(String, String)>>,
    sending: Sending,
}

impl Default for Deciding {
    fn default() -> Deciding {
        Deciding {
            chosen: RwSignal::new(Vec::new()),
            waiting: StoredValue::new(Vec::new()),
            asked: RwSignal::new(None),
            keys: StoredValue::new(HashMap::new()),
            granting: RwSignal::new(false),
            refusing: RwSignal::new(false),
            note: RwSignal::new(String::new()),
            results: RwSignal::new(Vec::new()),
            sending: Sending::default(),
        }
    }
}

impl Deciding {
    /// What can be ticked now; what is gone is no longer ticked.
    pub fn offer(self, waiting: &[Waiting]) {
        self.waiting.set_value(waiting.to_vec());
        let there = |id: &String| waiting.iter().any(|one| one.filing.id == *id);
        if self.chosen.with_untracked(|chosen| chosen.iter().any(|id| !there(id))) {
            self.chosen.update(|chosen| chosen.retain(there));
        }
    }

    /// Asks whether those that are ticked are to be granted, or refused.
    pub fn ask(self, step: Step) {
        self.sending.clear();
        self.asked.set(Some(step));
        let key = |id: &String| (id.clone(), new_key());
        self.keys.set_value(self.chosen.with_untracked(|chosen| chosen.iter().map(key).collect()));
        let dialog = if step == Step::Grant { self.granting } else { self.refusing };
        dialog.set(true);
    }

    fn ticked(self) -> Vec<Waiting> {
        let chosen = self.chosen.get();
        self.waiting
            .with_value(|waiting| waiting.iter().filter(|one| chosen.contains(&one.filing.id)).cloned().collect())
    }

    fn wrong(self) -> Vec<Finding> {
        let mut wrong = Vec::new();
        let lacking = self.note.with(|note| !not_blank(note));
        if lacking && self.asked.get() == Some(Step::Refuse) {
            wrong.push(Finding::field("note", "请填写不予的理由"));
        }
        if self.chosen.with(Vec::len) > MOST {
            wrong.push(Finding::field("note", format!("每次最多签批{MOST}件，请减少所选的申请")));
        }
        wrong
    }

    fn send(self, done: Callback<String>) {
        let Some(step) = self.asked.get_untracked() else { return };
        if !self.sending.right(&untrack(|| self.wrong())) {
            return;
        }
        let ticked = untrack(|| self.ticked());
        let numbers: HashMap<_, _> = ticked
            .iter()
            .map(|one| (one.filing.id.clone(), format!("{} {}", one.filing.number, one.filing.enterprise)))
            .collect();
        let chosen = ticked.into_iter().map(|one| Chosen {
            revision: one.revision,
            key: self.keys.with_value(|keys| keys.get(&one.filing.id).cloned()).unwrap_or_default(),
            id: one.filing.id,
        });
        let request = decide(chosen.collect(), step, self.note.get_untracked());
        self.sending.send(request, move |decided: Vec<Decided>| {
            self.granting.set(false);
            self.refusing.set(false);
            let named = |one: &Decided| Some((numbers.get(&one.id).cloned().unwrap_or_default(), one.refused.clone()?));
            let refused: Vec<_> = decided.iter().filter_map(named).collect();
            let count = decided.len() - refused.len();
            if refused.is_empty() {
                self.note.set(String::new());
            }
            self.results.set(refused);
            done.run(format!("{count} 件已作出“{}”的决定。", if step == Step::Grant { "准予" } else { "不予" }));
        });
    }
}

/// What was not done, and why.
#[component]
pub fn Results(deciding: Deciding) -> impl IntoView {
    let list = move || {
        let refused = deciding.results.get();
        (!refused.is_empty()).then(|| {
            let lines = refused.into_iter().map(|(which, why)| view! { <li>{format!("{which}：{why}")}</li> });
            view! {
                <div class="notice notice-warn">
                    <h2>"以下申请未办理"</h2>
                    <ul>{lines.collect_view()}</ul>
                </div>
            }
        })
    };
    view! { <div role="alert">{list}</div> }.into_any()
}

/// Both questions.
#[component]
pub fn DecideDialogs(deciding: Deciding, done: Callback<String>) -> impl IntoView {
    let submit = Callback::new(move |()| deciding.send(done));
    view! {
        <SendDialog open=deciding.granting title="准予所选的申请" action="准予" sending=deciding.sending submit>
            <Fields deciding refuses=false/>
        </SendDialog>
        <SendDialog open=deciding.refusing title="不予所选的申请" action="不予" sending=deciding.sending submit>
            <Fields deciding refuses=true/>
        </SendDialog>
    }
    .into_any()
}

#[component]
fn Fields(deciding: Deciding, refuses: bool) -> impl IntoView {
    let live = Memo::new(move |_| deciding.wrong());
    deciding.sending.provide(live.into());
    let line = |one: Waiting| {
        let against = match (one.unmet, one.deliberation.as_ref().and_then(|found| found.outcome)) {
            (0, None) => String::new(),
            (0, Some(outcome)) => format!("，委员会{outcome}"),
            (unmet, None) => format!("，{unmet}项不符合"),
            (unmet, Some(outcome)) => format!("，{unmet}项不符合，委员会{outcome}"),
        };
        view! { <li>{format!("{} {}：{} {}{against}", one.filing.number, one.filing.enterprise, one.filing.kind, one.wanted)}</li> }
    };
    let (hint, means) = match refuses {
        true => ("同一理由写入每件申请的决定，申请单位可以看到", "申请以不予许可办结，不能撤回。"),
        false => ("可不填写，写入每件申请", "申请随即办结：颁发、变更或延续许可证，不能撤回。"),
    };
    view! {
        <div class="dialog-body">
            <p>{means}</p>
            <ul>{move || deciding.ticked().into_iter().map(line).collect_view()}</ul>
            <TextArea path="note" label=if refuses { "理由" } else { "备注" } required=refuses hint value=deciding.note
                on_input=Callback::new(move |text| deciding.note.set(text))/>
            <SendingTold sending=deciding.sending/>
        </div>
    }
    .into_any()
}
