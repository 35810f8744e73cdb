//! What stands around every control: label, hint, message.

use super::findings::FieldState;
use leptos::prelude::*;

/// The mark of a field that must be filled.
pub(super) fn required_mark(required: bool) -> Option<AnyView> {
    required.then(|| view! { <span class="required" aria-hidden="true">"*"</span> }.into_any())
}

/// The message beside the field.
pub(super) fn message(state: &FieldState) -> AnyView {
    let (id, error) = (state.id.clone(), state.error);
    (move || error.get().map(|message| view! { <p class="field-error" id=format!("{id}-error")>{message}</p> }))
        .into_any()
}

pub(super) fn hint(id: &str, hint: Option<String>) -> Option<AnyView> {
    hint.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> }.into_any())
}

/// What stands beside a field besides, in context: asked with the field's path. Remarks on it, such as a reviewer's.
#[derive(Clone, Copy)]
pub struct Beside(pub Callback<String, Option<AnyView>>);

/// What stands beside the field at this path.
pub(super) fn beside(path: &str) -> Option<AnyView> {
    use_context::<Beside>().and_then(|beside| beside.0.run(path.to_owned()))
}

/// A labelled control.
pub(super) fn frame(
    state: &FieldState,
    label: String,
    required: bool,
    said: Option<String>,
    wide: bool,
    control: AnyView,
) -> AnyView {
    let error = state.error;
    view! {
        <div class="field" class:field-wide=wide class:field-invalid=move || error.with(Option::is_some)>
            <label class="field-label" for=state.id.clone()>
                {label}
                {required_mark(required)}
            </label>
            {control}
            {hint(&state.id, said)}
            {message(state)}
            {beside(&state.id)}
        </div>
    }
    .into_any()
}
