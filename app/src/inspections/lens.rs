//! One field of a report: how it is read and written.

use super::filling::Filling;
use domain::inspections::{Answer, Report, Section};
use leptos::prelude::*;
use std::sync::Arc;

/// Reads and writes one text.
#[derive(Clone)]
pub struct Lens {
    get: Arc<Get>,
    set: Arc<Set>,
}

type Get = dyn Fn(&Report) -> String + Send + Sync;
type Set = dyn Fn(&mut Report, String) + Send + Sync;

impl Lens {
    /// From its two sides.
    pub fn new(
        get: impl Fn(&Report) -> String + Send + Sync + 'static,
        set: impl Fn(&mut Report, String) + Send + Sync + 'static,
    ) -> Lens {
        Lens { get: Arc::new(get), set: Arc::new(set) }
    }

    /// For a control: its value, and what takes a new one.
    pub fn bind(self, filling: Filling, section: Section) -> (Signal<String>, Callback<String>) {
        let Lens { get, set } = self;
        let value = Memo::new(move |_| filling.report.with(|report| get(report)));
        let write = Callback::new(move |text: String| filling.change(section, |report| set(report, text)));
        (value.into(), write)
    }
}

/// A text of a page.
macro_rules! text {
    ($page:ident . $field:ident) => {
        $crate::inspections::lens::Lens::new(
            |report| report.$page.body.$field.clone(),
            |report, text| report.$page.body.$field = text,
        )
    };
    ($page:ident . $list:ident [ $n:expr ] . $field:ident) => {{
        let n = $n;
        $crate::inspections::lens::Lens::new(
            move |report| report.$page.body.$list.get(n).map(|line| line.$field.clone()).unwrap_or_default(),
            move |report, text| {
                if let Some(line) = report.$page.body.$list.get_mut(n) {
                    line.$field = text;
                }
            },
        )
    }};
}

/// A choice of a page, as its code.
macro_rules! choice {
    ($page:ident . $field:ident, $choice:ty) => {
        $crate::inspections::lens::Lens::new(
            |report| report.$page.body.$field.map_or_else(String::new, |choice| choice.code().to_owned()),
            |report, code| report.$page.body.$field = <$choice>::from_code(&code),
        )
    };
    ($page:ident . $list:ident [ $n:expr ] . $field:ident, $choice:ty) => {{
        let n = $n;
        $crate::inspections::lens::Lens::new(
            move |report| {
                let chosen = report.$page.body.$list.get(n).and_then(|line| line.$field);
                chosen.map_or_else(String::new, |choice| choice.code().to_owned())
            },
            move |report, code| {
                if let Some(line) = report.$page.body.$list.get_mut(n) {
                    line.$field = <$choice>::from_code(&code);
                }
            },
        )
    }};
}

pub(super) use {choice, text};

/// Codes and labels of a closed list.
macro_rules! options {
    ($choice:ty) => {
        <$choice>::ALL.iter().map(|choice| (choice.code().to_owned(), choice.label().to_owned())).collect::<Vec<_>>()
    };
}
pub(super) use options;

/// 是 and 否.
pub fn answers() -> Vec<(String, String)> {
    options!(Answer)
}
