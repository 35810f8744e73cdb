//! What somebody's leaving does to the licence, said before it is confirmed.

use crate::filings::check_panel::basis;
use crate::filings::state::Wizard;
use crate::staff;
use domain::Finding;
use domain::conformity::Severity;
use domain::staff::MENDING_DAYS;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The server's answer, which it gives once it has the people who leave.
#[derive(Clone, Copy)]
pub struct Departure {
    wizard: Wizard,
    wanted: RwSignal<bool>,
    found: RwSignal<Option<Result<Vec<Finding>, String>>>,
}

impl Departure {
    /// Not asked yet.
    pub fn new(wizard: Wizard) -> Departure {
        let this = Departure { wizard, wanted: RwSignal::new(false), found: RwSignal::new(None) };
        Effect::new(move |_| {
            if this.wanted.get() && wizard.settled() {
                this.wanted.set(false);
                this.load();
            }
        });
        this
    }

    /// Asks, once everything is saved.
    pub fn ask(self) {
        self.found.set(None);
        self.wizard.flush();
        self.wanted.set(true);
    }

    /// Whether the answer is in sight.
    pub fn shown(self) -> bool {
        self.found.with_untracked(|found| matches!(found, Some(Ok(_))))
    }

    /// Whether it is on its way.
    pub fn waiting(self) -> bool {
        self.found.with(Option::is_none) && !self.wizard.saving().failed
    }

    fn load(self) {
        let id = self.wizard.id.get_value();
        spawn_local(async move {
            let answer = staff::api::effect(id).await;
            if self.found.is_disposed() {
                return;
            }
            if answer.as_ref().is_err_and(crate::api::ApiError::is_signed_out) {
                self.wizard.signed_out.set(true);
            }
            self.found.set(Some(answer.map_err(|error| error.to_string())));
        });
    }

    /// Each condition that breaks, or that all stay met.
    pub fn view(self) -> AnyView {
        view! {
            <h3>"对许可条件的影响"</h3>
            <div aria-live="polite">{move || self.said()}</div>
        }
        .into_any()
    }

    fn said(self) -> AnyView {
        let found = match self.found.get() {
            None => {
                let saving = self.wizard.saving();
                return match saving.failed {
                    true => view! { <p class="field-error">{saving.text}</p> }.into_any(),
                    false => view! { <p class="loading">"正在核对…"</p> }.into_any(),
                };
            }
            Some(Err(why)) => {
                let said = format!("{why}。请再次点“确认离职”重新核对。");
                return view! { <p class="notice notice-bad" role="alert">{said}</p> }.into_any();
            }
            Some(Ok(found)) => found,
        };
        let (met, broken): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| found.severity != Severity::Blocking);
        if broken.is_empty() {
            return view! { <p class="notice notice-good">{format!("离职后仍符合许可条件（{} 项）。", met.len())}</p> }
                .into_any();
        }
        let lines = broken
            .into_iter()
            .map(|finding| {
                let basis = basis(&finding);
                view! { <li class="check-blocking">{finding.message} {basis}</li> }
            })
            .collect_view();
        view! {
            <div class="notice notice-bad">
                <p>{format!("离职后将不符合以下许可条件，须在{MENDING_DAYS}日内补足人员：")}</p>
                <ul class="check-list">{lines}</ul>
            </div>
        }
        .into_any()
    }
}
