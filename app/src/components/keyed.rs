//! A list whose items keep their elements as long as their keys stay.

use leptos::prelude::*;
use std::sync::Arc;

/// What makes the elements of one item.
type Item = Arc<dyn Fn(String) -> AnyView + Send + Sync>;

/// The items of these keys. An item is made anew for a new key only, and never from the elements of another.
///
/// One function for all such lists: `For` itself is compiled for each.
pub fn keyed(keys: Signal<Vec<String>>, item: impl Fn(String) -> AnyView + Send + Sync + 'static) -> AnyView {
    each(keys, Arc::new(item))
}

fn each(keys: Signal<Vec<String>>, item: Item) -> AnyView {
    view! { <For each=move || keys.get() key=String::clone children=move |key| item(key) /> }.into_any()
}
