//! An office with very many filings, as its queue sees them: who filed for what when, the steps since, the last day. They go in
//! directly, in one transaction, and without content: filling all of them in would take hours.

use crate::context::china_date;
use crate::db::Tx;
use crate::{Error, Result, Services};
use chrono::Datelike;
use domain::calendar::Calendar;
use domain::clock::{Clock, Moment, clock};
use domain::enterprises::{EnterpriseKind, Profile};
use domain::filings::{Kind, Track};
use domain::settings::Settings;
use domain::values::CreditCode;
use domain::workflow::{Action, Status, apply};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// How far they have come, by turns; whatever a step cannot be taken with is left out.
const STEPS: &[&[Action]] = &[
    &[],
    &[Action::Claim],
    &[Action::Claim, Action::Accept],
    &[Action::Claim, Action::Accept, Action::Examine],
    &[Action::Claim, Action::Accept, Action::Examine, Action::PassToCommittee],
    &[Action::Claim, Action::Accept, Action::Examine, Action::PassToCommittee, Action::PassToSignOff],
    &[Action::Claim, Action::RequestCorrection],
];
/// Towns and trades, of which the names are made.
const PLACES: &[&str] = &["华东", "浦江", "申能", "恒通", "国建", "宏远", "兴业", "瑞丰", "长宁", "闵行", "嘉定"];

/// Who reviews: account id and name.
type Reviewer = (String, String);

/// By what last days are counted.
struct Rules {
    calendar: Calendar,
    settings: Settings,
}

/// A filing as it is made.
struct Made {
    id: String,
    number: String,
    kind: Kind,
    track: Track,
    submitted_at: i64,
    /// Step, when, where it stood then.
    steps: Vec<(Action, i64, Status)>,
}

impl Services {
    /// Gives the office so many filings more, that wait at every step of the way; its reviewers work on them by turns.
    ///
    /// # Errors
    /// `NotNow` for an office without reviewers; faults of the database.
    pub async fn fill_queue(&self, office: &str, count: usize) -> Result<()> {
        let mut tx = self.db.begin().await?;
        let reviewers: Vec<Reviewer> = sqlx::query_as(
            "select id, display_name from accounts where office = $1 and role = 'reviewer' and active = 1 order by name",
        )
        .bind(office)
        .fetch_all(&mut *tx)
        .await?;
        if reviewers.is_empty() {
            return Err(Error::not_now("该机构没有审核人员"));
        }
        let (province,): (String,) =
            sqlx::query_as("select province from provinces where office = $1 order by province limit 1")
                .bind(office)
                .fetch_one(&mut *tx)
                .await?;
        let rules = Rules { calendar: self.calendar_in(&mut *tx).await?, settings: self.settings_in(&mut *tx).await? };
        let first = self.numbers(&mut tx, "demo.queue", count).await?;
        let year = self.today().year();
        let number = self.numbers(&mut tx, &format!("filing.{year}"), count).await?;
        let mut enterprise = String::new();
        for n in 0..count {
            let kinds = Kind::ALL.len();
            if n % kinds == 0 {
                enterprise = self.id();
                let at = usize::try_from(first).map_err(Error::fault)? + n;
                self.insert_enterprise(&mut tx, &enterprise, &profile(at, &province)?).await?;
            }
            let number = format!("{year}{:06}", number + i64::try_from(n).map_err(Error::fault)?);
            let made = self.plan(n, number);
            let reviewer = &reviewers[n / kinds % reviewers.len()];
            self.insert_filing(&mut tx, (&enterprise, office), &made, reviewer, &rules).await?;
        }
        tx.commit().await
    }

    /// So many numbers of a series; the first of them.
    async fn numbers(&self, tx: &mut Tx, series: &str, count: usize) -> Result<i64> {
        let count = i64::try_from(count).map_err(Error::fault)?;
        let (last,): (i64,) = sqlx::query_as(
            "insert into counters (name, value)
             values ($1, $2)
             on conflict (name) do update set value = counters.value + $2
             returning value",
        )
        .bind(series)
        .bind(count)
        .fetch_one(&mut **tx)
        .await?;
        Ok(last - count + 1)
    }

    /// What the nth is filed for and how far it has come.
    fn plan(&self, n: usize, number: String) -> Made {
        let kind = Kind::ALL[n % Kind::ALL.len()];
        let track = match n % 10 {
            8 => Track::FreeTradeZone,
            9 => Track::DeferredDocuments,
            _ => Track::General,
        };
        let wanted = STEPS[(n / Kind::ALL.len() + n) % STEPS.len()];
        // What has not been answered yet is of these days: else it would count as accepted.
        let answered = wanted.contains(&Action::Accept);
        let days = if answered { 2 + n * 7 % 29 } else { n % 4 };
        let submitted_at = self.now() - days as i64 * DAY - (n % 600) as i64 * 1000;
        let mut steps = vec![(Action::Submit, submitted_at, Status::Submitted)];
        let mut status = Status::Submitted;
        for (hours, &action) in (1..).zip(wanted) {
            let Some(next) = apply(kind, track, status, action) else { continue };
            status = next;
            steps.push((action, (submitted_at + hours * 60 * 60 * 1000).min(self.now()), status));
        }
        Made { id: self.id(), number, kind, track, submitted_at, steps }
    }

    async fn insert_filing(
        &self,
        tx: &mut Tx,
        (enterprise, office): (&str, &str),
        made: &Made,
        (reviewer_id, reviewer): &Reviewer,
        rules: &Rules,
    ) -> Result<()> {
        let clock = made.clock(rules, self.now());
        let due = clock.as_ref().and_then(|clock| clock.due).map(|day| day.to_string()).unwrap_or_default();
        let status = made.steps.last().map_or(Status::Submitted, |(.., status)| *status);
        let examined = made.steps.iter().any(|(action, ..)| *action == Action::Examine);
        sqlx::query(
            "insert into filings (id, number, kind, track, status, live, revision, enterprise_id, office, assignee_id,
                                  examiner_id, rule_set, created_at, updated_at, submitted_at, due_day, resting)
             values ($1, $2, $3, $4, $5, 1, 1, $6, $7, $8, $9, '', $10, $11, $10, $12, $13)",
        )
        .bind(&made.id)
        .bind(&made.number)
        .bind(made.kind.code())
        .bind(made.track.code())
        .bind(status.code())
        .bind(enterprise)
        .bind(office)
        .bind((status != Status::Submitted).then_some(reviewer_id))
        .bind(examined.then_some(reviewer_id))
        .bind(made.submitted_at)
        .bind(made.steps.last().map_or(made.submitted_at, |(_, at, _)| *at))
        .bind(&due)
        .bind(i64::from(clock.is_some_and(|clock| clock.rest.is_some())))
        .execute(&mut **tx)
        .await?;
        for (n, (action, at, status)) in (1i64..).zip(&made.steps) {
            let (id, name, role) = match action {
                Action::Submit => ("", "企业", "enterprise"),
                _ => (reviewer_id.as_str(), reviewer.as_str(), "reviewer"),
            };
            sqlx::query(
                "insert into events (id, filing_id, sequence, at, actor_id, actor, role, action, status, note, key)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $1)",
            )
            .bind(self.id())
            .bind(&made.id)
            .bind(n)
            .bind(at)
            .bind(id)
            .bind(name)
            .bind(role)
            .bind(action.code())
            .bind(status.code())
            .execute(&mut **tx)
            .await?;
        }
        self.reminded_of(tx, &made.id, &due).await
    }

    /// As if everybody had been reminded already: tens of thousands of letters at once would be no demonstration.
    async fn reminded_of(&self, tx: &mut Tx, filing: &str, due: &str) -> Result<()> {
        if due.is_empty() {
            return Ok(());
        }
        sqlx::query(
            "insert into reminders (filing_id, what, day)
             values ($1, 'office_3', $2), ($1, 'office_1', $2), ($1, 'overdue', $2)",
        )
        .bind(filing)
        .bind(due)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

impl Made {
    fn clock(&self, rules: &Rules, now: i64) -> Option<Clock> {
        let moment = |&(action, at, status): &(Action, i64, Status)| Moment { day: china_date(at), action, status };
        let moments: Vec<_> = self.steps.iter().map(moment).collect();
        clock(self.kind, self.track, &moments, (&rules.calendar, &rules.settings), china_date(now))
    }
}

/// The registration of the nth.
fn profile(n: usize, province: &str) -> Result<Profile> {
    let body = format!("91990000MB{n:07}");
    let check = CreditCode::check_character(&body).ok_or_else(|| Error::fault("no credit code"))?;
    let place = PLACES[n / Kind::ALL.len() % PLACES.len()];
    Ok(Profile {
        kind: Some(EnterpriseKind::Limited),
        name: format!("{place}第{n}电力工程有限公司"),
        credit_code: format!("{body}{check}"),
        representative: "王建国".to_owned(),
        registered_address: format!("{province}{place}路{n}号"),
        province: province.to_owned(),
        contact: "李敏".to_owned(),
        ..Profile::default()
    })
}
