//! The page around every page: document, header, routes, footer.

mod failure;
mod focus;
mod header;
mod private;
#[cfg(feature = "ssr")]
mod security;
mod today;

pub use failure::{Failure, NotFound};
pub use private::{Elsewhere, Private, sign_in_url, use_viewer};
pub use today::use_today;

use crate::accounts::{AccountPage, PasswordPage, RecoverPage, RegisterPage, ResetPage, SignInPage};
use crate::administration::{AdministrationPage, OfficesPage, StaffPage, TemplatesPage};
use crate::audit::AuditPage;
use crate::calendar::CalendarPage;
use crate::committee::{CommitteePage, MeetingPage};
use crate::corrections::{DeskPage, VersionsPage};
use crate::credit::CreditPage;
use crate::enterprises::EnterprisePage;
use crate::figures::FiguresPage;
use crate::filings::FilingPage;
use crate::home::HomePage;
use crate::inspections::{CampaignsPage, InspectionsPage, OfficePage, PlanPage, ReportPage, ReportTabPage};
use crate::licences::LicencePage;
use crate::notices::{NoticesPage, PublicNoticesPage};
use crate::public::{DecisionsPage, RegisterPage as LicenceRegisterPage, VerifyPage, public_links};
use crate::ratings::{
    RateMatterPage, RatePage, RatingCasePage, RatingCasesPage, RatingCodePage, RatingFiguresPage, RatingMattersPage,
    ReceiptPage, VisitCodesPage,
};
use crate::reasons::ReasonsPage;
use crate::review::{OverviewPage, QueuePage, WorkloadPage};
use crate::rules::RulesPage;
use crate::settings::SettingsPage;
use crate::sign_off::SignOffPage;
use crate::staff::PersonnelPage;
use crate::termination::TerminationPage;
use header::SiteHeader;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::{SsrMode, path};

/// The document that the server sends.
#[cfg(feature = "ssr")]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    use leptos_meta::{HashedStylesheet, MetaTags};

    security::set_policy();
    view! {
        <!DOCTYPE html>
        <html lang="zh-CN">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <HashedStylesheet id="style" options=options.clone()/>
                <AutoReload options=options.clone()/>
                <HydrationScripts options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
    .into_any()
}

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    private::provide_viewer();
    crate::notices::provide_done();

    // Where a server function redirects, the page is loaded anew, because most do so after the session has changed: nothing of
    // the former session stays in memory. Set before the router sets its own hook, for the first one set is kept.
    #[cfg(feature = "hydrate")]
    let _ = leptos::server_fn::redirect::set_redirect_hook(|to| {
        let _ = window().location().set_href(to);
    });

    // Tests wait for this before they type or click.
    Effect::new(|| {
        if let Some(body) = document().body() {
            let _ = body.set_attribute("data-hydrated", "");
        }
    });

    view! {
        <Title formatter=|text: String| if text.is_empty() { SYSTEM.to_owned() } else { format!("{text} - {SYSTEM}") }/>
        <Router>
            // `external` leaves the link to the browser, which moves the focus as well as the view.
            <a class="skip-link" href="#main" rel="external">"跳到主要内容"</a>
            <SiteHeader/>
            <Main/>
            <footer class="site-footer">
                <nav class="public-line" aria-label="公开查询">{public_links()}</nav>
                <p>"资质和信用信息系统 · 承装（修、试）电力设施许可"</p>
                <p>"依据《承装（修、试）电力设施许可证管理办法》办理"</p>
            </footer>
        </Router>
    }
    .into_any()
}

const SYSTEM: &str = "资质和信用信息系统";

#[component]
fn Main() -> impl IntoView {
    let path = use_location().pathname;
    focus::follow_navigation(path);
    let class = move || match path.get().split('/').nth(1) {
        Some("sign-in" | "rate" | "rated" | "register" | "recover" | "password" | "verify") => "page page-narrow",
        Some("filings" | "administration") => "page page-wide",
        _ => "page",
    };
    view! {
        <main id="main" class=class tabindex="-1">
            <FlatRoutes fallback=|| view! { <NotFound/> }>
                <Route path=path!("/") view=|| view! { <Private><HomePage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/public/register") view=LicenceRegisterPage ssr=SsrMode::Async/>
                <Route path=path!("/public/decisions") view=DecisionsPage ssr=SsrMode::Async/>
                <Route path=path!("/verify/:public_id") view=VerifyPage ssr=SsrMode::Async/>
                <Route path=path!("/public/notices") view=PublicNoticesPage ssr=SsrMode::Async/>
                <Route path=path!("/rate/:token") view=RatePage ssr=SsrMode::Async/>
                <Route path=path!("/rated/:receipt") view=ReceiptPage ssr=SsrMode::Async/>
                <Route path=path!("/register") view=RegisterPage ssr=SsrMode::Async/>
                <Route path=path!("/recover") view=RecoverPage ssr=SsrMode::Async/>
                <Route path=path!("/recover/:token") view=ResetPage ssr=SsrMode::Async/>
                <Route path=path!("/password") view=|| view! { <Private><PasswordPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/account") view=|| view! { <Private><AccountPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/notices") view=|| view! { <Private><NoticesPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/administration") view=|| view! { <Private><AdministrationPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/administration/accounts") view=|| view! { <Private><StaffPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/administration/offices") view=|| view! { <Private><OfficesPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/administration/templates") view=|| view! { <Private><TemplatesPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/enterprise") view=|| view! { <Private><EnterprisePage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/filings/:id") view=|| view! { <Private><OverviewPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/filings/:id/correction") view=|| view! { <Private><DeskPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/filings/:id/versions") view=|| view! { <Private><VersionsPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/filings/:id/:tab") view=|| view! { <Private><FilingPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/personnel") view=|| view! { <Private><PersonnelPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/termination") view=|| view! { <Private><TerminationPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/queue") view=|| view! { <Private><QueuePage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/queue/workload") view=|| view! { <Private><WorkloadPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/figures") view=|| view! { <Private><FiguresPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/committee") view=|| view! { <Private><CommitteePage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/committee/:id") view=|| view! { <Private><MeetingPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/sign-off") view=|| view! { <Private><SignOffPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/credit") view=|| view! { <Private><CreditPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/ratings") view=|| view! { <Private><RatingMattersPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/ratings/visits") view=|| view! { <Private><VisitCodesPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/ratings/cases") view=|| view! { <Private><RatingCasesPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/ratings/figures") view=|| view! { <Private><RatingFiguresPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/ratings/new/:id") view=|| view! { <Private><RateMatterPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/ratings/cases/:id") view=|| view! { <Private><RatingCasePage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/ratings/codes/:id") view=|| view! { <Private><RatingCodePage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/administration/reasons") view=|| view! { <Private><ReasonsPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/inspections") view=|| view! { <Private><InspectionsPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/inspections/campaigns/:id") view=|| view! { <Private><OfficePage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/inspections/:id") view=|| view! { <Private><ReportPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/inspections/:id/:page") view=|| view! { <Private><ReportTabPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/administration/inspections") view=|| view! { <Private><CampaignsPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/administration/inspections/:id") view=|| view! { <Private><PlanPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/administration/rules") view=|| view! { <Private><RulesPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/administration/settings") view=|| view! { <Private><SettingsPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/administration/audit") view=|| view! { <Private><AuditPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/administration/calendar") view=|| view! { <Private><CalendarPage/></Private> } ssr=SsrMode::Async/>
                <Route path=path!("/licences/:id") view=|| view! { <Private><LicencePage/></Private> } ssr=SsrMode::Async/>
            </FlatRoutes>
        </main>
    }
    .into_any()
}
