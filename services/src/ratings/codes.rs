//! The codes that there are: for the office to list, show, print and withdraw.

use super::qr;
use crate::context::stored_day;
use crate::enterprises::{escaped, folded};
use crate::filings::{known_shape, stored};
use crate::{Actor, Error, Owner, Permission, Result, Services};
use chrono::NaiveDate;
use domain::Refusal;
use domain::filings::Kind;
use domain::ratings::{CodeState, CodeView, MatterCode, MatterLine, RatingCode, RatingKind, Satisfaction};
use domain::workflow::Status;
use sqlx::{Any, Executor};

/// Most lines shown; a search finds the others.
const MOST: i64 = 100;
/// Longest text that is searched, in characters.
const LONGEST: usize = 120;

/// The query for codes, with the condition that is added; `c` is the code.
macro_rules! codes {
    ($rest:literal) => {
        concat!(
            "select c.id, c.token, c.kind, c.office, o.name as office_name, c.filing_id, c.about, c.from_day, c.until_day, c.made_at, c.withdrawn_at,
                    coalesce(f.kind, '') as matter, a.display_name as made_by,
                    (select count(*) from ratings r where r.code_id = c.id) as ratings,
                    (select count(*) from ratings r where r.filing_id = c.filing_id) as of_matter
             from rating_codes c
                  join offices o on o.code = c.office
                  join accounts a on a.id = c.made_by
                  left join filings f on f.id = c.filing_id
             ",
            $rest
        )
    };
}

/// A code as stored.
#[derive(sqlx::FromRow)]
pub(super) struct StoredCode {
    pub id: String,
    pub token: String,
    kind: String,
    pub office: String,
    pub office_name: String,
    pub filing_id: Option<String>,
    pub about: String,
    from_day: String,
    until_day: String,
    made_at: i64,
    withdrawn_at: Option<i64>,
    /// What was filed for; empty for a visit.
    pub matter: String,
    made_by: String,
    ratings: i64,
    /// Ratings of its matter, in whatever way they came.
    of_matter: i64,
}

impl StoredCode {
    pub fn kind(&self) -> Result<RatingKind> {
        stored(RatingKind::from_code, &self.kind)
    }

    /// Whether it opens the rating page on this day.
    pub fn state(&self, today: NaiveDate) -> Result<CodeState> {
        let (from, until) = (stored_day(&self.from_day)?, stored_day(&self.until_day)?);
        Ok(CodeState::on(today, from, until, self.withdrawn_at.is_some(), self.of_matter > 0))
    }

    fn read(self, today: NaiveDate) -> Result<RatingCode> {
        Ok(RatingCode {
            kind: self.kind()?,
            state: self.state(today)?,
            from: stored_day(&self.from_day)?,
            until: stored_day(&self.until_day)?,
            id: self.id,
            about: self.about,
            made_by: self.made_by,
            made_at: self.made_at,
            ratings: self.ratings,
        })
    }
}

/// The code whose link this is.
pub(super) async fn code_by_token<'e>(executor: impl Executor<'e, Database = Any>, token: &str) -> Result<StoredCode> {
    let code: Option<StoredCode> =
        sqlx::query_as(codes!("where c.token = $1")).bind(known_shape(token)?).fetch_optional(executor).await?;
    Ok(code.ok_or(Refusal::NotFound)?)
}

#[derive(sqlx::FromRow)]
struct Matter {
    id: String,
    number: String,
    kind: String,
    status: String,
    enterprise: String,
    updated_at: i64,
    satisfaction: Option<String>,
    code_id: Option<String>,
    from_day: Option<String>,
    until_day: Option<String>,
}

impl Matter {
    fn read(self, today: NaiveDate) -> Result<MatterLine> {
        let kind = stored(Kind::from_code, &self.kind)?;
        let rated = self.satisfaction.as_deref().map(|grade| stored(Satisfaction::from_code, grade)).transpose()?;
        let code = match (self.code_id, self.from_day, self.until_day) {
            (Some(id), Some(from), Some(until)) => {
                let until = stored_day(&until)?;
                let state = CodeState::on(today, stored_day(&from)?, until, false, rated.is_some());
                Some(MatterCode { id, until, state })
            }
            _ => None,
        };
        Ok(MatterLine {
            filing_id: self.id,
            number: self.number,
            kind,
            enterprise: self.enterprise,
            ended: stored(Status::from_code, &self.status)?.label_in(kind).to_owned(),
            decided_at: self.updated_at,
            rated,
            code,
        })
    }
}

impl Services {
    /// The office's decided matters whose number or enterprise contains this, all for nothing typed; the latest first.
    ///
    /// # Errors
    /// `Forbidden` for those who keep no ratings.
    pub async fn rating_matters(&self, actor: &Actor, search: &str) -> Result<Vec<MatterLine>> {
        actor.may_own(Permission::ManageRatings)?;
        let search = folded(search);
        if search.chars().count() > LONGEST {
            return Ok(Vec::new());
        }
        let matters: Vec<Matter> = sqlx::query_as(
            "select f.id, f.number, f.kind, f.status, e.name as enterprise, f.updated_at, r.satisfaction, c.id as code_id,
                    c.from_day, c.until_day
             from filings f
                  join enterprises e on e.id = f.enterprise_id
                  left join ratings r on r.filing_id = f.id
                  left join rating_codes c on c.filing_id = f.id and c.withdrawn_at is null
             where f.office = $1 and f.status in ($2, $3, $4)
               and (e.name_folded like $5 escape '\\' or f.number like $5 escape '\\')
             order by f.updated_at desc, f.number desc
             limit $6",
        )
        .bind(actor.office())
        .bind(Status::Issued.code())
        .bind(Status::Refused.code())
        .bind(Status::Declined.code())
        .bind(format!("%{}%", escaped(&search)))
        .bind(MOST)
        .fetch_all(self.db.pool())
        .await?;
        let today = self.today();
        matters.into_iter().map(|matter| matter.read(today)).collect()
    }

    /// The office's codes for service points, the latest first.
    ///
    /// # Errors
    /// `Forbidden` for those who keep no ratings.
    pub async fn visit_codes(&self, actor: &Actor) -> Result<Vec<RatingCode>> {
        actor.may_own(Permission::ManageRatings)?;
        let codes: Vec<StoredCode> = sqlx::query_as(codes!(
            "where c.office = $1 and c.kind = $2
             order by c.made_at desc, c.id
             limit $3"
        ))
        .bind(actor.office())
        .bind(RatingKind::PerVisit.code())
        .bind(MOST)
        .fetch_all(self.db.pool())
        .await?;
        let today = self.today();
        codes.into_iter().map(|code| code.read(today)).collect()
    }

    /// A code with its link and its symbol, to be shown and printed.
    ///
    /// # Errors
    /// `NotFound` for a code of another office.
    pub async fn rating_code(&self, actor: &Actor, id: &str) -> Result<CodeView> {
        actor.may_own(Permission::ManageRatings)?;
        let code = self.stored_code(actor, id).await?;
        let link = format!("{}/rate/{}", self.public_url, code.token);
        let (size, path) = qr::symbol(&link)?;
        Ok(CodeView { office: code.office_name.clone(), code: code.read(self.today())?, link, size, path })
    }

    /// Withdraws a code: its link opens no rating page any more. Doing it twice does it once.
    ///
    /// # Errors
    /// `NotFound` for a code of another office.
    pub async fn withdraw_code(&self, actor: &Actor, id: &str) -> Result<()> {
        actor.may_own(Permission::ManageRatings)?;
        self.stored_code(actor, id).await?;
        let mut tx = self.db.begin().await?;
        let withdrawn = sqlx::query(
            "update rating_codes
             set withdrawn_at = $2, withdrawn_by = $3
             where id = $1 and withdrawn_at is null",
        )
        .bind(id)
        .bind(self.now())
        .bind(&actor.account_id)
        .execute(&mut *tx)
        .await?;
        if withdrawn.rows_affected() == 1 {
            self.audit(&mut tx, actor, "rating.withdraw_code", "rating_code", id).await?;
        }
        tx.commit().await
    }

    /// A code of the actor's office.
    async fn stored_code(&self, actor: &Actor, id: &str) -> Result<StoredCode> {
        let code: Option<StoredCode> =
            sqlx::query_as(codes!("where c.id = $1")).bind(known_shape(id)?).fetch_optional(self.db.pool()).await?;
        let code = code.ok_or(Error::Refused(Refusal::NotFound))?;
        actor.may(Permission::ManageRatings, Owner { enterprise: "", office: &code.office })?;
        Ok(code)
    }
}
