//! Who calls, on whose rows, with which requests.

use crate::support::{Answer, PASSWORD, TestSite, registration, request};
use axum::body::{Body, Bytes};
use domain::accounts::Role;
use domain::administration::StaffForm;
use domain::credit::Standing;
use domain::enterprises::Profile;
use domain::filings::FilingView;
use domain::inspections;
use domain::offices;
use domain::ratings::{CaseAction, RatingForm, Satisfaction};
use domain::staff::Search;
use futures::stream;
use http::header::{ACCEPT, CONTENT_TYPE};
use serde_json::{Value, json};
use server::endpoints::Endpoint;
use services::Actor;
use services::accounts::Origin;
use services::papers::Press;

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Anonymous,
    /// The enterprise whose rows the requests name.
    Owner,
    /// Another enterprise.
    Stranger,
    /// A reviewer of the competent office.
    Reviewer,
    /// A reviewer of another office.
    OtherReviewer,
    /// The head of the competent office.
    Head,
    Administrator,
}

impl Who {
    pub const ALL: [Who; 7] =
        [Who::Anonymous, Who::Owner, Who::Stranger, Who::Reviewer, Who::OtherReviewer, Who::Head, Who::Administrator];

    pub fn role(self) -> Option<Role> {
        match self {
            Who::Anonymous => None,
            Who::Owner | Who::Stranger => Some(Role::Enterprise),
            Who::Reviewer | Who::OtherReviewer => Some(Role::Reviewer),
            Who::Head => Some(Role::Head),
            Who::Administrator => Some(Role::Administrator),
        }
    }

    pub fn is_stranger(self) -> bool {
        matches!(self, Who::Stranger | Who::OtherReviewer)
    }
}

/// An enterprise with a licence from the demonstration data, and people around it.
pub struct Fixture {
    site: TestSite,
    owner: (String, &'static str),
    filing: String,
    row: String,
    attachment: String,
    licence: String,
    /// What the QR code on its certificate leads to.
    certificate: String,
    /// A paper of the filing.
    paper: String,
    enterprise: String,
    credit_record: String,
    /// The account of a member of staff.
    member: String,
    /// A blank form.
    template: String,
    rating: Rating,
    inspection: Inspection,
    /// The meeting that discussed the filing.
    meeting: String,
    /// The owner's name: nobody who may not know of its rows gets to see it.
    pub secret: String,
    tokens: Vec<(Who, String)>,
}

impl Fixture {
    pub async fn new() -> Fixture {
        let site = TestSite::new().await;
        let report = site.services.demo(None, None).await.unwrap();
        let mut licensed = None;
        for account in report.accounts.iter().filter(|account| account.role == Role::Enterprise) {
            let actor = actor(&site, &account.account, account.password).await;
            if let Some(licence) = site.services.my_licence(&actor).await.unwrap() {
                licensed = Some((account, actor, licence));
            }
        }
        let (account, owner, licence) = licensed.expect("the demonstration data have an enterprise with a licence");
        let filing = site.services.my_filings(&owner).await.unwrap().remove(0).id;
        let view = site.services.filing(&owner, &filing).await.unwrap();
        let rows = site.services.rows(&owner, &filing).await.unwrap();
        let mut fixture = Fixture {
            owner: (account.account.clone(), account.password),
            row: rows.electricians[0].id.clone(),
            attachment: view.attachments[0].id.clone(),
            certificate: site.one("select public_id from licence_copies where licence_id = $1", &licence.id).await,
            licence: licence.id,
            paper: typeset(&site, &filing).await,
            enterprise: owner.enterprise().to_owned(),
            credit_record: String::new(),
            template: String::new(),
            member: site.one("select id from accounts where key = $1", "reviewer-east").await,
            rating: Rating::default(),
            inspection: Inspection::default(),
            meeting: String::new(),
            secret: owner.name.clone(),
            filing,
            tokens: Vec::new(),
            site,
        };
        fixture.people(&view).await;
        fixture.credit_record = fixture.record_credit().await;
        fixture.template = fixture.upload_template().await;
        fixture.rating = fixture.rate().await;
        fixture.inspection = fixture.inspect(&owner).await;
        fixture.defer().await;
        fixture.meeting = fixture.visit().await;
        for who in Who::ALL.into_iter().filter(|who| *who != Who::Anonymous) {
            let token = fixture.sign_in(who).await;
            fixture.tokens.push((who, token));
        }
        fixture
    }

    async fn people(&self, view: &FilingView) {
        let services = &self.site.services;
        services.register(&registration("the-stranger"), &origin()).await.unwrap();
        let office = offices::OFFICES.iter().find(|office| office.name == view.header.office).unwrap();
        let other = offices::OFFICES.iter().find(|other| other.code != office.code).unwrap();
        for (account, role, office) in [
            ("the-reviewer", Role::Reviewer, Some(office.code)),
            ("other-reviewer", Role::Reviewer, Some(other.code)),
            ("the-head", Role::Head, Some(office.code)),
            ("the-administrator", Role::Administrator, None),
        ] {
            services.create_staff(account, PASSWORD, "工作人员", role, office).await.unwrap();
        }
    }

    /// As if one of its documents had followed, so that there is one to check.
    async fn defer(&self) {
        for sql in [
            "update filings set track = 'deferred_documents' where id = $1",
            "insert into deferrals (filing_id, slot, due_day, handed_in_at)
             values ($1, 'financial_statement', '2026-12-08', 1)",
        ] {
            self.site.execute(sql, &self.filing).await;
        }
    }

    /// As if somebody had gone there and taken a photograph; and the meeting that discussed the filing.
    async fn visit(&self) -> String {
        for sql in [
            "insert into visits (id, filing_id, day, place, notes, status, arranged_by, arranged_at)
             select 'the-visit', $1, '2026-12-01', '现场', '', 'concluded', a.id, 1 from accounts a where a.key = 'the-reviewer'",
            "insert into visit_photographs (id, visit_id, name, file_type, size, sha256, uploaded_by, uploaded_at)
             select 'the-photograph', 'the-visit', d.name, d.file_type, d.size, d.sha256, a.id, 1
             from attachments d
                  join accounts a on a.key = 'the-reviewer'
             where d.filing_id = $1
             limit 1",
        ] {
            self.site.execute(sql, &self.filing).await;
        }
        self.site.one("select meeting_id from meeting_items where filing_id = $1", &self.filing).await
    }

    async fn upload_template(&self) -> String {
        let administrator = actor(&self.site, "the-administrator", PASSWORD).await;
        let bytes = futures::stream::iter([Ok("%PDF-1.7\n".into())]);
        let services = &self.site.services;
        services.add_template(&administrator, "legal_declaration", "a.pdf", bytes).await.unwrap().id
    }

    async fn record_credit(&self) -> String {
        let reviewer = actor(&self.site, "the-reviewer", PASSWORD).await;
        let (services, today) = (&self.site.services, self.site.services.today());
        services.record_credit(&reviewer, &self.enterprise, Standing::Good, "无", today, None).await.unwrap()
    }

    /// A code of the competent office, and a bad rating that somebody gave by it.
    async fn rate(&self) -> Rating {
        let reviewer = actor(&self.site, "the-reviewer", PASSWORD).await;
        let (services, today) = (&self.site.services, self.site.services.today());
        let code = services.make_visit_code(&reviewer, "一号窗口", today).await.unwrap();
        let link = services.rating_code(&reviewer, &code).await.unwrap().link;
        let token = link.rsplit('/').next().unwrap_or_default().to_owned();
        let form = RatingForm {
            satisfaction: Some(Satisfaction::Dissatisfied),
            mobile: "13800138000".into(),
            ..RatingForm::default()
        };
        let receipt = services.rate_by_code(&token, "key", &form, &origin()).await.unwrap();
        let case = services.rating_cases(&reviewer).await.unwrap().remove(0).id;
        Rating { code, token, receipt, case }
    }

    /// A campaign that was launched, the owner's report with a document, and a plan beside it.
    async fn inspect(&self, owner: &Actor) -> Inspection {
        let administrator = actor(&self.site, "the-administrator", PASSWORD).await;
        let services = &self.site.services;
        let campaign = services.plan_campaign(&administrator, "key-of-the-campaign").await.unwrap();
        let today = services.today().to_string();
        let plan = inspections::Plan {
            year: "2026".into(),
            title: "承装修试2026年自查".into(),
            opens_on: today.clone(),
            closes_on: today,
            ..inspections::Plan::default()
        };
        let saved = services.save_campaign(&administrator, &campaign, 1, &plan).await.unwrap();
        services.launch_campaign(&administrator, &campaign, saved.revision).await.unwrap();
        services.carry_out_launches().await.unwrap();
        let report = services.own_inspections(owner).await.unwrap().remove(0).1.id;
        let said = services::inspections::Said::default();
        services.act_on_inspection(owner, &report, 1, "key-of-the-start", inspections::Act::Start, said).await.unwrap();
        let bytes = stream::iter([Ok(Bytes::from_static(b"%PDF-1.7\n"))]);
        let document = services.add_inspection_document(owner, &report, "report", "a.pdf", bytes).await.unwrap().id;
        // Submitted, so that nothing about it changes any more.
        self.site.execute("update inspections set stage = 'submitted' where id = $1", &report).await;
        Inspection { campaign, report, document }
    }

    async fn sign_in(&self, who: Who) -> String {
        let (account, password) = match who {
            Who::Anonymous => unreachable!("has no account"),
            Who::Owner => (self.owner.0.as_str(), self.owner.1),
            Who::Stranger => ("the-stranger", PASSWORD),
            Who::Reviewer => ("the-reviewer", PASSWORD),
            Who::OtherReviewer => ("other-reviewer", PASSWORD),
            Who::Head => ("the-head", PASSWORD),
            Who::Administrator => ("the-administrator", PASSWORD),
        };
        self.site.sign_in(account, password).await
    }

    /// Calls the endpoint as this person; on a row with the percent-encoded `id`, or on the owner's.
    pub async fn call(&self, endpoint: &Endpoint, who: Who, id: Option<&str>) -> Answer {
        let token = match who {
            Who::Anonymous => None,
            // This would end the session that the other calls need.
            who if endpoint.path.ends_with("/sign_out") => Some(self.sign_in(who).await),
            who => self.tokens.iter().find(|(one, _)| *one == who).map(|(_, token)| token.clone()),
        };
        let filing = id.unwrap_or(&self.filing);
        let path = match endpoint.path {
            "/filings/{id}/{tab}" => format!("/filings/{filing}/electricians"),
            "/filings/{id}" => format!("/filings/{filing}"),
            "/filings/{id}/correction" => format!("/filings/{filing}/correction"),
            "/filings/{id}/versions" => format!("/filings/{filing}/versions"),
            "/licences/{id}" => format!("/licences/{}", id.unwrap_or(&self.licence)),
            "/attachments/{id}" => format!("/attachments/{}", id.unwrap_or(&self.attachment)),
            "/photographs" => format!("/photographs?visit={}&name=a.pdf", id.unwrap_or("the-visit")),
            "/photographs/{id}" => format!("/photographs/{}", id.unwrap_or("the-photograph")),
            "/committee/{id}" => format!("/committee/{}", id.unwrap_or(&self.meeting)),
            "/papers/{id}" => format!("/papers/{}", id.unwrap_or(&self.paper)),
            "/attachments" => format!("/attachments?filing={filing}&slot=legal_declaration&name=a.pdf"),
            "/rate/{token}" => format!("/rate/{}", self.rating.token),
            "/rated/{receipt}" => format!("/rated/{}", self.rating.receipt),
            "/ratings/new/{id}" => format!("/ratings/new/{filing}"),
            "/ratings/cases/{id}" => format!("/ratings/cases/{}", id.unwrap_or(&self.rating.case)),
            "/ratings/codes/{id}" => format!("/ratings/codes/{}", id.unwrap_or(&self.rating.code)),
            "/inspections/{id}" => format!("/inspections/{}", id.unwrap_or(&self.inspection.report)),
            "/inspections/{id}/{page}" => format!("/inspections/{}/company", id.unwrap_or(&self.inspection.report)),
            "/inspections/documents" => {
                let report = id.unwrap_or(&self.inspection.report);
                format!("/inspections/documents?inspection={report}&slot=report&name=a.pdf")
            }
            "/inspections/documents/{id}" => {
                format!("/inspections/documents/{}", id.unwrap_or(&self.inspection.document))
            }
            "/inspections/campaigns/{id}" => format!("/inspections/campaigns/{}", self.inspection.campaign),
            "/inspections/campaigns/{id}/export.xlsx" => {
                format!("/inspections/campaigns/{}/export.xlsx", self.inspection.campaign)
            }
            "/administration/inspections/{id}" => {
                format!("/administration/inspections/{}", self.inspection.campaign)
            }
            "/documents/templates/{id}" => format!("/documents/templates/{}", id.unwrap_or(&self.template)),
            "/documents/templates" => "/documents/templates?template=legal_declaration&name=a.pdf".to_owned(),
            "/recover/{token}" => "/recover/0123456789".to_owned(),
            "/verify/{public_id}" => format!("/verify/{}", self.certificate),
            path => path.to_owned(),
        };
        let request = request(endpoint.method, &path, token.as_deref());
        let request = match self.body(endpoint.path, who, id) {
            Some(Sent::Json(body)) => {
                request.header(CONTENT_TYPE, "application/json").body(Body::from(body.to_string()))
            }
            Some(Sent::Form(body)) => {
                request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(body))
            }
            None if endpoint.method == "PUT" => request.body(Body::from("%PDF-1.7\n")),
            None if ["/attachments", "/inspections/documents"].iter().any(|own| endpoint.path.starts_with(own)) => {
                request.body(Body::empty())
            }
            None => request.header(ACCEPT, "text/html").body(Body::empty()),
        };
        self.site.call(request.unwrap()).await
    }

    fn body(&self, path: &str, who: Who, id: Option<&str>) -> Option<Sent> {
        let function = path.strip_prefix("/api/")?;
        let id = id.unwrap_or(&self.filing);
        let (key, page) = ("key-of-the-walk", json!({ "id": id, "offset": 0, "limit": 50 }));
        let electrician = json!({ "list": "electricians", "body": { "name": "某人" } });
        // The filing has been decided, so these are allowed and come to nothing.
        let (action, note) =
            if who.role() == Some(Role::Enterprise) { ("terminate", "不再办理") } else { ("claim", "") };
        Some(match function {
            "notices/mine" => Sent::Json(json!({ "after": null })),
            "notices/read" => Sent::Json(json!({ "id": "none" })),
            "notices/set_mail" => Sent::Json(json!({ "wanted": true })),
            "notices/unread"
            | "notices/read_all"
            | "notices/account"
            | "administration/overview"
            | "administration/offices"
            | "administration/slots"
            | "administration/directory" => Sent::Json(json!({})),
            "administration/staff" => Sent::Json(json!({ "search": { "text": "", "office": "", "active": false } })),
            // Nothing is filled in, and the revisions are long gone.
            "administration/add_staff" => Sent::Json(json!({ "form": StaffForm::default() })),
            "administration/change_staff"
            | "administration/set_active"
            | "administration/reset_staff"
            | "administration/claimed" => {
                let member = if id == self.filing { &self.member } else { id };
                Sent::Json(json!({ "id": member, "revision": 0, "active": true, "form": StaffForm::default() }))
            }
            "administration/change_slot" => {
                let change = json!({ "slot": "", "label": "", "hint": "", "required": true, "template": "shipped" });
                Sent::Json(json!({ "revision": -1, "change": change, "reason": "" }))
            }
            "administration/change_office" => {
                let change = json!({ "what": "province", "province": "", "office": "" });
                Sent::Json(json!({ "revision": -1, "change": change, "from": "2000-01-01", "reason": "" }))
            }
            "audit/search" => Sent::Json(json!({ "search": {}, "before": null })),
            "audit/verify" | "rules/book" | "settings/all" | "calendar/years" => Sent::Json(json!({})),
            // None of these comes to anything.
            "rules/choose" => Sent::Json(json!({ "set": "none", "from": "2000-01-01", "reason": "" })),
            "rules/preview_choice" => Sent::Json(json!({ "set": "none", "from": "2000-01-01" })),
            "rules/preview" | "rules/adjust" => Sent::Json(json!({ "adjustment": wrong_adjustment() })),
            "settings/change" => {
                let value = json!({ "figure": 0 });
                Sent::Json(json!({ "change": {
                    "setting": "reissue_limit", "value": value, "from": "2000-01-01", "reason": "", "by": ""
                } }))
            }
            "calendar/add" => Sent::Json(json!({ "year": 0, "text": "", "source": "" })),
            "credit/records" => Sent::Json(json!({ "search": "" })),
            "credit/record" => {
                let enterprise = if id == self.filing { &self.enterprise } else { id };
                let (standing, from) = (Standing::Good, "2026-01-01");
                Sent::Json(json!({
                    "enterprise": enterprise, "standing": standing, "reason": "", "from": from, "until": null
                }))
            }
            "public/verify" => Sent::Json(json!({ "public_id": self.certificate })),
            "public/register" | "public/decisions" | "figures/load" => Sent::Json(json!({ "query": {} })),
            "visits/officers" | "committee/load" | "sign_off/desk" => Sent::Json(json!({})),
            // The filing has been decided, and the meeting is over: these come to nothing.
            "visits/arrange" => {
                let arrangement = json!({ "day": "", "place": "", "members": [], "notes": "" });
                Sent::Json(json!({ "id": id, "revision": 0, "key": key, "arrangement": arrangement, "anew": null }))
            }
            "visits/cancel" => Sent::Json(json!({ "id": id, "revision": 0, "key": key, "reason": "" })),
            "visits/conclude" => {
                let found = json!({ "findings": "", "conclusion": null });
                Sent::Json(json!({ "id": id, "revision": 0, "key": key, "found": found }))
            }
            "sign_off/decide" => Sent::Json(json!({ "chosen": [], "step": "grant", "note": "" })),
            "committee/call" => Sent::Json(json!({ "key": key, "plan": nobodys_plan() })),
            meeting if meeting.starts_with("committee/") => {
                let id = if id == self.filing { &self.meeting } else { id };
                Sent::Json(match meeting {
                    "committee/meeting" => json!({ "id": id }),
                    "committee/change" => json!({ "id": id, "revision": 0, "plan": nobodys_plan() }),
                    "committee/cancel" => json!({ "id": id, "revision": 0, "reason": "" }),
                    "committee/present" => json!({ "id": id, "filing": self.filing, "presentation": "" }),
                    "committee/vote" => json!({ "id": id, "filing": self.filing, "vote": "agree", "reason": "" }),
                    _ => json!({ "id": id, "revision": 0, "key": key, "minutes": "", "declared": [] }),
                })
            }
            "credit/end" => Sent::Json(json!({ "id": if id == self.filing { &self.credit_record } else { id } })),
            "accounts/viewer" | "enterprises/mine" | "filings/mine" | "filings/entries" | "review/terminated"
            | "review/reviewers" | "review/workload" | "licences/mine" | "notices/to_dos" | "notices/public" => {
                Sent::Json(json!({}))
            }
            "review/queue" => Sent::Json(json!({ "filter": {}, "after": null })),
            "review/dossier" | "filings/check" => Sent::Json(json!({ "id": id })),
            // It has been decided.
            "review/hand_over" | "review/reassign" => {
                Sent::Json(json!({ "id": id, "revision": 0, "key": key, "to": "nobody", "note": "" }))
            }
            "ratings/open" => Sent::Json(json!({ "token": self.rating.token })),
            "ratings/receipt" => Sent::Json(json!({ "receipt": self.rating.receipt })),
            // Nothing is filled in.
            "ratings/rate" => Sent::Form(format!("token={}&key={key}&form%5Bname%5D=", self.rating.token)),
            "ratings/rate_matter" => Sent::Json(json!({ "id": id, "key": key, "form": {} })),
            "ratings/matter" | "ratings/make_matter_code" => Sent::Json(json!({ "id": id })),
            "ratings/matters" => Sent::Json(json!({ "search": "" })),
            "ratings/visits" | "ratings/cases" | "ratings/figures" => Sent::Json(json!({})),
            "ratings/make_visit_code" => Sent::Json(json!({ "service_point": "", "day": "2000-01-01" })),
            "ratings/code" | "ratings/withdraw_code" => {
                Sent::Json(json!({ "id": if id == self.filing { &self.rating.code } else { id } }))
            }
            "ratings/case" | "ratings/mobile" => {
                Sent::Json(json!({ "id": if id == self.filing { &self.rating.case } else { id } }))
            }
            "ratings/act" => {
                let case = if id == self.filing { &self.rating.case } else { id };
                let action = CaseAction::Contact;
                Sent::Json(json!({ "id": case, "revision": 0, "key": key, "action": action, "note": "" }))
            }
            "inspections/campaigns" | "inspections/plans" | "inspections/own" => Sent::Json(json!({})),
            "inspections/campaign" | "inspections/planned" => Sent::Json(json!({ "id": self.inspection.campaign })),
            "inspections/tally" => Sent::Json(json!({ "campaign": self.inspection.campaign })),
            "inspections/lines" => Sent::Json(
                json!({ "campaign": self.inspection.campaign, "stage": null, "overdue": false, "after": "" }),
            ),
            // It has been launched, so none of these changes anything.
            "inspections/plan" => Sent::Json(json!({ "key": key })),
            "inspections/save_plan" => Sent::Json(
                json!({ "id": self.inspection.campaign, "revision": 0, "plan": inspections::Plan::default() }),
            ),
            "inspections/discard_plan" | "inspections/preview" => Sent::Json(json!({ "id": self.inspection.campaign })),
            "inspections/launch" => Sent::Json(json!({ "id": self.inspection.campaign, "revision": 0 })),
            "inspections/report" | "inspections/save" | "inspections/act" => {
                let report = if id == self.filing { &self.inspection.report } else { id };
                let act = if who.role() == Some(Role::Enterprise) { "submit" } else { "conform" };
                let body = json!({ "section": "staff", "body": {} });
                Sent::Json(json!({
                    "id": report, "revision": 0, "key": key, "act": act, "note": "", "mend_by": "", "body": body
                }))
            }
            "accounts/sign_in" => Sent::Form("account=nobody&password=nothing-nothing".into()),
            "accounts/sign_in_again" => Sent::Json(json!({ "account": "the-head", "password": PASSWORD })),
            "accounts/sign_out" => Sent::Form(String::new()),
            "accounts/register" => Sent::Form(nobodys_registration()),
            "accounts/request_recovery" => Sent::Form("account=nobody".into()),
            "accounts/recover" => Sent::Form("token=0123456789&password=a&password_again=b".into()),
            "accounts/change_password" => Sent::Form("current=a&password=b&password_again=c".into()),
            "enterprises/save" => Sent::Json(json!({ "revision": 0, "profile": Profile::default() })),
            "enterprises/organisations" => Sent::Json(json!({ "name": "电力" })),
            "filings/start" => Sent::Form(format!("kind=new_licence&track=general&key={key}")),
            "filings/offers" => Sent::Json(json!({ "kind": "new_licence" })),
            "staff/find" => Sent::Json(json!({ "search": Search { name: "王".into(), ..Search::default() } })),
            "filings/load" | "filings/rows" | "filings/rules" | "staff/effect" => Sent::Json(json!({ "id": id })),
            "filings/reveal" => Sent::Json(json!({ "id": id, "path": "enterprise.mobile", "reason": "" })),
            "filings/technicians" | "filings/electricians" | "filings/performance" => Sent::Json(page),
            "filings/save_section" => {
                Sent::Json(json!({ "id": id, "revision": 0, "body": { "section": "basics", "body": {} } }))
            }
            "filings/save_row" => Sent::Json(json!({ "id": id, "row": null, "key": key, "body": electrician })),
            "filings/delete_row" => Sent::Json(json!({ "id": id, "row": self.row, "revision": 1 })),
            "filings/submit" => Sent::Json(json!({ "id": id, "revision": 0, "key": key })),
            "filings/act" => Sent::Json(json!({ "id": id, "revision": 0, "key": key, "action": action, "note": note })),
            "filings/hand_in" => Sent::Json(json!({ "id": id, "key": key })),
            "filings/return_deferred" => {
                Sent::Json(json!({ "id": id, "slot": "financial_statement", "reason": "不清晰", "cited": null }))
            }
            "corrections/desk" => Sent::Json(json!({ "id": id })),
            "corrections/comment" => Sent::Json(
                json!({ "id": id, "known": null, "key": key, "path": "basics", "reason": "不清晰", "cited": null }),
            ),
            "corrections/drop_comment" => Sent::Json(json!({ "id": id, "comment": "none" })),
            "corrections/request" => {
                Sent::Json(json!({ "id": id, "revision": 0, "key": key, "items": [], "note": note }))
            }
            "corrections/answer" => Sent::Json(json!({ "id": id, "item": "none", "text": "已更正" })),
            "corrections/versions" => Sent::Json(json!({ "id": id, "between": null })),
            "reasons/all" | "reasons/kept" => Sent::Json(json!({})),
            // None of these comes to anything.
            "reasons/add" => Sent::Json(json!({ "key": key, "topic": "correction", "text": "" })),
            "reasons/reword" => Sent::Json(json!({ "id": "none", "revision": 1, "text": "" })),
            "reasons/retire" => Sent::Json(json!({ "id": "00000000000000000000000000000501", "retired": false })),
            "reasons/order" => Sent::Json(json!({ "topic": "correction", "ids": [] })),
            "filings/check_deferred" => Sent::Json(json!({ "id": id, "slot": "financial_statement" })),
            "papers/of_filing" => Sent::Json(json!({ "id": id })),
            "papers/of_licence" => Sent::Json(json!({ "id": if id == self.filing { &self.licence } else { id } })),
            "licences/load" => {
                Sent::Json(json!({ "id": if id == self.filing { &self.licence } else { id }, "copy": null }))
            }
            other => panic!("the walk has no request for {other}: write one"),
        })
    }
}

/// What the requests about ratings name.
#[derive(Default)]
struct Rating {
    code: String,
    token: String,
    receipt: String,
    case: String,
}

/// What the requests about self-inspection name.
#[derive(Default)]
struct Inspection {
    campaign: String,
    report: String,
    document: String,
}

enum Sent {
    Json(Value),
    Form(String),
}

/// Begins long ago.
fn wrong_adjustment() -> Value {
    json!({
        "set": "none", "measure": "electricians", "category": "repair", "grade": "4", "figure": 1,
        "from": "2000-01-01", "reason": "", "by": ""
    })
}

/// A meeting of nobody about nothing.
fn nobodys_plan() -> Value {
    json!({ "day": "", "place": "", "chair": "", "members": [], "filings": [] })
}

/// The registration form, empty.
fn nobodys_registration() -> String {
    let mut form = String::from("account=&password=&password_again=");
    let names = ["kind", "name", "credit_code", "representative", "representative_id", "registered_address"];
    let more = ["mailing_address", "postal_code", "province", "contact", "mobile", "email"];
    for field in names.into_iter().chain(more) {
        form.push_str(&format!("&profile%5B{field}%5D="));
    }
    form
}

fn origin() -> Origin {
    Origin { address: "192.0.2.2".into() }
}

/// Has one paper of the filing made, and no other.
async fn typeset(site: &TestSite, filing: &str) -> String {
    let paper = site.one("select id from papers where filing_id = $1 and kind = 'acceptance_notice'", filing).await;
    site.execute("delete from paper_queue where paper_id <> $1", &paper).await;
    // In this process, which is no server that could be started once more.
    let services = site.services.clone().with_press(Press::new(None));
    assert_eq!(services.typeset_papers().await.unwrap(), 1);
    paper
}

async fn actor(site: &TestSite, account: &str, password: &str) -> Actor {
    let token = site.sign_in(account, password).await;
    site.services.authenticate(&token, &origin()).await.unwrap().unwrap()
}
