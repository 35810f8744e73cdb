//! How long things took, and why corrections were asked for.

use super::Counting;
use crate::context::china_date;
use crate::filings::stored;
use crate::{Result, Services};
use domain::clock::Moment;
use domain::figures::{
    Counted, LimitTime, Measured, Stage, StageTime, by_place, by_reason, stages, time_by_stage, time_by_track, within,
};
use domain::filings::{Kind, Track};
use domain::workflow::{Action, Status};
use futures::TryStreamExt;

/// A step of a filing, in the order of filings and steps.
#[derive(sqlx::FromRow)]
struct Step {
    filing_id: String,
    kind: String,
    track: String,
    at: i64,
    action: String,
    status: String,
}

/// The filing whose steps are being read.
struct Reading {
    id: String,
    matter: (Kind, Track),
    moments: Vec<Moment>,
}

/// What was measured so far.
#[derive(Default)]
struct Found {
    stages: Vec<(Stage, i64)>,
    measured: Vec<((Kind, Track), Measured)>,
}

impl Services {
    /// Times by stage, and against the limits, of what was done in the period. Read filing by filing: a year of all offices is
    /// some hundred thousand steps, which need not be in memory at once.
    pub(super) async fn times(&self, counting: &Counting) -> Result<(Vec<StageTime>, Vec<LimitTime>)> {
        let days = (self.calendar().await?, self.settings().await?);
        let (from, before) = counting.moments();
        let mut steps = sqlx::query_as::<_, Step>(
            "select e.filing_id, f.kind, f.track, e.at, e.action, e.status
             from filings f
                  join events e on e.filing_id = f.id
             where f.office in (select o.code from offices o where $3 = '' or o.code = $3)
               and f.submitted_at is not null
               and exists (select 1
                           from events m
                           where m.filing_id = f.id and m.action <> 'submit' and m.at >= $1 and m.at < $2)
             order by f.office, f.id, e.sequence",
        )
        .bind(from)
        .bind(before)
        .bind(&counting.office)
        .fetch(self.db.pool());
        let (mut found, mut reading) = (Found::default(), None::<Reading>);
        let mut measure = |read: Reading| {
            let (kind, track) = read.matter;
            found.stages.extend(stages(&read.moments, &days.0, &counting.period));
            let measured = within(kind, track, &read.moments, (&days.0, &days.1), &counting.period);
            found.measured.extend(measured.into_iter().map(|measured| (read.matter, measured)));
        };
        while let Some(step) = steps.try_next().await? {
            if reading.as_ref().is_some_and(|reading| reading.id != step.filing_id)
                && let Some(read) = reading.take()
            {
                measure(read);
            }
            let moment = Moment {
                day: china_date(step.at),
                action: stored(Action::from_code, &step.action)?,
                status: stored(Status::from_code, &step.status)?,
            };
            match &mut reading {
                Some(reading) => reading.moments.push(moment),
                None => {
                    let matter = (stored(Kind::from_code, &step.kind)?, stored(Track::from_code, &step.track)?);
                    reading = Some(Reading { id: step.filing_id, matter, moments: vec![moment] });
                }
            }
        }
        if let Some(read) = reading {
            measure(read);
        }
        Ok((time_by_stage(found.stages), time_by_track(found.measured)))
    }

    /// Why corrections were asked for, and where: by item of the notices.
    pub(super) async fn correction_reasons(&self, counting: &Counting) -> Result<(Vec<Counted>, Vec<Counted>)> {
        let canned: Vec<String> =
            sqlx::query_scalar("select text from reasons where topic = 'correction' order by position, id")
                .fetch_all(self.db.pool())
                .await?;
        let (from, before) = counting.moments();
        let asked: Vec<(String, String, i64)> = sqlx::query_as(
            "select c.reason, c.path, count(*)
             from corrections n
                  join comments c on c.filing_id = n.filing_id and c.round = n.round
                  join filings f on f.id = n.filing_id
             where n.requested_at >= $1 and n.requested_at < $2 and ($3 = '' or f.office = $3)
             group by c.reason, c.path",
        )
        .bind(from)
        .bind(before)
        .bind(&counting.office)
        .fetch_all(self.db.pool())
        .await?;
        let reasons = asked.iter().map(|(reason, _, count)| (reason.as_str(), *count));
        let places = asked.iter().map(|(_, path, count)| (path.as_str(), *count));
        Ok((by_reason(&canned, reasons), by_place(places)))
    }
}
