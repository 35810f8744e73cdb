//! 退回: a deferred document that was handed in and is wrong.

use crate::components::{SendDialog, Sending, SendingTold, TextArea};
use crate::corrections::joined;
use crate::filings::api::return_deferred;
use crate::reasons::ReasonPicker;
use domain::Finding;
use domain::corrections::LONGEST_REASON;
use domain::filings::Deferral;
use domain::reasons::{Reason, Topic};
use domain::values::text;
use leptos::prelude::*;

/// What the dialog works on.
#[derive(Clone, Copy)]
pub struct Returning {
    open: RwSignal<bool>,
    filing: StoredValue<String>,
    slot: RwSignal<String>,
    label: RwSignal<&'static str>,
    typed: RwSignal<String>,
    cited: RwSignal<Option<String>>,
    /// Whether the last day is over.
    late: bool,
    /// Called with what the document is called.
    done: Callback<&'static str>,
}

impl Returning {
    /// A closed dialog.
    pub fn new(filing: StoredValue<String>, late: bool, done: Callback<&'static str>) -> Returning {
        Returning {
            open: RwSignal::new(false),
            filing,
            slot: RwSignal::new(String::new()),
            label: RwSignal::new(""),
            typed: RwSignal::new(String::new()),
            cited: RwSignal::new(None),
            late,
            done,
        }
    }

    /// Asks why this one is sent back. What was typed stays.
    pub fn ask(self, slot: String, label: &'static str) {
        self.slot.set(slot);
        self.label.set(label);
        self.open.set(true);
    }
}

/// The dialog.
#[component]
pub fn ReturnDialog(returning: Returning) -> impl IntoView {
    let Returning { open, filing, slot, label, typed, cited, late, done } = returning;
    let sending = Sending::default();
    let live = Memo::new(move |_| {
        let wrong = typed.with(|typed| text::paragraph(typed, LONGEST_REASON)).err();
        wrong.map(|error| Finding::field("reason", error)).into_iter().collect::<Vec<_>>()
    });
    let submit = Callback::new(move |()| {
        if !live.with_untracked(|live| sending.right(live)) {
            return;
        }
        let (reason, cited) = (typed.get_untracked(), cited.get_untracked());
        sending.send(return_deferred(filing.get_value(), slot.get_untracked(), reason, cited), move |_| {
            open.set(false);
            done.run(label.get_untracked());
        });
    });
    view! {
        <SendDialog open title="退回容缺材料" action="退回" sending submit>
            <div class="dialog-body">
                {sending.provide(live.into())}
                <p>{move || format!("“{}”将退回企业重新提交，提交期限不变。", label.get())}</p>
                {late.then(|| view! { <p class="notice notice-warn">"提交期限已过，退回后企业不能再提交，申请将按逾期终止办理。"</p> })}
                <ReasonPicker topic=Topic::ReturnDeferred on_pick=Callback::new(move |reason: Reason| {
                    typed.update(|typed| *typed = joined(typed, &reason.text));
                    cited.set(Some(reason.id));
                })/>
                <TextArea path="reason" label="退回理由" required=true hint="申请单位可以看到" value=typed
                    on_input=Callback::new(move |words| typed.set(words))/>
                <SendingTold sending/>
            </div>
        </SendDialog>
    }
    .into_any()
}

/// Why a document was sent back, beside its place.
pub fn why_returned(deferral: &Deferral) -> Option<AnyView> {
    let (waiting, reason) = (deferral.handed_in_at.is_none(), deferral.returned_reason.clone());
    let class = if waiting { "remark remark-asked" } else { "remark remark-former" };
    (!reason.is_empty()).then(|| {
        view! { <div class=class><p class="remark-text"><strong>"退回理由："</strong>{reason}</p></div> }.into_any()
    })
}
