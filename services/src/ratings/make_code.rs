//! Making a code (生成): for a decided matter, or for a service point and a day.

use super::about_matter;
use crate::context::stored_day;
use crate::db::Tx;
use crate::filings::load_header;
use crate::{Actor, Error, Permission, Result, Services};
use chrono::NaiveDate;
use domain::Finding;
use domain::ratings::{CodeState, RatingKind, can_be_rated, check_service_point, latest_visit};
use domain::settings::Setting;
use domain::values::{date, text};

/// A code to be written.
struct NewCode<'a> {
    kind: RatingKind,
    office: &'a str,
    filing_id: Option<&'a str>,
    service_point: &'a str,
    about: String,
    from: NaiveDate,
}

impl Services {
    /// Makes a code for a matter, and gives its id; where one can be used already, that one's.
    ///
    /// # Errors
    /// `NotFound` for a matter of another office, `NotNow` for one that is not decided or has been rated.
    pub async fn make_matter_code(&self, actor: &Actor, filing_id: &str) -> Result<String> {
        actor.may_own(Permission::ManageRatings)?;
        let mut tx = self.db.begin().await?;
        let head = load_header(&mut *tx, filing_id).await?;
        head.may(actor, Permission::ManageRatings)?;
        if !can_be_rated(head.status) {
            return Err(Error::not_now("该事项尚未办结，作出决定后才能评价"));
        }
        let (rated,): (i64,) = sqlx::query_as("select count(*) from ratings where filing_id = $1")
            .bind(&head.id)
            .fetch_one(&mut *tx)
            .await?;
        if rated > 0 {
            return Err(Error::not_now(CodeState::Used.told()));
        }
        self.make_code(
            tx,
            actor,
            &NewCode {
                kind: RatingKind::PerMatter,
                office: &head.office,
                filing_id: Some(&head.id),
                service_point: "",
                about: about_matter(head.kind, &head.number),
                from: self.today(),
            },
        )
        .await
    }

    /// Makes a code for those who come to a service point on a day, and gives its id; where there is one already, that one's.
    ///
    /// # Errors
    /// `Invalid` on `service_point` and `day`.
    pub async fn make_visit_code(&self, actor: &Actor, service_point: &str, day: NaiveDate) -> Result<String> {
        actor.may_own(Permission::ManageRatings)?;
        let mut findings = check_service_point(service_point);
        let today = self.today();
        if day < today || day > latest_visit(today) {
            let latest = date::long(latest_visit(today));
            findings.push(Finding::field("day", format!("服务日期应在今天至{latest}之间")));
        }
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let service_point = text::line(service_point, u32::MAX).map_err(Error::fault)?;
        let tx = self.db.begin().await?;
        self.make_code(
            tx,
            actor,
            &NewCode {
                kind: RatingKind::PerVisit,
                office: actor.office(),
                filing_id: None,
                service_point: &service_point,
                about: format!("{service_point}，{}", date::long(day)),
                from: day,
            },
        )
        .await
    }

    async fn make_code(&self, mut tx: Tx, actor: &Actor, code: &NewCode<'_>) -> Result<String> {
        if let Some((id, until)) = self.code_made(&mut tx, code).await? {
            if until >= self.today() {
                return Ok(id);
            }
            // It has expired: the new one takes its place.
            sqlx::query("update rating_codes set withdrawn_at = $2, withdrawn_by = $3 where id = $1")
                .bind(id)
                .bind(self.now())
                .bind(&actor.account_id)
                .execute(&mut *tx)
                .await?;
        }
        let days = self.settings_in(&mut *tx).await?.figure(Setting::RatingCodeDays, self.today());
        let until = self.calendar_in(&mut *tx).await?.after(code.from, days);
        let id = self.id();
        let written = sqlx::query(
            "insert into rating_codes (id, token, kind, office, filing_id, service_point, about, from_day, until_day,
                                       made_by, made_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(&id)
        // 128 random bits: nobody guesses them, and the symbol stays coarse enough for any camera.
        .bind(self.id())
        .bind(code.kind.code())
        .bind(code.office)
        .bind(code.filing_id)
        .bind(code.service_point)
        .bind(&code.about)
        .bind(code.from.to_string())
        .bind(until.to_string())
        .bind(&actor.account_id)
        .bind(self.now())
        .execute(&mut *tx)
        .await
        .map_err(Error::from);
        if let Err(error) = written {
            drop(tx);
            if error.is_duplicate() {
                // A colleague was faster.
                let mut tx = self.db.begin().await?;
                if let Some((id, _)) = self.code_made(&mut tx, code).await? {
                    return Ok(id);
                }
            }
            return Err(error);
        }
        self.audit(&mut tx, actor, "rating.make_code", "rating_code", &id).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The code that stands where this one would, and its last day.
    async fn code_made(&self, tx: &mut Tx, code: &NewCode<'_>) -> Result<Option<(String, NaiveDate)>> {
        let made: Option<(String, String)> = sqlx::query_as(
            "select id, until_day
             from rating_codes
             where withdrawn_at is null and kind = $1 and office = $2 and coalesce(filing_id, '') = $3
               and service_point = $4 and ($3 <> '' or from_day = $5)",
        )
        .bind(code.kind.code())
        .bind(code.office)
        .bind(code.filing_id.unwrap_or_default())
        .bind(code.service_point)
        .bind(code.from.to_string())
        .fetch_optional(&mut **tx)
        .await?;
        made.map(|(id, until)| Ok((id, stored_day(&until)?))).transpose()
    }
}
