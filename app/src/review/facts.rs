//! Values that are read, not typed.

use leptos::prelude::*;

/// Terms and what they are here.
pub fn facts(lines: impl IntoIterator<Item = (&'static str, String)>) -> AnyView {
    list(lines.into_iter().map(|(term, value)| (term, value.into_any())).collect())
}

/// Terms and what they are here, links among them.
pub fn list(lines: Vec<(&'static str, AnyView)>) -> AnyView {
    let line = |(term, value)| view! { <div><dt>{term}</dt><dd>{value}</dd></div> };
    view! { <dl class="facts">{lines.into_iter().map(line).collect_view()}</dl> }.into_any()
}

/// What was typed, or that nothing was.
pub fn typed(text: &str) -> String {
    if text.trim().is_empty() { "未填写".to_owned() } else { text.to_owned() }
}
