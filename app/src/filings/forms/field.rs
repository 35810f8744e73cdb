//! One field of a form: what it is called, how it is asked for, where it is kept.

use super::Body;
use crate::components::{SelectField, TextArea, TextField};
use crate::filings::reveal::{reveal_button, seen};
use crate::filings::state::Wizard;
use leptos::prelude::*;

/// How a field is asked for.
#[derive(Clone, Copy)]
pub enum Input {
    /// One line.
    Text,
    /// One line over the whole width.
    Wide,
    /// Several lines.
    Paragraph,
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
            Self::Text | Self::Wide | Self::Paragraph | Self::Choice(..) => None,
        }
    }
}

/// One field. Values are text as typed, or the code of what is chosen.
pub struct Field {
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
    /// Reads it; empty where the body is of another form.
    pub get: fn(&Body) -> String,
    /// Writes it.
    pub set: fn(&mut Body, String),
}

impl Field {
    /// With a line below.
    pub const fn hint(mut self, hint: &'static str) -> Field {
        self.hint = hint;
        self
    }

    /// May be left empty.
    pub const fn optional(mut self) -> Field {
        self.required = false;
        self
    }

    /// Its content as people read it.
    pub fn shown(&self, body: &Body) -> String {
        let value = (self.get)(body);
        match self.input {
            Input::Choice(_, label) => label(&value).to_owned(),
            _ => value,
        }
    }
}

/// A field that holds text: the forms that have it, its name, label and kind.
macro_rules! text {
    ($($form:ident)|+, $name:ident, $label:literal, $input:expr) => {
        $crate::filings::forms::Field {
            name: stringify!($name),
            label: $label,
            input: $input,
            required: true,
            hint: "",
            get: |body| match body {
                $($crate::filings::forms::Body::$form(body))|+ => body.$name.clone(),
                _ => String::new(),
            },
            set: |body, value| {
                if let $($crate::filings::forms::Body::$form(body))|+ = body {
                    body.$name = value;
                }
            },
        }
    };
}

/// How a choice is asked for.
macro_rules! choices {
    ($choice:ty) => {
        $crate::filings::forms::Input::Choice(
            || <$choice>::ALL.iter().map(|choice| (choice.code().to_owned(), choice.label().to_owned())).collect(),
            |code| <$choice>::from_code(code).map_or("", <$choice>::label),
        )
    };
}

/// A field that holds a choice: the forms that have it, its name, label and type.
macro_rules! choice {
    ($($form:ident)|+, $name:ident, $label:literal, $choice:ty) => {
        $crate::filings::forms::Field {
            name: stringify!($name),
            label: $label,
            input: $crate::filings::forms::field::choices!($choice),
            required: true,
            hint: "",
            get: |body| match body {
                $($crate::filings::forms::Body::$form(body))|+ => {
                    body.$name.map_or_else(String::new, |choice| choice.code().to_owned())
                }
                _ => String::new(),
            },
            set: |body, value| {
                if let $($crate::filings::forms::Body::$form(body))|+ = body {
                    body.$name = <$choice>::from_code(&value);
                }
            },
        }
    };
}

/// A field that is a box to tick: the form that has it, its name, label, and what it says ticked and not.
macro_rules! tick {
    ($form:ident, $name:ident, $label:literal, $yes:literal, $no:literal) => {
        $crate::filings::forms::Field {
            name: stringify!($name),
            label: $label,
            input: $crate::filings::forms::Input::Choice(Vec::new, |ticked| {
                if ticked == $crate::filings::forms::TICKED { $yes } else { $no }
            }),
            required: true,
            hint: "",
            get: |body| match body {
                $crate::filings::forms::Body::$form(body) if body.$name => $crate::filings::forms::TICKED.to_owned(),
                _ => String::new(),
            },
            set: |body, ticked| {
                if let $crate::filings::forms::Body::$form(body) = body {
                    body.$name = ticked == $crate::filings::forms::TICKED;
                }
            },
        }
    };
}

/// The value of a box that is ticked.
pub const TICKED: &str = "true";

pub(super) use {choice, choices, text, tick};

/// What differs between two versions: label, mine, theirs.
pub fn compare(fields: &[Field], mine: &Body, theirs: &Body) -> Vec<(String, String, String)> {
    fields
        .iter()
        .filter(|field| (field.get)(mine) != (field.get)(theirs))
        .map(|field| (field.label.to_owned(), field.shown(mine), field.shown(theirs)))
        .collect()
}

/// A field's content as a signal, and what its control calls. `changed` gets the version before each change.
pub fn bind(
    field: &'static Field,
    body: RwSignal<Body>,
    changed: Callback<Body>,
) -> (Signal<String>, Callback<String>) {
    let value = Memo::new(move |_| body.with(field.get));
    let write = Callback::new(move |value: String| {
        let before = body.get_untracked();
        body.update(|body| (field.set)(body, value));
        changed.run(before);
    });
    (value.into(), write)
}

/// The fields, each under `prefix`, over a signal. `changed` gets the version before each change.
pub fn fields(
    prefix: &str,
    fields: impl IntoIterator<Item = &'static Field>,
    body: RwSignal<Body>,
    changed: Callback<Body>,
    locked: Signal<bool>,
) -> AnyView {
    fields.into_iter().map(|field| control(prefix, field, body, changed, locked)).collect::<Vec<_>>().into_any()
}

/// The fields of a dialog, each locked by itself.
pub fn dialog_fields(
    fields: impl IntoIterator<Item = &'static Field>,
    body: RwSignal<Body>,
    locked: impl Fn(&'static Field) -> Signal<bool>,
) -> AnyView {
    let changed = Callback::new(|_| ());
    fields.into_iter().map(|field| control("", field, body, changed, locked(field))).collect::<Vec<_>>().into_any()
}

fn control(
    prefix: &str,
    field: &'static Field,
    body: RwSignal<Body>,
    changed: Callback<Body>,
    locked: Signal<bool>,
) -> AnyView {
    let path = if prefix.is_empty() { field.name.to_owned() } else { format!("{prefix}.{}", field.name) };
    // In the wizard a correction may leave it shut.
    let locked = match use_context::<Wizard>() {
        Some(wizard) if !prefix.is_empty() => wizard.locked_at(path.clone(), locked),
        _ => locked,
    };
    let (value, write) = bind(field, body, changed);
    // Beside a number that is masked for the viewer stands the button that shows it.
    let reveal = reveal_button(path.clone(), field.label, value);
    let value = seen(&path, value);
    if let Input::Choice(options, _) = field.input {
        return view! {
            <SelectField
                path
                label=field.label
                value
                options=options()
                on_change=write
                required=field.required
                hint=field.hint
                disabled=locked
            />
        }
        .into_any();
    }
    if matches!(field.input, Input::Paragraph) {
        return view! {
            <TextArea
                path
                label=field.label
                value
                on_input=write
                required=field.required
                hint=field.hint
                readonly=locked
            />
        }
        .into_any();
    }
    let (kind, unit) = match field.input {
        Input::Number(unit) => ("number", unit),
        Input::Mobile => ("tel", ""),
        Input::Date => ("date", ""),
        _ => ("text", ""),
    };
    let field = view! {
        <TextField
            path
            label=field.label
            value
            on_input=write
            required=field.required
            hint=field.hint
            kind
            unit
            wide=matches!(field.input, Input::Wide)
            readonly=locked
        />
    }
    .into_any();
    match reveal {
        Some(reveal) => view! { <div class="field-revealed">{field} {reveal}</div> }.into_any(),
        None => field,
    }
}
