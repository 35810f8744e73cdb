//! Who calls, on whose rows, with which requests.

use crate::support::{Answer, PASSWORD, TestSite, registration, request};
use axum::body::Body;
use domain::accounts::Role;
use domain::credit::Standing;
use domain::enterprises::Profile;
use domain::filings::FilingView;
use domain::offices;
use domain::staff::Search;
use http::header::{ACCEPT, CONTENT_TYPE};
use serde_json::{Value, json};
use server::endpoints::Endpoint;
use services::Actor;
use services::accounts::Origin;

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
    enterprise: String,
    credit_record: String,
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
            licence: licence.id,
            enterprise: owner.enterprise().to_owned(),
            credit_record: String::new(),
            secret: owner.name,
            filing,
            tokens: Vec::new(),
            site,
        };
        fixture.people(&view).await;
        fixture.credit_record = fixture.record_credit().await;
        fixture.defer().await;
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

    async fn record_credit(&self) -> String {
        let reviewer = actor(&self.site, "the-reviewer", PASSWORD).await;
        let (services, today) = (&self.site.services, self.site.services.today());
        services.record_credit(&reviewer, &self.enterprise, Standing::Good, "无", today, None).await.unwrap()
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
            "/licences/{id}" => format!("/licences/{}", id.unwrap_or(&self.licence)),
            "/attachments/{id}" => format!("/attachments/{}", id.unwrap_or(&self.attachment)),
            "/attachments" => format!("/attachments?filing={filing}&slot=legal_declaration&name=a.pdf"),
            "/recover/{token}" => "/recover/0123456789".to_owned(),
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
            None if endpoint.path.starts_with("/attachments") => request.body(Body::empty()),
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
            "rules/book" | "calendar/years" => Sent::Json(json!({})),
            // None of these comes to anything.
            "rules/choose" => Sent::Json(json!({ "set": "none", "from": "2000-01-01", "reason": "" })),
            "rules/preview" | "rules/adjust" => Sent::Json(json!({ "adjustment": wrong_adjustment() })),
            "calendar/add" => Sent::Json(json!({ "year": 0, "text": "", "source": "" })),
            "credit/records" => Sent::Json(json!({ "search": "" })),
            "credit/record" => {
                let enterprise = if id == self.filing { &self.enterprise } else { id };
                let (standing, from) = (Standing::Good, "2026-01-01");
                Sent::Json(json!({
                    "enterprise": enterprise, "standing": standing, "reason": "", "from": from, "until": null
                }))
            }
            "credit/end" => Sent::Json(json!({ "id": if id == self.filing { &self.credit_record } else { id } })),
            "accounts/viewer" | "enterprises/mine" | "filings/mine" | "filings/entries" | "review/queue"
            | "review/terminated" | "licences/mine" | "notices/to_dos" | "notices/public" => Sent::Json(json!({})),
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
            "filings/technicians" | "filings/electricians" | "filings/performance" => Sent::Json(page),
            "filings/save_section" => {
                Sent::Json(json!({ "id": id, "revision": 0, "body": { "section": "basics", "body": {} } }))
            }
            "filings/save_row" => Sent::Json(json!({ "id": id, "row": null, "key": key, "body": electrician })),
            "filings/delete_row" => Sent::Json(json!({ "id": id, "row": self.row, "revision": 1 })),
            "filings/submit" => Sent::Json(json!({ "id": id, "revision": 0, "key": key })),
            "filings/act" => Sent::Json(json!({ "id": id, "revision": 0, "key": key, "action": action, "note": note })),
            "filings/hand_in" => Sent::Json(json!({ "id": id, "key": key })),
            "filings/check_deferred" => Sent::Json(json!({ "id": id, "slot": "financial_statement" })),
            "licences/load" => {
                Sent::Json(json!({ "id": if id == self.filing { &self.licence } else { id }, "copy": null }))
            }
            other => panic!("the walk has no request for {other}: write one"),
        })
    }
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

async fn actor(site: &TestSite, account: &str, password: &str) -> Actor {
    let token = site.sign_in(account, password).await;
    site.services.authenticate(&token, &origin()).await.unwrap().unwrap()
}
