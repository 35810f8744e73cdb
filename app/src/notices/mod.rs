//! What awaits somebody, and what is published for everybody.

pub mod api;
mod page;

pub use page::PublicNoticesPage;

use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Done(RwSignal<u32>);

/// Provides what [`something_done`] tells and [`use_done`] hears.
pub fn provide_done() {
    provide_context(Done(RwSignal::new(0)));
}

/// Changes whenever something was done.
pub fn use_done() -> Signal<u32> {
    use_context::<Done>().map_or_else(|| Signal::stored(0), |Done(done)| done.into())
}

/// Something was done that may have settled a to-do: the header counts again.
pub fn something_done() {
    if let Some(Done(done)) = use_context::<Done>() {
        done.update(|done| *done += 1);
    }
}
