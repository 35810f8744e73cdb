//! The dialog for one comment.

use super::api::save_comment;
use super::remarks::Remarks;
use crate::components::{SendDialog, Sending, SendingTold, TextArea};
use crate::reasons::ReasonPicker;
use domain::Finding;
use domain::corrections::LONGEST_REASON;
use domain::reasons::Topic;
use domain::values::text;
use leptos::prelude::*;

/// The dialog; one for the whole page.
#[component]
pub fn CommentDialog(remarks: Remarks) -> impl IntoView {
    let dialog = remarks.dialog;
    let sending = Sending::default();
    let live = Memo::new(move |_| {
        let wrong = dialog.text.with(|typed| text::paragraph(typed, LONGEST_REASON)).err();
        wrong.map(|error| Finding::field("reason", error)).into_iter().collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        if dialog.open.get() {
            sending.clear();
        }
    });
    let submit = Callback::new(move |()| {
        if !live.with_untracked(|live| sending.right(live)) {
            return;
        }
        let request = save_comment(
            remarks.filing.get_value(),
            dialog.known.get_untracked(),
            dialog.key.get_value(),
            dialog.path.get_untracked(),
            dialog.text.get_untracked(),
            dialog.cited.get_untracked(),
        );
        sending.send(request, move |saved| {
            remarks.saved(saved);
            dialog.open.set(false);
        });
    });
    view! {
        <SendDialog open=dialog.open title="批注" action="保存批注" sending submit>
            <div class="dialog-body">
                {provide_live(sending, live)}
                <p>{move || dialog.label.get()}</p>
                <ReasonPicker
                    topic=Topic::Correction
                    on_pick=Callback::new(move |reason: domain::reasons::Reason| {
                        let joined = dialog.text.with_untracked(|typed| joined(typed, &reason.text));
                        dialog.cited.set(Some(reason.id));
                        remarks.keep_draft(&joined);
                        dialog.text.set(joined);
                    })
                />
                <TextArea
                    path="reason"
                    label="需补正的问题和要求"
                    required=true
                    value=dialog.text
                    hint="保存后即留存；要求补正时一并通知申请单位"
                    on_input=Callback::new(move |typed: String| {
                        remarks.keep_draft(&typed);
                        dialog.text.set(typed);
                    })
                />
                <SendingTold sending />
            </div>
        </SendDialog>
    }
    .into_any()
}

fn provide_live(sending: Sending, live: Memo<Vec<Finding>>) {
    sending.provide(live.into());
}

/// What was typed, with a picked reason behind it.
pub fn joined(typed: &str, reason: &str) -> String {
    match typed.trim() {
        "" => reason.to_owned(),
        typed if typed.contains(reason) => typed.to_owned(),
        typed => format!("{typed}\n{reason}"),
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_picked_reason_stands_behind_what_was_typed_and_once() {
        assert_eq!(joined(" ", "不清晰。"), "不清晰。");
        assert_eq!(joined("第2页", "不清晰。"), "第2页\n不清晰。");
        assert_eq!(joined("第2页\n不清晰。", "不清晰。"), "第2页\n不清晰。");
    }
}
