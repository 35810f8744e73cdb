//! What day it is, the same for the page that the server wrote and for the browser that takes it over.

use chrono::NaiveDate;
use leptos::prelude::*;

/// Today in Beijing, by the server's clock in a page that it wrote, by the browser's in one that the browser opened. Only for
/// what is said; the server decides by its own.
pub fn use_today() -> NaiveDate {
    SharedValue::new(|| {
        #[cfg(feature = "ssr")]
        let today = use_context::<services::Services>().map(|services| services.today()).unwrap_or_default();
        #[cfg(not(feature = "ssr"))]
        let today = crate::components::dom::today();
        today
    })
    .into_inner()
}
