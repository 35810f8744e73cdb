//! 结束: from today on, a recorded standing no longer counts.

use super::api::end;
use crate::components::{Confirm, Sending, SendingSignIn, SendingTold};
use domain::credit::CreditRecord;
use leptos::prelude::*;

/// Which record is asked about.
#[derive(Clone, Copy)]
pub struct Ending {
    open: RwSignal<bool>,
    record: RwSignal<Option<CreditRecord>>,
    sending: Sending,
}

impl Default for Ending {
    fn default() -> Ending {
        Ending { open: RwSignal::new(false), record: RwSignal::new(None), sending: Sending::default() }
    }
}

impl Ending {
    /// Opens the dialog for this record.
    pub fn ask(self, record: CreditRecord) {
        self.sending.clear();
        self.record.set(Some(record));
        self.open.set(true);
    }
}

/// The question.
#[component]
pub fn EndDialog(
    /// Which record is asked about.
    ending: Ending,
    /// Called with what was done.
    done: Callback<String>,
) -> impl IntoView {
    let Ending { open, record, sending } = ending;
    let confirm = Callback::new(move |()| {
        let Some(record) = record.get_untracked() else { return };
        let told = format!("{}的“{}”记录已结束。", record.enterprise, record.standing);
        sending.send(end(record.id), move |()| {
            open.set(false);
            done.run(told);
        });
    });
    let about =
        move || record.get().map(|record| format!("{}：{}，{}", record.enterprise, record.standing, record.reason));
    view! {
        <Confirm open title="结束信用记录" action="结束" busy=sending.busy on_confirm=confirm>
            <p>{about}</p>
            <p>"自今日起该记录不再有效，记录本身保留。"</p>
            <SendingTold sending/>
        </Confirm>
        <SendingSignIn sending again=confirm/>
    }
    .into_any()
}
