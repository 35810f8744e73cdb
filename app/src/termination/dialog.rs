//! The question before a filing is terminated: why, and what it means.

use crate::api::{ApiError, new_key};
use crate::components::{Confirm, SignInAgain, TextArea, provide_findings};
use crate::filings::api::{act, load};
use crate::shell::use_viewer;
use domain::filings::FilingSummary;
use domain::values::not_blank;
use domain::workflow::Action;
use domain::{Finding, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Which filing is asked about.
#[derive(Clone, Copy)]
pub struct Asking {
    open: RwSignal<bool>,
    filing: RwSignal<Option<FilingSummary>>,
    /// The filing's revision when the dialog opened: if it moves afterwards, the person is told instead.
    revision: RwSignal<Option<i64>>,
    key: StoredValue<String>,
    reason: RwSignal<String>,
    findings: RwSignal<Vec<Finding>>,
    told: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    signed_out: RwSignal<bool>,
}

impl Default for Asking {
    fn default() -> Asking {
        Asking {
            open: RwSignal::new(false),
            filing: RwSignal::new(None),
            revision: RwSignal::new(None),
            key: StoredValue::new(String::new()),
            reason: RwSignal::new(String::new()),
            findings: RwSignal::new(Vec::new()),
            told: RwSignal::new(None),
            busy: RwSignal::new(false),
            signed_out: RwSignal::new(false),
        }
    }
}

impl Asking {
    /// Opens the dialog for this filing.
    pub fn ask(self, filing: FilingSummary) {
        self.key.set_value(new_key());
        self.revision.set(None);
        self.reason.set(String::new());
        self.findings.set(Vec::new());
        self.told.set(None);
        self.filing.set(Some(filing));
        self.open.set(true);
        self.look();
    }

    fn id(self) -> String {
        self.filing.with_untracked(|filing| filing.as_ref().map(|filing| filing.id.clone())).unwrap_or_default()
    }

    /// Reads the filing's revision.
    fn look(self) {
        let id = self.id();
        spawn_local(async move {
            let answer = load(id.clone()).await;
            // Another filing may be asked about by now, or the page may be gone.
            if self.filing.is_disposed() || self.id() != id {
                return;
            }
            match answer {
                Ok(view) => {
                    self.revision.set(Some(view.header.revision));
                    self.filing.set(Some(view.header.summary));
                }
                Err(error) => self.failed(&error),
            }
        });
    }

    fn terminate(self, done: Callback<String>, reload: Callback<()>) {
        let reason = self.reason.get_untracked();
        let lacking = (!not_blank(&reason)).then(|| Finding::field("reason", "请填写终止的理由"));
        self.findings.set(lacking.into_iter().collect());
        if self.findings.with_untracked(|findings| !findings.is_empty()) {
            crate::components::dom::focus("reason");
            return;
        }
        let Some(revision) = self.revision.get_untracked() else { return self.look() };
        self.told.set(None);
        self.busy.set(true);
        let (id, key) = (self.id(), self.key.get_value());
        spawn_local(async move {
            let answer = act(id, revision, key, Action::Terminate, reason, Vec::new()).await;
            if self.busy.is_disposed() {
                return;
            }
            self.busy.set(false);
            match answer {
                Ok(header) => {
                    self.open.set(false);
                    done.run(header.summary.number);
                }
                Err(error) => {
                    self.failed(&error);
                    if matches!(&error, ApiError::Refused(Refusal::Conflict { .. } | Refusal::NotNow { .. })) {
                        // What can be done now is shown behind the dialog; a second try sees the filing as it is then.
                        reload.run(());
                        self.look();
                    }
                }
            }
        });
    }

    fn failed(self, error: &ApiError) {
        match error {
            ApiError::Refused(Refusal::SignedOut) => self.signed_out.set(true),
            ApiError::Refused(Refusal::Conflict { .. }) => {
                self.told.set(Some("该申请刚刚有了新的进展，请核对其状态后再决定是否终止。".to_owned()));
            }
            ApiError::Refused(Refusal::Invalid { findings }) => {
                let here = |finding: &Finding| Finding { path: "reason".to_owned(), ..finding.clone() };
                self.findings.set(findings.iter().map(here).collect());
            }
            error => self.told.set(Some(error.to_string())),
        }
    }
}

/// The dialog.
#[component]
pub fn TerminateDialog(
    /// Which filing is asked about.
    asking: Asking,
    /// Called with the number of what was terminated.
    done: Callback<String>,
    /// Called when the list should be read anew.
    reload: Callback<()>,
) -> impl IntoView {
    provide_findings(asking.findings);
    let title = Signal::derive(move || {
        let number = asking.filing.with(|filing| filing.as_ref().map(|filing| filing.number.clone()));
        format!("终止申请 {}", number.unwrap_or_default())
    });
    let standing = move || {
        let filing = asking.filing.get()?;
        Some(format!("{}，当前状态：{}。", filing.kind, filing.status.label_in(filing.kind)))
    };
    let account = use_viewer().map(|viewer| viewer.account).unwrap_or_default();
    let confirm = Callback::new(move |()| asking.terminate(done, reload));
    view! {
        <Confirm open=asking.open title action="确认终止" danger=true busy=asking.busy on_confirm=confirm>
            <p>{standing}</p>
            <ul>
                <li>"流程结束，不能恢复；如仍需办理，只能重新申请。"</li>
                <li>"填报的人员将被释放，许可证上已有的人员不受影响。"</li>
                <li>"审核人员会看到终止的理由。"</li>
            </ul>
            <TextArea path="reason" label="终止理由" required=true value=asking.reason
                on_input=Callback::new(move |text| asking.reason.set(text))/>
            {move || asking.told.get().map(|told| view! { <p class="field-error" role="alert">{told}</p> })}
        </Confirm>
        <SignInAgain open=asking.signed_out account on_signed_in=Callback::new(move |()| asking.look())/>
    }
    .into_any()
}
