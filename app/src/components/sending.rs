//! A form that is sent to the server: checked while people type, told where it was refused, sent once, and everything typed
//! kept whatever comes of it.

use super::{Dialog, Findings, SignInAgain, dom, field_id};
use crate::api::ApiError;
use crate::shell::use_viewer;
use domain::{Finding, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What has come of sending one form.
#[derive(Clone, Copy)]
pub struct Sending {
    /// On its way.
    pub busy: RwSignal<bool>,
    insist: RwSignal<bool>,
    answered: RwSignal<Vec<Finding>>,
    told: RwSignal<Option<String>>,
    /// The session has ended: sign in again.
    pub signed_out: RwSignal<bool>,
}

impl Default for Sending {
    fn default() -> Sending {
        Sending {
            busy: RwSignal::new(false),
            insist: RwSignal::new(false),
            answered: RwSignal::new(Vec::new()),
            told: RwSignal::new(None),
            signed_out: RwSignal::new(false),
        }
    }
}

impl Sending {
    /// Shows the findings of the live check, and the server's, at the fields below.
    pub fn provide(self, live: Signal<Vec<Finding>>) {
        provide_context(Findings { all: live, insist: Some(self.insist.into()), answered: Some(self.answered.into()) });
    }

    /// Forgets what came of it before.
    pub fn clear(self) {
        self.insist.set(false);
        self.answered.set(Vec::new());
        self.told.set(None);
    }

    /// Says something on top of the buttons.
    pub fn tell(self, sentence: impl Into<String>) {
        self.told.set(Some(sentence.into()));
    }

    /// What the check in the browser finds is said, and the first of it takes the focus. Whether there is nothing.
    pub fn right(self, findings: &[Finding]) -> bool {
        self.clear();
        self.insist.set(!findings.is_empty());
        if let Some(first) = findings.first() {
            dom::focus_soon(field_id(&first.path));
        }
        findings.is_empty()
    }

    /// Sends, unless it is on its way already.
    pub fn send<T: 'static>(
        self,
        request: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.clear();
        self.busy.set(true);
        spawn_local(async move {
            let answer = request.await;
            // The page may be gone.
            if self.busy.is_disposed() {
                return;
            }
            self.busy.set(false);
            match answer {
                Ok(answer) => done(answer),
                Err(error) => self.failed(error),
            }
        });
    }

    fn failed(self, error: ApiError) {
        match error {
            ApiError::Refused(Refusal::SignedOut) => self.signed_out.set(true),
            ApiError::Refused(Refusal::Invalid { findings }) if !findings.is_empty() => {
                dom::focus_soon(field_id(&findings[0].path));
                self.answered.set(findings);
            }
            error => self.tell(error.to_string()),
        }
    }
}

/// What a form's sending came to, where it is not about a field. Stands in the form, above its buttons.
#[component]
pub fn SendingTold(
    /// The form's.
    sending: Sending,
) -> impl IntoView {
    view! { <div role="alert">{move || sending.told.get().map(|told| view! { <p class="field-error">{told}</p> })}</div> }
        .into_any()
}

/// Signing in again where the session ended meanwhile. Stands outside the form: forms do not nest.
#[component]
pub fn SendingSignIn(
    /// The form's.
    sending: Sending,
    /// Sends again.
    again: Callback<()>,
) -> impl IntoView {
    let account = use_viewer().map(|viewer| viewer.account).unwrap_or_default();
    view! { <SignInAgain open=sending.signed_out account on_signed_in=again/> }.into_any()
}

/// A dialog that is a form: its fields, 取消, and the button that sends.
#[component]
pub fn SendDialog(
    /// Whether it is open; set to false to close it.
    open: RwSignal<bool>,
    /// Heading.
    title: &'static str,
    /// `dialog-small` or `dialog-large`.
    #[prop(optional)]
    size: &'static str,
    /// What the button that sends says.
    action: &'static str,
    /// The form's.
    sending: Sending,
    /// Checks and sends.
    submit: Callback<()>,
    /// The fields (`.dialog-body`).
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <Dialog open title size>
            <form method="post" prop:noValidate=true on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }>
                {children.with_value(|children| children())}
                <footer class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| open.set(false)>"取消"</button>
                    <button type="submit" class="button button-primary" aria-busy=move || sending.busy.get().then_some("true")>
                        {action}
                    </button>
                </footer>
            </form>
        </Dialog>
        <SendingSignIn sending again=submit/>
    }
    .into_any()
}
