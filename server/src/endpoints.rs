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
    page("/public/register", Access::Public),
    page("/public/decisions", Access::Public),
    page("/verify/{public_id}", Access::Public),
    page("/rate/{token}", Access::Public),
    page("/rated/{receipt}", Access::Public),
    page("/account", Access::Own(P::UseOwnAccount)),
    page("/notices", Access::Own(P::UseOwnAccount)),
    page("/administration", Access::Own(P::ManageAccounts)),
    page("/administration/accounts", Access::Own(P::ManageAccounts)),
    page("/administration/offices", Access::Own(P::ManageOffices)),
    page("/administration/templates", Access::Own(P::ManageTemplates)),
    page("/password", Access::Own(P::UseOwnAccount)),
    page("/enterprise", Access::Own(P::ReadEnterprise)),
    page("/filings/{id}", Access::Row(P::ReadFiling)),
    page("/filings/{id}/correction", Access::Row(P::Comment)),
    page("/filings/{id}/versions", Access::Row(P::ReadFiling)),
    page("/filings/{id}/{tab}", Access::Row(P::ReadFiling)),
    page("/personnel", Access::Own(P::StartFiling)),
    page("/termination", Access::Own(P::StartFiling)),
    page("/queue", Access::Own(P::ReadQueue)),
    page("/queue/workload", Access::Own(P::LeadQueue)),
    page("/figures", Access::Own(P::ReadFigures)),
    page("/committee", Access::Own(P::HoldCommittee)),
    page("/committee/{id}", Access::Row(P::HoldCommittee)),
    page("/sign-off", Access::Own(P::SignOff)),
    page("/credit", Access::Own(P::ManageCredit)),
    page("/administration/reasons", Access::Own(P::ManageReasons)),
    page("/ratings", Access::Own(P::ManageRatings)),
    page("/ratings/visits", Access::Own(P::ManageRatings)),
    page("/ratings/cases", Access::Own(P::ManageRatings)),
    page("/ratings/figures", Access::Own(P::ReadRatingFigures)),
    page("/ratings/new/{id}", Access::Row(P::RateMatter)),
    page("/ratings/cases/{id}", Access::Row(P::ManageRatings)),
    page("/ratings/codes/{id}", Access::Row(P::ManageRatings)),
    page("/inspections", Access::Own(P::UseOwnAccount)),
    page("/inspections/campaigns/{id}", Access::Own(P::ReadCampaigns)),
    page("/inspections/{id}", Access::Row(P::ReadInspection)),
    page("/inspections/{id}/{page}", Access::Row(P::ReadInspection)),
    page("/administration/inspections", Access::Own(P::ManageCampaigns)),
    page("/administration/inspections/{id}", Access::Own(P::ManageCampaigns)),
    page("/administration/rules", Access::Own(P::ReadRules)),
    page("/administration/audit", Access::Own(P::ReadAudit)),
    page("/administration/settings", Access::Own(P::ReadRules)),
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
    function("/api/filings/check", Access::Row(P::ReadFiling)),
    function("/api/filings/reveal", Access::Row(P::RevealPersonal)),
    function("/api/filings/save_section", Access::Row(P::WriteFiling)),
    function("/api/filings/save_row", Access::Row(P::WriteFiling)),
    function("/api/filings/delete_row", Access::Row(P::WriteFiling)),
    function("/api/filings/submit", Access::Row(P::WriteFiling)),
    function("/api/filings/act", Access::Row(P::MoveFiling)),
    function("/api/filings/hand_in", Access::Row(P::WriteFiling)),
    function("/api/filings/check_deferred", Access::Row(P::CheckDeferred)),
    // Corrections and canned reasons.
    function("/api/corrections/desk", Access::Row(P::Comment)),
    function("/api/corrections/comment", Access::Row(P::Comment)),
    function("/api/corrections/drop_comment", Access::Row(P::Comment)),
    function("/api/corrections/request", Access::Row(P::Comment)),
    function("/api/corrections/answer", Access::Row(P::WriteFiling)),
    function("/api/corrections/versions", Access::Row(P::ReadFiling)),
    function("/api/filings/return_deferred", Access::Row(P::CheckDeferred)),
    function("/api/reasons/all", Access::Own(P::ReadReasons)),
    function("/api/reasons/kept", Access::Own(P::ManageReasons)),
    function("/api/reasons/add", Access::Own(P::ManageReasons)),
    function("/api/reasons/reword", Access::Own(P::ManageReasons)),
    function("/api/reasons/retire", Access::Own(P::ManageReasons)),
    function("/api/reasons/order", Access::Own(P::ManageReasons)),
    // Attachments.
    own_route("PUT", "/attachments", Access::Row(P::WriteFiling)),
    own_route("GET", "/attachments/{id}", Access::Row(P::ReadFiling)),
    own_route("DELETE", "/attachments/{id}", Access::Row(P::WriteFiling)),
    // Self-inspection.
    own_route("PUT", "/inspections/documents", Access::Row(P::WriteInspection)),
    own_route("GET", "/inspections/documents/{id}", Access::Row(P::ReadInspection)),
    own_route("DELETE", "/inspections/documents/{id}", Access::Row(P::WriteInspection)),
    own_route("GET", "/inspections/campaigns/{id}/export.xlsx", Access::Own(P::JudgeInspection)),
    function("/api/inspections/campaigns", Access::Own(P::ReadCampaigns)),
    function("/api/inspections/campaign", Access::Own(P::ReadCampaigns)),
    function("/api/inspections/plans", Access::Own(P::ManageCampaigns)),
    function("/api/inspections/planned", Access::Own(P::ManageCampaigns)),
    function("/api/inspections/tally", Access::Own(P::ReadCampaigns)),
    function("/api/inspections/plan", Access::Own(P::ManageCampaigns)),
    function("/api/inspections/save_plan", Access::Own(P::ManageCampaigns)),
    function("/api/inspections/discard_plan", Access::Own(P::ManageCampaigns)),
    function("/api/inspections/preview", Access::Own(P::ManageCampaigns)),
    function("/api/inspections/launch", Access::Own(P::ManageCampaigns)),
    function("/api/inspections/lines", Access::Own(P::JudgeInspection)),
    function("/api/inspections/own", Access::Own(P::WriteInspection)),
    function("/api/inspections/report", Access::Row(P::ReadInspection)),
    function("/api/inspections/save", Access::Row(P::WriteInspection)),
    function("/api/inspections/act", Access::Row(P::ReadInspection)),
    // Papers.
    own_route("GET", "/papers/{id}", Access::Row(P::ReadFiling)),
    function("/api/papers/of_filing", Access::Row(P::ReadFiling)),
    function("/api/papers/of_licence", Access::Row(P::ReadLicence)),
    // Staff.
    function("/api/staff/find", Access::Own(P::StartFiling)),
    function("/api/staff/effect", Access::Row(P::ReadFiling)),
    // Site visits and their photographs; the committee; the head's desk.
    own_route("PUT", "/photographs", Access::Row(P::ManageVisits)),
    own_route("GET", "/photographs/{id}", Access::Row(P::ManageVisits)),
    own_route("DELETE", "/photographs/{id}", Access::Row(P::ManageVisits)),
    function("/api/visits/officers", Access::Own(P::ManageVisits)),
    function("/api/visits/arrange", Access::Row(P::ManageVisits)),
    function("/api/visits/cancel", Access::Row(P::ManageVisits)),
    function("/api/visits/conclude", Access::Row(P::ManageVisits)),
    function("/api/committee/load", Access::Own(P::HoldCommittee)),
    function("/api/committee/call", Access::Own(P::HoldCommittee)),
    function("/api/committee/meeting", Access::Row(P::HoldCommittee)),
    function("/api/committee/change", Access::Row(P::HoldCommittee)),
    function("/api/committee/cancel", Access::Row(P::HoldCommittee)),
    function("/api/committee/present", Access::Row(P::HoldCommittee)),
    function("/api/committee/vote", Access::Row(P::HoldCommittee)),
    function("/api/committee/close", Access::Row(P::HoldCommittee)),
    function("/api/sign_off/desk", Access::Own(P::SignOff)),
    function("/api/sign_off/decide", Access::Own(P::SignOff)),
    // Review, licences, notices.
    function("/api/review/queue", Access::Own(P::ReadQueue)),
    function("/api/review/terminated", Access::Own(P::ReadQueue)),
    function("/api/review/reviewers", Access::Own(P::ReadQueue)),
    function("/api/review/workload", Access::Own(P::LeadQueue)),
    function("/api/review/hand_over", Access::Row(P::HandOver)),
    function("/api/review/reassign", Access::Row(P::LeadQueue)),
    function("/api/review/dossier", Access::Row(P::ReadDossier)),
    function("/api/licences/mine", Access::Own(P::ReadLicence)),
    function("/api/licences/load", Access::Row(P::ReadLicence)),
    function("/api/notices/to_dos", Access::Own(P::UseOwnAccount)),
    function("/api/notices/mine", Access::Own(P::UseOwnAccount)),
    function("/api/notices/unread", Access::Own(P::UseOwnAccount)),
    function("/api/notices/read", Access::Own(P::UseOwnAccount)),
    function("/api/notices/read_all", Access::Own(P::UseOwnAccount)),
    function("/api/notices/account", Access::Own(P::UseOwnAccount)),
    function("/api/notices/set_mail", Access::Own(P::UseOwnAccount)),
    function("/api/notices/public", Access::Public),
    // For everybody; and the figures, for those who work with them.
    function("/api/public/verify", Access::Public),
    function("/api/public/register", Access::Public),
    function("/api/public/decisions", Access::Public),
    function("/api/figures/load", Access::Own(P::ReadFigures)),
    own_route("GET", "/figures.xlsx", Access::Own(P::ReadFigures)),
    // Rules, holidays, credit.
    function("/api/rules/book", Access::Own(P::ReadRules)),
    function("/api/rules/choose", Access::Own(P::ManageRules)),
    function("/api/rules/preview_choice", Access::Own(P::ManageRules)),
    function("/api/rules/preview", Access::Own(P::ManageRules)),
    function("/api/rules/adjust", Access::Own(P::ManageRules)),
    function("/api/settings/all", Access::Own(P::ReadRules)),
    function("/api/settings/change", Access::Own(P::ManageRules)),
    function("/api/calendar/years", Access::Own(P::ReadRules)),
    function("/api/calendar/add", Access::Own(P::ManageRules)),
    function("/api/credit/records", Access::Own(P::ManageCredit)),
    function("/api/credit/record", Access::Row(P::ManageCredit)),
    function("/api/credit/end", Access::Row(P::ManageCredit)),
    // Ratings. Who has a link from a code or a receipt needs no account.
    function("/api/ratings/open", Access::Public),
    function("/api/ratings/rate", Access::Public),
    function("/api/ratings/receipt", Access::Public),
    function("/api/ratings/matter", Access::Row(P::RateMatter)),
    function("/api/ratings/rate_matter", Access::Row(P::RateMatter)),
    function("/api/ratings/matters", Access::Own(P::ManageRatings)),
    function("/api/ratings/visits", Access::Own(P::ManageRatings)),
    function("/api/ratings/make_matter_code", Access::Row(P::ManageRatings)),
    function("/api/ratings/make_visit_code", Access::Own(P::ManageRatings)),
    function("/api/ratings/code", Access::Row(P::ManageRatings)),
    function("/api/ratings/withdraw_code", Access::Row(P::ManageRatings)),
    function("/api/ratings/cases", Access::Own(P::ManageRatings)),
    function("/api/ratings/case", Access::Row(P::ManageRatings)),
    function("/api/ratings/act", Access::Row(P::ManageRatings)),
    function("/api/ratings/mobile", Access::Row(P::ManageRatings)),
    function("/api/ratings/figures", Access::Own(P::ReadRatingFigures)),
    // The audit log.
    function("/api/audit/search", Access::Own(P::ReadAudit)),
    function("/api/audit/verify", Access::Own(P::ReadAudit)),
    own_route("GET", "/administration/audit/export", Access::Own(P::ReadAudit)),
    // Administration. Who registers must see which office supervises the province.
    function("/api/administration/overview", Access::Own(P::ManageAccounts)),
    function("/api/administration/staff", Access::Own(P::ManageAccounts)),
    function("/api/administration/add_staff", Access::Own(P::ManageAccounts)),
    function("/api/administration/change_staff", Access::Row(P::ManageAccounts)),
    function("/api/administration/set_active", Access::Row(P::ManageAccounts)),
    function("/api/administration/reset_staff", Access::Row(P::ManageAccounts)),
    function("/api/administration/claimed", Access::Row(P::ManageAccounts)),
    function("/api/administration/offices", Access::Own(P::ManageOffices)),
    function("/api/administration/change_office", Access::Own(P::ManageOffices)),
    function("/api/administration/directory", Access::Public),
    function("/api/administration/slots", Access::Own(P::ManageTemplates)),
    function("/api/administration/change_slot", Access::Own(P::ManageTemplates)),
    own_route("PUT", "/documents/templates", Access::Own(P::ManageTemplates)),
    own_route("GET", "/documents/templates/{id}", Access::Row(P::UseOwnAccount)),
    // Operation.
    own_route("GET", "/healthz", Access::Public),
    own_route("GET", "/readyz", Access::Public),
];
