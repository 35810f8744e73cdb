//! Who is looking, and pages that are for signed-in people only.

use crate::api::{local_path, with_query};
use domain::accounts::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_url;

#[derive(Clone, Copy)]
struct CurrentViewer(StoredValue<Option<Viewer>>);

/// Provides who is looking: the server knows from the session and writes it into the page. It cannot change while the page
/// stays, because signing in and out load the page anew.
pub fn provide_viewer() {
    let viewer = SharedValue::new(|| -> Option<Viewer> {
        #[cfg(feature = "ssr")]
        let viewer = crate::api::current_actor().map(|actor| services::accounts::viewer(&actor));
        #[cfg(not(feature = "ssr"))]
        let viewer = None;
        viewer
    });
    provide_context(CurrentViewer(StoredValue::new(viewer.into_inner())));
}

/// Who is looking; `None` while nobody is signed in.
pub fn use_viewer() -> Option<Viewer> {
    use_context::<CurrentViewer>().and_then(|current| current.0.get_value())
}

/// The sign-in page, which then continues at `next`.
pub fn sign_in_url(next: &str) -> String {
    let next = local_path(next);
    with_query("/sign-in", &[("next", if next == "/" { "" } else { next })])
}

/// Shows a page to signed-in people; sends others to sign in, and back afterwards.
#[component]
pub fn Private(children: Children) -> impl IntoView {
    if use_viewer().is_some() {
        return children();
    }
    let here = use_url().with_untracked(|url| match url.search() {
        "" => url.path().to_owned(),
        search => format!("{}?{search}", url.path()),
    });
    view! { <Elsewhere to=sign_in_url(&here)/> }.into_any()
}

/// Sends to another page: the server with a redirect whatever the client accepts, the browser by routing.
#[component]
pub fn Elsewhere(to: String) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::api::redirect_page(&to);
    #[cfg(not(feature = "ssr"))]
    view! { <leptos_router::components::Redirect path=to/> }
}
