//! How a field learns what is wrong with it.

use domain::Finding;
use domain::conformity::Severity;
use leptos::prelude::*;
use std::time::Duration;

/// The findings on the fields below, in context.
#[derive(Clone, Copy)]
pub struct Findings {
    /// What is wrong, each with its field path.
    pub all: Signal<Vec<Finding>>,
    /// `None`: said at once, as after a form was sent. Else: said once the field was left, or when this turns true.
    pub insist: Option<Signal<bool>>,
    /// What the server found besides: said at once in any case.
    pub answered: Option<Signal<Vec<Finding>>>,
}

/// Findings that the fields below show at once: the answer to a form that was sent.
pub fn provide_findings(all: impl Into<Signal<Vec<Finding>>>) {
    provide_context(Findings { all: all.into(), insist: None, answered: None });
}

/// Findings that change as people type: a field shows its own once it was left, and all show theirs when `insist` turns true.
pub fn provide_live_findings(all: impl Into<Signal<Vec<Finding>>>, insist: impl Into<Signal<bool>>) {
    provide_context(Findings { all: all.into(), insist: Some(insist.into()), answered: None });
}

/// The id of a field's element; an error summary links to it.
pub fn field_id(path: &str) -> String {
    path.replace(char::is_whitespace, "-")
}

/// A field was left: it may say what is wrong with it, but not in the middle of a press. Its message would move the button
/// away from under the pointer, and the click would be lost.
pub(super) fn leave(left: RwSignal<bool>) {
    let pressed = document().query_selector(":active").is_ok_and(|pressed| pressed.is_some());
    match pressed {
        true => set_timeout(move || leave(left), Duration::from_millis(50)),
        // The field may be gone by then.
        false => drop(left.try_set(true)),
    }
}

/// One field's own state: its id, whether it was left, what is said about it.
#[derive(Clone)]
pub(super) struct FieldState {
    pub id: String,
    pub left: RwSignal<bool>,
    pub error: Memo<Option<String>>,
}

impl FieldState {
    pub fn new(path: &str) -> FieldState {
        let left = RwSignal::new(false);
        let findings = use_context::<Findings>();
        let own = path.to_owned();
        let error = Memo::new(move |_| {
            let findings = findings?;
            let wrong = |all: &Vec<Finding>| {
                let wrong = |finding: &&Finding| finding.path == own && finding.severity == Severity::Blocking;
                all.iter().find(wrong).map(|finding| finding.message.clone())
            };
            let silent = findings.insist.is_some_and(|insist| !left.get() && !insist.get());
            let own = if silent { None } else { findings.all.with(wrong) };
            own.or_else(|| findings.answered?.with(wrong))
        });
        FieldState { id: field_id(path), left, error }
    }

    /// For `aria-invalid`.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + 'static {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }

    /// For `aria-describedby`: the ids of hint and message, where there are any.
    pub fn described_by(&self, hint: bool) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
        let (id, error) = (self.id.clone(), self.error);
        move || {
            let hint = hint.then(|| format!("{id}-hint"));
            let message = error.with(Option::is_some).then(|| format!("{id}-error"));
            match (hint, message) {
                (Some(hint), Some(message)) => Some(format!("{hint} {message}")),
                (hint, message) => hint.or(message),
            }
        }
    }
}
