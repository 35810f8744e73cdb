//! What awaits somebody, and what is published for everybody.

pub mod api;
mod inbox;
mod page;

pub use inbox::NoticesPage;
pub use page::PublicNoticesPage;

use leptos::prelude::*;

/// Tells that something was done that may have settled a to-do or read a notice: the header counts again.
#[derive(Clone, Copy)]
pub struct Done(RwSignal<u32>);

impl Done {
    /// Tells it, from wherever.
    pub fn tell(self) {
        self.0.update(|done| *done += 1);
    }
}

/// Provides what [`something_done`] tells and [`use_done`] hears.
pub fn provide_done() {
    provide_context(Done(RwSignal::new(0)));
}

/// Changes whenever something was done.
pub fn use_done() -> Signal<u32> {
    use_context::<Done>().map_or_else(|| Signal::stored(0), |Done(done)| done.into())
}

/// For telling it later, outside of the page that knows.
pub fn use_teller() -> Option<Done> {
    use_context::<Done>()
}

/// Something was done.
pub fn something_done() {
    if let Some(done) = use_teller() {
        done.tell();
    }
}
