//! Rating: by the enterprise whose matter was decided, and by whoever scans a code. The database holds that a mobile rates once
//! in five days and a matter is rated once.

use super::about_matter;
use super::codes::{StoredCode, code_by_token};
use crate::accounts::{Origin, Subject};
use crate::audit::Who;
use crate::context::stored_day;
use crate::db::Tx;
use crate::filings::load_header;
use crate::{Actor, Error, Permission, Result, Services};
use chrono::NaiveDate;
use domain::ratings::{CodeState, ONCE_IN_DAYS, RatingForm, RatingKind, can_be_rated, may_rate_again_on};
use domain::settings::Setting;
use domain::values::{Mobile, date, not_blank, text};

/// What a rating is about.
struct Rated<'a> {
    kind: RatingKind,
    office: &'a str,
    filing_id: Option<&'a str>,
    code_id: Option<&'a str>,
    /// What was filed for; empty for a visit.
    matter: &'a str,
    about: &'a str,
    /// Why it cannot be rated now, if it cannot.
    against: &'static str,
}

impl Services {
    /// The enterprise rates a matter of its own, and gets the receipt by which it sees what comes of it. The same key again rates
    /// once.
    ///
    /// # Errors
    /// `NotFound` for somebody else's matter, `Invalid` with what is wrong (a mobile that rated within five days, too),
    /// `NotNow` for a matter that is not decided or has been rated.
    pub async fn rate_matter(&self, actor: &Actor, filing_id: &str, key: &str, form: &RatingForm) -> Result<String> {
        let mut tx = self.db.begin().await?;
        let head = load_header(&mut *tx, filing_id).await?;
        head.may(actor, Permission::RateMatter)?;
        if !can_be_rated(head.status) {
            return Err(Error::not_now("该事项尚未办结，作出决定后才能评价"));
        }
        let about = about_matter(head.kind, &head.number);
        let rated = Rated {
            kind: RatingKind::PerMatter,
            office: &head.office,
            filing_id: Some(&head.id),
            code_id: None,
            matter: head.kind.code(),
            about: &about,
            against: "",
        };
        self.enter_rating(tx, actor, &rated, key, form).await
    }

    /// Whoever has the link rates by it, and gets the receipt. The same key again rates once.
    ///
    /// # Errors
    /// `NotFound` for a link that was never made, `NotNow` for one that is withdrawn or has expired and for a matter that was
    /// rated, `Invalid` with what is wrong, `Throttled` after too many from one address.
    pub async fn rate_by_code(&self, token: &str, key: &str, form: &RatingForm, origin: &Origin) -> Result<String> {
        let code = code_by_token(self.db.pool(), token).await?;
        let findings = form.check(code.kind()?);
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let mut tx = self.db.begin().await?;
        self.count_try(&mut tx, &[&Subject::ratings(origin)]).await?;
        tx.commit().await?;

        let mut tx = self.db.begin().await?;
        // Again: it may have been withdrawn meanwhile.
        let code = code_by_token(&mut *tx, token).await?;
        let StoredCode { id, office, filing_id, matter, about, .. } = &code;
        let rated = Rated {
            kind: code.kind()?,
            office,
            filing_id: filing_id.as_deref(),
            code_id: Some(id),
            matter,
            about,
            against: match code.state(self.today())? {
                // Whether that was this very rating is found out below.
                CodeState::Used => "",
                state => state.told(),
            },
        };
        let who = Who { account_id: "", account: "", address: &origin.address };
        self.enter_rating(tx, who, &rated, key, form).await
    }

    async fn enter_rating(
        &self,
        mut tx: Tx,
        who: impl Into<Who<'_>>,
        rated: &Rated<'_>,
        key: &str,
        form: &RatingForm,
    ) -> Result<String> {
        let findings = form.check(rated.kind);
        let (mobile, satisfaction) = match (Mobile::parse(&form.mobile), form.satisfaction) {
            (Ok(mobile), Some(satisfaction)) if findings.is_empty() => (mobile, satisfaction),
            _ => return Err(Error::findings(findings)),
        };
        let key = self.once(key);
        if let Some(receipt) = handed_in(&mut tx, rated, &key, &mobile).await? {
            return Ok(receipt);
        }
        if !rated.against.is_empty() {
            return Err(Error::not_now(rated.against));
        }
        let today = self.today();
        let again_on = claim(&mut tx, &mobile, today).await?;
        // Whoever waited for another to finish sees only now what that one did.
        if let Some(receipt) = handed_in(&mut tx, rated, &key, &mobile).await? {
            return Ok(receipt);
        }
        if let Some(filing) = rated.filing_id
            && is_rated(&mut tx, filing).await?
        {
            return Err(Error::not_now(CodeState::Used.told()));
        }
        if let Some(day) = again_on {
            return Err(too_soon(day));
        }
        let (id, receipt) = (self.id(), self.id());
        let reasons: Vec<_> = form.ticked(rated.kind).into_iter().map(|indicator| indicator.code()).collect();
        let written = sqlx::query(
            "insert into ratings (id, receipt, key, kind, office, filing_id, code_id, matter, about, satisfaction, reasons,
                                  comment, name, mobile, day, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        )
        .bind(&id)
        .bind(&receipt)
        .bind(&key)
        .bind(rated.kind.code())
        .bind(rated.office)
        .bind(rated.filing_id)
        .bind(rated.code_id)
        .bind(rated.matter)
        .bind(rated.about)
        .bind(satisfaction.code())
        .bind(reasons.join(","))
        .bind(optional(&form.comment, text::paragraph)?)
        .bind(optional(&form.name, text::line)?)
        .bind(mobile.as_str())
        .bind(today.to_string())
        .bind(self.now())
        .execute(&mut *tx)
        .await
        .map_err(Error::from);
        if let Err(error) = written {
            drop(tx);
            // Two people at once with the code of one matter: the index lets one of them.
            return Err(if error.is_duplicate() { Error::not_now(CodeState::Used.told()) } else { error });
        }
        if satisfaction.bad() {
            self.open_case(&mut tx, &id, rated, today).await?;
        }
        self.audit(&mut tx, who, "rating.rate", "rating", &id).await?;
        tx.commit().await?;
        Ok(receipt)
    }

    /// A bad rating is answered within the working days that the settings say.
    async fn open_case(&self, tx: &mut Tx, rating_id: &str, rated: &Rated<'_>, today: NaiveDate) -> Result<()> {
        let days = self.settings_in(&mut **tx).await?.figure(Setting::RatingCaseDays, today);
        let due = self.calendar_in(&mut **tx).await?.after(today, days);
        sqlx::query(
            "insert into rating_cases (rating_id, office, status, revision, due_day, opened_at)
             values ($1, $2, 'opened', 1, $3, $4)",
        )
        .bind(rating_id)
        .bind(rated.office)
        .bind(due.to_string())
        .bind(self.now())
        .execute(&mut **tx)
        .await?;
        self.tell_of_bad_rating(tx, rating_id, rated.office, rated.about, due).await
    }
}

/// The receipt of this very rating, where it was handed in before.
async fn handed_in(tx: &mut Tx, rated: &Rated<'_>, key: &str, mobile: &Mobile) -> Result<Option<String>> {
    let receipt = sqlx::query_scalar(
        "select receipt
         from ratings
         where key = $1 and mobile = $2 and coalesce(filing_id, '') = $3 and coalesce(code_id, '') = $4",
    )
    .bind(key)
    .bind(mobile.as_str())
    .bind(rated.filing_id.unwrap_or_default())
    .bind(rated.code_id.unwrap_or_default())
    .fetch_optional(&mut **tx)
    .await?;
    Ok(receipt)
}

async fn is_rated(tx: &mut Tx, filing_id: &str) -> Result<bool> {
    let (rated,): (i64,) = sqlx::query_as("select count(*) from ratings where filing_id = $1")
        .bind(filing_id)
        .fetch_one(&mut **tx)
        .await?;
    Ok(rated > 0)
}

/// Takes this mobile's turn, or says from which day on it has one. The one statement is the rule: of several at once, all but
/// the first find the row moved.
async fn claim(tx: &mut Tx, mobile: &Mobile, today: NaiveDate) -> Result<Option<NaiveDate>> {
    let claimed = sqlx::query(
        "insert into rating_mobiles (mobile, rated_on, again_on)
         values ($1, $2, $3)
         on conflict (mobile) do update
         set rated_on = excluded.rated_on, again_on = excluded.again_on
         where rating_mobiles.again_on <= excluded.rated_on",
    )
    .bind(mobile.as_str())
    .bind(today.to_string())
    .bind(may_rate_again_on(today).to_string())
    .execute(&mut **tx)
    .await?;
    if claimed.rows_affected() == 1 {
        return Ok(None);
    }
    let (again_on,): (String,) = sqlx::query_as("select again_on from rating_mobiles where mobile = $1")
        .bind(mobile.as_str())
        .fetch_one(&mut **tx)
        .await?;
    stored_day(&again_on).map(Some)
}

fn too_soon(again_on: NaiveDate) -> Error {
    let message = format!("同一手机号{ONCE_IN_DAYS}天内只能评价一次，该手机号可自{}起再次评价", date::long(again_on));
    Error::invalid("mobile", message)
}

/// Text that the form's check has passed, as it is kept; empty where nothing was written.
fn optional(typed: &str, read: fn(&str, u32) -> Result<String, domain::values::ValueError>) -> Result<String> {
    if not_blank(typed) { read(typed, u32::MAX).map_err(Error::fault) } else { Ok(String::new()) }
}
