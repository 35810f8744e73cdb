//! After moving to another page, the focus moves to its heading, as it would with a page loaded anew.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// How many frames a new page's heading is waited for: a few seconds.
const PATIENCE: u32 = 240;

/// Watches the path. The tabs of one filing are one page: between them the focus stays where the person put it.
pub fn follow_navigation(path: Memo<String>) {
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| page(&before) != page(&now)) {
            // The old heading is still there while the new page loads.
            focus_heading(heading(), PATIENCE);
        }
        now
    });
}

/// A path without the tab of a filing.
fn page(path: &str) -> &str {
    match path.match_indices('/').nth(2) {
        Some((at, _)) if path.starts_with("/filings/") => &path[..at + 1],
        _ => path,
    }
}

/// The heading and what it says: a new page may take over the element of the old one.
fn heading() -> Option<(HtmlElement, Option<String>)> {
    let heading: HtmlElement = document().query_selector("#main h1").ok().flatten()?.dyn_into().ok()?;
    let text = heading.text_content();
    Some((heading, text))
}

fn focus_heading(old: Option<(HtmlElement, Option<String>)>, patience: u32) {
    request_animation_frame(move || match heading() {
        Some((new, text)) if old.as_ref().is_none_or(|old| old.0 != new || old.1 != text) => {
            let _ = new.set_attribute("tabindex", "-1");
            let _ = new.focus();
        }
        _ if patience > 0 => focus_heading(old, patience - 1),
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn tabs_of_one_filing_are_one_page() {
        assert_eq!(page("/filings/1/basics"), page("/filings/1/application"));
        assert_ne!(page("/filings/1/basics"), page("/filings/2/basics"));
        assert_ne!(page("/filings/1/basics"), page("/filings/1"));
        assert_ne!(page("/recover/1"), page("/recover"));
    }
}
