//! One field of a form: what it is called, how it is asked for, where it is kept.

use crate::components::{SelectField, TextField};
use leptos::prelude::*;

/// How a field is asked for.
#[derive(Clone, Copy)]
pub enum Input {
    /// One line.
    Text,
    /// One line over the whole width.
    Wide,
    /// Digits, such as an ID number.
    Code,
    /// A mobile.
    Mobile,
    /// A quantity, with its unit.
    Number(&'static str),
    /// A day.
    Date,
    /// One of several: codes and labels, and the label of a code.
    Choice(fn() -> Vec<(String, String)>, fn(&str) -> &'static str),
}

impl Input {
    /// How its content looks in a table.
    pub fn class(self) -> Option<&'static str> {
        match self {
            Self::Code | Self::Mobile | Self::Date => Some("code"),
            Self::Number(_) => Some("number"),
            Self::Text | Self::Wide | Self::Choice(..) => None,
        }
    }
}

/// One field of `T`. Values are text as typed, or the code of what is chosen.
pub struct Field<T: 'static> {
    /// Its name in findings' paths.
    pub name: &'static str,
    /// Label.
    pub label: &'static str,
    /// How it is asked for.
    pub input: Input,
    /// Whether it must be filled before submitting.
    pub required: bool,
    /// A line below; empty for none.
    pub hint: &'static str,
    /// Reads it.
    pub get: fn(&T) -> String,
    /// Writes it.
    pub set: fn(&mut T, String),
}

/// A field with a line below.
pub(super) const fn hint<T>(mut field: Field<T>, hint: &'static str) -> Field<T> {
    field.hint = hint;
    field
}

/// A field that may be left empty.
pub(super) const fn optional<T>(mut field: Field<T>) -> Field<T> {
    field.required = false;
    field
}

/// A field that holds text.
macro_rules! text {
    ($name:ident, $label:literal, $input:expr) => {
        $crate::filings::forms::Field {
            name: stringify!($name),
            label: $label,
            input: $input,
            required: true,
            hint: "",
            get: |body| body.$name.clone(),
            set: |body, value| body.$name = value,
        }
    };
}

/// A field that holds a choice.
macro_rules! choice {
    ($name:ident, $label:literal, $choice:ty) => {
        $crate::filings::forms::Field {
            name: stringify!($name),
            label: $label,
            input: $crate::filings::forms::Input::Choice(
                || <$choice>::ALL.iter().map(|choice| (choice.code().to_owned(), choice.label().to_owned())).collect(),
                |code| <$choice>::from_code(code).map_or("", <$choice>::label),
            ),
            required: true,
            hint: "",
            get: |body| body.$name.map_or_else(String::new, |choice| choice.code().to_owned()),
            set: |body, value| body.$name = <$choice>::from_code(&value),
        }
    };
}

pub(super) use {choice, text};

/// A field's content as people read it.
pub fn shown<T>(field: &Field<T>, body: &T) -> String {
    let value = (field.get)(body);
    match field.input {
        Input::Choice(_, label) => label(&value).to_owned(),
        _ => value,
    }
}

/// What differs between two versions: label, mine, theirs.
pub fn compare<T>(fields: &[Field<T>], mine: &T, theirs: &T) -> Vec<(String, String, String)> {
    fields
        .iter()
        .filter(|field| (field.get)(mine) != (field.get)(theirs))
        .map(|field| (field.label.to_owned(), shown(field, mine), shown(field, theirs)))
        .collect()
}

/// The fields, each under `prefix`, over a signal. `changed` gets the version before each change.
pub fn fields<T>(
    prefix: &str,
    fields: impl IntoIterator<Item = &'static Field<T>>,
    body: RwSignal<T>,
    changed: Callback<T>,
    locked: Signal<bool>,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
{
    fields
        .into_iter()
        .map(|field| {
            let path = if prefix.is_empty() { field.name.to_owned() } else { format!("{prefix}.{}", field.name) };
            let (get, set) = (field.get, field.set);
            let value = Memo::new(move |_| body.with(get));
            let write = Callback::new(move |value: String| {
                let before = body.get_untracked();
                body.update(|body| set(body, value));
                changed.run(before);
            });
            control(path, field.label, field.input, field.required, field.hint, value.into(), write, locked)
        })
        .collect_view()
        .into_any()
}

// Not generic: the same code for all forms.
#[expect(clippy::too_many_arguments, reason = "a field, taken apart so that its type is gone")]
fn control(
    path: String,
    label: &'static str,
    input: Input,
    required: bool,
    hint: &'static str,
    value: Signal<String>,
    write: Callback<String>,
    locked: Signal<bool>,
) -> AnyView {
    let hint = (!hint.is_empty()).then(|| hint.to_owned());
    if let Input::Choice(options, _) = input {
        return view! {
            <SelectField
                path
                label
                value
                options=options()
                on_change=write
                required
                hint=hint.unwrap_or_default()
                disabled=locked
            />
        }
        .into_any();
    }
    let (kind, unit) = match input {
        Input::Number(unit) => ("number", unit),
        Input::Mobile => ("tel", ""),
        Input::Date => ("date", ""),
        _ => ("text", ""),
    };
    view! {
        <TextField
            path
            label
            value
            on_input=write
            required
            hint=hint.unwrap_or_default()
            kind
            unit
            wide=matches!(input, Input::Wide)
            readonly=locked
        />
    }
    .into_any()
}
