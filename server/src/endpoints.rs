//! The authorisation table: everything that can be called from outside, and who may. The use cases enforce it;
//! `tests/access.rs` calls every line in every role and fails when an endpoint is not here.

use services::Permission as P;

/// Who may call an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, signed in or not.
    Public,
    /// Whoever has this permission, for the person's own account, enterprise or office.
    Own(P),
    /// Whoever has this permission for the row that the request names.
    Row(P),
}

/// Something that can be called from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// HTTP method.
    pub method: &'static str,
    /// Pattern, as the router has it.
    pub path: &'static str,
    /// Who may.
    pub access: Access,
}

const fn page(path: &'static str, access: Access) -> Endpoint {
    Endpoint { method: "GET", path, access }
}

const fn function(path: &'static str, access: Access) -> Endpoint {
    Endpoint { method: "POST", path, access }
}

const fn own_route(method: &'static str, path: &'static str, access: Access) -> Endpoint {
    Endpoint { method, path, access }
}

/// The table.
pub const ENDPOINTS: &[Endpoint] = &[
    // Pages. The private ones send people who are not signed in to the sign-in page.
    page("/", Access::Own(P::UseOwnAccount)),
    page("/sign-in", Access::Public),
    page("/register", Access::Public),
    page("/recover", Access::Public),
    page("/recover/{token}", Access::Public),
    page("/public/notices", Access::Public),
    page("/password", Access::Own(P::UseOwnAccount)),
    page("/enterprise", Access::Own(P::ReadEnterprise)),
    page("/filings/{id}", Access::Row(P::ReadFiling)),
    page("/filings/{id}/{tab}", Access::Row(P::ReadFiling)),
    page("/personnel", Access::Own(P::StartFiling)),
    page("/termination", Access::Own(P::StartFiling)),
    page("/queue", Access::Own(P::ReadQueue)),
    page("/credit", Access::Own(P::ManageCredit)),
    page("/administration/rules", Access::Own(P::ReadRules)),
    page("/administration/calendar", Access::Own(P::ReadRules)),
    page("/licences/{id}", Access::Row(P::ReadLicence)),
    // Accounts. Signing out is public so that it can be repeated.
    function("/api/accounts/viewer", Access::Public),
    function("/api/accounts/sign_in", Access::Public),
    function("/api/accounts/sign_in_again", Access::Public),
    function("/api/accounts/sign_out", Access::Public),
    function("/api/accounts/register", Access::Public),
    function("/api/accounts/request_recovery", Access::Public),
    function("/api/accounts/recover", Access::Public),
    function("/api/accounts/change_password", Access::Own(P::UseOwnAccount)),
    // Enterprises. The registration form searches for the parent organisation before anybody is signed in.
    function("/api/enterprises/mine", Access::Own(P::ReadEnterprise)),
    function("/api/enterprises/save", Access::Own(P::WriteEnterprise)),
    function("/api/enterprises/organisations", Access::Public),
    // Filings.
    function("/api/filings/start", Access::Own(P::StartFiling)),
    function("/api/filings/mine", Access::Own(P::StartFiling)),
    function("/api/filings/entries", Access::Own(P::StartFiling)),
    function("/api/filings/offers", Access::Own(P::StartFiling)),
    function("/api/filings/rules", Access::Row(P::ReadFiling)),
    function("/api/filings/load", Access::Row(P::ReadFiling)),
    function("/api/filings/technicians", Access::Row(P::ReadFiling)),
    function("/api/filings/electricians", Access::Row(P::ReadFiling)),
    function("/api/filings/performance", Access::Row(P::ReadFiling)),
    function("/api/filings/rows", Access::Row(P::ReadFiling)),
    function("/api/filings/save_section", Access::Row(P::WriteFiling)),
    function("/api/filings/save_row", Access::Row(P::WriteFiling)),
    function("/api/filings/delete_row", Access::Row(P::WriteFiling)),
    function("/api/filings/submit", Access::Row(P::WriteFiling)),
    function("/api/filings/act", Access::Row(P::MoveFiling)),
    function("/api/filings/hand_in", Access::Row(P::WriteFiling)),
    function("/api/filings/check_deferred", Access::Row(P::CheckDeferred)),
    // Attachments.
    own_route("PUT", "/attachments", Access::Row(P::WriteFiling)),
    own_route("GET", "/attachments/{id}", Access::Row(P::ReadFiling)),
    own_route("DELETE", "/attachments/{id}", Access::Row(P::WriteFiling)),
    // Staff.
    function("/api/staff/find", Access::Own(P::StartFiling)),
    function("/api/staff/effect", Access::Row(P::ReadFiling)),
    // Review, licences, notices.
    function("/api/review/queue", Access::Own(P::ReadQueue)),
    function("/api/review/terminated", Access::Own(P::ReadQueue)),
    function("/api/licences/mine", Access::Own(P::ReadLicence)),
    function("/api/licences/load", Access::Row(P::ReadLicence)),
    function("/api/notices/to_dos", Access::Own(P::UseOwnAccount)),
    function("/api/notices/public", Access::Public),
    // Rules, holidays, credit.
    function("/api/rules/book", Access::Own(P::ReadRules)),
    function("/api/rules/choose", Access::Own(P::ManageRules)),
    function("/api/rules/preview", Access::Own(P::ManageRules)),
    function("/api/rules/adjust", Access::Own(P::ManageRules)),
    function("/api/calendar/years", Access::Own(P::ReadRules)),
    function("/api/calendar/add", Access::Own(P::ManageRules)),
    function("/api/credit/records", Access::Own(P::ManageCredit)),
    function("/api/credit/record", Access::Row(P::ManageCredit)),
    function("/api/credit/end", Access::Row(P::ManageCredit)),
    // Operation.
    own_route("GET", "/healthz", Access::Public),
    own_route("GET", "/readyz", Access::Public),
];
