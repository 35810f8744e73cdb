//! Which request goes where, and through what.

use crate::config::Config;
use crate::middleware::{REQUEST_ID, caching, hardening, observe, session, whole};
use crate::refusal::Form;
use crate::setting::WrongSetting;
use crate::{exports, health, papers, site, uploads};
use app::api::{CookieSettings, CurrentActor};
use axum::Router;
use axum::extract::{FromRef, Request};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, any, delete, get, put};
use domain::Refusal;
use http::request::Parts;
use http::{Method, StatusCode};
use ipnet::IpNet;
use leptos::config::LeptosOptions;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context};
use services::Services;
use services::accounts::Origin;
use std::sync::Arc;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::services::ServeDir;

/// What requests are answered with; cheap to clone.
#[derive(Clone)]
pub struct Site {
    /// The use cases.
    pub services: Services,
    /// How the session's cookie is called.
    pub cookies: CookieSettings,
    /// Proxies whose word on the client's address is taken.
    pub trusted_proxies: Arc<[IpNet]>,
    leptos: LeptosOptions,
    origin: Arc<str>,
    secure: bool,
}

impl Site {
    /// The site with these settings and use cases.
    ///
    /// # Errors
    /// A setting of Leptos that is wrong.
    pub fn new(config: &Config, services: Services) -> Result<Site, WrongSetting> {
        let secure = config.secure();
        Ok(Site {
            services,
            cookies: CookieSettings { name: if secure { "__Host-session" } else { "session" }, secure },
            trusted_proxies: config.trusted_proxies.clone().into(),
            leptos: site::options(config)?,
            origin: config.origin().into(),
            secure,
        })
    }

    /// What server functions and pages find in their context.
    fn provide(&self) {
        provide_context(self.services.clone());
        provide_context(self.cookies.clone());
        if let Some(parts) = use_context::<Parts>() {
            if let Some(actor) = parts.extensions.get::<CurrentActor>() {
                provide_context(actor.clone());
            }
            if let Some(origin) = parts.extensions.get::<Origin>() {
                provide_context(origin.clone());
            }
        }
    }
}

impl FromRef<Site> for LeptosOptions {
    fn from_ref(site: &Site) -> LeptosOptions {
        site.leptos.clone()
    }
}

impl FromRef<Site> for Services {
    fn from_ref(site: &Site) -> Services {
        site.services.clone()
    }
}

/// A route that is neither a page nor a server function.
pub struct OwnRoute {
    /// HTTP method.
    pub method: &'static str,
    /// Pattern.
    pub path: &'static str,
    handler: MethodRouter<Site>,
}

/// Every route that is neither a page nor a server function.
pub fn own_routes() -> Vec<OwnRoute> {
    let route = |method, path, handler| OwnRoute { method, path, handler };
    vec![
        route("GET", "/healthz", get(health::alive)),
        route("GET", "/readyz", get(health::ready)),
        route("PUT", "/attachments", put(uploads::put)),
        route("GET", "/attachments/{id}", get(uploads::get)),
        route("DELETE", "/attachments/{id}", delete(uploads::delete)),
        route("PUT", "/documents/templates", put(uploads::put)),
        route("GET", "/documents/templates/{id}", get(uploads::get_template)),
        route("PUT", "/photographs", put(uploads::put)),
        route("GET", "/photographs/{id}", get(uploads::get_photograph)),
        route("DELETE", "/photographs/{id}", delete(uploads::delete_photograph)),
        route("GET", "/papers/{id}", get(papers::get)),
        route("PUT", "/inspections/documents", put(uploads::put)),
        route("GET", "/inspections/documents/{id}", get(uploads::get_inspection)),
        route("DELETE", "/inspections/documents/{id}", delete(uploads::delete_inspection)),
        route("GET", "/inspections/campaigns/{id}/export.xlsx", get(exports::inspections)),
        route("GET", "/figures.xlsx", get(exports::figures)),
        route("GET", "/administration/audit/export", get(exports::audit)),
    ]
}

/// Every page.
pub fn pages() -> Vec<AxumRouteListing> {
    generate_route_list(app::App)
}

/// The whole application.
pub fn router(site: Site) -> Router {
    let own = own_routes().into_iter().fold(Router::new(), |router, own| router.route(own.path, own.handler));
    let (provider, options) = (site.clone(), site.leptos.clone());
    let rendered = Router::new()
        .leptos_routes_with_context(&site, pages(), move || provider.provide(), move || app::shell(options.clone()))
        .route("/api/{*function}", any(no_function))
        .layer(from_fn(whole))
        .layer(compression());
    // From the outside in. A request id is ours alone: a client's could be anything, and would be in every line of the
    // log.
    let around = ServiceBuilder::new()
        .map_request(|mut request: Request| {
            request.headers_mut().remove(REQUEST_ID);
            request
        })
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(from_fn_with_state(site.secure, hardening))
        .layer(from_fn(observe))
        .layer(from_fn(from_elsewhere))
        .layer(same_site(&site.origin));
    rendered
        .merge(own)
        .layer(from_fn_with_state(site.clone(), session))
        .fallback_service(files(&site))
        .layer(around)
        .with_state(site)
}

/// Static files, and the page that says that there is nothing.
fn files(site: &Site) -> Router {
    let (provider, options) = (site.clone(), site.leptos.clone());
    let render = render_app_async_with_context(move || provider.provide(), move || app::shell(options.clone()));
    let nothing = Router::new()
        .fallback(move |request: Request| nothing(request, render))
        .layer(from_fn(whole))
        .layer(compression())
        .layer(from_fn_with_state(site.clone(), session));
    let files = ServeDir::new(&*site.leptos.site_root)
        .append_index_html_on_directories(false)
        .redirect_to_trailing_slash(false)
        .precompressed_br()
        .precompressed_gzip()
        .call_fallback_on_method_not_allowed(true)
        .fallback(nothing);
    Router::new().fallback_service(files).layer(from_fn_with_state(site.leptos.hash_files, caching))
}

async fn nothing<F>(request: Request, render: impl FnOnce(Request) -> F) -> Response
where
    F: Future<Output = Response>,
{
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Form::of(&request).refuse(&Refusal::NotFound);
    }
    let mut response = render(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

async fn no_function(request: Request) -> Response {
    Form::of(&request).refuse(&Refusal::NotFound)
}

fn compression() -> CompressionLayer {
    CompressionLayer::new().quality(CompressionLevel::Fastest)
}

/// Whoever wrote from another site is told so in the form that is understood.
async fn from_elsewhere(request: Request, next: Next) -> Response {
    let form = Form::of(&request);
    let response = next.run(request).await;
    match response.extensions().get::<ProtectionError>() {
        Some(_) => form.refuse(&Refusal::Forbidden),
        None => response,
    }
}

/// Writes from other sites are refused. Our own origin is named because behind a proxy the `Host` may be another.
fn same_site(origin: &str) -> CsrfLayer {
    CsrfLayer::new().add_trusted_origin(origin).unwrap_or_default()
}
