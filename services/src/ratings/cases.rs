//! Bad ratings (差评) as the office sees them.

use super::reasons_in_words;
use crate::context::stored_day;
use crate::filings::{known_shape, stored};
use crate::{Actor, Error, Owner, Permission, Result, Services};
use chrono::NaiveDate;
use domain::Refusal;
use domain::calendar::Calendar;
use domain::ratings::{
    CaseAction, CaseEvent, CaseStatus, CaseSummary, CaseView, RatingCase, RatingKind, Satisfaction, allowed,
};
use domain::values::Mobile;
use sqlx::AnyConnection;

/// Most cases shown.
const MOST: i64 = 200;

/// A case and its rating, as stored.
#[derive(sqlx::FromRow)]
pub(super) struct StoredCase {
    pub id: String,
    pub office: String,
    status: String,
    pub revision: i64,
    due_day: String,
    kind: String,
    pub filing_id: Option<String>,
    pub about: String,
    satisfaction: String,
    reasons: String,
    pub comment: String,
    name: String,
    pub mobile: String,
    pub at: i64,
}

/// The query for cases, with the condition that is added; `c` is the case, `r` its rating.
macro_rules! cases {
    ($rest:literal) => {
        concat!(
            "select r.id, r.office, c.status, c.revision, c.due_day, r.kind, r.filing_id, r.about, r.satisfaction, r.reasons,
                    r.comment, r.name, r.mobile, r.at
             from rating_cases c
                  join ratings r on r.id = c.rating_id
             ",
            $rest
        )
    };
}

impl StoredCase {
    pub fn status(&self) -> Result<CaseStatus> {
        stored(CaseStatus::from_code, &self.status)
    }

    fn satisfaction(&self) -> Result<Satisfaction> {
        stored(Satisfaction::from_code, &self.satisfaction)
    }

    fn due(&self) -> Result<NaiveDate> {
        stored_day(&self.due_day)
    }

    fn summary(self, today: NaiveDate, calendar: &Calendar) -> Result<CaseSummary> {
        let (status, due) = (self.status()?, self.due()?);
        let masked = masked(&self.mobile);
        Ok(CaseSummary {
            satisfaction: self.satisfaction()?,
            rater: if self.name.is_empty() { masked } else { format!("{}，{masked}", self.name) },
            id: self.id,
            about: self.about,
            at: self.at,
            status,
            due,
            left: status.unanswered().then(|| calendar.between(today, due)),
        })
    }
}

/// A mobile as it is shown. What is stored was checked when it came.
pub(super) fn masked(mobile: &str) -> String {
    Mobile::parse(mobile).map(|mobile| mobile.masked()).unwrap_or_default()
}

impl Services {
    /// The office's cases: those that wait for an answer first, the nearest last day on top; then the others, the latest first.
    ///
    /// # Errors
    /// `Forbidden` for those who keep no ratings.
    pub async fn rating_cases(&self, actor: &Actor) -> Result<Vec<CaseSummary>> {
        actor.may_own(Permission::ManageRatings)?;
        let cases: Vec<StoredCase> = sqlx::query_as(cases!(
            "where c.office = $1
             order by case when c.answered_at is null then 0 when c.status = 'replied' then 1 else 2 end,
                      case when c.answered_at is null then c.due_day else '' end, r.at desc, r.id
             limit $2"
        ))
        .bind(actor.office())
        .bind(MOST)
        .fetch_all(self.db.pool())
        .await?;
        let (today, calendar) = (self.today(), self.calendar().await?);
        cases.into_iter().map(|case| case.summary(today, &calendar)).collect()
    }

    /// One case with its rating and its steps.
    ///
    /// # Errors
    /// `NotFound` for a case of another office.
    pub async fn rating_case(&self, actor: &Actor, id: &str) -> Result<CaseView> {
        let mut connection = self.db.pool().acquire().await?;
        let case = self.case_of(&mut connection, actor, id).await?;
        self.case_view(&mut connection, actor, case).await
    }

    /// The rater's whole mobile, to call it; that it was looked at stands in the audit log.
    ///
    /// # Errors
    /// `NotFound` for a case of another office, `NotNow` for one that has ended: nobody needs to be called any more.
    pub async fn rater_mobile(&self, actor: &Actor, id: &str) -> Result<String> {
        let mut tx = self.db.begin().await?;
        let case = self.case_of(&mut tx, actor, id).await?;
        if case.status()?.ended() {
            return Err(Error::not_now("该差评已处理完毕，不再显示完整手机号"));
        }
        self.audit(&mut tx, actor, "rating.show_mobile", "rating", id).await?;
        tx.commit().await?;
        Ok(case.mobile)
    }

    /// A case of the actor's office.
    pub(super) async fn case_of(&self, connection: &mut AnyConnection, actor: &Actor, id: &str) -> Result<StoredCase> {
        actor.may_own(Permission::ManageRatings)?;
        let case: Option<StoredCase> =
            sqlx::query_as(cases!("where c.rating_id = $1")).bind(known_shape(id)?).fetch_optional(connection).await?;
        let case = case.ok_or(Error::Refused(Refusal::NotFound))?;
        actor.may(Permission::ManageRatings, Owner { enterprise: "", office: &case.office })?;
        Ok(case)
    }

    pub(super) async fn case_view(
        &self,
        connection: &mut AnyConnection,
        actor: &Actor,
        case: StoredCase,
    ) -> Result<CaseView> {
        let (status, satisfaction) = (case.status()?, case.satisfaction()?);
        Ok(CaseView {
            case: self.case_with_steps(connection, &case.id, status, case.due()?, None).await?,
            revision: case.revision,
            kind: stored(RatingKind::from_code, &case.kind)?,
            reasons: reasons_in_words(&case.reasons, satisfaction)?,
            satisfaction,
            mobile: masked(&case.mobile),
            allowed: allowed(status, actor.role),
            id: case.id,
            about: case.about,
            filing_id: case.filing_id,
            comment: case.comment,
            name: case.name,
            at: case.at,
        })
    }

    /// How a case stands. To the rater the office stands for its staff, and what was written for the office stays there.
    pub(super) async fn case_with_steps(
        &self,
        connection: &mut AnyConnection,
        rating_id: &str,
        status: CaseStatus,
        due: NaiveDate,
        office: Option<&str>,
    ) -> Result<RatingCase> {
        let left = match status.unanswered() {
            true => Some(self.calendar_in(&mut *connection).await?.between(self.today(), due)),
            false => None,
        };
        let steps: Vec<(i64, String, String, String)> = sqlx::query_as(
            "select at, action, actor, note
             from rating_case_events
             where rating_id = $1
             order by sequence",
        )
        .bind(rating_id)
        .fetch_all(connection)
        .await?;
        let event = |(at, action, actor, note): (i64, String, String, String)| {
            let action = stored(CaseAction::from_code, &action)?;
            Ok(match office {
                None => CaseEvent { at, action, actor, note },
                Some(office) => CaseEvent {
                    at,
                    action,
                    actor: office.to_owned(),
                    note: if action.told_to_rater() { note } else { String::new() },
                },
            })
        };
        Ok(RatingCase { status, due, left, events: steps.into_iter().map(event).collect::<Result<_>>()? })
    }
}
